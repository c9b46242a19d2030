"""The site in a real browser, served by granian from a database of its own."""
