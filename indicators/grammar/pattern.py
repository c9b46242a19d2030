"""The shape of a written figure: words before, number, words inside, unit, words behind."""

import re
from collections.abc import Iterable

from indicators.qualifiers import around

from .numerals import ARABIC, CHINESE, FORMAL_SIGNS, NUMERAL, SIZE

BEFORE, INSIDE, AFTER = around("before"), around("inside"), around("after")
WORDS = BEFORE | INSIDE | AFTER

# Words that only end like a qualifier (附近, 节约, 签约, 赶超), and where others are one at all.
NO_QUALIFIER = "(?<![附最临靠邻新节签预公契违条制特履解续赶])"
HUNDREDS = "(?=[百千万亿](?![年月]))"
SHARES = "(?:(?<=[%成])|(?<=分之.))"
GUARDS = {
    "上": f"上{HUNDREDS}",
    "过": f"过{HUNDREDS}",
    "以下": "以下(?!简称)",
    "上下": "上下(?![级联游])",
    "内": "(?<=[天日时钟月年周])内(?![部容])",
    "不到": "不到(?![位岗场])",
    "强": f"{SHARES}强(?![制化调劲大])",
    "弱": f"{SHARES}弱(?![势项点化])",
    "+": r"\+(?![0-9])",
}
BEHIND_UNITS = {"多": r"多(?![^\W\d_])"}


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of the words, the longer ones tried first."""
    return "|".join(sorted(words, key=len, reverse=True))


def _guarded(words: Iterable[str], guards: dict[str, str] = GUARDS) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(guards.get(word, word) for word in ordered)


SHARE = r"[百千万零一二三四五六七八九十两]{1,4}分之|[0-9]{1,3}分之"
AROUND = _guarded(INSIDE)
NUMBER = (
    rf"(?P<share>{SHARE})?(?:(?P<arabic>{ARABIC})|(?P<chinese>{CHINESE}))"
    rf"(?P<inside>(?:{AROUND})?)(?P<size>{SIZE})(?P<behind>(?:{AROUND})?)"
)
SECOND = re.sub(r"\?P<([a-z]+)>", r"?P<\1_to>", NUMBER)
# Whether the limit itself is meant: 80%以上（含80%）.
SAME = r"(?:(?P=arabic)|(?P=chinese))[^\W\d_%‰]{0,3}[%‰]?"
INCLUDED = rf"\(不?(?:包?含|包括)(?:[本该此]数|{SAME})?\)"
LIMIT = f"(?:{INCLUDED})?(?:{_guarded(AFTER, GUARDS | BEHIND_UNITS)})(?:{INCLUDED})?"
# 3个半月 and 5个多月: what is in the middle belongs to the number.
PARTED = "个(?P<middle>[半多余来])(?P<noun>月|小时|星期|学期|季度)"
HALF = "半(?![价载数天截壁])"
TENTHS = "(?<=成)[一二三四五六七八九](?![个项件家人名位年月日])"


# Most signs of a line begin no figure, which this tells at once.
STARTS = re.escape("".join({word[0] for word in BEFORE})) + f"0-9翻{NUMERAL}{FORMAL_SIGNS}-"


def figure(unit: str, *, is_whole: bool) -> re.Pattern[str]:
    """Return the pattern of a figure whose unit fits; ``is_whole`` where nothing else stands by.

    Of a whole text the unit is what the words behind leave over.
    """
    maybe = "??" if is_whole else "?"
    return re.compile(
        rf"(?=[{STARTS}])(?<![0-9.A-Za-z])"
        rf"(?P<before>(?:{NO_QUALIFIER}(?:{_guarded(BEFORE)})){{0,3}})"
        rf"(?:翻了?(?P<doubled>[一两三四五0-9]?)番(?!目标|计划|工程|行动)"
        rf"|{NUMBER}(?:(?P<unit_low>{unit})?(?:-+|至|到){SECOND})?)"
        rf"(?:{PARTED}|(?: (?=[A-Za-zμ]))?(?P<unit>{unit}){maybe}"
        rf"(?P<tenths>{TENTHS})?(?P<half>{HALF})?)"
        rf"(?P<after>(?:{LIMIT}){'{0,3}' if is_whole else '?'})"
    )
