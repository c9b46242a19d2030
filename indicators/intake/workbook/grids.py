"""Turn a file into grids of cells, whatever it was saved as. Pure."""

import csv
from collections.abc import Callable
from io import StringIO
from itertools import islice

from indicators.bilingual import Text
from indicators.documents import isolation
from indicators.documents.refusal import FileRefused

from . import xlsx_reader
from .file_safety import DAMAGED, MOST_ROWS, TOO_MANY_ROWS, UTF_16, WRONG_TYPE, is_workbook
from .layout import column_of
from .xlsx_reader import Cell, Grid, decoded

# Room for title and explanations above the rows, and remarks below them.
MOST_LINES = MOST_ROWS + 999
LONGEST_CELL = 131_072
CSV_NAME = "CSV"
DELIMITERS = ",;\t"
LINES_THAT_TELL = 50
ENCODINGS = ("utf-8-sig", "gb18030")
UNKNOWN_ENCODING = Text(
    "无法识别文件的文字编码。请另存为“CSV UTF-8”格式，或直接上传.xlsx表格。",
    "The text is neither in UTF-8 nor in GB 18030. Save it as “CSV UTF-8”, or upload the .xlsx "
    "workbook itself.",
)


def is_heading_of_entries(said: str) -> bool:
    """Tell whether the desk's workbook has such a heading."""
    return column_of(said)[0] is not None


def grids_of(
    content: bytes, is_heading: Callable[[str], bool] = is_heading_of_entries
) -> list[Grid]:
    """Return the file's visible sheets, read in a process of its own, or a .csv file as one.

    By the headings in a text is known which sign parts its cells. Raises Refused where it is no
    spreadsheet, damaged, dangerous, or too large.
    """
    if is_workbook(content):
        return decoded(isolation.run(xlsx_reader.__name__, content, xlsx_reader.LIMITS))
    return [_grid_of_text(_decoded(content), is_heading)]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith(UTF_16) else ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise FileRefused(WRONG_TYPE)
        return text
    raise FileRefused(UNKNOWN_ENCODING)


def _grid_of_text(text: str, is_heading: Callable[[str], bool]) -> Grid:
    lines = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text, is_heading))
    try:
        rows: list[list[Cell | None]] = [list(line) for line in islice(lines, MOST_LINES + 1)]
    except csv.Error as error:
        raise FileRefused(DAMAGED) from error
    # The module has a limit too, but any package may lift it for the whole process.
    if any(len(str(cell)) > LONGEST_CELL for row in rows for cell in row):
        raise FileRefused(DAMAGED)
    if len(rows) > MOST_LINES:
        raise FileRefused(TOO_MANY_ROWS)
    return Grid(CSV_NAME, rows)


def _delimiter(text: str, is_heading: Callable[[str], bool]) -> str:
    """Return the sign that parts the most known headings in one of the first lines."""
    first = ["", *text.splitlines()[:LINES_THAT_TELL]]
    return max(DELIMITERS, key=lambda sign: max(_known(line, sign, is_heading) for line in first))


def _known(line: str, sign: str, is_heading: Callable[[str], bool]) -> int:
    return sum(is_heading(part.strip('" ')) for part in line.split(sign))
