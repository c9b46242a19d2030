"""Public pages: made once per state of the public data, given again until that state changes."""

import hashlib
from collections.abc import Callable
from functools import wraps

import brotli
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe
from simple_history.utils import get_history_model_for_model

from indicators.models import Area, Indicator, Organisation, Place, Release, Rule, Source, Target

DEFINITIONS = (Area, Indicator, Organisation, Place, Rule, Source, Target)
View = Callable[..., HttpResponse]
A_WEEK = 7 * 24 * 3600


class PublishedPages:
    """Answer a page that is already made before anything else runs; keep the ones newly made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the kept answer, or the newly made one."""
        if request.method not in ("GET", "HEAD") or request.path.startswith(
            ("/admin/", "/static/")
        ):
            return self.get_response(request)
        key = key_of(request)
        kept = cache.get(key)
        if kept is None:
            made = self.get_response(request)
            if not getattr(made, "is_published", False) or made.status_code != 200:
                return made
            made["ETag"] = f'W/"{key}"'
            made["Cache-Control"] = "no-cache"
            patch_vary_headers(made, ["Accept-Encoding"])
            kept = (made.content, brotli.compress(made.content, quality=5), dict(made.items()))
            cache.set(key, kept, A_WEEK)
        content, compressed, headers = kept
        if "br" in request.headers.get("Accept-Encoding", ""):
            content, headers = compressed, {**headers, "Content-Encoding": "br"}
        answer = HttpResponse(content, headers={**headers, "Content-Length": str(len(content))})
        return get_conditional_response(request, etag=headers["ETag"], response=answer) or answer


def published_page(view: View) -> View:
    """Mark a view as public and the same for everybody, so that its answers may be kept."""

    @wraps(view)
    def marked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer.is_published = True  # type: ignore[attr-defined]
        return answer

    return login_not_required(require_safe(marked))


def key_of(request: HttpRequest) -> str:
    """Return a key of the address (which holds the language), the code and the public state."""
    parts = (request.get_host(), request.get_full_path(), settings.CODE_VERSION, state())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def state() -> str:
    """Name the state of all that is public: the newest release and the newest edit of each sort."""
    tables = [(Release._meta.db_table, "id")]
    tables += [
        (get_history_model_for_model(model)._meta.db_table, "history_id") for model in DEFINITIONS
    ]
    newest = ", ".join(f"(SELECT max({column}) FROM {table})" for table, column in tables)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {newest}")
        return "-".join(str(number) for number in cursor.fetchone())
