"""What a cell shows of its content by its number format, as ECMA-376 part 1, §18.8.31 has it. Pure.

A figure keeps all its digits, however many the format shows. Words that the format puts beside it
are part of what is shown, as in 80 that shows 80%以上 by ``0"%以上"``.
"""

import math
import operator
import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from indicators.bilingual import Text
from indicators.grammar.numerals import UNIT_OF_THOUSANDS

ODD_FORMAT = Text(
    "单元格的显示格式带有数字或“万”“千”等字样，或按千分之一等缩小显示，实际数值与显示的不同。"
    "请把格式改为“常规”后核对，或直接写成文字，如42万。",
    "The format of the cell adds digits or a word such as 万 to its figure, or shows it divided "
    "by a thousand. Set it to general and check the figure, or write it out, as in 42万.",
)
HIDES = Text(
    "单元格的显示格式不显示其中的内容。请把格式改为“常规”，核对内容后再上传。",
    "The format of the cell does not show what is in it. Set it to general and check the content.",
)
SHOWS_ANOTHER = Text(
    "单元格按其显示格式所显示的与实际数值不同，无法确认以哪个为准。请把格式改为“常规”，"
    "或直接写成文字，如80以上。",
    "The format of the cell shows something else than its number, so that it is not certain which "
    "counts. Set it to general, or write the figure as a text, such as 80以上.",
)
DECIMALS, EXACT_DIGITS, LARGEST_WHOLE = 6, 15, 10**15
PERCENT, ACCOUNTING = "0%", "_(#,##0_);_((#,##0);_(-_);_(@_)"
# The built-in formats that show more than a number and that no file spells out. Those of dates are
# the parser's; those of money are spelled out wherever they are used.
BUILT_IN = {
    9: PERCENT,
    10: PERCENT,
    **dict.fromkeys((37, 38, 39, 40), "#,##0_);(#,##0)"),
    **dict.fromkeys((41, 43), ACCOUNTING),
    **dict.fromkeys((5, 6, 7, 8, 42, 44), '"¥"0'),
}
PLAIN = re.compile(r"General|@|(?:#,##)?0(?:\.[0#?]+)?", re.IGNORECASE)

