"""Where the city stands: the page, its meeting-room pages, and its interactive charts."""
