"""Understand figures as officials write them: 1，007项, 3.6万人, 80%以上, 近千, 百余件.

One grammar for every way in: desk, workbook, API and administration read a whole text by it
(``understand``); published texts look for its ``figure`` pattern in their lines and ``read`` it.
"""

import re
from decimal import Decimal

from indicators.bilingual import Text
from indicators.enums import Qualifier
from indicators.qualifiers import ROWS
from indicators.signs import plain

from . import refusals
from .pattern import figure
from .reading import MOST_DIGITS, ParsedFigure, read, unit_of
from .refusals import LETTER, LIKE_FIGURES, NotAFigure

__all__ = [
    "LONGEST",
    "NotAFigure",
    "ParsedFigure",
    "figure",
    "means_not_applicable",
    "qualified",
    "read",
    "step_of",
    "understand",
    "unit_of",
    "write",
]

LONGEST = 100
# What says that a figure does not apply, and what tables hold for nothing, in one sense or another.
NOT_APPLICABLE = {"不适用", "不涉及", "notapplicable", "n/a"}
NOTHING = {"无", "没有", "暂无", "无数据", "空", "/", "\\", "none", "nil", "null"}
INDEFINITE = re.compile("^(?:几(?!近)|半)|些|若干|数[十百千万亿]|[十百千万亿]数")
IS_NAME = re.compile(f"(?:{LIKE_FIGURES})$")
REASONS = (
    (re.compile(f"^{IS_NAME.pattern}"), refusals.NAME),
    (re.compile(f"{INDEFINITE.pattern}|.{{{LONGEST + 1}}}"), refusals.NO_FIGURE),
    (re.compile("[0-9]:[0-9]"), refusals.RATIO),
    (re.compile("[0-9][, ][0-9]"), refusals.MISPLACED_SEPARATOR),
)
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十两零百千万亿]+")
WORD = f"{LETTER}{{1,16}}?"
ANY_UNIT = f"(?:[kcdm]?m[23²³]|{WORD}[²³]?)(?:/(?:[kcdm]?m[23²³]|{WORD}[²³]?))?|[%‰‱℃]"
WHOLE = figure(ANY_UNIT, is_whole=True)


def understand(text: str) -> ParsedFigure | None:
    """Return the figure that the text states, or None where it says nothing.

    Raises NotAFigure, with a message for the writer, where the text is no single figure.
    """
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        # Most figures are nothing but digits, and a workbook has thousands of them.
        return ParsedFigure(Decimal(text), Qualifier.EXACT, "")
    said = plain(text)
    return _figure_of(said) if said else None


def means_not_applicable(text: str) -> bool:
    """Tell whether the text says that the figure does not apply: 不适用, N/A."""
    return not text.isdigit() and _close(text) in NOT_APPLICABLE


def step_of(as_written: str) -> Decimal:
    """Return the worth of the last digit written: 1 in 199项, 10000 in 42万人, 0.1 in 85.1%."""
    match = WHOLE.fullmatch(plain(as_written))
    try:
        return Decimal(1) if match is None else read(match).step
    except NotAFigure:
        return Decimal(1)


def write(value: Decimal, qualifier: Qualifier, unit: str) -> str:
    """Write the figure in plain digits, so that ``understand`` reads the same: 80%以上."""
    return ROWS[qualifier].written.format(f"{value.normalize():f}{unit}")


def qualified(text: str, figure: ParsedFigure, qualifier: Qualifier) -> str:
    """Put the qualifier's words around the text of a figure that has none: 3.6万以上."""
    said = figure._replace(qualifier=qualifier)
    written = ROWS[qualifier].written.format(text)
    try:
        is_read_so = understand(written) == said
    except NotAFigure:
        is_read_so = False
    return written if is_read_so else write(*said)


def _close(text: str) -> str:
    return plain(text).replace(" ", "").casefold()


def _figure_of(said: str) -> ParsedFigure:
    if _close(said) in NOTHING or not said.strip("-"):
        raise NotAFigure(refusals.WHICH_NOTHING)
    match = WHOLE.fullmatch(said) if len(said) <= LONGEST else None
    if match is None or INDEFINITE.search(said) or IS_NAME.match(said):
        raise NotAFigure(_why_not(said))
    found = read(match)
    if found.high is not None:
        raise NotAFigure(refusals.RANGE)
    return found.low


def _why_not(said: str) -> Text:
    """Return what keeps a text from being a figure, the most certain first."""
    if sign := refusals.first_unknown(said):
        return refusals.unknown_sign(sign)
    for pattern, message in REASONS:
        if pattern.search(said):
            return message
    if stray := refusals.STRAY_SIGN.search(said):
        return refusals.stray_sign(stray[0])
    numbers = NUMBER.findall(said)
    if len(numbers) > 1:
        return refusals.MORE_THAN_ONE
    return refusals.NOT_A_UNIT if numbers and said.startswith(numbers[0]) else refusals.NO_FIGURE
