"""Find cells that the parser skips, or whose value differs from what is displayed.

It gives a cell that shows an error as blank, and so a formula that was never calculated; and it
gives the number behind a format, 0.85 for 85 % and 80 for 80以上. These are looked for in the sheet
itself.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple

from indicators.bilingual import Text

from .number_formats import BUILT_IN, is_plain, shown

NO_RESULT = Text(
    "公式没有计算结果。请用Excel或WPS打开并保存一次，或直接填写数值。",
    "The formula has no result. Open and save the file in Excel or WPS, or write the figure.",
)

MERGED = Text(
    "这个单元格是合并单元格的一部分，无法确认它的内容。请取消合并，并逐行填写。",
    "This cell is part of merged cells, so that it is not certain what stands in it. Take them "
    "apart, and fill in each row.",
)

# Whoever writes a value with double quotes in it may put it between single ones.
ATTRIBUTE = re.compile(rb"""([^\s=<>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
FORMAT = re.compile(rb"""<numFmt\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*""")
LOOK = re.compile(rb"<xf(?=[\s/>])[^<>]*")
BOOK = re.compile(rb"<workbookPr\s[^<>]*")
SHEET, RELATION = re.compile(rb"<sheet\s[^<>]*"), re.compile(rb"<Relationship\s[^<>]*")
ERROR = re.compile(
    rb"""
    <c\ r="([A-Z]+[0-9]+)"[^<>]*\st="e"[^<>]*>\s*
    (?:<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*)?
    <v>([^<]*)
    """,
    re.VERBOSE,
)
ROW, COLUMN = re.compile(rb"<row\s[^<>]*"), re.compile(rb"<col\s[^<>]*")
SHUT, MOST_COLUMNS = re.compile(rb"""\sht=["']0(?:\.0)?["']"""), 16_384
FORMULA = re.compile(rb"<f[\s/>]")
FORMULA_WITHOUT_RESULT = re.compile(
    rb"""
    <c\ r="([A-Z]+[0-9]+)"([^<>]*)>\s*
    <f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*
    (?:<v\s*/>|<v>\s*</v>)?\s*</c>
    """,
    re.VERBOSE,
)
# A cell that names no look has the first one.
LOOKING = re.compile(rb"""<c r="([A-Z]+[0-9]+)"(?:[^<>]*?\ss=["']([0-9]+))?""")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell without a value that could be trusted, and why."""

    message: Text


class DisplayedValue(str):
    """What a cell shows, of which its format added something to what is in it."""

    __slots__ = ()


def formats_of(parts: dict[str, bytes]) -> dict[bytes, str]:
    """Return the formats, by the number of the look, that may show more than what is in a cell."""
    styles = _part(parts, "xl/styles.xml")
    codes = {str(key).encode(): code for key, code in BUILT_IN.items()}
    for found in FORMAT.findall(_within(styles, b"numFmts")):
        known = _attributes(found)
        code = html.unescape(known.get(b"formatCode", b"").decode(errors="replace"))
        codes[known.get(b"numFmtId", b"")] = code
    odd = {key: code for key, code in codes.items() if not is_plain(code)}
    ids = [
        _attributes(found).get(b"numFmtId", b"")
        for found in LOOK.findall(_within(styles, b"cellXfs"))
    ]
    return {str(index).encode(): odd[one] for index, one in enumerate(ids) if one in odd}


def counts_from_1904(parts: dict[str, bytes]) -> bool:
    """Tell whether the workbook's days are counted from 1904 on, as on old Macs."""
    known = BOOK.search(_part(parts, "xl/workbook.xml"))
    return known is not None and _attributes(known[0]).get(b"date1904") in {b"1", b"true"}


def parts_of_sheets(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the bytes of each sheet by its name."""
    relations = map(_attributes, RELATION.findall(_part(parts, "xl/_rels/workbook.xml.rels")))
    targets = {
        one.get(b"Id", b""): one.get(b"Target", b"").decode(errors="replace") for one in relations
    }
    found = {}
    for known in map(_attributes, SHEET.findall(_part(parts, "xl/workbook.xml"))):
        name = html.unescape(known.get(b"name", b"").decode(errors="replace"))
        key = next((value for key, value in known.items() if key.endswith(b":id")), b"")
        target = targets.get(key, "")
        path = target[1:] if target.startswith("/") else f"xl/{target}"
        found[name] = _part(parts, path)
    return found


def odd_cells(
    sheet: bytes, formats: dict[bytes, str], rows: list[list[Any]]
) -> dict[tuple[int, int], str | Unreadable]:
    """Return what stands instead in the sheet's odd cells, by row and column from zero.

    ``rows`` is what the parser read, for the numbers behind formats.
    """
    found: dict[tuple[int, int], str | Unreadable] = {}
    if formats:
        found.update(_looking_odd(sheet, formats, rows))
    if b't="e"' in sheet:
        for place, error in ERROR.findall(sheet):
            found[_position(place)] = Unreadable(_shows(error.decode(errors="replace")))
    if FORMULA.search(sheet):
        for place, attributes in FORMULA_WITHOUT_RESULT.findall(sheet):
            # A formula whose result is an empty text has one.
            if b't="str"' not in attributes:
                found[_position(place)] = Unreadable(NO_RESULT)
    return found


def hidden_rows(sheet: bytes) -> frozenset[int]:
    """Return the numbers of the sheet's rows that somebody, or a filter, has hidden or shut."""
    if b"hidden=" not in sheet and not SHUT.search(sheet):
        return frozenset()
    rows = map(_attributes, ROW.findall(sheet))
    hidden = (one.get(b"r", b"") for one in rows if _is_hidden(one, b"ht"))
    return frozenset(int(number) for number in hidden if number.isdigit())


def hidden_columns(sheet: bytes) -> frozenset[int]:
    """Return the numbers of the sheet's columns, from 1, that are hidden or have no width."""
    columns = map(_attributes, COLUMN.findall(_within(sheet, b"cols")))
    ranges = (
        range(int(one.get(b"min", b"0")), min(int(one.get(b"max", b"0")), MOST_COLUMNS) + 1)
        for one in columns
        if _is_hidden(one, b"width")
    )
    return frozenset(number for found in ranges for number in found)


def _is_hidden(known: dict[bytes, bytes], size: bytes) -> bool:
    return known.get(b"hidden") in (b"1", b"true") or known.get(size) in (b"0", b"0.0")


def _looking_odd(
    sheet: bytes, formats: dict[bytes, str], rows: list[list[Any]]
) -> Iterator[tuple[tuple[int, int], str | Unreadable]]:
    for place, look in LOOKING.findall(sheet):
        code = formats.get(look or b"0")
        if code is None:
            continue
        row, column = _position(place)
        is_read = row < len(rows) and column < len(rows[row])
        value = rows[row][column] if is_read else ""
        if value != "" and isinstance(value, float | str):
            found = shown(code, value)
            if isinstance(found, str):
                yield (row, column), DisplayedValue(found)
            elif found is not None:
                yield (row, column), Unreadable(found)


def _position(place: bytes) -> tuple[int, int]:
    row, column = coordinate_to_tuple(place.decode())
    return row - 1, column - 1


def _part(parts: dict[str, bytes], path: str) -> bytes:
    """Return the part, whose name may be spelled in capitals."""
    return next((part for name, part in parts.items() if name.lower() == path.lower()), b"")


def _within(part: bytes, tag: bytes) -> bytes:
    """Return what stands between the tag's beginning and its end."""
    return part.partition(b"<" + tag)[2].partition(b"</" + tag)[0]


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return {key: double or single for key, double, single in ATTRIBUTE.findall(tag)}


def _shows(error: str) -> Text:
    return Text(
        f"单元格显示错误值{error}。请改正公式，或直接填写数值。",
        f"The cell shows the error {error}. Mend the formula, or write the figure.",
    )
