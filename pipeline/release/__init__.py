"""Checked tables become an immutable, versioned release; releases are compared, verified and explained."""
