"""The promises, path by path as in the code."""
