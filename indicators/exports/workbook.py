"""Workbooks for Excel and WPS: values are numbers, all else is text that runs as nothing."""

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook

from indicators.series import Series

from .csv import harmless
from .publication import Publication
from .readme import cited
from .rows import COLUMNS, INDICATOR_COLUMNS, indicator_rows, rows
from .tables import FLAT, FLAT_INDICATORS

# Excel's own limit; the first row names the columns.
MOST_ROWS = 1_048_576 - 1
VALUE = COLUMNS.index("value")


def workbook(lines: Iterable[list[str]]) -> bytes:
    """Return an .xlsx file of the figures; values are numbers, all else is text."""
    book = Workbook(write_only=True)
    _observations(book, lines, MOST_ROWS)
    target = io.BytesIO()
    book.save(target)
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
    book = Workbook(write_only=True)
    indicators: dict[str, Series] = {}

    def remembered() -> Iterable[Series]:
        for series in many:
            indicators.setdefault(series.code, series.without_figures())
            yield series

    _observations(book, rows(remembered()), rows_of_a_sheet)
    known = book.create_sheet("indicators")
    known.freeze_panes = "A2"
    known.append(INDICATOR_COLUMNS)
    for line in indicator_rows(indicators.values()):
        known.append([harmless(cell) for cell in line])
    about = book.create_sheet("about")
    for line in _about(publication):
        about.append([harmless(cell) for cell in line])
    book.save(target)


def _observations(book: Workbook, lines: Iterable[list[str]], most: int) -> None:
    sheet = _sheet(book, "observations")
    for count, line in enumerate(lines):
        if count and count % most == 0:
            sheet = _sheet(book, f"observations {count // most + 1}")
        cells: list[object] = [harmless(cell) for cell in line]
        cells[VALUE] = Decimal(line[VALUE]) if line[VALUE] else None
        sheet.append(cells)


def _sheet(book: Workbook, title: str) -> Any:  # noqa: ANN401 - openpyxl has no types
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append(COLUMNS)
    return sheet


def _about(publication: Publication) -> list[list[str]]:
    """Return whose data these are, how to cite them, and what each column means."""
    head = [list(publication.title), list(publication.description), list(cited(publication))]
    head.append([publication.licence.name, publication.licence.url])
    columns = {column.name: column for table in (FLAT, FLAT_INDICATORS) for column in table.columns}
    return [*head, [], *([name, *one.meaning] for name, one in columns.items())]
