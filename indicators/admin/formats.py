"""The files that tables of definitions are written as."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from import_export.formats.base_formats import Format
from xlsxwriter import Workbook

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
            text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            sheet = book.add_worksheet()
            sheet.freeze_panes(1, 0)
            for column, name in enumerate(dataset.headers):
                cells: list[Shown] = [row[column] for row in dataset]
                widest = max((len(str(cell)) for cell in (name, *cells)), default=0)
                sheet.write_string(0, column, name, bold)
                sheet.set_column(column, column, min(widest + 2, WIDEST))
                for line, cell in enumerate(cells, 1):
                    if isinstance(cell, bool):
                        sheet.write_boolean(line, column, cell)
                    elif isinstance(cell, date):
                        sheet.write_datetime(line, column, cell, day)
                    elif isinstance(cell, int | Decimal) and len(str(cell)) <= MOST_DIGITS:
                        sheet.write_number(line, column, cell)
                    else:
                        sheet.write_string(line, column, str(cell), text)
        return target.getvalue()


class CsvFormat(TableFormat):
    """A text with the mark by which Excel and WPS know UTF-8."""

    title, extension, content_type = "CSV (UTF-8)", "csv", "text/csv; charset=utf-8"

    def export_data(self, dataset: Any, **kwargs: object) -> bytes:  # noqa: ANN401
        """Return the file."""
        lines = ([written(cell) for cell in row] for row in dataset)
        return "".join(csv_lines(dataset.headers, lines)).encode()
