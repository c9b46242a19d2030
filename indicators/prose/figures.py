"""Figures in a line: where each begins and ends, and what it says.

Span and shape are found here; value, qualifier and unit are what ``intake.grammar`` understands of
the same words in the desk, so that a text and a form never disagree.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from indicators import grammar
from indicators.enums import Qualifier, StatementKind
from indicators.grammar import NotAFigure, ParsedFigure

from .measures import AFTER_DIGITS, AFTER_NUMERALS, any_measure
from .normalise import NUMERAL, ONES

# Words of running text, and how the grammar of the desk writes them.
AS_IN_THE_DESK = {
    "突破": "超过",
    "过": "超过",
    "≈": "约",
    "上": "不少于",
    "不得少于": "不少于",
    "不得低于": "不低于",
    "不得超过": "不超过",
    "不得高于": "不高于",
    "几": "余",
    "+": "余",
    "内": "以内",
}
IN_TEXTS = ("突破", "≈", "不得少于", "不得低于", "不得超过", "不得高于")
# Words that only end like a qualifier: 附近, 节约, 签约, 赶超.
NO_QUALIFIER = "附最临靠邻新节签预公契违条制特履解续赶"
BEFORE = (
    rf"(?<![{NO_QUALIFIER}])(?:{grammar.any_of([*grammar.BEFORE, *IN_TEXTS])})"
    rf"|[上过](?=[百千万亿][^年月])"
)
NEGATIVE = "(?:(?<=[比率幅长降:(\t])-)?"
ARABIC = rf"{NEGATIVE}[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|{NEGATIVE}[0-9]+(?:\.[0-9]+)?"
CHINESE = f"[{NUMERAL}]+(?:点[{ONES}]+)?"
AROUND = rf"{grammar.any_of(grammar.INSIDE)}|几|\+"
SIZE = r"(?:百(?!分)|千)?万?亿?"
NUMBER = (
    rf"(?P<percent>百分之|千分之)?(?:(?P<arabic>{ARABIC})(?![0-9])|(?P<chinese>{CHINESE}))"
    rf"(?P<inside>(?:{AROUND})?)(?P<size>{SIZE})(?P<behind>(?:{AROUND})?)"
)
SECOND = re.sub(r"\?P<([a-z]+)>", r"?P<\1_to>", NUMBER)
UNIT = any_measure(AFTER_DIGITS)
# What may not follow a word that qualifies: 以下简称, 上下级.
NOT_BEFORE = {"以下": "(?!简称)", "上下": "(?![级联游])", "多": r"(?![^\W\d_])"}
AFTER = "|".join(
    [
        *(f"{word}{NOT_BEFORE.get(word, '')}" for word in grammar.AFTER),
        "(?<=[天日时钟月年周])内(?![部容])",
    ]
)
FIGURE = (
    rf"(?<![0-9.A-Za-z])(?:(?P<before>{BEFORE}))?{NUMBER}"
    rf"(?:(?P<unit_low>{UNIT})?(?:-+|至|到){SECOND}(?=(?:{UNIT}|$|[^0-9])))?"
    rf"(?:(?P<months>个多月)|(?P<unit>{UNIT})?(?P<after>{AFTER})?)"
)
SEVERAL = re.compile(r"([两二三四五六七八])([三四五六七八九])([十百千万]*)")
ADVERBS = {"年", "天", "周", "起", "道", "块", "点", "段", "处", "对"}
ENDS = re.compile(r"(?:$|[，。；：、！？,;:.!?)\]”’』])")
DETERMINERS = "的每这那某任同第唯统之另逐其"
CELL = "\t"
ROW_HEAD = rf"[^{CELL}]*\((?P<size>[万亿]?)(?P<unit>{UNIT})\){CELL}"
CODE = re.compile(r"0[0-9]+")
FOUR_DIGITS_OF_A_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number from one sign of the line to another; what counts nothing has no value."""

    start: int
    end: int
    kind: StatementKind
    value: Decimal | None = None
    value_to: Decimal | None = None
    unit: str = ""
    qualifier: Qualifier | None = None


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """Return one of the long patterns, which processes that read no prose need not wait for."""
    return re.compile(source)


def figures(line: str) -> Iterator[NumberSpan]:
    """Yield the figures of a ``normalise.Line``'s text, with what counts nothing blotted out."""
    head = _compiled(ROW_HEAD).match(line)
    for match in _compiled(FIGURE).finditer(line):
        found = _found(match)
        if found is not None:
            yield _in_row(found, head) if head and not found.unit else found


