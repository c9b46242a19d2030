"""Write series as files: the same figures in the same order, whatever the format.

``tables`` says what each column means, once, for every format that describes itself. Nothing here
knows a request: whoever publishes, and where, is passed in.
"""

from .csv import BOM, csv_lines, harmless, parts
from .dcat import Distribution, Extent, Version, catalogue
from .json import json_parts
from .linked import json_ld, turtle
from .packages import write_package
from .publication import OFFICE_TIME, SITE, Background, Document, Licence, Publication, Released
from .readme import cited
from .rows import COLUMNS, INDICATOR_COLUMNS, indicator_rows, number, rows
from .sdmx import sdmx_rows
from .sdmx_structure import structure
from .workbook import MOST_ROWS, workbook, write_workbook

__all__ = [
    "BOM",
    "COLUMNS",
    "INDICATOR_COLUMNS",
    "MOST_ROWS",
    "OFFICE_TIME",
    "SITE",
    "Background",
    "Distribution",
    "Document",
    "Extent",
    "Licence",
    "Publication",
    "Released",
    "Version",
    "catalogue",
    "cited",
    "csv_lines",
    "harmless",
    "indicator_rows",
    "json_ld",
    "json_parts",
    "number",
    "parts",
    "rows",
    "sdmx_rows",
    "structure",
    "turtle",
    "workbook",
    "write_package",
    "write_workbook",
]
