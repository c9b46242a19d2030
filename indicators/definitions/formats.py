"""The files that tables of definitions are written as."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

from import_export.formats.base_formats import Format
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from indicators.exports.csv import csv_lines

from .columns import Shown, written

# More digits than a spreadsheet's number keeps.
MOST_DIGITS = 15
WIDEST = 40
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def put_rows(
    book: Workbook, sheet: Worksheet, headings: list[list[str]], rows: Sequence[Sequence[Shown]]
) -> None:
    """Write rows of headings, which say the same, and the rows below them."""
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, names in enumerate(zip(*headings, strict=True)):
        cells = [row[column] for row in rows]
        widest = max((_width(str(cell)) for cell in (*names, *cells)), default=0)
        for line, name in enumerate(names):
            sheet.write_string(line, column, name, bold)
        sheet.set_column(column, column, min(widest + 2, WIDEST))
        for line, cell in enumerate(cells, len(names)):
            if isinstance(cell, bool):
                sheet.write_boolean(line, column, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(line, column, cell, day)
            elif isinstance(cell, int | Decimal) and len(str(cell)) <= MOST_DIGITS:
                sheet.write_number(line, column, cell)
            elif cell != "":
                sheet.write_string(line, column, str(cell), text)


def _width(text: str) -> int:
    """Return how many narrow characters the text is wide."""
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)


class TableFormat(Format):
    """A type of file that tables are written as."""

    title = extension = content_type = ""

    def get_title(self) -> str:
        """Return how the type is called in the list of types."""
        return self.title

    def get_extension(self) -> str:
        """Return how names of such files end."""
        return self.extension

    def get_content_type(self) -> str:
        """Return the type's name on the Internet."""
        return self.content_type

    def can_export(self) -> bool:
        """Tell that tables are written so."""
        return True


class ExcelFormat(TableFormat):
    """A workbook for Excel and WPS, in which texts are no formulas and codes stay as typed."""

    title, extension = "Excel (.xlsx)", "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def export_data(self, dataset: Any, **kwargs: object) -> bytes:  # noqa: ANN401
        """Return the file."""
        target = BytesIO()
        with Workbook(target, OPTIONS) as book:
            sheet = book.add_worksheet()
            sheet.freeze_panes(1, 0)
            put_rows(book, sheet, [dataset.headers], list(dataset))
        return target.getvalue()


class CsvFormat(TableFormat):
    """A text with the mark by which Excel and WPS know UTF-8."""

    title, extension, content_type = "CSV (UTF-8)", "csv", "text/csv; charset=utf-8"

    def export_data(self, dataset: Any, **kwargs: object) -> bytes:  # noqa: ANN401
        """Return the file."""
        lines = ([written(cell) for cell in row] for row in dataset)
        return "".join(csv_lines(dataset.headers, lines)).encode()
