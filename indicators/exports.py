"""Write series as CSV rows, JSON values and workbooks: the same figures in the same order."""

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from .enums import Status
from .series import Point, Series

COLUMNS = [
    "indicator",
    "name_zh",
    "name_en",
    "place",
    "period_start",
    "period_end",
    "value",
    "unit",
    "qualifier",
    "as_written",
    "source",
    "paragraph",
    "released_at",
    "version",
]
INDICATOR_COLUMNS = [
    "indicator",
    "name_zh",
    "name_en",
    "area",
    "unit",
    "kind",
    "direction",
    "frequency",
    "owner",
    "ownership_basis",
    "part_of",
    "definition_zh",
    "definition_en",
]
BOM = "\ufeff"
ROWS_AT_ONCE = 500
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
OFFICE_TIME = ZoneInfo("Asia/Shanghai")


def number(value: Decimal) -> str:
    """Write a value in base units without exponent or idle zeros: 420000, 3.6."""
    return f"{value.normalize():f}"


def rows(many: Iterable[Series]) -> Iterator[list[str]]:
    """Return a row for each current figure; where there is none, ``qualifier`` says why."""
    for series in many:
        for point in series:
            yield _row(series, point)


def _row(series: Series, point: Point) -> list[str]:
    period, citation = point.period, point.citation
    return [
        series.code,
        series.name.zh,
        series.name.en,
        series.place.code,
        period.start.isoformat() if period.start else "",
        period.end.isoformat(),
        "" if point.value is None else number(point.value),
        series.unit.zh,
        point.qualifier.value if point.status is Status.REPORTED else point.status.value,
        point.as_written,
        citation.source.code,
        str(citation.paragraph or ""),
        point.released_at.astimezone(OFFICE_TIME).isoformat(),
        str(point.version),
    ]


def indicator_rows(many: Iterable[Series]) -> Iterator[list[str]]:
    """Return a row for each indicator, once."""
    seen = set()
    for series in many:
        if series.code not in seen:
            seen.add(series.code)
            yield [
                series.code,
                series.name.zh,
                series.name.en,
                series.area.code,
                series.unit.zh,
                series.kind.value,
                series.direction.value,
                series.frequency.value,
                series.owner.code,
                series.ownership_basis.value,
                series.part_of.code if series.part_of else "",
                series.definition.zh,
                series.definition.en,
            ]


def csv_lines(columns: Iterable[str], lines: Iterable[list[str]]) -> Iterator[str]:
    """Return CSV text in parts of some rows, with the mark that makes Excel read UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BOM)
    writer.writerow(columns)
    for count, line in enumerate(lines, 1):
        writer.writerow([harmless(cell) for cell in line])
        if count % ROWS_AT_ONCE == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def harmless(cell: str) -> str:
    """Keep a spreadsheet from running a text as a formula; numbers stay numbers."""
    if cell.startswith(FORMULA_STARTS) and not _is_number(cell):
        return f"'{cell}"
    return cell


def _is_number(cell: str) -> bool:
    return cell.lstrip("+-").replace(".", "", 1).isdigit()


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
