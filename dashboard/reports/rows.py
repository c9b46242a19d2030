"""The rows of a report's tables on a page, where each leads to its indicator."""

from datetime import date
from html import escape

from django.utils.safestring import SafeString

from dashboard.navigation import address

from .blocks import Row, Table


def table_rows(table: Table, as_of: date | None) -> SafeString:
    """Return the table's rows as HTML: a report has thousands, too many for a template."""
    return SafeString("".join(_row(one, as_of) for one in table.rows))


def _row(row: Row, as_of: date | None) -> str:
    series = row.figure.series
    where = address("indicator", series.code, as_of=as_of, place=series.place.code)
    name, *cells = map(escape, row.cells)
    columns = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row"><a href="{escape(where)}">{name}</a></th>{columns}</tr>'
