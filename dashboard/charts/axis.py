"""The value axis, one rule for all charts of figures over time.

Counts begin at zero, since their height is what is compared. Rates and durations take the range of
what is drawn, from a round number below it: at full height nobody would see them move. Where the
axis does not begin at zero, its base line has a kink and words say where it begins.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from indicators.bilingual import Text
from indicators.enums import Kind
from indicators.progress import Progress, path_of, projection_of
from indicators.series import NO_TEXT, Series
from indicators.units import plain

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
# The steps of a range are so large that it has at most so many.
PARTS = 8
# A range shows at least this share of its upper end, so that a tenth of a point is no mountain.
LEAST_SHARE = Fraction(1, 10)
# What is left free below the lowest, as a share of the range.
FREE = Fraction(1, 20)
# As the path of an SVG's base line goes on from its begin.
KINK = "h6l3 -5 4 9 3 -4"


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Where the axis begins and ends, in base units; nothing that is drawn lies outside."""

    low: Decimal
    high: Fraction

    @property
    def rise(self) -> Fraction:
        """Return how much the axis covers, which is never nothing."""
        return self.high - Fraction(self.low)

    @property
    def kink(self) -> str:
        """Return what the base line of an SVG has after its begin, unless it is at zero."""
        return KINK if self.low else ""

    @property
    def words(self) -> Text:
        """Say where the axis begins, where that is not zero."""
        if not self.low:
            return NO_TEXT
        low = plain(self.low)
        return Text(f"轴自{low}起", f"axis from {low}")


def axis_of(series: Series, progress: Progress) -> ValueAxis:
    """Return the axis on which the series is drawn with its targets, paths and projection."""
    return value_axis(series, [*_drawn(series, progress)])


def value_axis(series: Series, values: Collection[Fraction]) -> ValueAxis:
    """Return the axis for those of the series' values that are drawn."""
    low, high = lowest(series, values), max([*values, Fraction(0)])
    return ValueAxis(low, high if high > low else Fraction(low) + 1)


def is_of_range(series: Series) -> bool:
    """Tell whether the axis takes the range of the values: of rates, durations and percentages."""
    return series.kind is Kind.RATE or series.unit.is_percent


def lowest(series: Series, values: Collection[Fraction]) -> Decimal:
    """Return where the axis begins: at zero, or at a round number below the range.

    A single value has no range, and its axis begins at zero.
    """
    low, high = min(values, default=Fraction(0)), max(values, default=Fraction(0))
    if low < 0:
        return _rounded_down(low, _step(max(high, Fraction(0)) - low))
    if not is_of_range(series) or low == high:
        return Decimal(0)
    span = max(high - low, high * LEAST_SHARE)
    wanted = min(low - span * FREE, high - span)
    return max(_rounded_down(wanted, _step(span)), Decimal(0))


def _drawn(series: Series, progress: Progress) -> Iterator[Fraction]:
    for point in series.reported:
        yield Fraction(point.value or 0)
    for target in series.quantified:
        yield from (Fraction(end) for end in (target.value, target.upper) if end is not None)
        yield from (value for _, value in path_of(series, target))
    yield from (value for _, value in projection_of(series, progress.target))


def _step(span: Fraction) -> Decimal:
    wanted = Decimal(span.numerator) / Decimal(span.denominator) / PARTS
    size = Decimal(1).scaleb(wanted.adjusted())
    return next(size * step for step in STEPS if size * step >= wanted)


def _rounded_down(value: Fraction, step: Decimal) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return (exact / step).to_integral_value(ROUND_FLOOR) * step
