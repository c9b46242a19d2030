"""Find the tables of definitions in a file: a workbook's sheets by their names, or one text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from indicators.bilingual import Text
from indicators.documents.refusal import FileRefused
from indicators.intake.cells import fold
from indicators.intake.workbook.grids import grids_of
from indicators.intake.workbook.xlsx_reader import Grid

from .previews import Note
from .sheets import SheetRows, heading_of, headings, no_headings, rows_below
from .tables import in_words
from .workbook_sheets import INSTRUCTIONS, SHEETS, DefinitionSheet, sheet_called

NOTHING_HERE = Text(
    "文件中没有可导入的内容：各工作表都是空的。",
    "There is nothing to import: the sheets are empty.",
)
NAMES = Text("、".join(one.name.zh for one in SHEETS), ", ".join(one.name.en for one in SHEETS))
UNKNOWN_SHEET = Text(
    f"不认识的工作表。请改用以下名称之一，或删除该表：{NAMES.zh}。",
    f"This sheet is unknown. Call it one of these, or delete it: {NAMES.en}.",
)
SECOND_SHEET = Text(
    "同一类内容出现在两张工作表中。请并入一张。",
    "A second sheet of the same kind. Put both into one.",
)


@dataclass(frozen=True, slots=True)
class DefinitionTable:
    """A sheet with the rows that a file has of it."""

    sheet: DefinitionSheet
    rows: SheetRows


@dataclass(frozen=True, slots=True)
class DefinitionFile:
    """The tables of a file in the order in which they can be imported, and what is wrong."""

    tables: list[DefinitionTable] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)


def read(content: bytes, name: str) -> DefinitionFile:
    """Return the tables of a file that is called so.

    A sheet is known by its name, a lone one also by the file's name or by its headings. Raises
    Refused for what is no spreadsheet, is damaged, dangerous or too large, or holds nothing.
    """
    known = {said for one in SHEETS for said in headings(one.resource)}
    grids = [grid for grid in grids_of(content, lambda said: fold(said) in known) if _rows(grid)]
    grids = [grid for grid in grids if fold(grid.name) not in set(map(fold, INSTRUCTIONS))]
    if not grids:
        raise FileRefused(NOTHING_HERE)
    found, stem = DefinitionFile(), PurePath(name).stem if len(grids) == 1 else ""
    for grid in grids:
        try:
            found.tables.append(_table(grid, stem, {one.sheet.code for one in found.tables}))
        except FileRefused as error:
            found.problems.append(Note(grid.name, "", "", in_words(error.message)))
    found.tables.sort(key=lambda one: SHEETS.index(one.sheet))
    return found


def _table(grid: Grid, stem: str, taken: set[str]) -> DefinitionTable:
    sheet = sheet_called(grid.name) or sheet_called(stem) or _sheet_of_headings(grid)
    if sheet is None:
        raise FileRefused(UNKNOWN_SHEET)
    if sheet.code in taken:
        raise FileRefused(SECOND_SHEET)
    at = heading_of(grid, sheet.resource)
    if at is None:
        raise FileRefused(no_headings(sheet.resource))
    return DefinitionTable(sheet, rows_below(grid, at, sheet.resource))


def _sheet_of_headings(grid: Grid) -> DefinitionSheet | None:
    """Return the only sheet that has all the headings, or None."""
    fitting = list(_fitting(grid))
    return fitting[0] if len(fitting) == 1 else None


def _fitting(grid: Grid) -> Iterator[DefinitionSheet]:
    for one in SHEETS:
        at, called = heading_of(grid, one.resource), headings(one.resource)
        said = [] if at is None else [fold(str(cell)) for cell in grid.rows[at] if cell is not None]
        if at is not None and all(cell in called for cell in said if cell):
            yield one


def _rows(grid: Grid) -> bool:
    return any(cell not in ("", None) for row in grid.rows for cell in row)
