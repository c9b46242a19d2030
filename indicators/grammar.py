"""Understand figures as officials write them: 1，007项, 3.6万人, 80%以上, 近千, 百余件."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from indicators.bilingual import Text
from indicators.enums import Qualifier
from indicators.qualifiers import ROWS, around

LONGEST = 100
MOST_DIGITS, MOST_DECIMALS = 14, 6

BEFORE, INSIDE, AFTER = around("before"), around("inside"), around("after")
WORDS = BEFORE | INSIDE | AFTER

# What says that a figure does not apply, and what tables hold for nothing, in one sense or another.
NOT_APPLICABLE = {"不适用", "不涉及", "notapplicable", "n/a"}
NOTHING = {"无", "没有", "暂无", "无数据", "空", "/", "\\", "none", "nil", "null"}
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2500"

DIGITS = {"零": 0, "两": 2} | {sign: n for n, sign in enumerate("一二三四五六七八九", 1)}
SIZES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}

NO_FIGURE = Text(
    "没有读到确切的数字。请只写一个数字，如199、3.6万、80%以上、近1000人；说明请写在备注里。",
    "There is no definite figure here. Write one, such as 199, 3.6万, 80%以上 or 近1000人; "
    "explanations belong in the note.",
)
WHICH_NOTHING = Text(
    "“无”“/”“—”等可能指零、不适用或尚未统计：数量为零的请填0；不适用的请填“不适用”，并在备注中说明原因；"
    "尚未统计的请留空。",
    "This may mean zero, not applicable or not yet counted. Write 0 for zero; where the figure "
    "does not apply write 不适用 (or n/a) and say why in the note; leave it blank where it is not "
    "yet known.",
)
MORE_THAN_ONE = Text(
    "只能写一个数字，并写出全部数位：请写12，不写“10至15”或“1e6”。",
    "Write a single figure with all its digits: 12, neither “10至15” nor “1e6”.",
)
CONTRADICTION = Text(
    "“以上”“不超过”“近”“约”等限定词互相矛盾，请只保留一个，如80%以上。",
    "The words around the figure contradict each other; keep one of them, as in 80%以上.",
)
NOT_A_UNIT = Text(
    "数字后面只能写单位，“以上”等限定词写在最后，如80%以上、42万人左右；说明请写在备注里。",
    "Only a unit may follow the figure, and words such as 以上 come last, as in 80%以上; "
    "explanations belong in the note.",
)
MISPLACED_SEPARATOR = Text(
    "千位分隔符的位置不对：应从右起每三位一隔，如1,007；也可以不写分隔符，如1007。",
    "The separators are misplaced: they part groups of three digits, as in 1,007; 1007 will do.",
)
UNCLEAR_NUMERAL = Text(
    "这个中文数字的写法不规范，可能有不同读法，请改用阿拉伯数字，如150。",
    "This Chinese numeral can be read in more than one way; write it in digits, such as 150.",
)
TOO_MANY_DIGITS = Text(
    "数字过长：小数点前最多14位，小数点后最多6位。",
    "The figure is too long: at most 14 digits before the point and 6 after it.",
)


class NotAFigure(Exception):
    """What was written is no single figure; the message says why and what to write instead."""

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message


class ParsedFigure(NamedTuple):
    """A figure in base units (42万 is 420000), what its words say about it, and its unit."""

    value: Decimal
    qualifier: Qualifier
    unit: str


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of the words, the longer ones tried first."""
    return "|".join(sorted(words, key=len, reverse=True))


FIGURE = re.compile(
    rf"""
    (?P<before>(?:{any_of(BEFORE)})*)
    (?P<percent>百分之)?
    (?:(?P<arabic>-?[0-9]+(?:[,\ ][0-9]+)*(?:\.[0-9]+)?)
     | (?P<chinese>(?:[{"".join(DIGITS)}十千万亿]|百(?!分))+))
    (?P<inside>(?:{any_of(INSIDE)})?)    # more than 100000 is 10余万
    (?P<size>(?:百(?!分)|千)?万?亿?)
    (?P<behind>(?:{any_of(INSIDE)})?)    # more than 30000 is 3万余
    (?P<unit>.*?)
    (?P<after>(?:{any_of(AFTER)})*)
    """,
    re.VERBOSE,
)
WORD = re.compile(any_of(WORDS))
GROUPED = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}([, ])[0-9]{3}(?:\1[0-9]{3})*)(?:\.[0-9]+)?")
UNIT = re.compile(r"(?:[^\W\d_]{1,16}(?:/[^\W\d_]{1,16})?|[%‰℃])?")
# Units whose own name holds a numeral.
NUMERAL_OF_A_UNIT = re.compile("百分点|千米|千克|千瓦")
INDEFINITE = re.compile("[几半些]|若干|数[十百千万亿]|[十百千万亿]数")
# Spaces say nothing, except that between digits they may be separators.
SPACE = re.compile(r"(?<![0-9,.]) | (?![0-9,.])")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
ALIKE: dict[int, int | str] = {**FULL_WIDTH, ord("−"): "-", ord("\u3007"): "零"}


