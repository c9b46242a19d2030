"""Which periods are open for reporting on a day, and when their figures are due."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from chinese_calendar import is_workday

from indicators.enums import Frequency
from indicators.periods import Period, month_of

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# The first year of which the package knows the holidays; no later announcement changes one before.
FIRST_KNOWN = 2004
RULE, LAST = re.compile(r"(?P<days>[0-9]{1,3})(?P<work>w?)", re.ASCII), "last"


@dataclass(frozen=True, slots=True)
class DueDay:
    """A due day; provisional where the holidays on the way to it are not announced yet."""

    on: date
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class DueRule:
    """How long after a period's end its figures are due.

    ``days`` are calendar days, after which the next working day counts, or working days where
    ``of_work``; None stands for the last working day of the month after the end.
    """

    days: int | None
    of_work: bool = False


def rule_of(written: str) -> DueRule:
    """Return the rule that is written as ``10``, ``5w`` (working days) or ``last``.

    Raises ValueError where it is none of these, or no day at all.
    """
    if written == LAST:
        return DueRule(None)
    match = RULE.fullmatch(written)
    if match is None or not int(match["days"]):
        raise ValueError(f"{written!r} is no rule for due days: write 10, 5w or last.")
    return DueRule(int(match["days"]), of_work=bool(match["work"]))


def due_day(end: date, rule: DueRule) -> DueDay:
    """Return the day on which figures of a period with this end are due, a Chinese working day."""
    if rule.days is None:
        first = end + ONE_DAY
        day = month_of(first.year, first.month).end
        return _nearest(day, -ONE_DAY)
    if not rule.of_work:
        return _nearest(end + timedelta(days=rule.days), ONE_DAY)
    found = DueDay(end)
    for _number in range(rule.days):
        following = _nearest(found.on + ONE_DAY, ONE_DAY)
        found = DueDay(following.on, found.is_provisional or following.is_provisional)
    return found


def _nearest(day: date, step: timedelta) -> DueDay:
    """Return the day, or the first working day in steps from it."""
    is_provisional = False
    while True:
        is_provisional = is_provisional or not (day.year < FIRST_KNOWN or knows_holidays(day.year))
        if _is_working(day):
            return DueDay(day, is_provisional)
        day += step


def knows_holidays(year: int) -> bool:
    """Tell whether the package knows the year, as it does once its holidays are announced."""
    try:
        is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def periods_open_on(day: date) -> list[tuple[Frequency, Period]]:
    """Return the month that ended last, and the longer periods that ended with it."""
    end = day.replace(day=1) - ONE_DAY
    found = [(Frequency.MONTH, month_of(end.year, end.month))]
    if end.month % 3 == 0:
        found.append((Frequency.QUARTER, Period(end, date(end.year, end.month - 2, 1))))
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
