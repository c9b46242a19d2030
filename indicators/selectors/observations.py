"""Every published observation, paginated by keyset."""

from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.db.models import Q, QuerySet

from indicators import series_builders
from indicators.enums import Status
from indicators.models import Indicator, Observation
from indicators.periods import Period
from indicators.series import Point

from .as_of import Edition
from .figures import PublishedFigure
from .keyset_pagination import End, KeysetPage, Order

# Each has an index of the database to walk along.
_PATHS = {
    "indicator": (("indicator_id", int), ("place_id", int), ("period_end", date), ("pk", int)),
    "period": (("period_end", date), ("indicator_id", int), ("place_id", int), ("pk", int)),
    "released": (("release__released_at", datetime), ("pk", int)),
}
ORDERS = MappingProxyType(
    {
        f"{sign}{name}": Order(
            tuple(column for column, _kind in path),
            tuple(kind for _column, kind in path),
            is_downward=bool(sign),
        )
        for name, path in _PATHS.items()
        for sign in ("", "-")
    }
)

COLUMNS = ("indicator_id", "place_id", *series_builders.POINT_FIELDS)


@dataclass(frozen=True, slots=True)
class ObservationQuery:
    """Which figures a reader wants; codes and days, and whether versions that were replaced too.

    ``owner`` finds what an organisation owns or co-owns, ``since`` and ``until`` hold ends of
    periods, ``released_after`` the moment of the release.
    """

    indicator: str = ""
    place: str = ""
    area: str = ""
    owner: str = ""
    source: str = ""
    release: int | None = None
    period: Period | None = None
    since: date | None = None
    until: date | None = None
    released_after: datetime | None = None
    status: Status | None = None
    every_version: bool = False
    sort: str = "indicator"


def figures(
    edition: Edition, wanted: ObservationQuery, end: End | None, limit: int
) -> KeysetPage[PublishedFigure]:
    """Return the public figures that the reader wants, from behind the end on.

    Their series hold the figures of the stretch alone. Raises NotAnEnd where the end is not one
    of this order.
    """
    order = ORDERS[wanted.sort]
    rows = order.walk(_chosen(edition, wanted), end)
    if edition.is_empty:
        return KeysetPage([])
    found = list(series_builders.point_rows(rows, "indicator_id", "place_id")[: limit + 1])
    points = [(row[0], row[1], series_builders.point_of(row[2:])) for row in found[:limit]]
    if len(found) <= limit:
        return KeysetPage(_published(edition, points))
    last = dict(zip(COLUMNS, found[limit - 1], strict=True))
    return KeysetPage(_published(edition, points), order.end([last[one] for one in order.columns]))


def _published(edition: Edition, points: list[tuple[int, int, Point]]) -> list[PublishedFigure]:
    named = Indicator.objects.filter(pk__in={indicator for indicator, _place, _point in points})
    known = series_builders.book(named, edition.before)
    together: dict[tuple[int, int], list[Point]] = {}
    for indicator, place, point in points:
        together.setdefault((indicator, place), []).append(point)
    series = {
        key: series_builders.series_of(
            known.definitions[key[0]], known.places[key[1]], series_builders.in_order(some), ()
        )
        for key, some in together.items()
    }
    return [PublishedFigure(series[indicator, place], point) for indicator, place, point in points]


def _chosen(edition: Edition, wanted: ObservationQuery) -> QuerySet[Observation]:
    public: QuerySet[Observation] = Observation.objects.public(edition.before)
    current: QuerySet[Observation] = Observation.objects.current(edition.before)
    found = public if wanted.every_version else current
    plain = {
        "indicator__code": wanted.indicator,
        "place__code": wanted.place,
        "citation__source__slug": wanted.source,
        "release": wanted.release,
        "status": wanted.status,
        "period_end__gte": wanted.since,
        "period_end__lte": wanted.until,
        "release__released_at__gt": wanted.released_after,
    }
    found = found.filter(
        **{name: value for name, value in plain.items() if value not in ("", None)}
    )
    if wanted.period is not None:
        start = wanted.period.start
        is_same = Q(period_start=start) if start else Q(period_start__isnull=True)
        found = found.filter(is_same, period_end=wanted.period.end)
    return _of_owner_and_area(found.filter(indicator__is_public=True), edition, wanted)


def _of_owner_and_area(
    found: QuerySet[Observation], edition: Edition, wanted: ObservationQuery
) -> QuerySet[Observation]:
    """Narrow to an area and an owner as they stood on the day."""
    if not wanted.area and not wanted.owner:
        return found
    public = Indicator.objects.filter(is_public=True)
    if edition.before is not None:
        known = series_builders.book(public, edition.before).definitions
        fitting = [
            key
            for key, one in known.items()
            if wanted.area in ("", one.area.code)
            and wanted.owner in ("", one.owner.code, *(other.code for other in one.co_owners))
        ]
        return found.filter(indicator__in=fitting)
    if wanted.area:
        public = public.filter(area__slug=wanted.area)
    if wanted.owner:
        shared = Indicator.objects.filter(co_owners__code=wanted.owner)
        public = public.filter(Q(owner__code=wanted.owner) | Q(pk__in=shared))
    return found.filter(indicator__in=public)
