"""The words of the reports as data, and the one loader that compiles patterns from them."""
