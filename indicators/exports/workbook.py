"""Workbooks for Excel and WPS: values are numbers, all else is text that runs as nothing.

The same figures are the same bytes: a workbook bears the moment of the release, not of its making.
"""

import io
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from indicators.series import Series

from .columns import Sort
from .csv import harmless
from .publication import Publication
from .readme import cited
from .rows import COLUMNS, INDICATOR_COLUMNS, indicator_rows, rows
from .tables import FLAT, FLAT_INDICATORS

# Excel's own limit; the first row names the columns.
MOST_ROWS = 1_048_576 - 1
NUMBERS = frozenset(
    place for place, column in enumerate(FLAT.columns) if column.sort in (Sort.NUMBER, Sort.WHOLE)
)
# In characters, where cells are wider than the name of their column: a date or a large number that
# has no room is shown as signs.
WIDTHS = {
    "indicator": 30, "part_of": 30, "name_zh": 30, "name_en": 44, "source": 20, "released_at": 27,
    "value": 14, "lower": 14, "upper": 14, "reason": 30, "owner": 20,
    "definition_zh": 60, "definition_en": 60,
}  # fmt: skip
NARROWEST = 12
WIDTHS_ABOUT = (30, 60, 80)


def workbook(many: Collection[Series]) -> bytes:
    """Return an .xlsx file of the figures."""
    target = io.BytesIO()
    released = max((point.released_at for one in many for point in one), default=None)
    with _book(target, released, in_memory=True) as book:
        _observations(book, rows(many), MOST_ROWS)
    return target.getvalue()


def write_workbook(
    target: IO[bytes],
    many: Iterable[Series],
    publication: Publication,
    rows_of_a_sheet: int = MOST_ROWS,
) -> None:
    """Write an .xlsx file of all figures and their indicators, with what the columns mean.

    Rows wait in temporary files; where a sheet is full, the next one goes on.
    """
    indicators: dict[str, Series] = {}

    def remembered() -> Iterable[Series]:
        for series in many:
            indicators.setdefault(series.code, series.without_figures())
            yield series

    with _book(target, publication.released_at, constant_memory=True) as book:
        _observations(book, rows(remembered()), rows_of_a_sheet)
        known = _sheet(book, "indicators", INDICATOR_COLUMNS)
        for number, line in enumerate(indicator_rows(indicators.values()), 1):
            _write(known, number, line)
        about = book.add_worksheet("about")
        for column, width in enumerate(WIDTHS_ABOUT):
            about.set_column(column, column, width)
        for number, line in enumerate(_about(publication)):
            _write(about, number, line)


def _book(target: IO[bytes], released: datetime | None, **options: bool) -> Workbook:
    book = Workbook(target, options)
    # Without a moment of its own a workbook would bear that of its making.
    book.set_properties({"created": (released or datetime(1980, 1, 1, tzinfo=UTC)).astimezone(UTC)})
    return book


def _observations(book: Workbook, lines: Iterable[list[str]], most: int) -> None:
    sheet = _sheet(book, "observations", COLUMNS)
    for count, line in enumerate(lines):
        if count and count % most == 0:
            sheet = _sheet(book, f"observations {count // most + 1}", COLUMNS)
        _write(sheet, count % most + 1, line, NUMBERS)


def _sheet(book: Workbook, title: str, columns: list[str]) -> Worksheet:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(columns):
        sheet.set_column(column, column, WIDTHS.get(name, max(len(name) + 2, NARROWEST)))
    _write(sheet, 0, columns)
    return sheet


def _write(
    sheet: Worksheet, row: int, cells: list[str], numbers: Collection[int] = frozenset()
) -> None:
    for column, cell in enumerate(cells):
        if not cell:
            continue
        if column in numbers:
            sheet.write_number(row, column, float(cell))
        else:
            sheet.write_string(row, column, harmless(cell))


def _about(publication: Publication) -> list[list[str]]:
    """Return whose data these are, how to cite them, and what each column means."""
    head = [list(publication.title), list(publication.description), list(cited(publication))]
    head.append([publication.licence.name, publication.licence.url])
    columns = {column.name: column for table in (FLAT, FLAT_INDICATORS) for column in table.columns}
    return [*head, [], *([name, *one.meaning] for name, one in columns.items())]
