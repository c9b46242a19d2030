"""The overview of today, read from standings: few rows in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from indicators import series_builders
from indicators.bilingual import Text
from indicators.enums import Standing as StandingOf
from indicators.enums import Yardstick
from indicators.models import Area, Observation, Organisation, Place, Standing
from indicators.progress import ReleaseDay, distance_of, measure
from indicators.series import Named

from . import overview_rows
from .as_of import Edition
from .current_list import ORDER, chosen, facet
from .list_types import Card, ListQuery
from .overview_figures import months_and_corrections, newest_corrections
from .overview_types import AreaTotals, Changes, LastChange, Overview, OverviewRow
from .reference_data import plan_of

EMPTY = Value("", CharField())
TEXTS = ("d", "e", "f")


@dataclass(slots=True)
class _Facets:
    """What there is to choose from, and counts of everything."""

    named: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, dict[tuple[Yardstick, StandingOf], int]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    fitting: dict[str, int] = field(default_factory=dict)
    turned: dict[StandingOf, int] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def totals(self) -> tuple[AreaTotals, ...]:
        return tuple(
            AreaTotals(area, self.counts[area.code], self.fitting.get(area.code, 0))
            for area in self.named["area"]
        )


def current_overview(edition: Edition, release: ReleaseDay, choice: ListQuery) -> Overview:
    """Return the overview of what is public now; the reader's choice narrows the table."""
    is_narrowed = choice.is_narrowed
    facets = _facets(release, choice)
    rows, last = _rows(release, choice, facets)
    if not is_narrowed:
        rows = overview_rows.rests(rows)
    drawn = overview_rows.panel_rows(rows)
    points = months_and_corrections(drawn, release.day, None)
    known = {overview_rows.key_of(row.series): row.series for row in rows}
    totals = facets.totals
    changes = Changes(
        release,
        edition.release_before,
        facets.figures.get("new", 0),
        facets.figures.get("corrected", 0),
        facets.turned,
        last=last,
        corrections=overview_rows.corrections(points, known),
    )
    return Overview(
        release.day,
        overview_rows.with_rows(changes, rows),
        plan_of(edition),
        totals,
        tuple(facets.named["owner"]),
        tuple(facets.named["place"]),
        overview_rows.ranking(rows, totals, Yardstick.PATH, overview_rows.PATH_ROWS),
        overview_rows.ranking(rows, totals, Yardstick.LEVEL, overview_rows.LEVEL_ROWS),
        overview_rows.ranking(rows, totals, Yardstick.STATEMENT, overview_rows.WORDED_ROWS),
        overview_rows.tables(rows, totals, is_narrowed=is_narrowed),
        overview_rows.panels(drawn, points, release.day),
    )


def _rows(
    release: ReleaseDay, choice: ListQuery, facets: _Facets
) -> tuple[list[OverviewRow], LastChange | None]:
    """Return every row that any list of the page may want, in the plan's order, in one query.

    Each list is a subquery with its own limit, so that no row is read that is not shown.
    """
    public = Standing.objects.filter(indicator__is_public=True)
    unjudged = ~Q(yardstick__in=(Yardstick.PATH, Yardstick.LEVEL))
    rest = _first_of_each(public.filter(unjudged, is_main=True), facets)
    listed = _first_of_each(chosen(choice), facets) if choice.is_narrowed else []
    last = public.filter(changed_in__lt=release.key).order_by("-changed_in", *ORDER)[:1]
    ranked = _ranked(public.filter(is_main=True), release)
    wanted = [*ranked, *rest, *listed, last, _turned(public, release)]
    is_wanted = _any_of(wanted) | Q(indicator__in=newest_corrections(None).values("indicator"))
    is_listed = Case(When(_any_of(listed), then=True), default=False)
    found = (
        public.filter(is_wanted)
        .select_related(*series_builders.NEEDED)
        .annotate(changed_day=F("changed_in__day"))
        .order_by(*ORDER)
    )
    if choice.is_narrowed:
        found = found.annotate(is_listed=ExpressionWrapper(is_listed, BooleanField()))
    standings = list(found)
    rows = [
        _row(standing, series, release)
        for standing, series in zip(standings, series_builders.brief_series(standings), strict=True)
    ]
    return rows, _last(standings, rows, release)


def _ranked(main: QuerySet[Standing], release: ReleaseDay) -> list[QuerySet[Standing]]:
    """Return the lists that are cut by their own order: the furthest, and what moved most."""
    by_gap = (F("distance").asc(nulls_last=True), *ORDER)
    limits = {
        Yardstick.PATH: overview_rows.PATH_ROWS,
        Yardstick.LEVEL: overview_rows.LEVEL_ROWS,
        Yardstick.STATEMENT: overview_rows.WORDED_ROWS,
    }
    ranked = [main.filter(yardstick=one).order_by(*by_gap)[:limit] for one, limit in limits.items()]
    moved = main.filter(released_in=release.key)
    return [
        *ranked,
        moved.filter(change__gt=0).order_by("-change", *ORDER)[: overview_rows.MOVES],
        moved.filter(change__lt=0).order_by("change", *ORDER)[: overview_rows.MOVES],
    ]


