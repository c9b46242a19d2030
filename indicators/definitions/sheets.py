"""Find the rows of a table in a file, by its headings in either language."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

import tablib
from django.utils.translation import override
from openpyxl.utils.cell import get_column_letter

from indicators.bilingual import Text
from indicators.documents.refusal import FileRefused
from indicators.exports.csv import harmless
from indicators.intake.cells import fold
from indicators.intake.choice_words import LANGUAGES, in_both
from indicators.intake.workbook.file_safety import MOST_ROWS, TOO_MANY_ROWS
from indicators.intake.workbook.grids import CSV_NAME, grids_of
from indicators.intake.workbook.layout import clean
from indicators.intake.workbook.xlsx_reader import Cell, Grid

from .tables import TableResource

LINES_BEFORE_HEADINGS = 50


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands: in which line of which sheet, and in which letter each column."""

    sheet: str
    line: int
    letters: dict[str, str]

    def cell(self, column: str) -> str:
        """Return what the column's cell is called, such as E7, or the line alone."""
        return f"{self.letters.get(column, '')}{self.line}"


class SheetRows(tablib.Dataset):
    """Rows to import, each with its place in the file."""

    def __init__(self, headers: Sequence[str]) -> None:
        """Begin with the headings."""
        super().__init__(headers=headers)
        self.places: list[RowPlace] = []
        self.is_1904 = False
        self.hidden: frozenset[int] = frozenset()


def read(content: bytes, resource: type[TableResource]) -> SheetRows:
    """Return the rows below the file's headings, blank ones left out.

    Raises Refused where the file is no such table: its headings are missing, unknown or double.
    """
    called = headings(resource)
    grids = grids_of(content, lambda said: fold(said) in called)
    found = [(grid, at) for grid in grids if (at := heading_of(grid, resource)) is not None]
    if not found:
        raise FileRefused(no_headings(resource))
    if len(found) > 1:
        raise FileRefused(_two_tables([grid.name for grid, _at in found]))
    [(grid, at)] = found
    return rows_below(grid, at, resource)


def rows_below(grid: Grid, at: int, resource: type[TableResource]) -> SheetRows:
    """Return the sheet's rows below the headings in that row, blank ones left out.

    A second row of headings right below, such as codes below names, says the same.
    Raises Refused where headings are unknown or double, and where there are too many rows.
    """
    called, below = headings(resource), at + 1
    if below < len(grid.rows) and _is_heading(grid.rows[below], resource, called):
        below += 1
    columns = _columns(grid.rows[at:below], resource, called)
    rows = SheetRows(list(columns))
    rows.is_1904, rows.hidden = grid.is_1904, grid.hidden
    letters = {name: get_column_letter(index + 1) for name, index in columns.items()}
    lines = {
        line: {name: _cell(cells, index, grid) for name, index in columns.items()}
        for line, cells in enumerate(grid.rows[below:], below + 1)
    }
    filled = {line: row for line, row in lines.items() if any(cell != "" for cell in row.values())}
    if len(filled) > MOST_ROWS:
        raise FileRefused(TOO_MANY_ROWS)
    for line in resource.in_order(filled):
        rows.append(filled[line].values())
        rows.places.append(RowPlace(grid.name, line, letters))
    return rows


def headings(resource: type[TableResource]) -> dict[str, str]:
    """Return the columns by all that their headings may say, as ``fold`` compares them."""
    called: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            for name, field in resource.fields.items():
                called |= dict.fromkeys(map(fold, field.widget.titles), name)
    return called | {fold(name): name for name in resource.fields}


def heading_of(grid: Grid, resource: type[TableResource]) -> int | None:
    """Return which row, from 0, names the columns by which records are known."""
    called = headings(resource)
    first = enumerate(grid.rows[:LINES_BEFORE_HEADINGS])
    return next((at for at, row in first if _is_heading(row, resource, called)), None)


def _is_heading(
    row: Sequence[Cell | None], resource: type[TableResource], called: dict[str, str]
) -> bool:
    return set(resource._meta.import_id_fields) <= {called.get(_said(cell)) for cell in row}


def _columns(
    rows: Sequence[Sequence[Cell | None]], resource: type[TableResource], called: dict[str, str]
) -> dict[str, int]:
    """Return where each column stands, in the order in which its cells are read."""
    found: dict[str, int] = {}
    for index, cells in enumerate(zip_longest(*rows)):
        said = [str(cell).strip() for cell in cells if _said(cell)]
        if not said:
            continue
        names = {called[fold(one)] for one in said if fold(one) in called}
        if len(names) != 1:
            raise FileRefused(_unknown(said[-1], get_column_letter(index + 1), resource))
        [name] = names
        if name in found:
            raise FileRefused(_twice(said[-1]))
        found[name] = index
    return {name: found[name] for name in resource.fields if name in found}


def _said(cell: Cell | None) -> str:
    return "" if cell is None else fold(str(cell))


def _cell(cells: Sequence[Cell | None], index: int, grid: Grid) -> Cell:
    cell = cells[index] if index < len(cells) else None
    if cell is None:
        return ""
    if isinstance(cell, str):
        # What keeps a text from running as a formula is no part of it.
        is_guarded = grid.name == CSV_NAME and cell[:1] == "'" and harmless(cell[1:]) == cell
        return clean(cell[1:] if is_guarded else cell)
    return cell


def no_headings(resource: type[TableResource]) -> Text:
    wanted = resource._meta.import_id_fields
    titles = dict(zip(resource.fields, _titles(resource), strict=True))
    zh, en = zip(*(titles[name] for name in wanted), strict=True)
    return Text(
        f"没有找到表头：须有一行写明各列的名称，其中至少有：{'、'.join(zh)}。请先导出一份，在其中修改。",
        f"There is no row of headings: one row must name the columns, {', '.join(en)} among them. "
        "Export a table first, and edit that.",
    )


def _two_tables(names: list[str]) -> Text:
    return Text(
        f"有多张工作表带表头：{'、'.join(names)}。请只保留一张。",
        f"More than one sheet has headings: {', '.join(names)}. Keep one of them.",
    )


def _unknown(said: str, letter: str, resource: type[TableResource]) -> Text:
    zh, en = zip(*_titles(resource), strict=True)
    return Text(
        f"{letter}列的表头“{said}”无法识别。请改正或删除该列；可用的列：{'、'.join(zh)}。",
        f"The heading “{said}” of column {letter} is unknown. Mend it or delete the column; these "
        f"are known: {'; '.join(en)}.",
    )


def _titles(resource: type[TableResource]) -> list[Text]:
    return [in_both(partial(getattr, field.widget, "title")) for field in resource.fields.values()]


def _twice(said: str) -> Text:
    return Text(
        f"有两列“{said}”。请只保留一列。", f"There are two columns “{said}”. Keep one of them."
    )
