"""Which periods are open for reporting on a day, and when their figures are due."""

from dataclasses import dataclass
from datetime import date, timedelta

from chinese_calendar import is_workday

from indicators.enums import Frequency
from indicators.periods import Period, month_of

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# The first year of which the package knows the holidays; no later announcement changes one before.
FIRST_KNOWN = 2004


@dataclass(frozen=True, slots=True)
class DueDay:
    """A due day; provisional where the holidays on the way to it are not announced yet."""

    on: date
    is_provisional: bool = False


def due_day(end: date, days: int = 10) -> DueDay:
    """Return the first Chinese working day that is at least so many days after the end."""
    day, is_provisional = end + timedelta(days=days), False
    while True:
        is_provisional = is_provisional or not (day.year < FIRST_KNOWN or knows_holidays(day.year))
        if _is_working(day):
            return DueDay(day, is_provisional)
        day += ONE_DAY


def knows_holidays(year: int) -> bool:
    """Tell whether the package knows the year, as it does once its holidays are announced."""
    try:
        is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


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
    """Tell whether offices work; where the holidays are unknown, on which days they mostly do."""
    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY
