"""Which periods are open for reporting on a day, and when their figures are due."""

from datetime import date, timedelta

from chinese_calendar import is_workday

from indicators.enums import Frequency
from indicators.periods import Period, month_of

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def due_date(end: date, days: int = 10) -> date:
    """Return the first Chinese working day that is at least so many days after the end."""
    day = end + timedelta(days=days)
    while not _is_working(day):
        day += ONE_DAY
    return day


def periods_open_on(day: date) -> list[tuple[Frequency, Period]]:
    """Return the month that ended last, and the half-year and the year that ended with it."""
    end = day.replace(day=1) - ONE_DAY
    found = [(Frequency.MONTH, month_of(end.year, end.month))]
    if end.month in (6, 12):
        found.append((Frequency.HALF_YEAR, Period(end, date(end.year, end.month - 5, 1))))
    if end.month == 12:
        found.append((Frequency.YEAR, Period(end, date(end.year, 1, 1))))
    return found


def _is_working(day: date) -> bool:
    """Tell whether offices work; the package knows a year once its holidays are announced."""
    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY
