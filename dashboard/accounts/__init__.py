"""How officials log in, and how long that lasts; allauth does the work."""
