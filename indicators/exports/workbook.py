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

from .csv import harmless
from .publication import Publication
from .readme import cited
from .records import FigureRecord, figures, indicators
from .tables import FLAT, FLAT_INDICATORS, Table

# Excel's own limit; the first row names the columns.
MOST_ROWS = 1_048_576 - 1
NARROWEST = 12
WIDTHS_ABOUT = (30, 60, 80)


def workbook(many: Collection[Series]) -> bytes:
    """Return an .xlsx file of the figures."""
    target = io.BytesIO()
    released = max((point.released_at for one in many for point in one), default=None)
    with _book(target, released, in_memory=True) as book:
        _observations(book, figures(many), MOST_ROWS)
    return target.getvalue()


def table_workbook(table: Table, records: Iterable[object]) -> bytes:
    """Return an .xlsx file of one table, the same bytes for the same records."""
    target = io.BytesIO()
    with _book(target, None, in_memory=True) as book:
        sheet = _sheet(book, table.name, table)
        for number, record in enumerate(records, 1):
            _write(sheet, number, table, record)
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
    seen: dict[str, Series] = {}

    def remembered() -> Iterable[Series]:
        for series in many:
            seen.setdefault(series.code, series.without_figures())
            yield series

    with _book(target, publication.released_at, constant_memory=True) as book:
        _observations(book, figures(remembered()), rows_of_a_sheet)
        sheet = _sheet(book, "indicators", FLAT_INDICATORS)
        for number, record in enumerate(indicators(seen.values()), 1):
            _write(sheet, number, FLAT_INDICATORS, record)
        about = book.add_worksheet("about")
        for column, width in enumerate(WIDTHS_ABOUT):
            about.set_column(column, column, width)
        for number, line in enumerate(_about(publication)):
            _write_texts(about, number, line)


def _book(target: IO[bytes], released: datetime | None, **options: bool) -> Workbook:
    book = Workbook(target, options)
    # Without a moment of its own a workbook would bear that of its making.
    book.set_properties({"created": (released or datetime(1980, 1, 1, tzinfo=UTC)).astimezone(UTC)})
    return book


def _observations(book: Workbook, records: Iterable[FigureRecord], most: int) -> None:
    sheet = _sheet(book, "observations", FLAT)
    for count, record in enumerate(records):
        if count and count % most == 0:
            sheet = _sheet(book, f"observations {count // most + 1}", FLAT)
        _write(sheet, count % most + 1, FLAT, record)


def _sheet(book: Workbook, title: str, table: Table) -> Worksheet:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(table.columns):
        width = column.width or max(len(column.name) + 2, NARROWEST)
        sheet.set_column(number, number, width)
    _write_texts(sheet, 0, table.names)
    return sheet


def _write(sheet: Worksheet, row: int, table: Table, record: object) -> None:
    for number, column in enumerate(table.columns):
        cell = column.cell(record)
        if cell and column.type.is_number:
            sheet.write_number(row, number, float(cell))
        elif cell:
            sheet.write_string(row, number, harmless(cell))


def _write_texts(sheet: Worksheet, row: int, texts: Iterable[str]) -> None:
    for number, text in enumerate(texts):
        sheet.write_string(row, number, harmless(text))


def _about(publication: Publication) -> list[list[str]]:
    """Return whose data these are, how to cite them, and what each column means."""
    head = [list(publication.title), list(publication.description), list(cited(publication))]
    head.append([publication.licence.name, publication.licence.url])
    columns = {column.name: column for table in (FLAT, FLAT_INDICATORS) for column in table.columns}
    return [*head, [], *([name, *one.meaning] for name, one in columns.items())]
