"""/favicon.ico at the site's root."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from dashboard.page_cache import published_page

A_WEEK = 7 * 24 * 3600


@cache_control(public=True, max_age=A_WEEK)
@published_page
def favicon(_request: HttpRequest) -> HttpResponse:
    """Send the picture, the same whatever is public."""
    return HttpResponse(_picture(), content_type="image/x-icon")


@cache
def _picture() -> bytes:
    return Path(finders.find("dashboard/favicon.ico") or "").read_bytes()
