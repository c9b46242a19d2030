"""CSV text for spreadsheets: a mark for UTF-8, and nothing that would run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

BOM = "\ufeff"
ROWS_AT_ONCE = 500
# Chinese and Japanese Excel take the wide signs for the narrow ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def csv_lines(columns: Iterable[str], lines: Iterable[list[str]]) -> Iterator[str]:
    """Return CSV text in parts of some rows, with the mark that makes Excel read UTF-8."""
    harmless_lines = ([harmless(cell) for cell in line] for line in lines)
    return parts(columns, harmless_lines, start=BOM)


def parts(columns: Iterable[str], lines: Iterable[list[str]], start: str = "") -> Iterator[str]:
    """Return the header and the rows as CSV text, each cell exactly as it is, some rows at once."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(start)
    writer.writerow(columns)
    for count, line in enumerate(lines, 1):
        writer.writerow(line)
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
