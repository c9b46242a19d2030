"""The sheet of one period for whoever leads: who has not reported, and what lags behind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from indicators import timeliness
from indicators.enums import ReportingState, Standing
from indicators.models import ReportingPeriod
from indicators.timeliness import FigureCounts, MonthTotals, Organisation

from .lagging import IndicatorLine, judged
from .unreleased import IN_COUNTIES, unreleased_series

WORST_FIRST = {state: position for position, state in enumerate(ReportingState)}


@dataclass(frozen=True, slots=True)
class ReportingLine:
    """How one organisation stands with the period; ``reminders`` counts the days it was told."""

    organisation: Organisation
    counts: FigureCounts
    reminders: int = 0


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month of the trend; ``totals`` is None until its due day has passed."""

    period: ReportingPeriod
    totals: MonthTotals | None


@dataclass(frozen=True, slots=True)
class StandingSheet:
    """Everything that the sheet says of the period."""

    period: ReportingPeriod
    today: date
    lines: tuple[ReportingLine, ...]
    indicators: tuple[IndicatorLine, ...]
    months: tuple[MonthLine, ...]

    @property
    def owed(self) -> int:
        """Return how many figures are owed."""
        return sum(one.counts.owed for one in self.lines)

    def of(self, *states: ReportingState) -> list[ReportingLine]:
        """Return the organisations that stand so."""
        return [one for one in self.lines if one.counts.state in states]

    @property
    def lagging(self) -> list[IndicatorLine]:
        """Return what is behind, missed or at risk, the farthest first."""
        found = [one for one in self.indicators if one.is_lagging]
        return sorted(found, key=lambda one: (one.progress.standing is Standing.AT_RISK, -one.lag))

    def standing(self, *standings: Standing) -> int:
        """Return how many indicators stand so."""
        return sum(one.progress.standing in standings for one in self.indicators)


def standing_sheet(
    period: ReportingPeriod, months: Sequence[ReportingPeriod], today: date, *, at: datetime
) -> StandingSheet:
    """Return the sheet of the period, with the months as its trend.

    Indicators are judged on the period's last day, by released figures and by those that are
    accepted, in all places but single counties, which have a page of their own. The number of
    queries is fixed.
    """
    counted = timeliness.counts_of({*months, period}, today)
    lines = [one for one in counted if one.period == period.pk]
    missing = [one.organisation.key for one in lines if one.counts.missing]
    reminders = timeliness.reminders_of(period, missing)
    found = judged(unreleased_series(period.end, at=at, of=~IN_COUNTIES), period.end)
    return StandingSheet(
        period,
        today,
        tuple(
            sorted(
                (
                    ReportingLine(
                        one.organisation, one.counts, reminders.get(one.organisation.code, 0)
                    )
                    for one in lines
                ),
                key=_trouble,
            )
        ),
        tuple(found),
        tuple(_month(month, counted, today) for month in months),
    )


def _trouble(line: ReportingLine) -> tuple[int, int, int, int, str]:
    """Sort the worst first: by what is missing, waits to be corrected, and by days late."""
    counts, organisation = line.counts, line.organisation
    return (
        WORST_FIRST[counts.state],
        -(counts.missing or counts.returned),
        -counts.days_late,
        organisation.order,
        organisation.code,
    )


def _month(
    month: ReportingPeriod, counted: Iterable[timeliness.OrganisationPeriod], today: date
) -> MonthLine:
    if today <= month.due:
        return MonthLine(month, None)
    return MonthLine(
        month, timeliness.month_totals(one.counts for one in counted if one.period == month.pk)
    )
