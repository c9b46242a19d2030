"""What a series was before: how its standing last changed, and how far its figure moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from indicators.enums import Kind, Qualifier, Standing
from indicators.periods import Period, frequency_of
from indicators.series import Point, Series
from indicators.units import rounded

from .measuring import measure

# A rise from 2 to 3 is half as much again, and says nothing.
LEAST_RANKED = 10
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class ReleaseDay:
    """A public release: when it came out, and how far the public figures reached then."""

    key: int
    released_at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class StandingChange:
    """What a standing was before the release that changed it."""

    before: Standing
    release: int


def last_change(series: Series, releases: Sequence[ReleaseDay]) -> StandingChange | None:
    """Return how a release last changed the standing, by the targets that are set.

    ``releases`` are all that are public, the first one first. A standing without a target changes
    nothing.
    """
    if not series.quantified:
        return None
    touching = {version.release for point in series for version in point.versions}
    for before, release in [*pairwise([None, *releases])][::-1]:
        if release is None or not (
            release.key in touching or (before and _passes_due(series, before.day, release.day))
        ):
            continue
        was = standing_after(series, before)
        if was is not standing_after(series, release):
            return StandingChange(was, release.key)
    return None


def standing_after(series: Series, release: ReleaseDay | None) -> Standing:
    """Return how the series stood once the release was out; before any, without figures."""
    if release is None:
        return Standing.NO_DATA
    return measure(series.released_by(release.released_at), release.day).standing


def _passes_due(series: Series, before: date, day: date) -> bool:
    return any(before <= target.due < day for target in series.quantified)


def change_of(series: Series) -> Decimal | None:
    """Return how much the newest figure rose or fell, as a share of the one before it.

    None where they cannot be ranked beside others: a bound, a correction, unlike periods, or a
    count that was below ten.
    """
    earlier, newest = ([None, None, *series.reported])[-2:]
    if earlier is None or newest is None or newest.is_correction:
        return None
    if {earlier.qualifier, newest.qualifier} != {Qualifier.EXACT}:
        return None
    before, after = Fraction(earlier.value or 0), Fraction(newest.value or 0)
    is_rate = series.kind is Kind.RATE and before > 0
    if not _are_alike(earlier, newest) or (before < LEAST_RANKED and not is_rate):
        return None
    return rounded(min((after - before) / before, Fraction(10**9)), DECIMALS)


def _are_alike(one: Point, other: Point) -> bool:
    return _kind(one.period) == _kind(other.period)


def _kind(period: Period) -> tuple[bool, object]:
    return period.start is None, frequency_of(period)
