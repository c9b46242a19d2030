"""Series as they would stand if all that is accepted were released. Never for the public."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from indicators import publishing, series_builders
from indicators.enums import PlaceLevel
from indicators.models import Entry, Place, Standing
from indicators.publication_input import NewFigure
from indicators.series import Series

EVERYWHERE = Q()
IN_COUNTIES = Q(level=PlaceLevel.DIVISION)
NEEDED = (
    "indicator__area",
    "indicator__owner",
    "indicator__part_of",
    "place",
    "submission__organisation",
    "submission__period",
    "citation",
    "withdraws__citation",
)


def unreleased_series(
    day: date, *, at: datetime, of: Q = EVERYWHERE, with_accepted: bool = True
) -> list[Series]:
    """Return each public indicator's series in each place, as far as periods that end by the day.

    It holds the newest figures alone, released ones and those that are accepted and complete,
    unless these are left out. Points that are not public yet have no release (0). ``of`` narrows
    the places, in terms of their own fields. Takes at most seven queries, whatever the number of
    indicators, places and figures.
    """
    places = Place.objects.filter(of)
    standings = Standing.objects.filter(indicator__is_public=True, place__in=places)
    figures = _accepted(day, places) if with_accepted else []
    more = [Standing(indicator=one.indicator, place=one.place) for one in _once(figures)]
    known = {
        (one.code, one.place.code): one
        for one in series_builders.series_until(standings, day, more)
    }
    for figure in figures:
        key = figure.indicator.code, figure.place.code
        known[key] = publishing.with_figure(known[key], figure, at=at)
    return [one.until(day) for one in known.values()]


def _accepted(day: date, places: QuerySet[Place]) -> list[NewFigure]:
    """Return what accepted entries come to; what organisations report comes after texts."""
    entries = (
        Entry.objects.awaiting_release()
        .filter(indicator__is_public=True, place__in=places, submission__period__end__lte=day)
        .select_related(*NEEDED)
        .prefetch_related("indicator__co_owners")
        .order_by("submission__period__end", "pk")
    )
    ready, _incomplete = publishing.whole_figures(entries)
    return [one.figure for one in sorted(ready, key=lambda one: one.entries[0].is_owed)]


def _once(figures: Iterable[NewFigure]) -> Iterable[NewFigure]:
    """Return one figure of each indicator and place."""
    return {(one.indicator.pk, one.place.pk): one for one in figures}.values()
