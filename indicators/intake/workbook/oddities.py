"""Find the cells that the parser passes over or reads otherwise than they show.

It gives a cell that shows an error as blank, and so a formula that was never calculated; and it
gives the number behind a percentage, 0.85 for 85 %. These are looked for in the sheet itself.
"""

import html
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple

from indicators.texts import Text

NO_RESULT = Text(
    "公式没有计算结果。请用Excel或WPS打开并保存一次，或直接填写数值。",
    "The formula has no result. Open and save the file in Excel or WPS, or write the figure.",
)
ODD_FORMAT = Text(
    "单元格的显示格式带有“万”“千”等字样，实际数值与显示的不同。请直接写成文字，如42万。",
    "The format of the cell adds a word such as 万 to its figure. Write it out, as in 42万.",
)
DECIMALS, EXACT_DIGITS, LARGEST_WHOLE = 6, 15, 10**15

# What the built-in formats 9 and 10 show; all others that show a percentage are spelled out.
PERCENT, PERCENT_FORMATS = "%", {b"9", b"10"}
WORDS = re.compile("[十百千万亿]")
# What a format shows as it is: "…" and \…; [Red] and the like show nothing.
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')

ATTRIBUTE = re.compile(rb'([^\s=<>/"]+)\s*=\s*"([^"]*)"')
FORMAT = re.compile(rb"<numFmt\s[^<>]*")
LOOK = re.compile(rb"<xf(?=[\s/>])[^<>]*")
SHEET, RELATION = re.compile(rb"<sheet\s[^<>]*"), re.compile(rb"<Relationship\s[^<>]*")
ERROR = re.compile(
    rb"""
    <c\ r="([A-Z]+[0-9]+)"[^<>]*\st="e"[^<>]*>\s*
    (?:<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*)?
    <v>([^<]*)
    """,
    re.VERBOSE,
)
FORMULA = re.compile(rb"<f[\s/>]")
FORMULA_WITHOUT_RESULT = re.compile(
    rb"""
    <c\ r="([A-Z]+[0-9]+)"([^<>]*)>\s*
    <f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*
    (?:<v\s*/>|<v>\s*</v>)?\s*</c>
    """,
    re.VERBOSE,
)
LOOKING = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^<>]*\ss="([0-9]+)"')


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell without a value that could be trusted, and why."""

    message: Text


def number(value: float) -> str:
    """Write a number as a spreadsheet shows it at its widest, with at most six decimals.

    Only 15 digits of a float mean something: 0.1 + 0.2 is 0.3. What would become zero stays.
    """
    if value.is_integer() and abs(value) < LARGEST_WHOLE:
        return str(int(value))
    if not math.isfinite(value):
        return str(value)
    exact = Decimal(f"{value:.{EXACT_DIGITS}g}")
    if -int(exact.normalize().as_tuple().exponent) > DECIMALS:
        exact = round(exact, DECIMALS) or exact
    return f"{exact.normalize():f}"


def formats_of(parts: dict[str, bytes]) -> dict[bytes, str]:
    """Return the looks of cells that show something else than their number: a percentage, words."""
    styles = _part(parts, "xl/styles.xml")
    odd = dict.fromkeys(PERCENT_FORMATS, PERCENT)
    for found in FORMAT.findall(styles):
        known = _attributes(found)
        code = html.unescape(known.get(b"formatCode", b"").decode(errors="replace"))
        if WORDS.search(code):
            odd[known.get(b"numFmtId", b"")] = code
        elif PERCENT in LITERAL.sub("", code):
            odd[known.get(b"numFmtId", b"")] = PERCENT
    _before, _begin, looks = styles.partition(b"<cellXfs")
    ids = [
        _attributes(found).get(b"numFmtId", b"")
        for found in LOOK.findall(looks.partition(b"</cellXfs>")[0])
    ]
    return {str(index).encode(): odd[one] for index, one in enumerate(ids) if one in odd}


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

    ``rows`` is what the parser read, for the numbers behind percentages.
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


def _looking_odd(
    sheet: bytes, formats: dict[bytes, str], rows: list[list[Any]]
) -> Iterator[tuple[tuple[int, int], str | Unreadable]]:
    for place, look in LOOKING.findall(sheet):
        if look not in formats:
            continue
        row, column = _position(place)
        is_read = row < len(rows) and column < len(rows[row])
        value = rows[row][column] if is_read else ""
        if isinstance(value, float):
            is_percent = formats[look] == PERCENT
            shown = f"{number(value * 100)}%" if is_percent else Unreadable(ODD_FORMAT)
            yield (row, column), shown


def _position(place: bytes) -> tuple[int, int]:
    row, column = coordinate_to_tuple(place.decode())
    return row - 1, column - 1


def _part(parts: dict[str, bytes], path: str) -> bytes:
    """Return the part, whose name may be spelled in capitals."""
    return next((part for name, part in parts.items() if name.lower() == path.lower()), b"")


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(ATTRIBUTE.findall(tag))


def _shows(error: str) -> Text:
    return Text(
        f"单元格显示错误值{error}。请改正公式，或直接填写数值。",
        f"The cell shows the error {error}. Mend the formula, or write the figure.",
    )
