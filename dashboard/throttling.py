"""Throttling: requests a minute, and texts read concurrently.

Requests are counted in the cache "rates": in Redis for all processes together, else by each process
for itself. The database, which could count for all, has one writer at a time and better things to
do than to keep readers waiting for each other. Texts at once are counted by the machine's own
kernel, which forgets nobody's place when a process dies.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from dashboard.accounts import login_attempts

WINDOW = 60


class Busy(Exception):
    """As many are at work as may be at once."""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many requests a visitor has in the running minute, and how many are left."""

    limit: int
    remaining: int
    seconds: int


def count(request: HttpRequest, work: str, limit: int, now: float | None = None) -> Quota:
    """Count the visitor's request for the work, and return what is left in the running minute."""
    window, passed = divmod(int(time.time() if now is None else now), WINDOW)
    key = f"{work} {window} {_visitor(request)}".replace(" ", "-")
    cache = caches["rates"]
    cache.add(key, 0, 2 * WINDOW)
    try:
        used = cache.incr(key)
    except ValueError:
        # A full cache has dropped it in between.
        used = 1
    return Quota(limit, limit - used, WINDOW - passed)


@contextmanager
def place(work: str, places: int) -> Iterator[None]:
    """Take one of this machine's slots for the work. Raises Busy where none is free."""
    folder = settings.VAR / "places"
    folder.mkdir(exist_ok=True)
    for number in range(places):
        held = os.open(folder / f"{work}-{number}", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            continue
        try:
            yield
        finally:
            os.close(held)
        return
    raise Busy(work)


def _visitor(request: HttpRequest) -> str:
    try:
        return login_attempts.of_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "nowhere"
