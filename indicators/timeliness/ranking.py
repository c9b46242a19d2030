"""The league: rates to a tenth, shared ranks, and how dark a month's cell is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from .counts import NOTHING_OWED, FigureCounts, Organisation

ALL, TENTHS = 100, 1000


class HeatLevel(IntEnum):
    """How dark a cell is: darker is worse."""

    WELL = 0
    SLIGHT = 1
    CLEAR = 2
    STRONG = 3
    WORST = 4


# From how many in a hundred on a cell is so dark; below all of them it is darkest.
STEPS = (
    (100, HeatLevel.WELL),
    (80, HeatLevel.SLIGHT),
    (60, HeatLevel.CLEAR),
    (40, HeatLevel.STRONG),
)


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """An organisation with its months, their sum, its rank, and how many indicators lag behind.

    A month in which nothing was owed is None. ``rank`` is None where too little was owed.
    """

    organisation: Organisation
    months: tuple[FigureCounts | None, ...]
    behind: int = 0
    rank: int | None = None

    @property
    def total(self) -> FigureCounts:
        """Return the sum of the months."""
        return sum((one for one in self.months if one), NOTHING_OWED)


def tenths_of(counts: FigureCounts) -> int | None:
    """Return the rate in tenths of a percent, rounded, though never 100.0 % while one is lacking.

    None where nothing is owed.
    """
    if not counts.owed:
        return None
    if counts.on_time == counts.owed:
        return TENTHS
    return min((2 * TENTHS * counts.on_time + counts.owed) // (2 * counts.owed), TENTHS - 1)


def cut_percent(counts: FigureCounts) -> int | None:
    """Return the rate in per cent without its decimals: 99.6 % is 99, never 100."""
    return ALL * counts.on_time // counts.owed if counts.owed else None


def heat_of(counts: FigureCounts) -> HeatLevel | None:
    """Return how dark a month's cell is; None where nothing is owed."""
    percent = cut_percent(counts)
    if percent is None:
        return None
    return next((level for least, level in STEPS if percent >= least), HeatLevel.WORST)


def in_ranks(rows: Iterable[LeagueRow], floor: int) -> list[LeagueRow]:
    """Return the rows from the best rate to the worst, with ranks: equal rates share one.

    Within a rate whoever owes more comes first, then the order of organisations. Whoever owes
    fewer figures than ``floor`` comes last, without a rank.
    """
    ordered = sorted(rows, key=lambda row: _position(row, floor))
    ranked: list[LeagueRow] = []
    for place, row in enumerate(ordered, start=1):
        if row.total.owed < floor:
            ranked.append(row)
        elif ranked and tenths_of(ranked[-1].total) == tenths_of(row.total):
            ranked.append(replace(row, rank=ranked[-1].rank))
        else:
            ranked.append(replace(row, rank=place))
    return ranked


def _position(row: LeagueRow, floor: int) -> tuple[bool, int, int, int, str]:
    total, organisation = row.total, row.organisation
    rate = tenths_of(total) or 0
    return total.owed < floor, -rate, -total.owed, organisation.order, organisation.code
