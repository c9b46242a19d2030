"""The one shape between data and display: a frozen series of published figures, free of Django.

Pages, charts, tables, sentences, exports and answers of the API are made from ``Series`` alone, so
that they cannot disagree.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from .bilingual import Text
from .enums import (
    Basis,
    Comparison,
    Direction,
    Frequency,
    Kind,
    OwnershipBasis,
    PlaceLevel,
    Qualifier,
    Status,
)
from .periods import Period
from .units import Unit, show

NO_TEXT = Text("", "")


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a code for addresses and a name for people: an area, an owner, a document.

    ``order`` is its place in the office's own order.
    """

    code: str
    name: Text
    order: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where figures hold."""

    code: str
    name: Text
    level: PlaceLevel
    order: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document, with the figure as it stands there."""

    source: Named
    paragraph: int | None
    as_written: str
    span: tuple[int, int] | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One published version of a figure; ``value`` is in base units, and None unless reported."""

    period: Period
    value: Decimal | None
    qualifier: Qualifier
    status: Status
    as_written: str
    citation: Citation
    release: int
    released_at: datetime
    version: int = 1
    reason: str = ""
    note: Text = NO_TEXT
    earlier: tuple["Point", ...] = ()
    key: int = 0

    @property
    def is_correction(self) -> bool:
        """Tell whether the figure replaced an earlier one."""
        return self.version > 1

    @property
    def is_withdrawal(self) -> bool:
        """Tell whether the figure was taken from the public, for its ``reason``."""
        return self.status is Status.WITHDRAWN

    def with_earlier(self, earlier: tuple["Point", ...]) -> "Point":
        """Return the same point with the versions it replaced."""
        return replace(self, earlier=earlier) if earlier else self

    @property
    def versions(self) -> tuple["Point", ...]:
        """Return every published version of the figure, the first one first."""
        return (*self.earlier, self)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A cited value from which progress counts."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Plan:
    """A named span of days to which targets belong; ``target_year`` is the year to show."""

    code: str
    name: Text
    first_day: date
    last_day: date
    target_year: int


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should reach by a day; without a comparison it is a statement in words."""

    due: date
    basis: Basis
    comparison: Comparison | None = None
    value: Decimal | None = None
    upper: Decimal | None = None
    statement: Text = NO_TEXT
    arithmetic: str = ""
    note: Text = NO_TEXT
    source: Named | None = None
    baseline: Baseline | None = None
    whole: Decimal | None = None
    milestones: tuple[Baseline, ...] = ()
    risk_margin: Decimal = Decimal("0.10")
    plan: Plan = field(kw_only=True)

    @property
    def is_quantified(self) -> bool:
        """Tell whether the target is a number rather than a statement."""
        return self.comparison is not None

    def has_passed(self, day: date) -> bool:
        """Tell whether the day by which it was to be reached lies before the day."""
        return self.due < day


@dataclass(frozen=True, slots=True)
class Series:
    """Everything known in public about one indicator in one place, as of one day."""

    code: str
    name: Text
    definition: Text
    unit: Unit
    kind: Kind
    direction: Direction
    decimals: int
    frequency: Frequency
    area: Named
    owner: Named
    co_owners: tuple[Named, ...]
    ownership_basis: OwnershipBasis
    part_of: Named | None
    place: Place
    points: tuple[Point, ...]
    targets: tuple[Target, ...] = ()

    @property
    def reported(self) -> tuple[Point, ...]:
        """Return the points that carry a figure, oldest first."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def withdrawn(self) -> tuple[Point, ...]:
        """Return the points whose figure was taken from the public, oldest first."""
        return tuple(point for point in self.points if point.is_withdrawal)

    @property
    def latest(self) -> Point | None:
        """Return the newest point, even where it says that there is no figure."""
        return self.points[-1] if self.points else None

    @property
    def latest_reported(self) -> Point | None:
        """Return the newest point that carries a figure."""
        return self.reported[-1] if self.reported else None

    @property
    def released_at(self) -> datetime | None:
        """Return when the newest of the figures, or of their corrections, came out."""
        return max((point.released_at for point in self.points), default=None)

    @property
    def quantified(self) -> tuple[Target, ...]:
        """Return the targets that are numbers, the one due first at the start."""
        numbers = (target for target in self.targets if target.is_quantified)
        return tuple(sorted(numbers, key=lambda target: target.due))

    def target_on(self, day: date) -> Target | None:
        """Return the quantified target that is next due on the day, or the last one after it."""
        return _due_next(self.quantified, day)

    def statement_on(self, day: date) -> Target | None:
        """Return the statement that is next due on the day, or the last one after it."""
        return _due_next(self.statements, day)

    def target_before(self, target: Target) -> Target | None:
        """Return the quantified target that is due before this one."""
        earlier = [one for one in self.quantified if one.due < target.due]
        return earlier[-1] if earlier else None

    def newest_by(self, day: date) -> Point | None:
        """Return the newest figure about a period that ends by the day."""
        return next((one for one in reversed(self.reported) if one.period.end <= day), None)

    @property
    def statements(self) -> tuple[Target, ...]:
        """Return the targets that are words without a number, the one due first at the start."""
        words = (target for target in self.targets if not target.is_quantified)
        return tuple(sorted(words, key=lambda target: target.due))

    def without_figures(self) -> "Series":
        """Return what the series says of itself, without figures and targets."""
        return replace(self, points=(), targets=())

    def newest_within(self, days: Period) -> Point | None:
        """Return the newest point whose period ends on one of the days."""
        first = days.start or days.end
        return next(
            (one for one in reversed(self.points) if first <= one.period.end <= days.end), None
        )

    def show(self, point: Point) -> Text:
        """Return the point's figure as people read it, or which kind of nothing it is."""
        if point.value is None:
            return NOTHING[point.status]
        return show(point.value, self.unit, point.qualifier, self.decimals)

    def released_by(self, moment: datetime) -> "Series":
        """Return the series with the versions that were out at the moment."""
        known = (
            [version for version in point.versions if version.released_at <= moment]
            for point in self.points
        )
        points = (replace(some[-1], earlier=tuple(some[:-1])) for some in known if some)
        return replace(self, points=tuple(points))

    def until(self, day: date) -> "Series":
        """Return the series as far as the periods that end by the day."""
        return replace(self, points=tuple(p for p in self.points if p.period.end <= day))

    def __iter__(self) -> Iterator[Point]:
        """Walk the current points, oldest first."""
        return iter(self.points)


def _due_next(targets: tuple[Target, ...], day: date) -> Target | None:
    coming = (one for one in targets if not one.has_passed(day))
    return next(coming, targets[-1] if targets else None)


def plan_on(plans: Iterable[Plan], day: date) -> Plan | None:
    """Return the plan of which a page of the day speaks; None where there is no plan.

    Of several that run on the day it is the one that began last; between plans it is the one that
    ended last, and before all of them the first.
    """
    known = sorted(plans, key=lambda plan: (plan.first_day, plan.code))
    begun = [plan for plan in known if plan.first_day <= day]
    running = [plan for plan in begun if day <= plan.last_day]
    if running:
        return running[-1]
    return max(begun, key=lambda plan: plan.last_day) if begun else next(iter(known), None)


# The public reads of the withdrawn figure where it was.
NOTHING = {one: one.text for one in Status} | {Status.WITHDRAWN: Text("已撤回", "withdrawn")}
