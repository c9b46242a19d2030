"""Keep one standing for each indicator and place, at a cost that does not grow with history."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from indicators import narrative, series_builders
from indicators.enums import PlaceLevel, Status
from indicators.enums import Standing as StandingOf
from indicators.models import Indicator, Observation, Place, Release, Standing, Target
from indicators.progress import (
    Progress,
    ReleaseDay,
    StandingChange,
    change_of,
    distance_of,
    last_change,
    measure,
)
from indicators.series import Point, Series
from indicators.units import rounded

from .locking import one_at_a_time

AT_ONCE = 2000
UNIQUE = ["indicator", "place"]
COMPUTED = [
    "newest", "latest", "previous", "target", "as_of", "standing", "achieved", "expected",
    "sentence_zh_hans", "sentence_en", "yardstick", "distance", "change", "released_in",
    "changed_in", "changed_from",
]  # fmt: skip
Key = tuple[int, int]
Item = TypeVar("Item")


def follow(observations: Iterable[Observation], before: date | None, day: date) -> None:
    """Bring the standings of the new observations up to date, and all of them to the new day.

    The page's day matters only to a target whose due date it passes: its verdict is read from all
    figures about the time up to then, and the next target is the one to judge by.
    """
    touched: dict[Key, list[Observation]] = defaultdict(list)
    gone, release = set(), 0
    for observation in observations:
        touched[observation.indicator_id, observation.place_id].append(observation)
        release = observation.release_id
        if observation.version > 1 and observation.value is None:
            gone.add(observation.indicator_id)
    for some in _parts(touched.items()):
        _advance(dict(some), release, day)
    if gone:
        # What comes before is known to history alone.
        refresh(Indicator.objects.filter(pk__in=gone))
    if before is not None and before < day:
        due = Standing.objects.filter(target__due__gte=before, target__due__lt=day)
        for rows in _parts(due.select_related(*series_builders.NEEDED)):
            _keep(rows, release, day)
        Standing.objects.exclude(as_of=day).update(as_of=day)


@transaction.atomic
def refresh(indicators: QuerySet[Indicator]) -> None:
    """Compute the indicators' standings from all figures: after a change to what defines them."""
    one_at_a_time()
    releases = _public_releases()
    if not releases:
        return
    ids = dict(indicators.values_list("code", "pk"))
    places = dict(Place.objects.values_list("code", "pk"))
    targets = _targets(ids.values())
    rows = [
        _row(
            (ids[series.code], places[series.place.code]),
            series,
            measure(series, releases[-1].day),
            targets,
            last_change(series, releases),
        )
        for series in series_builders.each_series(indicators)
    ]
    stale = Standing.objects.filter(indicator__in=ids.values())
    stale.exclude(pk__in=_save(rows)).delete()
    _name_main(ids.values())


def complete() -> None:
    """Compute the standings that a version before this one wrote, which lack what lists need."""
    lacking = Standing.objects.filter(yardstick=None)
    if lacking.exists():
        refresh(Indicator.objects.filter(pk__in=lacking.values("indicator")))


def _public_releases() -> list[ReleaseDay]:
    found = Release.objects.public().order_by("released_at")
    return [ReleaseDay(*row) for row in found.values_list("pk", "released_at", "day")]


def _advance(touched: dict[Key, list[Observation]], release: int, day: date) -> None:
    """Choose the newest figures among those known to be newest and the new ones."""
    wanted = {key[0] for key in touched}
    known = {
        (row.indicator_id, row.place_id): row
        for row in Standing.objects.filter(indicator__in=wanted)
    }
    candidates: dict[Key, set[int]] = {}
    has_more = not known.keys() >= touched.keys()
    for key, new in touched.items():
        row = known.get(key) or Standing(
            indicator_id=key[0], place_id=key[1], standing=StandingOf.NO_DATA
        )
        known[key] = row
        kept = (row.newest_id, row.latest_id, row.previous_id)
        candidates[key] = {one.pk for one in new} | {pk for pk in kept if pk is not None}
    points = _points(pk for some in candidates.values() for pk in some)
    for key, chosen in candidates.items():
        _choose(known[key], [points[pk] for pk in chosen])
    indicators = Indicator.objects.select_related("area", "owner", "part_of").in_bulk(wanted)
    places = Place.objects.in_bulk()
    rows = [known[key] for key in touched]
    for row in rows:
        row.indicator, row.place = indicators[row.indicator_id], places[row.place_id]
    _keep(rows, release, day)
    if has_more:
        _name_main(wanted)


