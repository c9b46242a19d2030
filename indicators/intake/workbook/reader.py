"""Find the rows of answers in a file, whatever was sorted, moved or added in it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from operator import itemgetter
from typing import NamedTuple

from openpyxl.utils.cell import get_column_letter

from indicators.bilingual import Text
from indicators.documents.refusal import FileRefused

from .cell_quirks import Unreadable
from .file_safety import MOST_ROWS, TOO_MANY_ROWS
from .grids import grids_of
from .layout import ANSWERS, HEADINGS, SheetColumn, clean, column_of
from .number_formats import number
from .xlsx_reader import Cell, Grid

LINES_BEFORE_HEADINGS = 50
# What the rows are understood by, in the order of a ``FileRow``.
READ = (
    SheetColumn.MARK,
    SheetColumn.BELONGS,
    SheetColumn.ORGANISATION,
    SheetColumn.INDICATOR,
    SheetColumn.PLACE,
    SheetColumn.UNIT,
    SheetColumn.LAST,
    SheetColumn.YEAR_AGO,
    *ANSWERS,
)

NO_HEADINGS = Text(
    "没有找到填报表的表头（须有“本期数据”和“指标”或隐藏的编号列）。请使用从本系统下载的填报表。",
    "There is no row of headings with “This period”, and “Indicator” or the hidden marks. "
    "Use the workbook that you downloaded here.",
)
IS_DATE = Text(
    "这里是日期，不是数据。请把单元格格式改为“常规”或“文本”后重新填写。",
    "This is a date and no figure. Set the format of the cell to general or text, and write it "
    "anew.",
)
IS_LOGICAL = Text(
    "这里是逻辑值（TRUE/FALSE），不是数据。请填写数字。",
    "This is TRUE or FALSE and no figure. Write a number.",
)


@dataclass(frozen=True, slots=True)
class EntryTable:
    """A sheet whose headings were found: its name, where each column stands, what is hidden."""

    name: str
    columns: dict[SheetColumn, int]
    hidden: frozenset[int] = frozenset()
    figures_are_hidden: bool = False

    def cell(self, row: int, column: SheetColumn) -> str:
        """Return what the cell is called, such as E7; the first one's name for a missing column."""
        return f"{get_column_letter(self.columns.get(column, 0) + 1)}{row}"


class FileRow(NamedTuple):
    """A row as it stands in the file; a column that the file has not is None."""

    table: EntryTable
    row: int
    mark: Cell | None
    belongs: Cell | None
    organisation: Cell | None
    indicator: Cell | None
    place: Cell | None
    unit: Cell | None
    last: Cell | None
    year_ago: Cell | None
    value: Cell | None
    qualifier: Cell | None
    note: Cell | None
    explanation: Cell | None

    @property
    def is_hidden(self) -> bool:
        """Tell whether the row, or its figure, does not show in the file."""
        return self.table.figures_are_hidden or self.row in self.table.hidden

    def problem(self, column: SheetColumn, message: Text) -> "CellProblem":
        """Return what is wrong with the row's cell in the column."""
        return CellProblem(self.table.name, self.table.cell(self.row, column), message)


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What stands in the way of a file, and in which cell of which sheet."""

    sheet: str
    cell: str
    message: Text


def read(content: bytes) -> list[FileRow]:
    """Return the rows below the headings of each sheet that has them, blank ones left out.

    Raises Refused where the file is no such workbook.
    """
    lines = [line for grid in grids_of(content) for line in _lines(grid)]
    if not lines:
        raise FileRefused(NO_HEADINGS)
    if len(lines) > MOST_ROWS:
        raise FileRefused(TOO_MANY_ROWS)
    return lines


def figure_in(cell: Cell | None) -> str | Text:
    """Return what is typed in a cell for a figure, or why it is none."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, bool):
        return IS_LOGICAL
    if isinstance(cell, int | float):
        return number(float(cell))
    if isinstance(cell, Unreadable):
        return cell.message
    return "" if cell is None else IS_DATE


def text_in(cell: Cell | None) -> str | Text:
    """Return the text of any other cell, or why it cannot be read."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return figure_in(cell)


def _lines(grid: Grid) -> Iterator[FileRow]:
    heading = next(
        (
            (index, columns)
            for index, row in enumerate(grid.rows[:LINES_BEFORE_HEADINGS])
            if (columns := _columns(row, grid.name)) is not None
        ),
        None,
    )
    if heading is None:
        return
    index, columns = heading
    figures_are_hidden = columns[SheetColumn.VALUE] + 1 in grid.hidden_columns
    table = EntryTable(grid.name, columns, grid.hidden, figures_are_hidden)
    width = max(map(len, grid.rows))
    # A column that is missing is taken from behind the row's end.
    wanted = itemgetter(*(columns.get(column, width) for column in READ))
    blank = wanted([*[""] * width, None])
    for row, cells in enumerate(grid.rows[index + 1 :], index + 2):
        cells += [""] * (width - len(cells))
        cells.append(None)
        found = wanted(cells)
        if found != blank:
            yield FileRow(table, row, *found)


def _columns(row: list[Cell | None], sheet: str) -> dict[SheetColumn, int] | None:
    """Return where the columns stand if the row is the one of headings.

    Raises Refused where a heading stands there twice.
    """
    exact, noted = dict[SheetColumn, list[int]](), dict[SheetColumn, list[int]]()
    for index, cell in enumerate(row):
        column, is_exact = column_of(cell)
        if column is not None:
            (exact if is_exact else noted).setdefault(column, []).append(index)
    # Beside 备注 somebody may have a column 备注（自用） of his own.
    found = noted | exact
    if SheetColumn.VALUE not in found or not found.keys() & {
        SheetColumn.MARK,
        SheetColumn.INDICATOR,
    }:
        return None
    twice = next((column for column, where in found.items() if len(where) > 1), None)
    if twice is not None:
        raise FileRefused(_stands_twice(sheet, HEADINGS[twice]))
    return {column: where[0] for column, where in found.items()}


def _stands_twice(sheet: str, heading: Text) -> Text:
    return Text(
        f"工作表“{sheet}”中有两列“{heading.zh}”。请只保留一列。",
        f"The sheet “{sheet}” has two columns “{heading.en}”. Keep one of them.",
    )
