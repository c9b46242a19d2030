"""A report's sentences and rows as HTML, where each figure leads to its indicator.

A report has thousands of each, for which a template takes several times as long.
"""

from datetime import date
from html import escape

from django.utils.safestring import SafeString

from dashboard.navigation import address

from .blocks import ParagraphBlock, TableBlock, TableRow, TextRun
from .figure_wording import ReportFigure


def sentences(paragraph: ParagraphBlock, as_of: date | None) -> SafeString:
    """Return the paragraph's sentences."""
    gap = escape(paragraph.gap)
    return SafeString(
        "".join(
            f"<span>{''.join(_part(part, as_of) for part in one.parts)}</span>{gap}"
            for one in paragraph.sentences
        )
    )


def rows(table: TableBlock, as_of: date | None) -> SafeString:
    """Return the table's rows."""
    return SafeString("".join(_row(one, as_of) for one in table.rows))


def _part(part: TextRun, as_of: date | None) -> str:
    figure = part.figure
    if figure is None:
        return escape(part.words)
    mark = ' class="draft"' if figure.is_draft else ""
    mark = mark if figure.is_reported else ' class="missing"'
    return f'<a href="{_address(figure, as_of)}"{mark}>{escape(part.words)}</a>'


def _row(row: TableRow, as_of: date | None) -> str:
    name, *cells = map(escape, row.cells)
    columns = "".join(f"<td>{cell}</td>" for cell in cells)
    where = _address(row.figure, as_of)
    return f'<tr><th scope="row"><a href="{where}">{name}</a></th>{columns}</tr>'


def _address(figure: ReportFigure, as_of: date | None) -> str:
    """Return the page of the figure's indicator."""
    series = figure.series
    return escape(address("indicator", series.code, as_of=as_of, place=series.place.code))
