"""Which indicators lag behind their targets, and whose they are."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from indicators.enums import PlaceLevel, Standing
from indicators.progress import Progress, measure
from indicators.series import Series
from indicators.timeliness import Organisation

LAGGING = (Standing.BEHIND, Standing.MISSED, Standing.AT_RISK)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator in a place, and how it stood to its target on the sheet's day."""

    series: Series
    progress: Progress

    @property
    def is_lagging(self) -> bool:
        """Tell whether it is behind, at risk, or has missed its target."""
        return self.progress.standing in LAGGING

    @property
    def is_of_county(self) -> bool:
        """Tell whether it is of a single county or district."""
        return self.series.place.level is PlaceLevel.DIVISION

    @property
    def is_released(self) -> bool:
        """Tell whether its figure is public already."""
        return self.progress.point is not None and bool(self.progress.point.release)

    @property
    def lag(self) -> Fraction:
        """Return how far it is from where it should be, as a share; 1 where that has no share."""
        gap = self.progress.gap
        return Fraction(1) if gap is None else abs(gap)


def judged(found: Iterable[Series], day: date) -> Iterator[IndicatorLine]:
    """Yield how each series stands on the day."""
    for series in found:
        yield IndicatorLine(series, measure(series, day))


class LaggingCounts:
    """How many indicators lag, by the organisations that answer for them."""

    def __init__(self, lines: Iterable[IndicatorLine]) -> None:
        self._of_owners: Counter[str] = Counter()
        self._of_counties: Counter[str] = Counter()
        for line in lines:
            if line.is_lagging and line.is_of_county:
                self._of_counties[line.series.place.code] += 1
            elif line.is_lagging:
                self._of_owners[line.series.owner.code] += 1

    def of(self, organisation: Organisation) -> int:
        """Return how many of those that it leads lag, and for a county those in its own place."""
        own = self._of_owners[organisation.code]
        return own + (self._of_counties[organisation.place] if organisation.is_county else 0)
