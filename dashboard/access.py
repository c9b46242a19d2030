"""The doors: a public record or 404, and what the address asks for."""

from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators import reading
from indicators.models import Indicator
from indicators.reading import Choice, Edition


def edition_for(request: HttpRequest) -> Edition:
    """Return what was public on the day in ``?as_of=``, or what is public now.

    Raises BadRequest, in the reader's language, where the day is no date or has not come yet.
    """
    wanted = request.GET.get("as_of", "")
    if not wanted:
        return reading.edition()
    try:
        day = date.fromisoformat(wanted)
    except ValueError as error:
        raise BadRequest(
            _("“%(value)s” is no date. Write as_of as YYYY-MM-DD.") % {"value": wanted[:40]}
        ) from error
    if not date(1949, 10, 1) <= day <= timezone.localdate():
        raise BadRequest(_("as_of must be a day in the past or today."))
    return reading.edition(day)


def indicator_for(code: str) -> Indicator:
    """Return the public indicator, or raise Http404."""
    return get_object_or_404(Indicator, code=code, is_public=True)


def choice_for(request: HttpRequest, **fixed: str) -> Choice:
    """Return what the address asks to see; ``fixed`` is what the page itself narrows to."""
    names = ("q", "area", "owner", "standing", "place", "sort")
    asked = {name: request.GET.get(name, "").strip() for name in names}
    # PostgreSQL takes no NUL in a text.
    clean = {name: value.replace("\0", "") for name, value in asked.items()}
    return Choice(**clean | fixed, language=language())


def language() -> str:
    """Return the reader's language."""
    return get_language() or "zh-hans"


def page_for(request: HttpRequest, items: Any, size: int) -> Page[Any]:  # noqa: ANN401 - django's own
    """Return the page that the address names, else the nearest; items have length and slices."""
    return Paginator(items, size).get_page(request.GET.get("page"))
