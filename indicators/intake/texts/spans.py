"""What the reader finds in a text, read once for as long as text and vocabulary stay the same."""

from functools import lru_cache
from typing import NamedTuple

from indicators import prose
from indicators.enums import StatementKind
from indicators.intake.texts import vocabulary
from indicators.models import Citation, Mention
from indicators.paragraphs import paragraphs, sentence_around
from indicators.prose import Statement, Vocabulary

AT_HAND = 4


class NotFound(Exception):
    """No figure stands at the span that was named."""


class Span(NamedTuple):
    """Where a figure stands: the line, counted from 1, and its characters."""

    line: int
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both cover a character of the same line."""
        return self.line == other.line and self.start < other.end and other.start < self.end


def span_of(statement: Statement) -> Span:
    """Return where the statement stands."""
    return Span(statement.line, statement.start, statement.end)


def span_of_mention(mention: Mention) -> Span:
    """Return where a figure stands that was decided on."""
    return Span(mention.line, mention.start, mention.end)


def sentence_of(citation: Citation) -> tuple[str, str, str] | None:
    """Return the sentence of the source's text that the citation stands in, in three parts.

    None where the text is not there, or does not hold the figure.
    """
    lines = paragraphs(citation.source.text)
    if citation.start is None or citation.end is None:
        return None
    for line, part in enumerate(lines, 1):
        number = citation.paragraph
        if (part.number == number) if number is not None else (line == citation.line):
            return sentence_around(part.text, citation.start, citation.end)
    return None


def statements_of(text: str) -> tuple[Statement, ...]:
    """Return every number of the text, figures with candidates among today's indicators."""
    return _read(text, vocabulary.vocabulary())


@lru_cache(maxsize=AT_HAND)
def _read(text: str, known: Vocabulary) -> tuple[Statement, ...]:
    return tuple(prose.read(text, known))


def figure_at(text: str, span: Span) -> Statement:
    """Return the figure at the span; raise NotFound where there is none."""
    for one in statements_of(text):
        if span_of(one) == span and one.kind is StatementKind.FIGURE:
            return one
    raise NotFound(span)
