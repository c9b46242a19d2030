"""The index of the static edition's search; the live site has filters, and loads it nowhere."""

import json
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from dashboard.access import each_card_for, edition_for, language, listing_for
from dashboard.navigation import address
from dashboard.page_cache import published_page
from dashboard.publication_metadata import JSON
from dashboard.tables.search_index import IndexPage, index
from indicators import selectors
from indicators.bilingual import Text
from indicators.models import Organisation
from indicators.selectors import Edition, ListQuery, Outline

SCRIPT = "text/javascript; charset=utf-8"
# More documents than any city has.
ALL = 100_000


@published_page
def index_json(request: HttpRequest) -> HttpResponse:
    """Send the index in the reader's language."""
    return HttpResponse(_index(request), content_type=JSON)


@published_page
def index_script(request: HttpRequest) -> HttpResponse:
    """Send the same as a script: a page on a disk may load one, but fetch no JSON."""
    return HttpResponse(f"window.zhunshengIndex = {_index(request)};\n", content_type=SCRIPT)


def _index(request: HttpRequest) -> str:
    edition = edition_for(request)
    pages = _pages(edition, listing_for(request, edition, ListQuery()).outline())
    # A copy of the site calls pages by its own files, and does not have all of them.
    link = getattr(request, "link", str)
    cards = list(each_card_for(request, edition))
    found = index(cards, pages, language(), edition.as_of, link)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _pages(edition: Edition, outline: Outline) -> Iterator[IndexPage]:
    """Yield the pages that the site's own lists name, each in its list's order."""

    def page(kind: str, name: Text, key: object) -> IndexPage:
        return IndexPage(kind, name, address(kind, key, as_of=edition.as_of))

    for area in outline.areas:
        yield page("area", area.name, area.code)
    for code, *names in Organisation.objects.values_list("code", "name_zh_hans", "name_en"):
        yield page("organisation", Text(*(name or "" for name in names)), code)
    for place in outline.places:
        yield page("place", place.name, place.code)
    for source in selectors.reference_data.sources(edition, None, ALL).items:
        yield page("source", source.title, source.slug)
    for release in reversed(selectors.releases(edition)):
        yield page("release", release.title, release.key)
    for span in selectors.spans(edition):
        yield page("report", span.label, span)
