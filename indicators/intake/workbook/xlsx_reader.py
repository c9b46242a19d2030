"""Read the visible sheets of an .xlsx file. Pure, and as a module the reader that is run apart."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from indicators.bilingual import Text
from indicators.documents.isolation import MB, Limits, serve
from indicators.documents.refusal import FileRefused
from indicators.intake.workbook.cell_quirks import (
    MERGED,
    DisplayedValue,
    Unreadable,
    counts_from_1904,
    formats_of,
    hidden_columns,
    hidden_rows,
    odd_cells,
    parts_of_sheets,
)
from indicators.intake.workbook.file_safety import DAMAGED, MOST_SHEETS, TOO_MUCH, packed, parts_of

MOST_CELLS = 2_000_000
LIMITS = Limits(output=64 * MB)

Place = tuple[int, int]
Cell = str | float | bool | date | datetime | time | timedelta | Unreadable


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as rows of cells; the first cell is A1, and a blank cell is an empty text.

    ``hidden`` and ``hidden_columns`` are the numbers, from 1, of the rows and columns that do not
    show; ``is_1904`` says from which day a number that stands for a day is counted.
    """

    name: str
    rows: list[list[Cell | None]]
    hidden: frozenset[int] = frozenset()
    is_1904: bool = False
    hidden_columns: frozenset[int] = frozenset()


def sheets_of(content: bytes) -> list[Grid]:
    """Return the file's visible sheets, reading it in this very process.

    Raises Refused where it is no workbook, damaged, dangerous, or too large.
    """
    try:
        return list(_sheets(parts_of(content)))
    except CalamineError as error:
        raise FileRefused(DAMAGED) from error


def _sheets(parts: dict[str, bytes]) -> Iterator[Grid]:
    formats, named, room = formats_of(parts), parts_of_sheets(parts), MOST_CELLS
    is_1904 = counts_from_1904(parts)
    book = CalamineWorkbook.from_filelike(packed(parts))
    if len(book.sheets_metadata) > MOST_SHEETS:
        raise FileRefused(TOO_MUCH)
    for index, sheet in enumerate(book.sheets_metadata):
        is_shown = sheet.visible == SheetVisibleEnum.Visible
        if sheet.typ == SheetTypeEnum.WorkSheet and is_shown:
            found = book.get_sheet_by_index(index)
            rows: list[list[Any]] = found.to_python(skip_empty_area=False)
            room -= len(rows) * len(rows[0]) if rows else 0
            if room < 0:
                raise FileRefused(TOO_MUCH)
            part = named.get(sheet.name, b"")
            _put(rows, odd_cells(part, formats, rows))
            _spoil(rows, found.merged_cell_ranges or [])
            yield Grid(sheet.name, rows, hidden_rows(part), is_1904, hidden_columns(part))


def _put(rows: list[list[Cell | None]], cells: Mapping[tuple[int, int], Cell]) -> None:
    """Put the cells in their places, some of which lie behind the last one that the parser saw."""
    for (row, column), cell in cells.items():
        rows.extend([] for _ in range(row - len(rows) + 1))
        rows[row].extend("" for _ in range(column - len(rows[row]) + 1))
        rows[row][column] = cell


def _spoil(rows: list[list[Cell | None]], merged: list[tuple[Place, Place]]) -> None:
    """Make every cell unreadable that a merged one covers: what stood in it is lost."""
    room = MOST_CELLS
    for (top, left), (bottom, right) in merged:
        for row in range(top, min(bottom + 1, len(rows))):
            covered = range(left + (row == top), min(right + 1, len(rows[row])))
            room -= len(covered) + 1
            if room < 0:
                raise FileRefused(TOO_MUCH)
            for column in covered:
                rows[row][column] = Unreadable(MERGED)


# How cells that JSON does not know go from one process to the other: by the name of their type.
DECODERS: dict[str, Callable[[Any], Cell]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
    "Shown": DisplayedValue,
    "Unreadable": lambda message: Unreadable(Text(*message)),
}


def encoded(grids: list[Grid]) -> list[object]:
    """Return the grids as JSON knows them."""
    return [
        [
            one.name,
            [list(map(_encoded, row)) for row in one.rows],
            sorted(one.hidden),
            one.is_1904,
            sorted(one.hidden_columns),
        ]
        for one in grids
    ]


def decoded(said: list[Any]) -> list[Grid]:
    """Return the grids that were encoded."""
    return [
        Grid(name, list(map(_row, rows)), frozenset(hidden), is_1904, frozenset(columns))
        for name, rows, hidden, is_1904, columns in said
    ]


def _row(cells: list[Any]) -> list[Cell | None]:
    return [_decoded(one) if type(one) is dict else one for one in cells]


def _encoded(cell: Cell | None) -> object:
    match cell:
        case Unreadable():
            return {"Unreadable": cell.message}
        case DisplayedValue():
            return {"Shown": str(cell)}
        case timedelta():
            return {"timedelta": cell.total_seconds()}
        case date() | time():
            return {type(cell).__name__: cell.isoformat()}
        case _:
            return cell


def _decoded(cell: dict[str, Any]) -> Cell:
    [(name, value)] = cell.items()
    return DECODERS[name](value)


def read(content: bytes) -> list[object]:
    """Return the sheets as the process that asked for them takes them."""
    return encoded(sheets_of(content))


if __name__ == "__main__":
    serve(read)
