"""Views: each checks access, makes one call, renders a page."""
