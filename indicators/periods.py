"""Periods that figures are about, and the calendar arithmetic of targets.

In addresses and files a period has a code: ``2019-07``, ``2019-q3``, ``2019-h1``, ``2019``; the
state on one day is that day, ``2019-06-30``, and any other span is ``2019-01-01..2019-09-30``.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .bilingual import Text
from .enums import Frequency, Kind

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

# The first and last months of the parts of a year, by the ends of their codes.
PARTS = {
    "h1": (1, 6), "h2": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
}  # fmt: skip
SPAN = ".."
CODE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<part>h[12]|q[1-4])|-(?P<month>[0-9]{2}))?", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class NotAPeriod(ValueError):
    """What was written is no period's code."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, or, without a start, the state on one day."""

    end: date
    start: date | None = None

    def __post_init__(self) -> None:
        """Raise ValueError where the start comes after the end."""
        if self.start is not None and self.start > self.end:
            raise ValueError(f"A period cannot start on {self.start} and end on {self.end}.")

    @property
    def order(self) -> tuple[date, int]:
        """Sort by end; of two that end together the longer one comes last."""
        return self.end, -(self.start or self.end).toordinal()

    @property
    def iso(self) -> str:
        """Return the period in ISO 8601: first and last day, or the one day."""
        return f"{self.start}/{self.end}" if self.start else self.end.isoformat()

    @property
    def code(self) -> str:
        """Return the period's code, as in addresses and files."""
        return code_of(self)

    @property
    def label(self) -> Text:
        """Return how officials name the period: 2019年上半年, 2019年6月, 截至2019-06-30."""
        if self.start is None:
            return Text(f"截至{self.end}", f"as of {self.end}")
        return _named(self.start, self.end) or _span(self.start, self.end)


def _named(start: date, end: date) -> Text | None:
    """Name whole months, quarters, half-years and years."""
    if start.year != end.year or start.day != 1 or not is_month_end(end):
        return None
    year = start.year
    if start.month == end.month:
        return Text(f"{year}年{start.month}月", f"{MONTHS[start.month - 1]} {year}")
    names = {
        (1, 6): Text(f"{year}年上半年", f"first half of {year}"),
        (7, 12): Text(f"{year}年下半年", f"second half of {year}"),
        (1, 3): Text(f"{year}年第一季度", f"first quarter of {year}"),
        (4, 6): Text(f"{year}年第二季度", f"second quarter of {year}"),
        (7, 9): Text(f"{year}年第三季度", f"third quarter of {year}"),
        (10, 12): Text(f"{year}年第四季度", f"fourth quarter of {year}"),
        (1, 12): Text(f"{year}年", f"year {year}"),
    }
    return names.get((start.month, end.month))


def _span(start: date, end: date) -> Text:
    if start == end:
        return Text(f"{end}当日", f"on {end}")
    return Text(f"{start}至{end}", f"{start} to {end}")


def is_month_end(day: date) -> bool:
    """Tell whether the day is the last of its month."""
    return day.day == monthrange(day.year, day.month)[1]


def months_between(start: date, end: date) -> int:
    """Count calendar months from one day's month to the other's: 2019-06-30 to 2020-12-31 is 18."""
    return (end.year - start.year) * 12 + end.month - start.month


def month_of(year: int, month: int) -> Period:
    """Return the calendar month."""
    return Period(date(year, month, monthrange(year, month)[1]), date(year, month, 1))


def due_words(due: date, *, is_provisional: bool) -> Text:
    """Return the due day, and that it may change where no calendar knows its holidays yet."""
    mark = Text("（暂定）", " (provisional)") if is_provisional else Text("", "")
    return Text(f"{due}{mark.zh}", f"{due}{mark.en}")


def a_year_before(period: Period) -> Period:
    """Return the same days of the year before; a month's last day stays a last day."""
    return Period(_back(period.end), None if period.start is None else _back(period.start))


def _back(day: date) -> date:
    if is_month_end(day):
        return month_of(day.year - 1, day.month).end
    return day.replace(year=day.year - 1)


def code_of(period: Period) -> str:
    """Return the period's code, which ``period_of`` reads back."""
    start, end = period.start, period.end
    if start is None:
        return end.isoformat()
    whole = start.year == end.year and start.day == 1 and is_month_end(end)
    # Not strftime, whose years before 1000 lack digits.
    year, month = start.isoformat()[:4], start.isoformat()[:7]
    if whole and start.month == end.month:
        return month
    if whole and (start.month, end.month) == (1, 12):
        return year
    for part, months in PARTS.items():
        if whole and (start.month, end.month) == months:
            return f"{year}-{part}"
    return f"{start}{SPAN}{end}"


def period_of(code: str) -> Period:
    """Return the period that the code names, or raise NotAPeriod."""
    try:
        return _whole(code) or _days(code)
    except ValueError as error:
        raise NotAPeriod(code) from error


def _whole(code: str) -> Period | None:
    """Return a month, quarter, half-year or year."""
    match = CODE.fullmatch(code)
    if match is None:
        return None
    year = int(match["year"])
    if match["month"]:
        return month_of(year, int(match["month"]))
    first, last = PARTS[match["part"]] if match["part"] else (1, 12)
    return Period(month_of(year, last).end, date(year, first, 1))


def _days(code: str) -> Period:
    """Return the state on a day, or a span of days."""
    days = code.split(SPAN)
    if len(days) > 2 or not all(DAY.fullmatch(day) for day in days):
        raise NotAPeriod(code)
    start, end = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    return Period(end, start) if len(days) == 2 else Period(end)


def frequency_of(period: Period) -> Frequency | None:
    """Return how often figures of such a period are due; None where it is no such period."""
    match = CODE.fullmatch(code_of(period))
    if match is None:
        return None
    if match["month"]:
        return Frequency.MONTH
    if match["part"] is None:
        return Frequency.YEAR
    return Frequency.QUARTER if match["part"].startswith("q") else Frequency.HALF_YEAR


def figure_period(kind: Kind, period: Period) -> Period:
    """Return what a figure is about that a text of the period gives.

    A level holds on the last day, a plan for the whole year, everything else for the period.
    """
    if kind in (Kind.STOCK, Kind.CUMULATIVE):
        return Period(period.end)
    return period_of(str(period.end.year)) if kind is Kind.PLAN else period
