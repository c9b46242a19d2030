"""How granian serves the site, apart from host, port and workers."""

# Python runs one thread of a worker at a time, so more than a few only wait for each other.
OPTIONS = ["--interface", "wsgi", "--blocking-threads", "4", "--log-level", "warning"]
# A worker that dies comes back; granian itself ends where it dies again at once.
OPTIONS += ["--respawn-failed-workers"]
# Seconds that a worker may take to end what it has in hand.
OPTIONS += ["--workers-kill-timeout", "30"]
