"""Set every figure of a text beside the data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from indicators import prose
from indicators.enums import StatementKind
from indicators.paragraphs import Paragraph, paragraphs
from indicators.periods import Period
from indicators.prose import Statement
from indicators.series import Series

from .derived import derived
from .judgement import Judgement, ProofResult, judge

Known = Mapping[tuple[str, str], Series]
# Below it a figure is not said to differ: it may speak of something else.
SURE = 0.45


@dataclass(frozen=True, slots=True)
class Proof:
    """A number of the text with what became of it, and the series that it speaks of."""

    statement: Statement
    judged: Judgement | None = None
    series: Series | None = None

    @property
    def result(self) -> ProofResult | None:
        """Return the result; None for what is no figure."""
        return self.judged.result if self.judged else None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text, or one of its numbers."""

    text: str
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Proofs:
    """A text set beside the data: its paragraphs, its period, and every number in it."""

    paragraphs: tuple[Paragraph, ...]
    period: Period | None
    numbers: tuple[Proof, ...]

    def of(self, result: ProofResult) -> list[Proof]:
        """Return the figures with the result."""
        return [one for one in self.numbers if one.result is result]

    def marked(self) -> Iterator[tuple[Paragraph, list[Piece]]]:
        """Yield each line cut at its numbers, so that a page can mark them."""
        by_line: dict[int, list[Proof]] = {}
        for one in self.numbers:
            by_line.setdefault(one.statement.line, []).append(one)
        for number, line in enumerate(self.paragraphs, 1):
            pieces, done = list[Piece](), 0
            for one in by_line.get(number, ()):
                start, end = one.statement.start, one.statement.end
                pieces += [Piece(line.text[done:start]), Piece(line.text[start:end], one)]
                done = end
            yield line, [*pieces, Piece(line.text[done:])]

    @property
    def figures(self) -> list[Proof]:
        """Return every figure."""
        return [one for one in self.numbers if one.judged is not None]


def proofread(text: str, statements: Iterable[Statement], known: Known) -> Proofs:
    """Return every number of the text; each figure is held against what is known."""
    lines, period = tuple(paragraphs(text)), prose.period_of(text)
    found: list[Proof] = []
    line, beside = 0, list[Statement]()
    for statement in statements:
        if statement.line != line:
            line, beside = statement.line, []
        if statement.kind is not StatementKind.FIGURE:
            found.append(Proof(statement))
            continue
        series = _spoken_of(statement, known)
        definition = series.definition.zh if series else ""
        name_of = partial(_name_of, known=known)
        working = derived(statement, lines[line - 1].text, beside, definition, name_of)
        found.append(_proof(statement, series, period, working))
        beside.insert(0, statement)
    return Proofs(lines, period, tuple(found))


def _spoken_of(statement: Statement, known: Known) -> Series | None:
    best = statement.best
    return known.get((best.indicator, best.place)) if best else None


def _name_of(statement: Statement, known: Known) -> str:
    series = _spoken_of(statement, known)
    return series.name.zh if series else ""


def _proof(
    statement: Statement, series: Series | None, period: Period | None, working: str | None
) -> Proof:
    """Judge the figure; what follows from the text itself is right, what is hardly sure may be."""
    best = statement.best
    judged = judge(statement, series, period) if series else Judgement(ProofResult.UNKNOWN)
    if judged.result is not ProofResult.SAME and working is not None:
        return Proof(statement, Judgement(ProofResult.SAME, working=working))
    if judged.result is ProofResult.DIFFERS and best and best.confidence < SURE:
        judged = replace(judged, result=ProofResult.UNSURE)
    return Proof(statement, judged, series)
