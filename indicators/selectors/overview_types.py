"""What the overview shows, chosen from all standings: few rows, and counts of all the others."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from indicators.enums import Standing, Yardstick
from indicators.progress import Distance, ReleaseDay
from indicators.series import Named, Place, Plan, Point, Series

from .list_types import Card

JUDGED = (Yardstick.PATH, Yardstick.LEVEL)


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A card with what lists of few rows are chosen by.

    ``change`` and ``before`` are about the newest release: how much the figure moved by it, and
    what the standing was before. ``is_listed`` says that the table of the rest holds the row.
    """

    card: Card
    distance: Distance
    is_main: bool = True
    change: Decimal | None = None
    before: Standing | None = None
    is_listed: bool = False

    @property
    def series(self) -> Series:
        """Return the card's series."""
        return self.card.series

    @property
    def standing(self) -> Standing:
        """Return the card's standing."""
        return self.card.progress.standing


@dataclass(frozen=True, slots=True)
class AreaTotals:
    """How many of an area's standings are held against what, and how they stand.

    ``fitting`` is how many of them the reader's filters leave.
    """

    area: Named
    counts: Mapping[tuple[Yardstick, Standing], int]
    fitting: int = 0

    @property
    def by_standing(self) -> Counter[Standing]:
        """Return the same by standing alone."""
        found: Counter[Standing] = Counter()
        for (_yardstick, standing), number in self.counts.items():
            found[standing] += number
        return found

    @property
    def total(self) -> int:
        """Return how many there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first rows of a list, and how the rows that it leaves out stand."""

    rows: tuple[OverviewRow, ...] = ()
    rest: Mapping[Standing, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AreaTable:
    """The first of an area's rows in the table, and how many it leaves out."""

    area: Named
    rows: tuple[OverviewRow, ...]
    rest: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return len(self.rows) + self.rest


@dataclass(frozen=True, slots=True)
class LastChange:
    """The newest change of a standing before the newest release: which, and up to which day."""

    row: OverviewRow
    day: date


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure of the newest correction; ``point.earlier`` ends with what it replaced."""

    series: Series
    point: Point


@dataclass(frozen=True, slots=True)
class Changes:
    """What the newest release changed, against ``before``, the release before it.

    ``turned`` counts the standings that it changed by what they became; of them ``turns`` are the
    first. ``corrections`` are its own, or else those of the newest release that had any.
    """

    release: ReleaseDay
    before: ReleaseDay | None
    figures: int
    corrected: int
    turned: Mapping[Standing, int] = field(default_factory=dict)
    turns: tuple[OverviewRow, ...] = ()
    rises: tuple[OverviewRow, ...] = ()
    falls: tuple[OverviewRow, ...] = ()
    last: LastChange | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the overview shows of one state of the data."""

    day: date
    changes: Changes
    plan: Plan | None = None
    totals: tuple[AreaTotals, ...] = ()
    owners: tuple[Named, ...] = ()
    places: tuple[Named | Place, ...] = ()
    path: Ranking = Ranking()
    level: Ranking = Ranking()
    worded: Ranking = Ranking()
    tables: tuple[AreaTable, ...] = ()
    panels: tuple[Card, ...] = ()

    @property
    def areas(self) -> tuple[Named, ...]:
        """Return the areas, in the plan's order."""
        return tuple(one.area for one in self.totals)

    @property
    def judged(self) -> Counter[Standing]:
        """Return how the standings with a quantified target stand."""
        found: Counter[Standing] = Counter()
        for one in self.totals:
            for (yardstick, standing), number in one.counts.items():
                if yardstick in JUDGED:
                    found[standing] += number
        return found

    @property
    def unjudged(self) -> int:
        """Return how many have no quantified target."""
        return sum(one.total for one in self.totals) - sum(self.judged.values())