def _turned(public: QuerySet[Standing], release: ReleaseDay) -> QuerySet[Standing]:
    """Return the first of the rows whose standing the release changed, the urgent ones first."""
    urgency = Case(
        *(When(standing=one, then=at) for at, one in enumerate(overview_rows.URGENCY)),
        default=len(overview_rows.URGENCY),
    )
    turned = public.filter(changed_in=release.key)
    return turned.order_by(urgency, *ORDER)[: overview_rows.TURNS]


def _first_of_each(rows: QuerySet[Standing], facets: _Facets) -> list[QuerySet[Standing]]:
    """Return each area's first rows."""
    return [
        rows.filter(indicator__area__slug=area.code).order_by(*ORDER)[: overview_rows.AREA_ROWS]
        for area in facets.named["area"][: overview_rows.AREAS]
    ]


def _any_of(lists: list[QuerySet[Standing]]) -> Q:
    return reduce(or_, (Q(pk__in=one.values("pk")) for one in lists), Q(pk__in=[]))


def _row(standing: Standing, series: Any, release: ReleaseDay) -> OverviewRow:  # noqa: ANN401
    card = Card(series, measure(series, release.day))
    is_new = standing.released_in_id == release.key
    turned = standing.changed_from if standing.changed_in_id == release.key else None
    return OverviewRow(
        card,
        distance_of(series, card.progress),
        bool(standing.is_main),
        standing.change if is_new else None,
        StandingOf(turned) if turned else None,
        getattr(standing, "is_listed", False),
    )


def _last(
    standings: Sequence[Standing], rows: list[OverviewRow], release: ReleaseDay
) -> LastChange | None:
    """Return the newest change before the release; its row says what the standing was then."""
    earlier = [
        (standing.changed_in_id, -at)
        for at, standing in enumerate(standings)
        if standing.changed_in_id and standing.changed_in_id < release.key
    ]
    if not earlier:
        return None
    at = -max(earlier)[1]
    standing, row = standings[at], rows[at]
    before = StandingOf(standing.changed_from or StandingOf.NO_DATA)
    turned = OverviewRow(row.card, row.distance, row.is_main, before=before)
    return LastChange(turned, standing.changed_day)  # type: ignore[attr-defined]


def _facets(release: ReleaseDay, choice: ListQuery) -> _Facets:
    """Return the areas, owners and places, and every count, in one query."""
    public = Standing.objects.filter(indicator__is_public=True)
    parts = [
        facet("owner", Organisation, Q(pk__in=public.values("indicator__owner")), "code"),
        facet("place", Place, Q(pk__in=public.values("place")), "code"),
        _counted("count", _plain(), "indicator__area__slug", "yardstick", "standing"),
        _counted("turned", _plain().filter(changed_in=release.key), "standing"),
        *(_figures(kind, is_own, release) for kind, is_own in KINDS.items()),
    ]
    if choice.is_narrowed:
        fitting = _plain().filter(pk__in=chosen(choice).order_by().values("pk"))
        parts.append(_counted("fitting", fitting, "indicator__area__slug"))
    areas = facet("area", Area, Q(pk__in=public.values("indicator__area")), "slug")
    facets = _Facets()
    for kind, number, code, *texts in sorted(areas.union(*parts), key=lambda row: row[:3]):
        if kind == "count":
            held = Yardstick(texts[0] or Yardstick.NOTHING)
            facets.counts[code][held, StandingOf(texts[1])] = number
        elif kind == "turned":
            facets.turned[StandingOf(code)] = number
        elif kind == "fitting":
            facets.fitting[code] = number
        elif kind in KINDS:
            facets.figures[kind] = number
        else:
            facets.named[kind].append(Named(code, Text(texts[0] or "", texts[1] or "")))
    return facets


KINDS = {"new": Q(version=1), "corrected": Q(version__gt=1)}


def _plain() -> QuerySet[Any, Any]:
    return QuerySet(Standing).filter(indicator__is_public=True).order_by()


def _figures(kind: str, is_own: Q, release: ReleaseDay) -> QuerySet[Any, Any]:
    all_figures: QuerySet[Any, Any] = QuerySet(Observation)
    own = all_figures.filter(is_own, release=release.key, indicator__is_public=True)
    named = own.order_by().annotate(of=Cast("release", CharField()))
    return _counted(kind, named, "of")


def _counted(kind: str, rows: QuerySet[Any, Any], code: str, *more: str) -> QuerySet[Any, Any]:
    """Return (facet, number, code, texts) of each group, ready for a union."""
    texts: dict[str, Any] = dict.fromkeys((*TEXTS, "g"), EMPTY)
    texts |= {name: Coalesce(F(one), EMPTY) for name, one in zip(TEXTS, more, strict=False)}
    grouped: QuerySet[Any, Any] = rows.values(code, *more).annotate(number=Count("pk"))
    named: QuerySet[Any, Any] = grouped.annotate(facet=Value(kind, CharField()), **texts)
    return named.values_list("facet", "number", code, *sorted(texts))
