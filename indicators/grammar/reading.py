"""What a written figure says: value, qualifier and unit, of a range both ends."""

import re
from decimal import Decimal
from typing import NamedTuple

from indicators.enums import Qualifier
from indicators.qualifiers import without_its_end
from indicators.signs import plain

from . import refusals
from .numerals import DIGITS, UNIT_OF_THOUSANDS, Number, arabic, chinese, ends_of_several
from .pattern import WORDS, any_of
from .refusals import NotAFigure

MOST_DIGITS, MOST_DECIMALS = 14, 6
SMALLEST = Decimal(1).scaleb(-MOST_DECIMALS)
WORD = re.compile("|".join(map(re.escape, sorted(WORDS, key=len, reverse=True))))
# Words of one sign that are a qualifier only in their place, and parts of units elsewhere.
IN_THEIR_PLACE = {"上", "过", "内", "强", "弱", "超", "+"}
WORD_IN_A_UNIT = re.compile(f"{any_of(WORDS.keys() - IN_THEIR_PLACE)}|[及或含]$")
NUMERAL_OF_A_UNIT = re.compile(rf"{UNIT_OF_THOUSANDS}|(?<=/)[十百千万]+")
SHARES = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
TENTHS = "成"
POWER = re.compile(r"(?<![A-Za-z])([kcmd]?m)([23])$")
HALF = Decimal("0.5")
BARE_SIZE = re.compile("[百千万亿]+")


class ParsedFigure(NamedTuple):
    """A figure in base units (42万 is 420000), what its words say about it, and its unit."""

    value: Decimal
    qualifier: Qualifier
    unit: str


class Reading(NamedTuple):
    """A figure, of a range its lower end with the other one, and the worth of its last digit."""

    low: ParsedFigure
    high: ParsedFigure | None
    step: Decimal


def unit_of(written: str) -> str:
    """Return a unit as figures have it: ㎡ and m2 are m², 大类 is 类."""
    unit = POWER.sub(lambda power: f"{power[1]}{'²³'[int(power[2]) - 2]}", plain(written))
    return unit[1:] if unit in ("大类", "大项") else unit


def read(match: re.Match[str]) -> Reading:
    """Return what the match of a figure's pattern says.

    Raises NotAFigure, with a message for the writer, where it has no reading or several.
    """
    part = match.groupdict(default="")
    unit = _unit(part, is_doubled=match["doubled"] is not None)
    first, *others = _numbers(part) if match["doubled"] is None else [_doubled(part["doubled"])]
    qualifier = _qualifier(part, is_range=bool(others))
    if qualifier is Qualifier.EXACT and BARE_SIZE.fullmatch(part["chinese"]) and not part["share"]:
        # 近千件 says a number, 千件 alone a unit, or very many.
        raise NotAFigure(refusals.UNCLEAR_NUMERAL)
    low, *high = [ParsedFigure(_storable(one.value), qualifier, unit) for one in (first, *others)]
    return Reading(low, high[0] if high else None, first.step)


def _unit(part: dict[str, str], *, is_doubled: bool) -> str:
    unit = unit_of(f"个{part['noun']}" if part["noun"] else part["unit"])
    if "半" in unit or (part["half"] and not unit):
        raise NotAFigure(refusals.NO_FIGURE)
    others = NUMERAL_OF_A_UNIT.sub("", unit).strip("²³")
    if any(sign.isnumeric() or sign in DIGITS for sign in others):
        raise NotAFigure(refusals.MORE_THAN_ONE)
    share = part["share"] or part["share_to"]
    is_share = bool(share) or is_doubled
    if WORD_IN_A_UNIT.search(unit) or unit in IN_THEIR_PLACE or (is_share and unit):
        raise NotAFigure(refusals.NOT_A_UNIT)
    return SHARES.get(share, "%") if is_share or unit == TENTHS else unit


def _numbers(part: dict[str, str]) -> list[Number]:
    """Return the number, or both ends of a range: 10至15, 1至2万, 七八十."""
    share = part["share"] or part["share_to"]
    if part["arabic_to"] or part["chinese_to"]:
        # 1至2万人: the size behind the second number is the first one's too.
        size = part["size"] or part["size_to"]
        first = _number(share, part["arabic"], part["chinese"], size)
        second = _number(share, part["arabic_to"], part["chinese_to"], part["size_to"])
        found = [first, second]
    else:
        several = list(ends_of_several(part["chinese"])) or [part["chinese"]]
        found = [_number(share, part["arabic"], one, part["size"]) for one in several]
    if part["half"] or part["middle"] == "半":
        found = [_with_more(one, HALF) for one in found]
    if part["tenths"]:
        found = [_with_more(one, Decimal(DIGITS[part["tenths"]]) / 10) for one in found]
    times = 10 if part["unit"] == TENTHS else 1
    return [Number(one.value * times, one.step * times) for one in found]


def _number(share: str, digits: str, numeral: str, size: str) -> Number:
    found = arabic(digits + size) if digits else chinese(numeral)
    if size and not digits:
        found = Number(*(one * arabic(f"1{size}").value for one in found))
    if not share or share in SHARES:
        return found
    whole = share.removesuffix("分之")
    parts = (arabic(whole) if whole.isascii() else chinese(whole)).value
    if parts < 2:
        raise NotAFigure(refusals.UNCLEAR_NUMERAL)
    # Two thirds have no end; they are kept to as many places as any figure.
    per_cent = _storable(found.value) * 100 / parts
    return Number(per_cent.quantize(SMALLEST).normalize(), found.step)


def _with_more(number: Number, more: Decimal) -> Number:
    if number.step != 1:
        raise NotAFigure(refusals.UNCLEAR_NUMERAL)
    return Number(number.value + more, Decimal("0.1"))


def _doubled(times: str) -> Number:
    """Return by how many per cent what doubles so often has grown: 翻两番 is 300."""
    often = int(times) if times.isascii() and times else DIGITS.get(times, 1)
    return Number(Decimal(2**often - 1) * 100, Decimal(10))


def _qualifier(part: dict[str, str], *, is_range: bool) -> Qualifier:
    after = "" if is_range else part["after"]
    around = (part["before"], part["inside"], part["behind"], part["middle"], after)
    said = {WORDS[word] for word in WORD.findall(" ".join(around))} or {Qualifier.EXACT}
    if is_range and said == {Qualifier.EXACT} and not (part["arabic"] or part["chinese_to"]):
        # 七八十 is a way of saying about so many.
        return Qualifier.ABOUT
    if len(said) > 1:
        raise NotAFigure(refusals.CONTRADICTION)
    found = said.pop()
    opened = without_its_end(found) if "(不" in after else found
    if opened is None:
        raise NotAFigure(refusals.CONTRADICTION)
    return opened


def _storable(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    if abs(value) >= 10**MOST_DIGITS or decimals > MOST_DECIMALS:
        raise NotAFigure(refusals.TOO_MANY_DIGITS)
    return value or Decimal(0)
