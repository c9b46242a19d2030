"""Periods that figures are about, and the calendar arithmetic of targets."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .texts import Text

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
    def label(self) -> Text:
        """Return how officials name the period: 2019年上半年, 2019年6月, 截至2019-06-30."""
        if self.start is None:
            return Text(f"截至{self.end}", f"as of {self.end}")
        return _named(self.start, self.end) or _span(self.start, self.end)


def _named(start: date, end: date) -> Text | None:
    """Name whole months, half-years and years."""
    if start.year != end.year or start.day != 1 or not is_month_end(end):
        return None
    year = start.year
    if start.month == end.month:
        return Text(f"{year}年{start.month}月", f"{MONTHS[start.month - 1]} {year}")
    names = {
        (1, 6): Text(f"{year}年上半年", f"first half of {year}"),
        (7, 12): Text(f"{year}年下半年", f"second half of {year}"),
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
