"""Manifest to bytes to text: where a narrative comes from and whether it is what the manifest says."""
