"""Workbooks for Excel and WPS: values are numbers, all else is text that runs as nothing."""

import io
from collections.abc import Iterable
from decimal import Decimal

from openpyxl import Workbook

from .csv import harmless
from .rows import COLUMNS


def workbook(lines: Iterable[list[str]]) -> bytes:
    """Return an .xlsx file of the figures; values are numbers, all else is text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "observations"
    sheet.append(COLUMNS)
    value = COLUMNS.index("value")
    for line in lines:
        cells: list[object] = [harmless(cell) for cell in line]
        cells[value] = Decimal(line[value]) if line[value] else None
        sheet.append(cells)
    sheet.freeze_panes = "A2"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
