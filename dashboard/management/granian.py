"""How granian serves the site, apart from host, port and workers."""

# Python runs one thread of a worker at a time, so more than a few only wait for each other.
OPTIONS = ["--interface", "wsgi", "--blocking-threads", "4", "--log-level", "warning"]
