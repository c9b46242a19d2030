"""A text as lines with their numbers, split into pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from indicators.enums import StatementKind
from indicators.models import Mention, Source
from indicators.paragraphs import paragraphs
from indicators.periods import Period

from .candidates import Number, with_offers
from .spans import Span, span_of, span_of_mention, statements_of

MOST_FIGURES, LONGEST = 30, 6000


@dataclass(frozen=True, slots=True)
class TextPart:
    """Some of a line: plain, or a number."""

    text: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the text, or a part of one that is too long to be shown at once.

    ``paragraph`` is its number, None in headings; ``start`` counts characters of the line.
    """

    paragraph: int | None
    line: int
    start: int
    text: str
    numbers: tuple[Number, ...]

    @property
    def figures(self) -> list[Number]:
        """Return the numbers in it that count something."""
        return [one for one in self.numbers if one.is_figure]

    @property
    def parts(self) -> Iterator[TextPart]:
        """Yield the text with its numbers apart."""
        done = self.start
        for one in self.numbers:
            yield TextPart(self._between(done, one.span.start))
            yield TextPart(self._between(one.span.start, one.span.end), one)
            done = one.span.end
        yield TextPart(self._between(done, self.start + len(self.text)))

    def _between(self, start: int, end: int) -> str:
        return self.text[start - self.start : end - self.start]


Sheet = tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How far the decisions on a text are."""

    figures: int
    taken: int
    ignored: int

    @property
    def left(self) -> int:
        """Return on how many figures nobody has decided."""
        return self.figures - self.taken - self.ignored


def numbers_of(source: Source) -> list[Number]:
    """Return every number of the text in order, with what was decided on it.

    A decision on a span that today's reader does not find stands instead of what is found there.
    """
    found = statements_of(source.text)
    decided = {span_of_mention(one): one for one in _mentions(source)}
    figures = {span_of(one) for one in found if one.kind is StatementKind.FIGURE}
    strays = [span for span in decided if span not in figures]
    numbers = [
        Number(span, decided[span].as_written, StatementKind.FIGURE, None, decided[span])
        for span in strays
    ]
    for one in found:
        span = span_of(one)
        if not any(span.overlaps(stray) for stray in strays):
            numbers.append(Number(span, one.as_written, one.kind, one, decided.get(span)))
    return sorted(numbers, key=lambda one: one.span)


def count(numbers: Iterable[Number]) -> Count:
    """Return how far the decisions are."""
    figures = [one for one in numbers if one.is_figure]
    taken = sum(1 for one in figures if one.mention and one.mention.entry_id)
    decided = sum(1 for one in figures if one.mention)
    return Count(len(figures), taken, decided - taken)


def sheets(source: Source, numbers: Iterable[Number]) -> list[Sheet]:
    """Return the text with its numbers, each sheet short enough for a page."""
    by_line: dict[int, list[Number]] = {}
    for one in numbers:
        by_line.setdefault(one.span.line, []).append(one)
    found: list[list[TextLine]] = [[]]
    figures = length = 0
    for line, paragraph in enumerate(paragraphs(source.text), 1):
        whole = TextLine(paragraph.number, line, 0, paragraph.text, tuple(by_line.get(line, ())))
        for stretch in _cut(whole):
            figures += len(stretch.figures)
            length += len(stretch.text)
            if found[-1] and (figures > MOST_FIGURES or length > LONGEST):
                found.append([])
                figures, length = len(stretch.figures), len(stretch.text)
            found[-1].append(stretch)
    return [tuple(some) for some in found]


def sheet_with(sheets: Iterable[Sheet], span: Span) -> int:
    """Return the number of the sheet on which the span starts, counted from 1."""
    for number, sheet in enumerate(sheets, 1):
        for one in sheet:
            if one.line == span.line and one.start <= span.start < one.start + len(one.text):
                return number
    return 1


def offered(sheet: Sheet, period: Period | None) -> Sheet:
    """Return the sheet with what its figures may be taken as, in a fixed number of queries."""
    known = with_offers((one for stretch in sheet for one in stretch.numbers), period)
    return tuple(
        replace(stretch, numbers=tuple(known.get(one.span, one) for one in stretch.numbers))
        for stretch in sheet
    )


def _cut(line: TextLine) -> Iterator[TextLine]:
    """Cut a line before a number where it holds too many figures or characters for a page."""
    some: list[Number] = []
    start = figures = 0
    for one in line.numbers:
        if some and (figures == MOST_FIGURES or one.span.end - start > LONGEST):
            yield replace(
                line, start=start, text=line.text[start : one.span.start], numbers=tuple(some)
            )
            start, some, figures = one.span.start, [], 0
        some.append(one)
        figures += one.is_figure
    yield replace(line, start=start, text=line.text[start:], numbers=tuple(some))


def _mentions(source: Source) -> Iterable[Mention]:
    needed = ("entry__indicator", "entry__place", "entry__submission__period", "decided_by")
    return Mention.objects.filter(text__source=source).select_related(*needed)
