"""Published figures of one release, and of one source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from indicators import series_builders
from indicators.models import Indicator, Observation, Place, Release, Source
from indicators.series import Point, Series

from .as_of import Edition

SAME = ("indicator_id", "place_id", "period_start", "period_end")


class FigureKey(NamedTuple):
    """What a published figure is found by."""

    pk: int
    version: int
    indicator_id: int
    place_id: int
    period_start: date | None
    period_end: date


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One version of a figure as it went out, with the series' words around it.

    ``point.earlier`` holds the version that it replaced.
    """

    series: Series
    point: Point


class PublishedFigures(Sequence[PublishedFigure]):
    """Published figures, cut into pages without looking at the rest.

    Indicators and places are called as they were in the edition; the name says whose figures these
    are.
    """

    def __init__(self, rows: QuerySet[Observation], edition: Edition, name: str) -> None:
        self.rows, self.before, self.edition, self.name = rows, edition.before, edition, name

    def __len__(self) -> int:
        """Return how many there are."""
        return self.edition.keep((self.name, "length"), self.rows.count)

    def __getitem__(self, part: slice) -> list[PublishedFigure]:  # type: ignore[override]
        """Return some of them."""
        return self.edition.keep((self.name, part.start, part.stop), lambda: self._read(part))

    def _read(self, part: slice) -> list[PublishedFigure]:
        # Plain columns: hundreds of figures share a few places, areas and owners.
        rows = [FigureKey(*row) for row in self.rows.values_list(*FigureKey._fields)[part]]
        replaced = _replaced(rows)
        points = _points([*(row.pk for row in rows), *replaced.values()])
        book = self._book(rows)
        found = []
        for row in rows:
            point = points[row.pk]
            if row.pk in replaced:
                point = point.with_earlier((points[replaced[row.pk]],))
            definition, place = book.definitions[row.indicator_id], book.places[row.place_id]
            series = series_builders.series_of(definition, place, (point,), ())
            found.append(PublishedFigure(series, point))
        return found

    def _book(self, rows: list[FigureKey]) -> series_builders.Book:
        """Return the definitions, today's without co-owners, which a list does not name."""
        keys = {row.indicator_id for row in rows}
        if self.before is not None:
            return series_builders.book(Indicator.objects.filter(pk__in=keys), self.before)
        found = Indicator.objects.select_related("area", "owner", "part_of").in_bulk(keys)
        places = Place.objects.in_bulk({row.place_id for row in rows})
        return series_builders.Book(
            {key: series_builders.definition_of(record, ()) for key, record in found.items()},
            {key: series_builders.place_of(place) for key, place in places.items()},
        )


def published_in(edition: Edition, release: Release) -> PublishedFigures:
    """Return what one release made public, corrections with the version they replaced."""
    return PublishedFigures(
        _public(edition).filter(release=release), edition, f"release {release.pk}"
    )


def taken_from(edition: Edition, source: Source) -> PublishedFigures:
    """Return the figures taken from the document, in its order and as first published."""
    rows = _public(edition).filter(citation__source=source, version=1)
    return PublishedFigures(
        rows.order_by(
            "citation__paragraph", "citation__line", "citation__start", "citation_id", "pk"
        ),
        edition,
        f"source {source.pk}",
    )


def _public(edition: Edition) -> QuerySet[Observation]:
    found: QuerySet[Observation] = Observation.objects.public(edition.before).filter(
        indicator__is_public=True
    )
    return found.order_by(
        "indicator__area__order", "indicator__order", "place__order", "period_end", "pk"
    )


def _replaced(rows: list[FigureKey]) -> dict[int, int]:
    """Return for each correction the key of the version before it."""
    corrections = [row for row in rows if row.version > 1]
    if not corrections:
        return {}
    wanted = Q()
    for row in corrections:
        wanted |= Q(version=row.version - 1, **{name: getattr(row, name) for name in SAME})
    before = {
        (key, version): pk
        for pk, version, *key_parts in Observation.objects.filter(wanted).values_list(
            "pk", "version", *SAME
        )
        for key in [tuple(key_parts)]
    }
    return {
        row.pk: before[tuple(getattr(row, name) for name in SAME), row.version - 1]
        for row in corrections
    }


def _points(keys: list[int]) -> dict[int, Point]:
    rows = series_builders.point_rows(Observation.objects.filter(pk__in=keys))
    return {point.key: point for point in map(series_builders.point_of, rows)}
