"""Parse the input cells of a row. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from indicators.bilingual import Text
from indicators.enums import Qualifier
from indicators.grammar import means_not_applicable

from .layout import BY_WORD, NOT_APPLICABLE, Cells, SheetColumn, digest
from .number_formats import number
from .reader import CellProblem, FileRow, figure_in, text_in
from .xlsx_reader import Cell

WORDS = [one.text for one in Qualifier if one is not Qualifier.EXACT]
UNKNOWN_QUALIFIER = Text(
    f"没有这个限定词。请填{'、'.join(one.zh for one in WORDS)}之一，或留空。",
    f"There is no such qualifier. Write {', '.join(one.en for one in WORDS[:-1])} or "
    f"{WORDS[-1].en}, or leave it blank.",
)


class InputCells(NamedTuple):
    """The four cells as written; None where the file has no such column."""

    value: str | None
    qualifier: str | None
    note: str | None
    explanation: str | None

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is said."""
        return not any(self)

    def over(self, now: Cells, stood: Sequence[str] | None) -> Cells:
        """Return what the cells hold once what is written here has come over what is known.

        A cell in which still stands what it was given out with was not touched, so that it is as
        it is known by now. ``stood`` has the digests of that, or is None where it is what is known.
        """
        if stood is None:
            return Cells(
                *[known if said is None else said for said, known in zip(self, now, strict=True)]
            )
        return Cells(
            *[
                known if said is None or digest(said) == was else said
                for said, known, was in zip(self, now, stood, strict=True)
            ]
        )

    def is_touched(self, stood: Sequence[str]) -> bool:
        """Tell whether any cell holds something else than it was given out with."""
        return any(
            said is not None and digest(said) != was for said, was in zip(self, stood, strict=True)
        )


def _value(cell: Cell) -> str | Text:
    if isinstance(cell, float):
        return number(cell)
    found = figure_in(cell)
    if isinstance(found, str) and means_not_applicable(found):
        return NOT_APPLICABLE.zh
    return found


def _qualifier(cell: Cell) -> str | Text:
    found = text_in(cell)
    return BY_WORD.get(found.casefold(), UNKNOWN_QUALIFIER) if isinstance(found, str) else found


READERS = (
    (SheetColumn.VALUE, _value),
    (SheetColumn.QUALIFIER, _qualifier),
    (SheetColumn.NOTE, text_in),
    (SheetColumn.EXPLANATION, text_in),
)


def written_in(line: FileRow) -> InputCells | list[CellProblem]:
    """Return what the row says, or all that is wrong with its cells."""
    said: list[str | None] = []
    problems = []
    cells = line.value, line.qualifier, line.note, line.explanation
    for cell, (column, read) in zip(cells, READERS, strict=True):
        # Most cells are blank, and there are many.
        found = None if cell is None else "" if cell == "" else read(cell)
        if isinstance(found, Text):
            problems.append(line.problem(column, found))
        else:
            said.append(found)
    return problems or InputCells(*said)
