"""Count each visitor's requests, so that one of them cannot use up the site.

They are counted in the cache "rates": in Redis for all processes together, else by each process
for itself. The database, which could count for all, has one writer at a time and better things to
do than to keep readers waiting for each other.
"""

import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from dashboard.accounts import attempts
from indicators.texts import Text

from .problems import TOO_MANY, Refused
from .words import spoken

WINDOW = 60
TOO_OFTEN = Text(
    "每分钟最多%(limit)s次请求，请在%(seconds)s秒后继续。",
    "At most %(limit)s requests a minute; go on in %(seconds)s seconds.",
)


@dataclass(frozen=True, slots=True)
class Quota:
    """How many requests a visitor has in the running minute, and how many are left."""

    limit: int
    remaining: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """Return the fields of the IETF's draft on rate limits."""
        return {
            "RateLimit-Policy": f'"minute";q={self.limit};w={WINDOW}',
            "RateLimit": f'"minute";r={max(self.remaining, 0)};t={self.seconds}',
        }

    def check(self) -> None:
        """Raise Refused where none was left."""
        if self.remaining < 0:
            raise Refused(
                TOO_MANY,
                spoken(TOO_OFTEN, limit=self.limit, seconds=self.seconds),
                headers={"Retry-After": str(self.seconds)},
            )


def count(request: HttpRequest, now: float | None = None) -> Quota | None:
    """Count the request, and return what is left; None where no limit is set."""
    limit = settings.API_REQUESTS_PER_MINUTE
    if not limit:
        return None
    window, passed = divmod(int(time.time() if now is None else now), WINDOW)
    key = f"{window} {_visitor(request)}".replace(" ", "-")
    cache = caches["rates"]
    cache.add(key, 0, 2 * WINDOW)
    try:
        used = cache.incr(key)
    except ValueError:
        # A full cache has dropped it in between.
        used = 1
    return Quota(limit, limit - used, WINDOW - passed)


def _visitor(request: HttpRequest) -> str:
    try:
        return attempts.of_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "nowhere"
