"""Indicators: all of them in a table, and one by one."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString

from dashboard import typesetting
from dashboard.access import (
    FILTERS,
    choice_for,
    edition_for,
    indicator_for,
    language,
    listing_for,
    page_for,
)
from dashboard.charts import picture, svg
from dashboard.charts.comparison import Bar, comparison
from dashboard.charts.composition import composition
from dashboard.navigation import is_served
from dashboard.page_cache import published_page
from dashboard.publication_metadata import FORMATS, absolute, files_of, publication_for
from dashboard.query_parameters import reads
from dashboard.tables.figures import figure_rows, growth_notes
from dashboard.tables.indicators import indicator_table
from dashboard.tables.targets import target_rows
from dashboard.views.embed import snippets
from indicators import narrative
from indicators.exports import schema_org
from indicators.models import Place
from indicators.selectors import Card, Edition, ListQuery
from indicators.series import Series

ROWS = 50
SHOWN = 24


@reads(*FILTERS, "page")
@published_page
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Show all indicators in a table."""
    edition, choice = edition_for(request), choice_for(request)
    listing = listing_for(request, edition, choice)
    page = page_for(request, listing, ROWS)
    return render(
        request,
        "dashboard/indicators.html",
        {
            "edition": edition,
            "choice": choice,
            "outline": listing.outline(),
            "page": page,
            "files": FORMATS,
            "table": indicator_table(list(page), choice.sort, language(), edition.as_of),
        },
    )


@reads("place")
@published_page
def indicator_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show one indicator in one place, beside its other places and its parts."""
    edition = edition_for(request)
    listing = listing_for(request, edition, ListQuery(family=code))
    family = listing[:]
    places = [card for card in family if card.series.code == code]
    chosen = _chosen(request, places)
    parts = [card for card in family if card.series.code != code and _same(card, chosen)]
    context: dict[str, object] = {
        "edition": edition,
        "indicator": None if chosen else indicator_for(code),
        "compared": _compared(places),
        "parts": parts,
    }
    if chosen:
        whole = listing.whole(chosen)
        context |= _shown(whole, [part.series for part in parts], edition.as_of)
        if is_served("chart_png") and typesetting.chinese_fonts():
            context |= _picture(whole)
        context["snippets"] = snippets(request, edition, whole)
        context["linked_data"] = _linked_data(request, edition, whole)
    return render(request, "dashboard/indicator.html", context)


def _linked_data(request: HttpRequest, edition: Edition, card: Card) -> SafeString:
    """Return what search engines read of the card, escaped for the script element it goes into."""
    code = card.series.code
    described = schema_org.dataset(
        card.series,
        card.progress,
        publication_for(request, edition, [card.series]),
        absolute(request, "indicator", code, edition=edition, place=card.series.place.code),
        files_of(request, edition, code),
    )
    return SafeString(schema_org.block(described))


def _chosen(request: HttpRequest, places: list[Card]) -> Card | None:
    """Return the card of the place that the address asks for, else the first one.

    A place that had no figure on the day gives way; raises Http404 for one that does not exist.
    """
    wanted = choice_for(request).place
    asked = next((card for card in places if card.series.place.code == wanted), None)
    if wanted and asked is None:
        get_object_or_404(Place, code=wanted)
    return asked or next(iter(places), None)


def _compared(places: list[Card]) -> list[tuple[Card, Bar]]:
    return list(zip(places, comparison([card.series for card in places]), strict=True))


def _same(card: Card, chosen: Card | None) -> bool:
    return chosen is not None and card.series.place == chosen.series.place


def _shown(card: Card, parts: list[Series], as_of: date | None) -> dict[str, object]:
    """Return the card with every figure, its sentence and its drawings."""
    title = card.series.name.in_language(language())
    newest_first = card.series.points[::-1]
    newest, older = newest_first[:SHOWN], newest_first[SHOWN:]
    return {
        "card": card,
        "newest": figure_rows(card.series, newest, language(), as_of),
        "older": figure_rows(card.series, older, language(), as_of),
        "number_of_older": len(older),
        "growth_notes": growth_notes(card.series, language()),
        "targets": target_rows(card, language()),
        "sentence": narrative.with_year_to_date(
            card.series, narrative.describe(card.series, card.progress)
        ),
        "drawing": svg.trend(card.series, card.progress, title, language()),
        "composed": composition(card.series, parts, language()),
    }


def _picture(card: Card) -> dict[str, object]:
    """Return how large the card's chart is as a PNG."""
    height = picture.height_of(card.series, card.progress, language())
    return {"picture_width": picture.USUAL, "picture_height": height}
