"""Exact interval arithmetic for figures with qualifiers.

"80 % 以上" is the interval [80, 100], "10余" is (10, ∞), "近千" is (−∞, 1000), "约" proves nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from .bilingual import Text
from .enums import Comparison, Kind, Qualifier
from .qualifiers import ROWS, IntervalEnd

ZERO, HUNDRED = Decimal(0), Decimal(100)


class Verdict(Enum):
    """Whether something is shown, shown to be false, or neither."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The values that a figure leaves possible; None is without limit, open excludes the end."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @property
    def is_exact(self) -> bool:
        """Tell whether only one value is possible."""
        return self.low is not None and self.low == self.high

    def plus(self, other: "Bounds") -> "Bounds":
        """Return what is possible for the sum of two figures."""
        return Bounds(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def lies_within(self, outer: "Bounds") -> bool:
        """Tell whether everything that is possible here is possible there."""
        low, high = self._low_end, self._high_end
        return low >= outer._low_end and high <= outer._high_end

    def is_apart_from(self, other: "Bounds") -> bool:
        """Tell whether nothing is possible in both."""
        return self._is_below(other) or other._is_below(self)

    def _is_below(self, upper: "Bounds") -> bool:
        if self.high is None or upper.low is None:
            return False
        touches = self.high == upper.low and (self.high_open or upper.low_open)
        return self.high < upper.low or touches

    @property
    def _low_end(self) -> tuple[int, Fraction, bool]:
        """Order lower ends: none at all comes first, and an open end after a closed one."""
        return (0, Fraction(0), False) if self.low is None else (1, self.low, self.low_open)

    @property
    def _high_end(self) -> tuple[int, Fraction, bool]:
        """Order upper ends: none at all comes last, and an open end before a closed one."""
        return (1, Fraction(0), True) if self.high is None else (0, self.high, not self.high_open)

    def proves(self, requirement: "Requirement") -> Verdict:
        """Tell whether every, none or some of the possible values meet the requirement."""
        checks = requirement.limits
        verdicts = {
            self._reaches(limit) if upward else self._stays_below(limit) for upward, limit in checks
        }
        if Verdict.NO in verdicts:
            return Verdict.NO
        return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.YES

    def _reaches(self, limit: Fraction) -> Verdict:
        if self.low is not None and self.low >= limit:
            return Verdict.YES
        if self.high is not None and (self.high < limit or (self.high == limit and self.high_open)):
            return Verdict.NO
        return Verdict.UNKNOWN

    def _stays_below(self, limit: Fraction) -> Verdict:
        if self.high is not None and self.high <= limit:
            return Verdict.YES
        if self.low is not None and (self.low > limit or (self.low == limit and self.low_open)):
            return Verdict.NO
        return Verdict.UNKNOWN


@dataclass(frozen=True, slots=True)
class Requirement:
    """A comparison with a value: at least 12, at most 0, exactly 3, within 2 to 5."""

    comparison: Comparison
    value: Fraction
    upper: Fraction | None = None

    @property
    def limits(self) -> list[tuple[bool, Fraction]]:
        """Return the one-sided limits to hold, each as (must it be reached from below, limit)."""
        upward, downward = (True, self.value), (False, self.value)
        return {
            Comparison.AT_LEAST: [upward],
            Comparison.AT_MOST: [downward],
            Comparison.EQUAL: [upward, downward],
            Comparison.WITHIN: [upward, (False, self.value if self.upper is None else self.upper)],
        }[self.comparison]


def ends_of(
    value: Decimal, qualifier: Qualifier, *, is_percent: bool = False
) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the greatest that the figure leaves possible, None without limit."""
    # Only a share stays within 0 and 100; a growth rate beyond them carries its own value as proof.
    floor = ZERO if is_percent and value >= 0 else None
    ceiling = HUNDRED if is_percent and value <= HUNDRED else None
    row = ROWS[qualifier]
    return (
        floor if row.low is IntervalEnd.NONE else value,
        ceiling if row.high is IntervalEnd.NONE else value,
    )


def bounds_of(value: Decimal, qualifier: Qualifier, *, is_percent: bool = False) -> Bounds:
    """Return what the figure proves; a percentage also lies within 0 and 100."""
    low, high = ends_of(value, qualifier, is_percent=is_percent)
    return Bounds(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
        low_open=ROWS[qualifier].low is IntervalEnd.OPEN,
        high_open=ROWS[qualifier].high is IntervalEnd.OPEN,
    )


def qualifier_of_sum(qualifiers: Collection[Qualifier]) -> Qualifier | None:
    """Return what a sum of such figures proves; None where the words together prove nothing.

    At least 80 and exactly 20 are at least 100; at least 80 and at most 20 could be anything.
    """
    known = frozenset(qualifiers)
    if len(known) == 1:
        return next(iter(known))
    low = max(ROWS[one].low for one in known)
    high = max(ROWS[one].high for one in known)
    if low is high is IntervalEnd.NONE:
        vague = known - {Qualifier.EXACT}
        return next(iter(vague)) if len(vague) == 1 else None
    return next(one for one, row in ROWS.items() if (row.low, row.high) == (low, high))


def impossible(value: Decimal, kind: str, *, is_percent: bool) -> tuple[str, Text] | None:
    """Return why no figure or target of the kind can be so, with a code; None where it can."""
    if value < 0:
        return "negative", Text("数值不能为负数。", "The figure cannot be negative.")
    if is_percent and kind == Kind.RATE and value > HUNDRED:
        return "above_100", Text("比率不能超过100%。", "A rate cannot exceed 100%.")
    return None
