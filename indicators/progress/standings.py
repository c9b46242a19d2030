"""Which standing a figure proves, bounds counting as the intervals that they are."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from indicators.enums import Comparison, Standing
from indicators.intervals import Bounds, Requirement, Verdict, bounds_of
from indicators.series import Point, Series, Target

from .paths import Start, goes_up, path_value, start_of


def standing_of(series: Series, point: Point, target: Target, as_of: date) -> Standing:
    """Choose the standing that the figure proves; where it proves none, say so."""
    possible = bounds_of(
        point.value or Decimal(0), point.qualifier, is_percent=series.unit.is_percent
    )
    met = possible.proves(_goal(target))
    if met is Verdict.YES:
        return Standing.MET
    if as_of > target.due or point.period.end >= target.due:
        return Standing.MISSED if met is Verdict.NO else Standing.NOT_SHOWN
    return _standing_on_the_way(series, possible, point.period.end, target)


def _standing_on_the_way(series: Series, possible: Bounds, day: date, target: Target) -> Standing:
    expected, start = path_value(series, target, day), start_of(series, target)
    on_line = _goal(target) if expected is None else _line(target, start, expected)
    on_track = possible.proves(on_line)
    if on_track is Verdict.YES:
        return Standing.ON_TRACK
    near = possible.proves(_loosened(on_line, target, start, expected))
    if on_track is Verdict.NO and near is Verdict.YES:
        return Standing.AT_RISK
    return Standing.BEHIND if near is Verdict.NO else Standing.NOT_SHOWN


def _goal(target: Target) -> Requirement:
    upper = None if target.upper is None else Fraction(target.upper)
    return Requirement(target.comparison or Comparison.EQUAL, Fraction(target.value or 0), upper)


def _line(target: Target, start: Start | None, expected: Fraction) -> Requirement:
    upward = goes_up(target, start)
    return Requirement(Comparison.AT_LEAST if upward else Comparison.AT_MOST, expected)


def _loosened(
    line: Requirement, target: Target, start: Start | None, expected: Fraction | None
) -> Requirement:
    """Give way by the risk margin: of the way covered on a path, of the level without one.

    The way to the target before counts too, so that its due day makes nobody stricter.
    """
    covered = (
        abs(expected - start.origin)
        if expected is not None and start is not None and start.origin is not None
        else abs(line.value)
    )
    slack = Fraction(target.risk_margin) * covered
    if line.comparison is Comparison.AT_LEAST:
        return Requirement(Comparison.AT_LEAST, line.value - slack)
    if line.comparison is Comparison.AT_MOST:
        return Requirement(Comparison.AT_MOST, line.value + slack)
    upper = line.value if line.upper is None else line.upper
    margin = Fraction(target.risk_margin)
    return Requirement(
        Comparison.WITHIN, line.value - margin * abs(line.value), upper + margin * abs(upper)
    )
