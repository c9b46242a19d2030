"""What the figures of an organisation and a period come to, counted by how they came in."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from indicators.bilingual import Text
from indicators.enums import OrganisationKind, ReportingState


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who reports; ``place`` is the code of the county that it governs, if it does."""

    key: int
    code: str
    name: Text
    kind: OrganisationKind
    order: int = 0
    place: str = ""

    @property
    def is_county(self) -> bool:
        """Tell whether it is a county's government, which is ranked apart."""
        return self.kind is OrganisationKind.COUNTY_GOVERNMENT


@dataclass(frozen=True, slots=True)
class FigureCounts:
    """How many figures are owed, and how they came in.

    Each is either ``on_time``, ``late``, ``missing`` (due and not in) or ``awaited`` (not due yet).
    ``returned`` are those of the first two that wait to be corrected now, ``corrected`` those that
    were ever returned, ``returns`` how often; ``days_late`` is the most that one came late, or that
    one is missing, in calendar days.
    """

    on_time: int = 0
    late: int = 0
    missing: int = 0
    awaited: int = 0
    returned: int = 0
    corrected: int = 0
    returns: int = 0
    days_late: int = 0

    @property
    def owed(self) -> int:
        """Return all of them."""
        return self.on_time + self.late + self.missing + self.awaited

    @property
    def received(self) -> int:
        """Return what is in and not with its organisation again."""
        return self.on_time + self.late - self.returned

    @property
    def percent_received(self) -> int:
        """Return how many in a hundred are in, without decimals."""
        return 100 * self.received // self.owed if self.owed else 0

    @property
    def not_on_time(self) -> int:
        """Return how many came late, or are due and not in."""
        return self.late + self.missing

    @property
    def state(self) -> ReportingState:
        """Return the worst that is to be said of them."""
        if self.missing:
            return ReportingState.MISSING
        if self.returned:
            return ReportingState.RETURNED
        if self.late:
            return ReportingState.LATE
        return ReportingState.AWAITED if self.awaited else ReportingState.ON_TIME

    @property
    def is_punctual(self) -> bool:
        """Tell whether every figure came in time, returned ones too: a return is no delay."""
        return self.on_time == self.owed

    @property
    def rate(self) -> Fraction | None:
        """Return the share of the figures that came in time; None where nothing is owed."""
        return Fraction(self.on_time, self.owed) if self.owed else None

    def __add__(self, other: "FigureCounts") -> "FigureCounts":
        """Return both together; of the days late the more."""
        return FigureCounts(
            self.on_time + other.on_time,
            self.late + other.late,
            self.missing + other.missing,
            self.awaited + other.awaited,
            self.returned + other.returned,
            self.corrected + other.corrected,
            self.returns + other.returns,
            max(self.days_late, other.days_late),
        )


NOTHING_OWED = FigureCounts()


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """How many organisations owe figures for a month, and how many of them are punctual."""

    organisations: int
    punctual: int
    missing: int
    corrected: int

    @property
    def share(self) -> Fraction | None:
        """Return the share of the punctual ones; None where nobody owes anything."""
        return Fraction(self.punctual, self.organisations) if self.organisations else None


def month_totals(many: Iterable[FigureCounts]) -> MonthTotals:
    """Return what the counts of the organisations of one month come to."""
    counts = [one for one in many if one.owed]
    return MonthTotals(
        len(counts),
        sum(one.is_punctual for one in counts),
        sum(one.missing > 0 for one in counts),
        sum(one.corrected for one in counts),
    )
