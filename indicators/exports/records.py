"""The records that rows are written from, and how they follow from series."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar

from indicators import progress
from indicators.enums import Qualifier, Status
from indicators.intervals import ends_of
from indicators.progress import Progress
from indicators.series import Baseline, Named, Place, Plan, Point, Series, Target

from .publication import DatasetContext

One = TypeVar("One")


class OfSeries(Protocol):
    """A record that belongs to a series."""

    @property
    def series(self) -> Series:
        """Return the series."""


class IndicatorRecord(NamedTuple):
    """What a series says of its indicator and its place."""

    series: Series


class FigureRecord(NamedTuple):
    """One version of a figure."""

    series: Series
    point: Point

    @property
    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """Return the least and the most that the figure leaves possible; nothing has no ends."""
        point = self.point
        if point.value is None or point.status is not Status.REPORTED:
            return None, None
        return ends_of(point.value, point.qualifier, is_percent=self.series.unit.is_percent)

    @property
    def qualifier(self) -> Qualifier | Status:
        """Return what the words around the figure say, or which kind of nothing there is."""
        point = self.point
        return point.qualifier if point.status is Status.REPORTED else point.status


class TargetRecord(NamedTuple):
    """A target, and what became of it once its day has passed."""

    series: Series
    target: Target
    decided: Progress | None


class MilestoneRecord(NamedTuple):
    """A value to reach on the way to a target."""

    series: Series
    target: Target
    step: Baseline


class StandingRecord(NamedTuple):
    """How the series stands to its target."""

    series: Series
    progress: Progress


class CoOwnerRecord(NamedTuple):
    """One that shares the indicator with its owner."""

    series: Series
    owner: Named


def figures(many: Iterable[Series]) -> Iterator[FigureRecord]:
    """Yield every current figure, and every kind of nothing."""
    return (FigureRecord(series, point) for series in many for point in series)


def indicators(many: Iterable[Series]) -> Iterator[IndicatorRecord]:
    """Yield each indicator once, in however many places it is."""
    seen = set()
    for series in many:
        if series.code not in seen:
            seen.add(series.code)
            yield IndicatorRecord(series)


def target_record(series: Series, target: Target, day: date | None) -> TargetRecord:
    """Return the target as it stands on the day."""
    return TargetRecord(series, target, progress.verdict(series, target, day) if day else None)


def standing_record(series: Series, day: date | None) -> StandingRecord | None:
    """Return how the series stands on the day, None without one."""
    return StandingRecord(series, progress.measure(series, day)) if day else None


def each_record(series: Series, day: date | None) -> Iterator[tuple[str, object]]:
    """Yield the series' records that are its own, each with the name of its table."""
    for point in series:
        yield "observations", FigureRecord(series, point)
        for old in point.earlier:
            yield "replaced", FigureRecord(series, old)
    for target in series.targets:
        yield "targets", target_record(series, target, day)
        for step in target.milestones:
            yield "milestones", MilestoneRecord(series, target, step)
    if standing := standing_record(series, day):
        yield "standings", standing


class Definitions:
    """The names around the series that were seen, each once, however many figures there are."""

    def __init__(self) -> None:
        self.indicators: dict[str, Series] = {}
        self.areas: dict[str, Named] = {}
        self.organisations: dict[str, Named] = {}
        self.places: dict[str, Place] = {}
        self.plans: dict[str, Plan] = {}
        self.sources: set[str] = set()

    def see(self, series: Series) -> None:
        """Remember what the series names."""
        if series.code not in self.indicators:
            # What defines an indicator is the same everywhere; its figures need not be kept.
            self.indicators[series.code] = series.without_figures()
            self.areas[series.area.code] = series.area
            for organisation in (series.owner, *series.co_owners):
                self.organisations[organisation.code] = organisation
        self.places[series.place.code] = series.place
        self.sources.update(
            point.citation.source.code for current in series for point in current.versions
        )
        self.plans.update((target.plan.code, target.plan) for target in series.targets)
        self.sources.update(target.source.code for target in series.targets if target.source)

    def records(self, background: DatasetContext) -> dict[str, Iterable[object]]:
        """Return the records of the tables that explain the codes, sorted by them."""
        seen = _by_code(self.indicators)
        return {
            "areas": _by_code(self.areas),
            "co_owners": [CoOwnerRecord(one, owner) for one in seen for owner in one.co_owners],
            "indicators": [IndicatorRecord(self._within(one)) for one in seen],
            "organisations": _by_code(self.organisations),
            "places": _by_code(self.places),
            "plans": _by_code(self.plans),
            "releases": background.releases,
            "results": background.results,
            "sources": [background.documents[code] for code in sorted(self.sources)],
        }

    def _within(self, series: Series) -> Series:
        """Leave out a whole that is not among the chosen indicators: it would lead nowhere."""
        whole = series.part_of
        return (
            series
            if whole is None or whole.code in self.indicators
            else replace(series, part_of=None)
        )


def _by_code(known: Mapping[str, One]) -> list[One]:
    return [known[code] for code in sorted(known)]