def understand(text: str) -> ParsedFigure | None:
    """Return the figure that the text states, or None where it says nothing.

    Raises NotAFigure, with a message for the writer, where the text is no single figure.
    """
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        # Most figures are nothing but digits, and a workbook has thousands of them.
        return ParsedFigure(Decimal(text), Qualifier.EXACT, "")
    said = _without_idle_signs(text)
    return figure_of(said) if said else None


def means_not_applicable(text: str) -> bool:
    """Tell whether the text says that the figure does not apply: 不适用, N/A."""
    return not text.isdigit() and _without_idle_signs(text).casefold() in NOT_APPLICABLE


def figure_of(said: str) -> ParsedFigure:
    """Return the figure of a text in half-width signs without idle spaces.

    Raises NotAFigure where the text is no single figure, or empty.
    """
    if said.casefold() in NOTHING or (said and not said.strip(DASHES)):
        raise NotAFigure(WHICH_NOTHING)
    match = FIGURE.fullmatch(said) if len(said) <= LONGEST else None
    if match is None or INDEFINITE.search(said):
        raise NotAFigure(NO_FIGURE)
    part = match.groupdict(default="")
    unit = _unit(part)
    number = _chinese(part["chinese"]) if part["chinese"] else _arabic(part["arabic"])
    for sign in part["size"]:
        number *= SIZES[sign]
    return ParsedFigure(_storable(number), _qualifier(part), unit)


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


def _without_idle_signs(text: str) -> str:
    return SPACE.sub("", " ".join(text.translate(ALIKE).split()))


def _unit(part: dict[str, str]) -> str:
    unit = part["unit"]
    others = NUMERAL_OF_A_UNIT.sub("", unit)
    if any(sign.isnumeric() or sign in DIGITS for sign in others):
        raise NotAFigure(MORE_THAN_ONE)
    if WORD.search(unit) or not UNIT.fullmatch(unit) or (part["percent"] and unit):
        raise NotAFigure(NOT_A_UNIT)
    return "%" if part["percent"] else unit


def _qualifier(part: dict[str, str]) -> Qualifier:
    around = " ".join(part[name] for name in ("before", "inside", "behind", "after"))
    said = {WORDS[word] for word in WORD.findall(around)} or {Qualifier.EXACT}
    if len(said) > 1:
        raise NotAFigure(CONTRADICTION)
    return said.pop()


def _arabic(written: str) -> Decimal:
    if not GROUPED.fullmatch(written):
        raise NotAFigure(MISPLACED_SEPARATOR)
    return Decimal(re.sub("[, ]", "", written))


def _chinese(written: str) -> Decimal:
    """Return the value of a numeral; a leading place without a digit is one of it: 十五, 百余."""
    return Decimal(_numeral(f"一{written}" if written[0] in SIZES else written))


def _numeral(written: str) -> int:
    """Add up the places, the highest first.

    Only strict numerals have one reading: 零 stands exactly where a place is skipped, so neither
    一百五 (150 or 105) nor 三五 (three to five) is one.
    """
    if len(written) == 1 and written in DIGITS:
        return DIGITS[written]
    sign = next((sign for sign in SIZES if sign in written), None)
    if sign is None:
        raise NotAFigure(UNCLEAR_NUMERAL)
    size = SIZES[sign]
    high, low = written.split(sign, 1)
    many = _numeral(high)
    rest = _numeral(low.removeprefix("零")) if low else 0
    skips = low.startswith("零")
    well_formed = 0 < many < (10 if size < SIZES["万"] else size) and 0 <= rest < size
    if not well_formed or (low and skips != (rest < size // 10)):
        raise NotAFigure(UNCLEAR_NUMERAL)
    return many * size + rest


def _storable(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    if abs(value) >= 10**MOST_DIGITS or decimals > MOST_DECIMALS:
        raise NotAFigure(TOO_MANY_DIGITS)
    return value or Decimal(0)
