"""Counties and districts side by side: rates against their targets, and counts as they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

from indicators import series_builders
from indicators.enums import Comparison, Direction, Kind, Qualifier, Standing
from indicators.intervals import qualifier_of_sum
from indicators.models import Place as PlaceRecord
from indicators.models import Ratio
from indicators.progress import Progress, measure
from indicators.series import Place, Point, Series, Target

from .unreleased import IN_COUNTIES, unreleased_series

# A base below this says too little to be coloured, or to be ranked.
SMALL = 3
WELL = (Standing.MET, Standing.ON_TRACK)
SHORT = (Standing.AT_RISK, Standing.BEHIND, Standing.MISSED)


class Shortfall(IntEnum):
    """How far a rate is from its target, as a share of that: darker is worse."""

    NONE = 0
    TO_5 = 1
    TO_10 = 2
    TO_20 = 3
    MORE = 4


STEPS = (
    (Fraction(5, 100), Shortfall.TO_5),
    (Fraction(10, 100), Shortfall.TO_10),
    (Fraction(20, 100), Shortfall.TO_20),
)


@dataclass(frozen=True, slots=True)
class CountyCell:
    """A county's figure of the day, with what it is the quotient of where that is known."""

    place: Place
    point: Point | None = None
    progress: Progress | None = None
    numerator: Point | None = None
    base: Point | None = None

    @property
    def is_small(self) -> bool:
        """Tell whether the base is known and too small to say anything."""
        return self.base is not None and self.base.value is not None and self.base.value < SMALL

    @property
    def shortfall(self) -> Shortfall | None:
        """Return how far the figure is from its target; None where that cannot be said."""
        if self.is_small or self.progress is None or self.progress.point != self.point:
            return None
        if self.progress.standing in WELL:
            return Shortfall.NONE
        if self.progress.standing not in SHORT:
            return None
        gap = self.progress.gap
        share = Fraction(1) if gap is None else abs(gap)
        return next((level for most, level in STEPS if share <= most), Shortfall.MORE)


@dataclass(frozen=True, slots=True)
class CountyRow:
    """An indicator over the counties; ``target`` is None where theirs differ or there is none."""

    series: Series
    cells: tuple[CountyCell, ...]
    target: Target | None = None

    @property
    def is_rate(self) -> bool:
        """Tell whether it is a rate, which alone can be held against another county's."""
        return self.series.kind is Kind.RATE or self.series.unit.is_percent

    @property
    def has_target(self) -> bool:
        """Tell whether any county's figure can be held against a target."""
        return any(one.shortfall is not None for one in self.cells)

    @property
    def parts(self) -> tuple[Decimal, Decimal] | None:
        """Return Σ numerators and Σ bases, where every county with a figure says both exactly."""
        known = [one for one in self.cells if one.point is not None]
        pairs = [(_exact(one.numerator), _exact(one.base)) for one in known]
        whole = [(part, base) for part, base in pairs if part is not None and base is not None]
        if not known or len(whole) < len(known):
            return None
        zero = Decimal(0)
        return sum((one[0] for one in whole), zero), sum((one[1] for one in whole), zero)

    @property
    def rate(self) -> Fraction | None:
        """Return Σ ÷ Σ in per cent, never a mean of rates; None where it is not known."""
        if self.parts is None or not self.parts[1]:
            return None
        return Fraction(self.parts[0]) / Fraction(self.parts[1]) * 100

    @property
    def total(self) -> tuple[Decimal, Qualifier] | None:
        """Return the sum of a count with what it proves; None for rates, and where none is said."""
        points = [one.point for one in self.cells if one.point is not None]
        values = [one.value for one in points if one.value is not None]
        if self.is_rate or not values:
            return None
        qualifier = qualifier_of_sum({one.qualifier for one in points})
        return None if qualifier is None else (sum(values, Decimal(0)), qualifier)

    @property
    def ranked(self) -> list[CountyCell]:
        """Return the counties with a figure from best to worst, small bases last."""
        known = [one for one in self.cells if one.point is not None]
        sign = 1 if self.is_downward else -1
        return sorted(known, key=lambda one: (one.is_small, sign * _value(one), one.place.order))

    @property
    def is_downward(self) -> bool:
        """Tell whether less is better."""
        if self.target is not None:
            return self.target.comparison is Comparison.AT_MOST
        return self.series.direction is Direction.DOWN


