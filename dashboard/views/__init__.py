"""Doors to pages: each a door, one call, a page."""
