"""How long a log-in lasts: shorter when idle, never longer than a working day."""

import time

from django.conf import settings
from django.http import HttpRequest

# Noting each click would write the session each time.
NOTED_EVERY = 60


def begin(request: HttpRequest) -> None:
    """Note when the session begins."""
    request.session["started"] = request.session["seen"] = time.time()


def is_over(request: HttpRequest) -> bool:
    """Tell whether the session was idle or ran too long; else note that it is used."""
    if "started" not in request.session:
        begin(request)
    now, session = time.time(), request.session
    idle = now - session["seen"]
    if idle >= settings.SESSION_IDLE or now - session["started"] >= settings.SESSION_LONGEST:
        return True
    if idle >= NOTED_EVERY:
        session["seen"] = now
    return False
