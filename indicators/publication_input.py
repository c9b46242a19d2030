"""Input of publishing: figures and batches."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from .bilingual import Text
from .enums import Qualifier, Status
from .models import Citation, Indicator, Official, Place
from .series import NO_TEXT


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure that is to become public; ``value`` in base units, None unless reported.

    With a ``reason`` it corrects the public figure of the same period.
    """

    indicator: Indicator
    place: Place
    period_start: date | None
    period_end: date
    value: Decimal | None
    citation: Citation
    qualifier: Qualifier = Qualifier.EXACT
    status: Status = Status.REPORTED
    as_written: str = ""
    note: Text = NO_TEXT
    reason: str = ""

    @property
    def key(self) -> tuple[int, int, date | None, date]:
        """Return what only one public figure may be about: indicator, place and period."""
        return self.indicator.pk, self.place.pk, self.period_start, self.period_end


@dataclass(frozen=True, slots=True)
class FigureBatch:
    """Figures that become public together: under which title, by whom and when."""

    figures: tuple[NewFigure, ...]
    title: Text
    by: Official
    at: datetime