def _in_row(found: NumberSpan, head: re.Match[str]) -> NumberSpan:
    """Return a figure of a table's row in the unit that the row's head names: 收件(万件)."""
    if found.value is None:
        return found
    times = grammar.SIZES.get(head["size"], 1)
    return replace(found, value=found.value * times, unit=head["unit"])


def _found(match: re.Match[str]) -> NumberSpan | None:
    part = match.groupdict(default="")
    if part["months"]:
        part |= {"unit": "个月", "after": "多"}
    start, end = match.start(), match.start() + len(match[0].rstrip())
    kind = _kind(match, part)
    if kind is None:
        return None
    if kind is not StatementKind.FIGURE:
        return NumberSpan(start, end, kind)
    try:
        low, high = _ends(part)
    except NotAFigure:
        return NumberSpan(start, end, StatementKind.IDIOM)
    to = high.value if high else None
    unit = (high or low).unit.removeprefix("大")
    return NumberSpan(start, end, kind, low.value, to, unit, low.qualifier)


def _kind(match: re.Match[str], part: dict[str, str]) -> StatementKind | None:
    """Tell whether the number counts anything; None where it is only a part of a word."""
    has_unit = bool(part["unit"] or part["percent"])
    if part["arabic"]:
        return StatementKind.FIGURE if has_unit or CELL in match.string else _bare(part)
    if not has_unit or (part["unit"] and part["unit"] not in AFTER_NUMERALS):
        return None
    around = part["before"] + part["inside"] + part["behind"] + part["after"]
    if part["percent"] or around:
        return StatementKind.FIGURE
    if part["chinese"] == "一" and not part["size"]:
        return StatementKind.FIGURE if _is_counted(match, part["unit"]) else StatementKind.IDIOM
    if set(part["chinese"]) & set(ONES) or part["chinese"] == "十":
        return StatementKind.FIGURE
    # 收件(万件) names a unit; 千家 alone is a way of speaking.
    return None if match.string[: match.start()].endswith("(") else StatementKind.IDIOM


def _bare(part: dict[str, str]) -> StatementKind:
    """Take digits without a measure word for a figure of a table, but for codes and years."""
    digits = part["arabic"]
    if part["arabic_to"] or CODE.fullmatch(digits):
        return StatementKind.NAME
    is_year = FOUR_DIGITS_OF_A_YEAR.fullmatch(digits) and not part["size"]
    return StatementKind.DATE if is_year else StatementKind.FIGURE


def _is_counted(match: re.Match[str], unit: str) -> bool:
    """一 counts where its noun stands before it (规章一件), and is an article elsewhere."""
    line, start = match.string, match.start()
    if unit == "倍" or unit in ADVERBS:
        return unit == "倍"
    follows_noun = start > 0 and line[start - 1].isalpha() and line[start - 1] not in DETERMINERS
    return follows_noun and ENDS.match(line, match.end()) is not None


def _ends(part: dict[str, str]) -> tuple[ParsedFigure, ParsedFigure | None]:
    """Return the figure, or the two ends of a range; raise NotAFigure where it has no reading."""
    several = SEVERAL.fullmatch(part["chinese"])
    if several is not None:
        low, high = (f"{several[n]}{several[3]}" for n in (1, 2))
        unit = part["unit"]
        about = grammar.figure_of(f"约{low}{part['size']}{unit}")
        return about, grammar.figure_of(f"约{high}{part['size']}{unit}")
    if not (part["arabic_to"] or part["chinese_to"]):
        return _understood(part, part["size"]), None
    second = {name: part[f"{name}_to"] for name in ("percent", "arabic", "chinese")}
    second |= {"inside": part["inside_to"], "behind": part["behind_to"], "before": ""}
    second |= {"unit": part["unit"], "after": part["after"]}
    first = part | {"after": "", "unit": part["unit_low"] or part["unit"]}
    # 1至2万人: the size behind the second number is the first one's too.
    size = part["size"] or part["size_to"]
    return _understood(first, size), _understood(second, part["size_to"])


def _understood(part: dict[str, str], size: str) -> ParsedFigure:
    number = part["arabic"] or _with_point(part["chinese"])
    unit = "‰" if part["percent"] == "千分之" else part["unit"]
    words = [part["before"], part["percent"].replace("千分之", ""), number]
    words += [part["inside"], size, part["behind"], unit, part["after"]]
    said = "".join(AS_IN_THE_DESK.get(word, word) for word in words)
    return grammar.figure_of(said)


def _with_point(numeral: str) -> str:
    """Write 六十二点五 in digits; the grammar of the desk knows whole numerals only."""
    whole, point, decimals = numeral.partition("点")
    if not point:
        return numeral
    value = grammar.figure_of(whole).value
    return f"{value:f}.{''.join(str(grammar.DIGITS[sign]) for sign in decimals)}"
