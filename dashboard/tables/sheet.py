"""How the leader's sheet is laid out: what fits on one page, and what goes on another."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from indicators.enums import ReportingState
from indicators.periods import month_of
from indicators.selectors import IndicatorLine, ReportingLine, StandingSheet

# What one page of A4 holds.
MOST_ORGANISATIONS, MOST_INDICATORS = 40, 10
Numbered = list[tuple[int, ReportingLine]]


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The rows of the sheet, in two columns, and whether all of them follow on a second page."""

    left: Numbered
    right: Numbered
    on_time_left_out: int
    lagging: list[IndicatorLine]
    lagging_left_out: int

    @property
    def goes_on(self) -> bool:
        """Tell whether a second page has the whole lists."""
        return bool(self.on_time_left_out or self.lagging_left_out)


def laid_out(sheet: StandingSheet) -> SheetLayout:
    """Return what the first page shows: all organisations, or where they are many those in trouble.

    Of indicators behind it shows the worst.
    """
    shown: Sequence[ReportingLine] = sheet.lines
    if len(shown) > MOST_ORGANISATIONS:
        shown = [one for one in shown if one.counts.state is not ReportingState.ON_TIME]
    lagging = sheet.lagging
    return SheetLayout(
        *in_two(shown),
        len(sheet.lines) - len(shown),
        lagging[:MOST_INDICATORS],
        max(len(lagging) - MOST_INDICATORS, 0),
    )


def in_two(lines: Sequence[ReportingLine]) -> tuple[Numbered, Numbered]:
    """Return the lines, numbered, in two columns of which the first is the longer one."""
    rows = list(enumerate(lines, start=1))
    half = (len(rows) + 1) // 2
    return rows[:half], rows[half:]


def time_used(sheet: StandingSheet) -> tuple[int, int, Fraction]:
    """Return how many days of the year are over at the period's end, of how many, and the share."""
    end = sheet.period.end
    passed = end.timetuple().tm_yday
    whole = month_of(end.year, 12).end.timetuple().tm_yday
    return passed, whole, Fraction(passed, whole)
