"""Types of figures that another system sends, and of the result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.bilingual import Text
from indicators.intake.plausibility import Finding
from indicators.models import Entry


@dataclass(frozen=True, slots=True)
class IncomingFigure:
    """A figure that another system sends.

    A note or explanation of None leaves what is there, as long as the figure stays the same;
    ``version`` is the one that the system has seen, where it says so.
    """

    indicator: str
    place: str
    typed: str = ""
    qualifier: str = ""
    note: str | None = None
    explanation: str | None = None
    is_applicable: bool = True
    version: int | None = None


@dataclass(frozen=True, slots=True)
class FigureProblem:
    """What is wrong with one of the figures, by its number and the field that says it."""

    number: int
    field: str
    code: str
    message: Text


class BatchRefused(Exception):
    """Nothing was saved; ``problems`` holds everything that stands in the way."""

    def __init__(self, problems: Sequence[FigureProblem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The entries in the order sent, what is found in them, and how many changed or moved on."""

    entries: list[Entry]
    found: Mapping[int, Sequence[Finding]]
    changed: int
    submitted: int
