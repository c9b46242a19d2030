"""Write series as files: the same figures in the same order, whatever the format.

``fields`` declares every field once, for every file and every schema. Nothing here
knows a request: whoever publishes, and where, is passed in.
"""

from .columns import Column
from .csv import BOM, harmless, parts
from .dcat import Distribution, Extent, Version, catalogue
from .json import json_parts
from .json_schema import schema
from .linked import json_ld, turtle
from .packages import write_package
from .publication import (
    OFFICE_TIME,
    SITE,
    DatasetContext,
    DocumentInfo,
    Licence,
    Publication,
    ReleaseInfo,
)
from .readme import cited
from .records import figures, indicators
from .sdmx import sdmx_rows
from .sdmx_structure import structure
from .tables import FLAT, FLAT_INDICATORS, Table, csv_table
from .types import NUMBER, TEXT, WHOLE, Type, number
from .workbook import MOST_ROWS, table_workbook, workbook, write_workbook

__all__ = [
    "BOM",
    "FLAT",
    "FLAT_INDICATORS",
    "MOST_ROWS",
    "NUMBER",
    "OFFICE_TIME",
    "SITE",
    "TEXT",
    "WHOLE",
    "Column",
    "DatasetContext",
    "Distribution",
    "DocumentInfo",
    "Extent",
    "Licence",
    "Publication",
    "ReleaseInfo",
    "Table",
    "Type",
    "Version",
    "catalogue",
    "cited",
    "csv_table",
    "figures",
    "harmless",
    "indicators",
    "json_ld",
    "json_parts",
    "number",
    "parts",
    "schema",
    "sdmx_rows",
    "structure",
    "table_workbook",
    "turtle",
    "workbook",
    "write_package",
    "write_workbook",
]
