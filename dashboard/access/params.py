"""What addresses and forms ask for, read so that nothing in them can do harm."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import get_language

from indicators.periods import code_of
from indicators.report_periods import ReportSpan

DIGITS = 9


class SpanConverter:
    """What a written report is about, in an address: 2019-h1, 2019."""

    regex = "[0-9]{4}(?:-h[12])?"

    def to_python(self, value: str) -> ReportSpan:
        """Return the half-year or year; a ValueError makes it no address of ours."""
        year, _mark, half = value.partition("-h")
        return ReportSpan(int(year), int(half) if half else None)

    def to_url(self, span: ReportSpan) -> str:
        """Return how addresses write it."""
        return code_of(span.days)


def language() -> str:
    """Return the reader's language."""
    return get_language() or "zh-hans"


def page_for(request: HttpRequest, items: Any, size: int) -> Page[Any]:  # noqa: ANN401 - django's own
    """Return the page that the address names, else the nearest; items have length and slices."""
    return Paginator(items, size).get_page(request.GET.get("page"))


def keys_of(texts: Iterable[str]) -> set[int]:
    """Return the keys among the texts; what no database would hold is no key."""
    return {int(text) for text in texts if text.isdecimal() and len(text) <= DIGITS}


def versions_of(request: HttpRequest) -> list[tuple[int, int]]:
    """Return the entries that a form names with the version that was seen: "entry-version"."""
    pairs = [text.split("-") for text in request.POST.getlist("entry")]
    return [
        (int(pair[0]), int(pair[1]))
        for pair in pairs
        if len(pair) == 2 and all(keys_of([part]) for part in pair)
    ]
