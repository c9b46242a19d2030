"""Write series as files: the same figures in the same order, whatever the format.

``tables`` says what each column means, once, for every format that describes itself. Nothing here
knows a request: whoever publishes, and where, is passed in.
"""

from .csv import BOM, csv_lines, harmless
from .rows import COLUMNS, INDICATOR_COLUMNS, OFFICE_TIME, indicator_rows, number, rows
from .workbook import workbook

__all__ = [
    "BOM",
    "COLUMNS",
    "INDICATOR_COLUMNS",
    "OFFICE_TIME",
    "csv_lines",
    "harmless",
    "indicator_rows",
    "number",
    "rows",
    "workbook",
]
