"""The rows of a report's tables on a page, where each leads to its indicator."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dashboard.navigation import address

from .blocks import Table


class ReportRow(NamedTuple):
    """One row of a report's table."""

    address: str
    indicator: str
    cells: tuple[str, ...]


def report_rows(table: Table, as_of: date | None) -> Iterator[ReportRow]:
    """Yield the table's rows with the pages of their indicators."""
    for row in table.rows:
        series = row.figure.series
        where = address("indicator", series.code, as_of=as_of, place=series.place.code)
        yield ReportRow(where, row.cells[0], row.cells[1:])
