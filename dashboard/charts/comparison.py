"""One indicator's places beside each other, as bars from zero in a table."""

from dataclasses import dataclass
from fractions import Fraction

from indicators.enums import Qualifier
from indicators.series import Series


@dataclass(frozen=True, slots=True)
class Bar:
    """The length of a place's bar, within 0 and 100; a bound is drawn open."""

    length: str
    is_exact: bool


def comparison(places: list[Series]) -> list[Bar]:
    """Return a bar for each place, drawn to the largest figure.

    Whole and parts (the city and its counties) stand beside each other as they are; nothing is
    summed. A negative figure has no bar.
    """
    points = [series.latest_reported for series in places]
    largest = max((Fraction(point.value or 0) for point in points if point), default=Fraction(0))
    bars = []
    for point in points:
        value = Fraction(point.value or 0) if point else Fraction(0)
        share = max(value / largest, Fraction(0)) if largest > 0 else Fraction(0)
        is_exact = point is not None and point.qualifier is Qualifier.EXACT
        bars.append(Bar(f"{float(share * 100):.1f}", is_exact))
    return bars
