"""Sitemaps in both languages, and robots.txt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

from dashboard.access import edition_for
from dashboard.page_cache import PRIVATE, public_state, published_page
from dashboard.publication_metadata import absolute, home_of
from indicators import selectors
from indicators.selectors import Edition

TEXT = "text/plain; charset=utf-8"
XML = "application/xml; charset=utf-8"
# A file may name 50,000 addresses, and each page has two.
PAGES_OF_A_FILE = 25_000
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">'
)
ALONE = (
    "overview",
    "indicators",
    "organisations",
    "releases",
    "reports",
    "quality",
    "data",
    "about",
)


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page in both languages, and when it last changed, where that is known."""

    zh: str
    en: str
    changed: datetime | None


@published_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Name every public page, or the files that do where one cannot.

    Raises Http404 in a static edition that knows no host: a sitemap has whole addresses.
    """
    _ask_for_host(request)
    entries = _entries(request)
    if len(entries) <= PAGES_OF_A_FILE:
        return _named(entries)
    numbers = range(1, -(-len(entries) // PAGES_OF_A_FILE) + 1)
    edition = edition_for(request)
    files = [absolute(request, "sitemap_part", number, edition=edition) for number in numbers]
    return render(request, "dashboard/sitemaps.xml", {"files": files}, content_type=XML)


@published_page
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Name so many of the pages."""
    end = number * PAGES_OF_A_FILE
    some = _entries(request)[end - PAGES_OF_A_FILE : end] if number else []
    if not some:
        raise Http404
    return _named(some)


@published_page
def robots(request: HttpRequest) -> HttpResponse:
    """Keep search engines to what is public now, and from made-up figures altogether.

    Raises Http404 as the sitemap does.
    """
    _ask_for_host(request)
    context = {
        "disallowed": ["/"] if settings.DEMONSTRATION else [*PRIVATE, "/*as_of="],
        "sitemap": absolute(request, "sitemap"),
    }
    return render(request, "dashboard/robots.txt", context, content_type=TEXT)


def _ask_for_host(request: HttpRequest) -> None:
    if not home_of(request):
        raise Http404


def _named(entries: list[SitemapEntry]) -> HttpResponse:
    """Return the file that names the pages: too many for a template."""
    pages = "\n".join(part for one in entries for part in _parts(one))
    return HttpResponse(f"{HEAD}\n{pages}\n</urlset>\n", content_type=XML)


def _parts(entry: SitemapEntry) -> Iterator[str]:
    """Yield what is said of the page in each language."""
    zh, en = escape(entry.zh), escape(entry.en)
    changed = ""
    if entry.changed:
        changed = f"<lastmod>{localtime(entry.changed).isoformat()}</lastmod>"
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in (("zh-Hans", zh), ("en", en), ("x-default", zh))
    )
    for address in (zh, en):
        yield f"<url><loc>{address}</loc>{changed}{others}</url>"


def _entries(request: HttpRequest) -> list[SitemapEntry]:
    edition = edition_for(request)
    return [
        SitemapEntry(
            absolute(request, name, *arguments, edition=edition),
            absolute(request, name, *arguments, edition=edition, language="en"),
            changed,
        )
        for name, arguments, changed in _pages(edition)
    ]


def _pages(edition: Edition) -> Iterator[tuple[str, list[object], datetime | None]]:
    """Yield each public page's name and arguments, and when it last changed."""
    newest = edition.newest_release if edition.as_of else public_state()[1]
    for name in ALONE:
        yield name, [], newest
    for span in selectors.spans(edition):
        yield "report", [span], newest
    for code, changed in selectors.changes(edition).items():
        yield "indicator", [code], changed
    for name, codes in selectors.reference_data.pages(edition).items():
        for code in codes:
            yield name, [code], None
    for key, changed in selectors.release_changes(edition).items():
        yield "release", [key], changed