@dataclass(frozen=True, slots=True)
class CountyComparison:
    """The counties in order of their codes, with rates, counts, and how many targets each meets."""

    day: date
    places: tuple[Place, ...]
    rates: tuple[CountyRow, ...]
    counts: tuple[CountyRow, ...]

    @property
    def met(self) -> list[int]:
        """Return for each county how many of its rates reach their targets."""
        return [
            sum(row.cells[number].shortfall is Shortfall.NONE for row in self.rates)
            for number in range(len(self.places))
        ]

    @property
    def by_met(self) -> list[int]:
        """Return the counties' numbers, those first that reach most of their targets."""
        met = self.met
        return sorted(range(len(self.places)), key=lambda number: -met[number])

    @property
    def aimed(self) -> int:
        """Return how many rates have a target."""
        return sum(row.has_target for row in self.rates)


def counties(
    day: date, *, at: datetime, area: str = "", with_accepted: bool = True
) -> CountyComparison:
    """Return the counties' figures of periods that end on the day, in a fixed number of queries.

    Released ones, and unless told otherwise those that are accepted and not released yet.
    """
    divisions = PlaceRecord.objects.filter(IN_COUNTIES).order_by("code")
    places = tuple(series_builders.place_of(one) for one in divisions)
    ratios = Ratio.objects.values_list("rate__code", "numerator__code", "base__code")
    parts = {rate: (numerator, base) for rate, numerator, base in ratios}
    found = unreleased_series(day, at=at, of=IN_COUNTIES, with_accepted=with_accepted)
    return compared(found, places, parts, day, area)


def compared(
    found: Iterable[Series],
    places: Sequence[Place],
    ratios: Mapping[str, tuple[str, str]],
    day: date,
    area: str = "",
) -> CountyComparison:
    """Return the comparison of the series; ``ratios`` names numerator and base of rates."""
    wanted = {one.code for one in places}
    known: dict[str, dict[str, Series]] = {}
    for one in found:
        if one.place.code in wanted:
            known.setdefault(one.code, {})[one.place.code] = one
    rows = []
    for code, series in known.items():
        first = next(iter(series.values()))
        parts = [known.get(part, {}) for part in ratios.get(code, ())]
        cells = [_cell(place, series, parts, day) for place in places]
        if any(cell.point for cell in cells) and area in ("", first.area.code):
            rows.append(CountyRow(first, tuple(cells), _common_target(cells)))
    return CountyComparison(
        day,
        tuple(places),
        tuple(row for row in rows if row.is_rate),
        tuple(row for row in rows if not row.is_rate),
    )


def _cell(
    place: Place, of_rate: Mapping[str, Series], parts: Sequence[Mapping[str, Series]], day: date
) -> CountyCell:
    series = of_rate.get(place.code)
    point = _point_on(series, day)
    numerator, base = (_part(one.get(place.code), point, day) for one in parts or ({}, {}))
    progress = None if series is None or point is None else measure(series, day)
    return CountyCell(place, point, progress, numerator, base)


def _point_on(series: Series | None, day: date) -> Point | None:
    """Return the figure about the period that ends on the day, or holds on it."""
    newest = None if series is None else series.latest_reported
    return newest if newest is not None and newest.period.end == day else None


def _part(series: Series | None, rate: Point | None, day: date) -> Point | None:
    """Return the count of the rate's own period, or the state on its day; never another's."""
    found = _point_on(series, day)
    if found is None or rate is None or found.period.start is None:
        return found
    return found if found.period == rate.period else None


def _common_target(cells: Iterable[CountyCell]) -> Target | None:
    """Return the counties' target where all that have one have the same."""
    targets = [one.progress.target for one in cells if one.progress and one.progress.target]
    same = {(one.comparison, one.value, one.upper) for one in targets}
    return targets[0] if len(same) == 1 else None


def _exact(point: Point | None) -> Decimal | None:
    return point.value if point is not None and point.qualifier is Qualifier.EXACT else None


def _value(cell: CountyCell) -> Decimal:
    return cell.point.value if cell.point and cell.point.value is not None else Decimal(0)
