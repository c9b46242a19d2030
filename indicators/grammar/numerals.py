"""The worth of a numeral: 42万3156, 一百零五, 二〇一九, 壹佰, 六十二点五."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from .refusals import UNCLEAR_NUMERAL, NotAFigure

DIGITS = {"零": 0, "两": 2} | {sign: n for n, sign in enumerate("一二三四五六七八九", 1)}
SIZES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
ONES = "".join(DIGITS)
NUMERAL = f"{ONES}{''.join(SIZES)}"
FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
FORMAL_SIGNS = "".join(map(chr, FORMAL))

# Units whose own name begins with 百 or 千, and what else these are no numerals in.
UNIT_OF_THOUSANDS = "千(?=[米克瓦伏卡帕赫]|分[点之])|百(?=分|帕)"
HUNDRED, THOUSAND = "百(?![分帕])", "千(?![米克瓦伏卡帕赫]|分[点之])"
SIZE = rf"(?:{HUNDRED}|{THOUSAND})?万?亿?"
# 伍, 陆 and 拾 alone are parts of words and names; in a numeral of several signs they are figures.
CHINESE = (
    rf"(?:[壹贰叁肆柒捌玖]|[{FORMAL_SIGNS}](?=[零万亿{FORMAL_SIGNS}]))[零万亿{FORMAL_SIGNS}]*"
    rf"|(?:[{ONES}十万亿]|{HUNDRED}|{THOUSAND})+(?:点[{ONES}]+)?"
)
DECIMAL = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![0-9])"
MINUS = r"(?:(?<![-0-9A-Za-z.\0])-)?"
ARABIC = rf"{MINUS}{DECIMAL}(?:(?=[百千万亿]){SIZE}{DECIMAL})*"
PIECE = re.compile(r"([0-9,.]+)([百千万亿]*)")
# Two to three, thirty to forty, four or five hundred: no numeral, but the ends of a range.
SEVERAL = re.compile(
    rf"([{ONES}十百千万亿]*?)(一[两二]|[两二]三|三[四五]|四五|五六|六七|七八|八九)([十百千万亿]*)"
)


class Number(NamedTuple):
    """A number and what its last written digit is worth: 42万 is 420000, to 10000."""

    value: Decimal
    step: Decimal


def arabic(written: str) -> Number:
    """Return the worth of digits with sizes, each part below the last digit of the one before.

    Raises NotAFigure where a part may be read in two ways: 3万5.
    """
    value, step = Decimal(0), Decimal(0)
    for digits, sizes in PIECE.findall(written):
        size = _size(sizes)
        amount = Decimal(digits.replace(",", "")) * size
        if step and (not 0 < amount < step or (size == 1 and len(digits) == 1)):
            raise NotAFigure(UNCLEAR_NUMERAL)
        value += amount
        step = size.scaleb(-len(digits.partition(".")[2]))
    return Number(-value if written.startswith("-") else value, step)


def chinese(written: str) -> Number:
    """Return the worth of a numeral; a leading place without a digit is one of it: 十五, 百余.

    Raises NotAFigure where it has none, or more than one.
    """
    whole, _, decimals = written.translate(FORMAL).partition("点")
    places = "".join(str(DIGITS[sign]) for sign in decimals)
    value = Decimal(f"{_whole(whole)}.{places}")
    large = re.search("[万亿]*$", whole)
    return Number(value, _size(large[0] if large else "").scaleb(-len(places)))


def _size(signs: str) -> Decimal:
    size = Decimal(1)
    for sign in signs:
        size *= SIZES[sign]
    return size


def ends_of_several(written: str) -> Iterator[str]:
    """Yield the two ends of a numeral that is a range: 七十 and 八十 of 七八十; else nothing."""
    found = SEVERAL.fullmatch(written)
    if found is not None:
        yield from (f"{found[1]}{sign}{found[3]}" for sign in found[2])


def _whole(written: str) -> int:
    if "零" in written[1:] and not set(written) & {*SIZES, "两"} and written[0] != "零":
        # One digit after the other, as in a year, which only a zero among them makes certain.
        return int("".join(str(DIGITS[sign]) for sign in written))
    return _numeral(f"一{written}" if written[0] in SIZES else written)


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
