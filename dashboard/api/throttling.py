"""Count each visitor's requests to the API, so that one of them cannot use up the site."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from dashboard import throttling
from dashboard.throttling import WINDOW
from indicators.bilingual import Text

from .descriptions import spoken
from .problems import TOO_MANY, RequestRefused

TOO_OFTEN = Text(
    "每分钟最多%(limit)s次请求，请在%(seconds)s秒后继续。",
    "At most %(limit)s requests a minute; go on in %(seconds)s seconds.",
)


@dataclass(frozen=True, slots=True)
class ApiQuota(throttling.Quota):
    """What a visitor has left, and how the API says it."""

    @property
    def headers(self) -> dict[str, str]:
        """Return the fields of the IETF's draft on rate limits."""
        return {
            "RateLimit-Policy": f'"minute";q={self.limit};w={WINDOW}',
            "RateLimit": f'"minute";r={max(self.remaining, 0)};t={self.seconds}',
        }

    @property
    def refusal(self) -> RequestRefused | None:
        """Return the refusal of the request where none was left for it."""
        if self.remaining >= 0:
            return None
        detail = spoken(TOO_OFTEN, limit=self.limit, seconds=self.seconds)
        return RequestRefused(TOO_MANY, detail, headers={"Retry-After": str(self.seconds)})


def count(request: HttpRequest, now: float | None = None) -> ApiQuota | None:
    """Count the request, and return what is left; None where no limit is set."""
    limit = settings.API_REQUESTS_PER_MINUTE
    if not limit:
        return None
    left = throttling.count(request, "api", limit, now)
    return ApiQuota(left.limit, left.remaining, left.seconds)
