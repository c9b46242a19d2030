"""How a figure moved: since the same period a year ago (同比) and since the period before (环比).

Rates and durations move by a difference in their own unit, percentages by percentage points, all
else by a share of what was. What cannot be compared has a reason in place of a number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from .bilingual import Text
from .bilingual_choices import Words, words
from .enums import Frequency, Kind, Qualifier
from .periods import Period, a_year_before, frequency_of, is_month_end, month_of
from .series import Point, Series
from .totals import MONTHS
from .units import plain, rounded_beside

# Below this a share of what was says more about chance than about the figure.
LEAST_BASE = 10
MINUS = "−"
UNCHANGED = Text("持平", "unchanged")
ONE_DAY = timedelta(days=1)


class Hindrance(Words):
    """Why two figures are not compared."""

    NO_FIGURE = "no_figure", words("无可比数据", "no figure to compare with")
    BOUND = "bound", words("有一方不是精确值", "one of the two is not exact")
    SMALL_BASE = "small_base", words("基数不足10", "the earlier figure is below 10")


@dataclass(frozen=True, slots=True)
class Growth:
    """How a figure moved, as it is shown; else why it is not said."""

    change: Text | None = None
    hindrance: Hindrance | None = None


@dataclass(frozen=True, slots=True)
class Growths:
    """How one figure moved since a year ago and since the period before."""

    on_year: Growth
    on_period: Growth


def growths(series: Series) -> dict[Period, Growths]:
    """Return how each reported figure of the series moved, by its period."""
    known = {point.period: point for point in series.reported}
    return {
        point.period: Growths(
            _growth(series, point, known.get(a_year_before(point.period))),
            _growth(series, point, _before(series, point, known)),
        )
        for point in series.reported
    }


def _before(series: Series, point: Point, known: Mapping[Period, Point]) -> Point | None:
    period = period_before(point.period, series.frequency)
    return None if period is None else known.get(period)


def period_before(period: Period, frequency: Frequency) -> Period | None:
    """Return the period of the same kind that ends where this one begins.

    The state on a day goes back by the frequency. None of other spans, and of days within a month.
    """
    if period.start is None:
        return _state_before(period.end, frequency)
    regular = frequency_of(period)
    if regular is None:
        return None
    # Regular periods lie within a year, so the one before does, too.
    end = period.start - ONE_DAY
    return Period(end, date(end.year, end.month - MONTHS[regular] + 1, 1))


def _state_before(day: date, frequency: Frequency) -> Period | None:
    if not is_month_end(day):
        return None
    months = day.year * 12 + day.month - 1 - MONTHS[frequency]
    return Period(month_of(months // 12, months % 12 + 1).end)


def _growth(series: Series, point: Point, earlier: Point | None) -> Growth:
    if earlier is None or earlier.value is None or point.value is None:
        return Growth(hindrance=Hindrance.NO_FIGURE)
    if {point.qualifier, earlier.qualifier} != {Qualifier.EXACT}:
        return Growth(hindrance=Hindrance.BOUND)
    difference = point.value - earlier.value
    if series.kind is Kind.RATE or series.unit.is_percent:
        noun = series.unit.difference(difference)
        return Growth(_signed(difference, series.decimals, noun))
    if earlier.value < LEAST_BASE:
        return Growth(hindrance=Hindrance.SMALL_BASE)
    share = Fraction(difference) / Fraction(earlier.value) * 100
    return Growth(_signed(rounded_beside(share, Fraction(0), 1), 1, Text("%", " %")))


def _signed(amount: Decimal, decimals: int, noun: Text) -> Text:
    """Write how much more or less it is; what is the same has words of its own."""
    if not amount:
        return UNCHANGED
    written = f"{'+' if amount > 0 else MINUS}{plain(abs(amount), decimals)}"
    return Text(f"{written}{noun.zh}", f"{written}{noun.en}")
