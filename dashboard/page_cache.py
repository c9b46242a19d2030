"""The page cache: public pages, made once for each state of the public data."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import wraps
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, reverse
from django.utils import timezone
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    patch_vary_headers,
)
from django.utils.http import http_date, parse_http_date
from django.utils.text import compress_sequence
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from dashboard import typesetting
from dashboard.cached_response import COMPRESSED, CachedResponse
from dashboard.code_digest import digest, fingerprint
from dashboard.query_parameters import leave_out_unknown, reads
from indicators.models import PublicState
from indicators.selectors import CodeChanged

PRIVATE = (
    "/accounts/",
    "/admin/",
    "/api/v1/submissions",
    "/desk/",
    "/en/accounts/",
    "/en/admin/",
    "/en/desk/",
)
# The state of the site itself, and what is the same whatever is public.
UNKEPT = ("/favicon.ico", "/healthz", "/static/")
View = Callable[..., HttpResponseBase]
A_WEEK = 7 * 24 * 3600
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class PageCacheMiddleware:
    """Middleware: answer public pages from the cache; cache newly rendered ones.

    An answer follows from the data and from the site itself, so whoever knows it by its date alone
    gets it again after each start of the server.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.site = digest(fingerprint(), *typesetting.chinese_fonts())
        self.started = timezone.now()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the kept answer, or the newly made one.

        Whoever names the page's tag has the page already, so that nothing need be made for them.
        """
        if request.path.startswith(PRIVATE):
            private = self.get_response(request)
            add_never_cache_headers(private)
            return private
        if request.method not in ("GET", "HEAD") or request.path.startswith(UNKEPT):
            return self.get_response(request)
        leave_out_unknown(request)
        state, modified = public_state()
        request.public_state = state = f"{self.site}-{state}"  # type: ignore[attr-defined]
        key = key_of(request, state)
        etag = f'W/"{key}"'
        if "If-None-Match" in request.headers:
            unchanged = get_conditional_response(request, etag=etag)
            if unchanged is not None:
                return _described(unchanged, etag)
        kept: CachedResponse | None = cache.get(key)
        if kept is not None:
            return kept.answer(request)
        made = self.get_response(request)
        if not getattr(made, "is_published", False) or made.status_code != 200:
            return made
        changed = max(modified, self.started).timestamp()
        _described(made, etag)["Last-Modified"] = http_date(changed)
        return (
            _whole(request, made, key)
            if isinstance(made, HttpResponse)
            else _streamed(request, made)
        )


def _whole(request: HttpRequest, made: HttpResponse, key: str) -> HttpResponseBase:
    kept = CachedResponse.of(made)
    if kept.is_small:
        cache.set(key, kept, A_WEEK)
    return kept.answer(request)


def _described(answer: HttpResponseBase, etag: str) -> HttpResponseBase:
    answer["ETag"] = etag
    answer["Cache-Control"] = "no-cache"
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def _streamed(request: HttpRequest, made: HttpResponseBase) -> HttpResponseBase:
    """Return a long answer in parts, or only its head where the reader needs no more.

    Nothing of it is made before it is read, so that what is not read costs nothing.
    """
    is_smaller = "gzip" in request.headers.get("Accept-Encoding", "")
    if is_smaller and not made["Content-Type"].startswith(COMPRESSED):
        made["Content-Encoding"] = "gzip"
        stream = cast(StreamingHttpResponse, made)
        stream.streaming_content = compress_sequence(
            cast(Iterator[bytes], stream.streaming_content)
        )
    if request.method == "HEAD":
        return HttpResponse(headers=dict(made.items()))
    changed = parse_http_date(made["Last-Modified"])
    # Django answers any kind of response; its stubs know of whole ones alone.
    whole = cast(HttpResponse, made)
    return get_conditional_response(request, made["ETag"], changed, whole) or made


def published_page(view: View) -> View:
    """Mark a view as public and the same for everybody, so that its answers may be kept.

    It changes nothing, so whoever posts to it is told that it cannot be posted to.
    """

    @wraps(view, updated=())
    def marked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            answer = view(request, *args, **kwargs)
        except CodeChanged as changed:
            return _moved(request, changed.code)
        answer.is_published = True  # type: ignore[attr-defined]
        return answer

    opened = csrf_exempt(login_not_required(require_safe(marked)))
    opened.shows_what_is_public = True  # type: ignore[attr-defined]
    return reads()(opened)


def _moved(request: HttpRequest, code: str) -> HttpResponseBase:
    """Lead on to the same page of the code by which the indicator is known now."""
    match = cast(ResolverMatch, request.resolver_match)
    address = reverse(match.view_name, kwargs={**match.kwargs, "code": code})
    asked = request.META.get("QUERY_STRING", "")
    answer = HttpResponsePermanentRedirect(f"{address}?{asked}" if asked else address)
    # The old code may be given to another indicator one day.
    answer["Cache-Control"] = "no-cache"
    return answer


def published_file(view: View) -> View:
    """Mark a view as a public file, which refuses by itself whatever parameter it does not know.

    Programs read it, and would not see that they were given something else than they asked for.
    """
    opened = published_page(view)
    opened.parameters = None  # type: ignore[attr-defined]
    return opened


def is_published(view: object) -> bool:
    """Tell whether the view is marked as a published page."""
    return getattr(view, "shows_what_is_public", False)


def key_of(request: HttpRequest, state: str) -> str:
    """Return a key of the address, in whatever order it asks, and of all that is public."""
    asked = sorted(request.META.get("QUERY_STRING", "").split("&"))
    return digest(request.build_absolute_uri(request.path), *asked, state)


def public_state() -> tuple[str, datetime]:
    """Name the state of all that is public, and say when it last changed.

    The database gives it another name with every change, which is seen when the change is.
    """
    found = PublicState.objects.values_list("token", "changed_at").filter(pk=PublicState.ONLY)
    return next(iter(found), ("", NEVER))
