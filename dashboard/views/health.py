"""Health check for monitoring."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from dashboard.redis_cache import RedisCache


@login_not_required
@csrf_exempt
@require_safe
@never_cache
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 where the database can be read, else 503; the site can do without its cache."""
    can_read = _can_read()
    found = {"database": "ok" if can_read else "away", "cache": _cache()}
    return JsonResponse(found, status=200 if can_read else 503)


def _can_read() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM indicators_release")
    except DatabaseError:
        return False
    return True


def _cache() -> str:
    kept = caches["default"]
    if not isinstance(kept, RedisCache):
        return "not shared"
    return "ok" if kept.answers() else "away"