def _choose(row: Standing, points: list[Point]) -> None:
    current = series_builders.in_order(points)
    reported = [point.key for point in current if point.status is Status.REPORTED]
    row.newest_id = current[-1].key
    row.latest_id, row.previous_id = ([*reversed(reported), None, None])[:2]


def _points(keys: Iterable[int]) -> dict[int, Point]:
    found = {}
    for some in _parts(keys):
        rows = series_builders.point_rows(Observation.objects.filter(pk__in=some))
        found.update({point.key: point for point in map(series_builders.point_of, rows)})
    return found


def _keep(rows: list[Standing], release: int, day: date) -> None:
    """Measure the rows' newest figures on the day, and save what comes of it."""
    targets = _targets({row.indicator_id for row in rows})
    measured = []
    for row, series in zip(rows, series_builders.brief_series(rows), strict=True):
        progress = measure(series, day)
        changed = _changed(row, series, progress, release)
        measured.append(_row((row.indicator_id, row.place_id), series, progress, targets, changed))
    _save(measured)


def _changed(
    row: Standing, series: Series, progress: Progress, release: int
) -> StandingChange | None:
    """Return how the standing changed last: by this release, or as the row knows."""
    if not series.quantified:
        return None
    if progress.standing != row.standing:
        return StandingChange(StandingOf(row.standing), release)
    if row.changed_from is None or row.changed_in_id is None:
        return None
    return StandingChange(StandingOf(row.changed_from), row.changed_in_id)


def _name_main(indicators: Iterable[int]) -> None:
    """Say which of the indicators' places stand for the whole in lists of few rows."""
    rows = Standing.objects.filter(indicator__in=list(indicators))
    place = F("place__order"), F("place__code")
    first = Standing.objects.filter(indicator=OuterRef("indicator")).order_by(*place)
    is_whole = ~Q(place__level=PlaceLevel.DIVISION) | Q(pk=Subquery(first.values("pk")[:1]))
    is_main = Case(When(pk__in=rows.filter(is_whole).values("pk"), then=True), default=False)
    rows.update(is_main=is_main)


def _save(rows: list[Standing]) -> list[int]:
    saved = Standing.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=UNIQUE,
        update_fields=COMPUTED,
    )
    return [row.pk for row in saved]


def _targets(indicators: Iterable[int]) -> dict[tuple[int, int, date], int]:
    found = Target.objects.filter(indicator__in=list(indicators))
    return {(one.indicator_id, one.place_id, one.due): one.pk for one in found}


def _row(
    key: Key,
    series: Series,
    progress: Progress,
    targets: dict[tuple[int, int, date], int],
    changed: StandingChange | None,
) -> Standing:
    sentence, distance = narrative.describe(series, progress), distance_of(series, progress)
    latest, previous = ([*reversed(series.reported), None, None])[:2]
    return Standing(
        indicator_id=key[0],
        place_id=key[1],
        newest_id=series.latest.key if series.latest else None,
        latest_id=latest.key if latest else None,
        previous_id=previous.key if previous else None,
        target_id=targets.get((*key, progress.target.due)) if progress.target else None,
        as_of=progress.as_of,
        standing=progress.standing,
        achieved=None if progress.achieved is None else rounded(progress.achieved * 100, 4),
        expected=None if progress.expected is None else rounded(progress.expected, 6),
        sentence_zh_hans=sentence.zh,
        sentence_en=sentence.en,
        yardstick=distance.yardstick,
        distance=distance.key,
        change=change_of(series),
        released_in_id=latest.release if latest else None,
        changed_in_id=changed.release if changed else None,
        changed_from=changed.before if changed else None,
    )


def _parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut into parts that a database takes as parameters of one statement."""
    rest = iter(items)
    while part := list(islice(rest, AT_ONCE)):
        yield part
