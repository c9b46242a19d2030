"""The half-years and years that written reports are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .bilingual import Text
from .enums import Kind
from .periods import Period, month_of

YEARS = range(1949, 9999)


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """The half-year, or without one the year, that a written report is about."""

    year: int
    half: int | None = None

    def __post_init__(self) -> None:
        """Raise ValueError where there is no such year or half-year."""
        if self.year not in YEARS or self.half not in (None, 1, 2):
            raise ValueError(f"No report is about half-year {self.half} of {self.year}.")

    @property
    def days(self) -> Period:
        """Return the first and the last day."""
        return _days(self.year, self.half)

    @property
    def label(self) -> Text:
        """Return how officials name it: 2019年上半年, 2019年."""
        return self.days.label

    @property
    def before(self) -> "ReportSpan":
        """Return the span of the same length before."""
        if self.half == 2:
            return ReportSpan(self.year, 1)
        return ReportSpan(self.year - 1, 2 if self.half else None)

    def days_of(self, kind: Kind) -> Period:
        """Return within which days a figure's period ends; a plan is that of the whole year."""
        return ReportSpan(self.year).days if kind is Kind.PLAN else self.days

    def days_before(self, kind: Kind) -> Period:
        """Return the same for what a figure is compared with."""
        return ReportSpan(self.year - 1).days if kind is Kind.PLAN else self.before.days


@lru_cache(maxsize=100)
def _days(year: int, half: int | None) -> Period:
    """Return the days; each figure of a report asks for those of the same few spans."""
    first, last = {None: (1, 12), 1: (1, 6), 2: (7, 12)}[half]
    return Period(month_of(year, last).end, date(year, first, 1))


def spans_of(days: Iterable[date]) -> list[ReportSpan]:
    """Return the half-years and years in which some of the days lie, the newest first."""
    found = {ReportSpan(day.year, half) for day in days for half in (None, 1 + day.month // 7)}
    return sorted(found, key=lambda span: span.days.order, reverse=True)
