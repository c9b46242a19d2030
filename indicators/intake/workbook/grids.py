"""Turn a file into grids of cells, whatever it was saved as. Pure."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from indicators.intake.refused import Refused
from indicators.texts import Text

from .hostile import (
    DAMAGED,
    MOST_ROWS,
    MOST_SHEETS,
    TOO_MANY_ROWS,
    TOO_MUCH,
    UTF_16,
    WRONG_TYPE,
    packed,
    parts_of,
)
from .layout import BY_HEADING
from .oddities import Unreadable, formats_of, odd_cells, parts_of_sheets

# Room for title and explanations above the rows, and remarks below them.
MOST_LINES = MOST_ROWS + 999
MOST_CELLS = 2_000_000
LONGEST_CELL = 131_072
CSV_NAME = "CSV"
DELIMITERS = ",;\t"
LINES_THAT_TELL = 50
ENCODINGS = ("utf-8-sig", "gb18030")
UNKNOWN_ENCODING = Text(
    "无法识别文件的文字编码。请另存为“CSV UTF-8”格式，或直接上传.xlsx填报表。",
    "The text is neither in UTF-8 nor in GB 18030. Save it as “CSV UTF-8”, or upload the .xlsx "
    "workbook itself.",
)

Cell = str | float | bool | date | datetime | time | timedelta | Unreadable


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as rows of cells; the first cell is A1, and a blank cell is an empty text."""

    name: str
    rows: list[list[Cell | None]]


def grids_of(content: bytes) -> list[Grid]:
    """Return the file's visible sheets, or the lines of a .csv file as one.

    Raises Refused where it is no spreadsheet, damaged, dangerous, or too large.
    """
    parts = parts_of(content)
    return [_grid_of_text(_decoded(content))] if parts is None else list(_grids(parts))


def _grids(parts: dict[str, bytes]) -> Iterator[Grid]:
    formats, named, room = formats_of(parts), parts_of_sheets(parts), MOST_CELLS
    try:
        book = CalamineWorkbook.from_filelike(packed(parts))
        if len(book.sheets_metadata) > MOST_SHEETS:
            raise Refused(TOO_MUCH)
        for index, sheet in enumerate(book.sheets_metadata):
            is_shown = sheet.visible == SheetVisibleEnum.Visible
            if sheet.typ == SheetTypeEnum.WorkSheet and is_shown:
                rows: list[list[Any]] = book.get_sheet_by_index(index).to_python(
                    skip_empty_area=False
                )
                room -= len(rows) * len(rows[0]) if rows else 0
                if room < 0:
                    raise Refused(TOO_MUCH)
                _put(rows, odd_cells(named.get(sheet.name, b""), formats, rows))
                yield Grid(sheet.name, rows)
    except CalamineError as error:
        raise Refused(DAMAGED) from error


def _put(rows: list[list[Cell | None]], cells: Mapping[tuple[int, int], Cell]) -> None:
    """Put the cells in their places, some of which lie behind the last one that the parser saw."""
    for (row, column), cell in cells.items():
        rows.extend([] for _ in range(row - len(rows) + 1))
        rows[row].extend("" for _ in range(column - len(rows[row]) + 1))
        rows[row][column] = cell


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith(UTF_16) else ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise Refused(WRONG_TYPE)
        return text
    raise Refused(UNKNOWN_ENCODING)


def _grid_of_text(text: str) -> Grid:
    lines = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        rows: list[list[Cell | None]] = [list(line) for line in islice(lines, MOST_LINES + 1)]
    except csv.Error as error:
        raise Refused(DAMAGED) from error
    # The module has a limit too, but any package may lift it for the whole process.
    if any(len(str(cell)) > LONGEST_CELL for row in rows for cell in row):
        raise Refused(DAMAGED)
    if len(rows) > MOST_LINES:
        raise Refused(TOO_MANY_ROWS)
    return Grid(CSV_NAME, rows)


def _delimiter(text: str) -> str:
    """Return the sign that parts the most known headings in one of the first lines."""
    first = text.splitlines()[:LINES_THAT_TELL]
    return max(DELIMITERS, key=lambda sign: max(_headings(line, sign) for line in ["", *first]))


def _headings(line: str, sign: str) -> int:
    return sum(part.strip('" ').casefold() in BY_HEADING for part in line.split(sign))