# ``_x`` is room as wide as x, ``*x`` fills the cell with x; ! is the backslash of Chinese Excel.
PIECE = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)
    | _.?
    | \*(?P<filling>.?)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式|G/標準)
    | (?P<exponent>E)[+-]
    | (?P<digit>0)
    | (?P<place>[#?])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
COMPARE = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
# The signs that a section is boiled down to; besides those that stand for themselves, # is a place
# that shows no zero, L a literal, and X what no number shows.
SIGNS = {"general": "G", "exponent": "E", "digit": "0", "place": "#"}
MEANINGFUL = {",", ".", "%", "@", "/"}
CONTENT, SHOWS_ZERO = re.compile("[0#G@]"), re.compile("[0G@/]")
SHAPE = re.compile(r"([L%]*)(G|@|(?=[0#.])(?:[0#][0#,]*)?(?:\.[0#,]*)?(?:E[0#]+|/[0#]+)?)([L%]*)")
# A comma behind the last digit divides by a thousand.
DIVIDES = re.compile(r",(?:[.EL%/]|$)")
# Signs of words that change no figure: 百分点, 千米.
NO_NUMERAL = re.compile(UNIT_OF_THOUSANDS)


class FormatSection(NamedTuple):
    """A part of a format: its signs one by one, the literal behind each L or %, its condition."""

    shape: str
    literals: tuple[str, ...]
    condition: tuple[str, float] | None

    @property
    def words(self) -> str:
        """Return all that it shows besides the content."""
        return "".join(self.literals)

    def admits(self, value: float) -> bool:
        """Tell whether the number fulfils the condition."""
        sign, bound = self.condition or ("=", math.nan)
        return bool(COMPARE[sign](value, bound))


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


def is_plain(code: str) -> bool:
    """Tell whether every number, and every text, is shown as it is."""
    return PLAIN.fullmatch(code) is not None


def shown(code: str, content: float | str) -> str | Text | None:
    """Return what the format makes of a number or a text: None where it shows it as it is.

    Where the format hides it, or shows another number, the text says why it cannot be read.
    """
    sections = _sections(code)
    if isinstance(content, str):
        return _shown_text(sections, content)
    numeric = sections[:-1] if _is_for_text(sections) and len(sections) > 1 else sections
    if any(one.condition for one in numeric):
        return _shown_by_condition(numeric, content)
    if content < 0 and len(numeric) > 1:
        return _shown_negative(numeric[1], content)
    if content == 0 and len(numeric) > 2:
        said = _filled(numeric[2], content)
        # The accounting formats write zero as a dash.
        return None if said == "-" else said
    return _filled(numeric[0], content)


@lru_cache(maxsize=512)
def _sections(code: str) -> list[FormatSection]:
    """Return the parts of the code, up to four of which say how to show what."""
    sections: list[list[re.Match[str]]] = [[]]
    for piece in PIECE.finditer(code):
        if piece["other"] == ";":
            sections.append([])
        else:
            sections[-1].append(piece)
    return [_section(pieces) for pieces in sections]


def _section(pieces: list[re.Match[str]]) -> FormatSection:
    shape, literals, condition = "", [], None
    for piece in pieces:
        bracket = piece["bracket"] or ""
        if found := CONDITION.fullmatch(bracket.strip()):
            condition = found[1], float(found[2])
        sign, literal = _read(piece)
        shape += sign
        if sign in ("L", "%"):
            literals.append(literal)
    return FormatSection(shape, tuple(literals), condition)


def _read(piece: re.Match[str]) -> tuple[str, str]:
    """Return the sign that stands for the piece in a shape, and what the piece shows itself."""
    kind = piece.lastgroup
    if kind in SIGNS:
        return SIGNS[kind], ""
    text = piece[kind] if kind else ""
    if kind == "other" and (text in MEANINGFUL or (text.isascii() and text.isalpha())):
        return (text if text in MEANINGFUL else "X"), text
    if kind == "bracket":
        # [$¥-804] shows ¥; colours, conditions, and numerals in Chinese signs show nothing more.
        text = text[1:].partition("-")[0] if text.startswith("$") else ""
    return ("L", text) if text.strip() else ("", "")


def _is_for_text(sections: list[FormatSection]) -> bool:
    return "@" in sections[-1].shape or len(sections) > 3


def _shown_text(sections: list[FormatSection], text: str) -> str | Text | None:
    return _with_words(sections[-1], text) if _is_for_text(sections) else None


def _shown_by_condition(sections: list[FormatSection], value: float) -> str | Text | None:
    """Return what is shown where sections name conditions, as all but the last then must.

    Elsewhere programs differ, and so they do over the sign of a negative number.
    """
    *first, last = sections
    if value < 0 or not all(one.condition for one in first):
        return SHOWS_ANOTHER
    section = next((one for one in first if one.admits(value)), last)
    if section is last and last.condition and not last.admits(value):
        return HIDES
    return _filled(section, value)


def _shown_negative(section: FormatSection, value: float) -> str | Text | None:
    """Return what the section of negative numbers shows, which writes the sign itself."""
    around = [literal.strip() for literal in section.literals]
    if CONTENT.search(section.shape) and around != ["(", ")"] and "-" not in around:
        return SHOWS_ANOTHER
    said = _filled(section, -value)
    return None if around in (["-"], ["(", ")"]) and isinstance(said, str) else said


def _filled(section: FormatSection, value: float) -> str | Text | None:
    """Return the number with the words around it; None where there are none."""
    if DIVIDES.search(section.shape):
        return ODD_FORMAT
    digits = number(value * 100 ** section.shape.count("%")).removeprefix("-")
    if value == 0 and not SHOWS_ZERO.search(section.shape):
        digits = ""
    if "@" in section.shape and section.literals:
        # Excel puts the words of a format for texts beside a number, LibreOffice does not.
        return SHOWS_ANOTHER
    said = _with_words(section, digits)
    return f"-{said}" if isinstance(said, str) and value < 0 else said


def _with_words(section: FormatSection, content: str) -> str | Text | None:
    """Return the content among the words, or None where it stands alone."""
    if not section.literals and not (content and section.shape):
        return HIDES
    if any(sign.isnumeric() for sign in NO_NUMERAL.sub("", section.words)):
        return ODD_FORMAT
    found = SHAPE.fullmatch(section.shape)
    if CONTENT.search(section.shape) is None:
        return section.words.strip() if set(section.shape) <= {"L", "%"} else SHOWS_ANOTHER
    if found is None:
        return SHOWS_ANOTHER
    if not section.literals:
        return None
    before = len(found[1])
    parts = (*section.literals[:before], content, *section.literals[before:])
    return "".join(parts)
