"""What the reader of texts finds: every number in a text, with what it is and what it speaks of."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.enums import Qualifier, StatementKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator in a place that a figure may speak of, with a confidence within 0 and 1."""

    indicator: str
    place: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Statement:
    """One number in a text, where it stands, and how it is understood.

    ``paragraph`` counts as ``texts.paragraphs`` does (None in headings), ``line`` counts every
    line that is not empty from 1, and the span counts characters in that line. Value, unit and
    qualifier are there for figures alone, the value in base units; a range has ``value_to``.
    ``is_change`` marks a growth or a fall, which is no level of anything, and ``is_earlier`` a
    figure of an earlier period, given for comparison; ``trend`` is 1 where the words say that it
    grew, -1 where it fell, and 0 where they say neither. Candidates stand best first.
    """

    paragraph: int | None
    line: int
    start: int
    end: int
    as_written: str
    kind: StatementKind
    value: Decimal | None = None
    value_to: Decimal | None = None
    unit: str = ""
    qualifier: Qualifier | None = None
    is_change: bool = False
    is_earlier: bool = False
    candidates: tuple[Candidate, ...] = ()
    trend: int = 0

    @property
    def best(self) -> Candidate | None:
        """Return what the figure most likely speaks of."""
        return self.candidates[0] if self.candidates else None
