"""What the figures so far would come to if they went on as they did."""

from datetime import date
from fractions import Fraction

from indicators.enums import Qualifier
from indicators.series import Series, Target

from .paths import path_of

POINTS_FOR_A_PROJECTION = 3


def project(series: Series, target: Target) -> Fraction | None:
    """Return the value on the due date if the least-squares line through the exact points went on.

    None without a path, or with fewer than three exact points on different days.
    """
    exact = [point for point in series.reported if point.qualifier is Qualifier.EXACT]
    days = {point.period.end: Fraction(point.value or 0) for point in exact}
    if not path_of(series, target) or len(days) < POINTS_FOR_A_PROJECTION:
        return None
    # Days count from the due date, so that the line's height there is its constant.
    xs = [(day - target.due).days for day in days]
    sum_x, sum_xx, sum_y = sum(xs), sum(x * x for x in xs), sum(days.values(), Fraction(0))
    sum_xy = sum((x * y for x, y in zip(xs, days.values(), strict=True)), Fraction(0))
    return (sum_y * sum_xx - sum_x * sum_xy) / (len(xs) * sum_xx - sum_x * sum_x)


def projection_of(series: Series, target: Target | None) -> tuple[tuple[date, Fraction], ...]:
    """Return the ends of the line from the newest figure to what is projected for the due date."""
    latest = series.latest_reported
    if target is None or latest is None or latest.period.end >= target.due:
        return ()
    end = project(series, target)
    if end is None:
        return ()
    return (latest.period.end, Fraction(latest.value or 0)), (target.due, end)
