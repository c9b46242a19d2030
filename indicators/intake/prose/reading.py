"""Read a text: every number in it, with what it is and what it most likely speaks of."""

import re
from decimal import Decimal

from indicators.enums import Qualifier, StatementKind
from indicators.texts import paragraphs

from .statements import Statement
from .vocabulary import NOTHING, Vocabulary

FIGURE = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>[个项件人次份条])")


def read(text: str, known: Vocabulary = NOTHING) -> list[Statement]:
    """Return every number of the text in order; figures carry candidates among what is known."""
    found = []
    for line, paragraph in enumerate(paragraphs(text), 1):
        for match in FIGURE.finditer(paragraph.text):
            statement = Statement(
                paragraph.number,
                line,
                *match.span(),
                match[0],
                StatementKind.FIGURE,
                Decimal(match["number"]),
                None,
                match["unit"],
                Qualifier.EXACT,
            )
            found.append(statement)
    return found
