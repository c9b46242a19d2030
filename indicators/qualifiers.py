"""The qualifiers, a row each: what the words around a figure prove, and how each is written.

"80 % 以上" is the interval [80, 100], "10余" is (10, ∞), "近千" is (−∞, 1000), "约" proves nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from fractions import Fraction

from .bilingual import Text
from .enums import Qualifier


class IntervalEnd(IntEnum):
    """What the figure is of the values that are possible: their end, a bound of them, or neither.

    The greater one prevails where figures are added.
    """

    CLOSED = 0
    OPEN = 1
    NONE = 2


class Mark(Enum):
    """What stands for a figure in a chart; only an exact one is a dot."""

    DOT = "dot"
    UP = "up"
    DOWN = "down"
    RING = "ring"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifierRow:
    """All that is particular to a qualifier, but for its name, which is the word of the list.

    ``low`` and ``high`` say what the figure is below and above. ``shown`` is the pattern of pages,
    ``of_rates`` the Chinese one where a rate or an odd number would read badly so. ``written`` is
    the pattern of fields, which is read again as the same; ``share`` what stands before a share,
    and ``sign`` before a figure where there is room for a sign alone.
    ``before``, ``inside`` and ``after`` are the words around a figure in texts. ``slack`` is what
    such words leave open in a text, as shares of the figure below and above it. ``mirrored`` is
    what is known of a rest where the whole is exact.
    """

    low: IntervalEnd
    high: IntervalEnd
    shown: Text
    written: str
    share: Text
    sdmx: Text
    mark: Mark
    of_rates: str = ""
    sign: str = ""
    before: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    slack: tuple[Fraction, Fraction] | None = None
    mirrored: Qualifier | None = None


TENTH, NOTHING = Fraction(1, 10), Fraction(0)
ROWS: Mapping[Qualifier, QualifierRow] = {
    Qualifier.EXACT: QualifierRow(
        low=IntervalEnd.CLOSED,
        high=IntervalEnd.CLOSED,
        shown=Text("{value}{unit}", "{value}{unit}"),
        written="{}",
        share=Text("", ""),
        sdmx=Text("精确值", "Exact"),
        mark=Mark.DOT,
    ),
    Qualifier.AT_LEAST: QualifierRow(
        low=IntervalEnd.CLOSED,
        high=IntervalEnd.NONE,
        shown=Text("{value}{unit}以上", "at least {value}{unit}"),
        written="{}以上",
        share=Text("至少", "at least "),
        sign="≥",
        sdmx=Text("以上：至少，含本数", "At least; the value included"),
        mark=Mark.UP,
        before=(
            *("不少于", "不低于", "不小于", "不下于", "不下", "不得少于", "不得低于", "不得小于"),
            *("大于等于", "大于或等于", "高于或等于", "等于或大于", "至少", "最少", "起码", "上"),
            *("≥", ">=", "=>"),
        ),
        after=("以上", "及以上", "或以上", "含以上"),
        mirrored=Qualifier.AT_MOST,
    ),
    Qualifier.MORE_THAN: QualifierRow(
        low=IntervalEnd.OPEN,
        high=IntervalEnd.NONE,
        shown=Text("{value}余{unit}", "more than {value}{unit}"),
        of_rates="超过{value}{unit}",
        written="超过{}",
        share=Text("超过", "more than "),
        sign=">",
        sdmx=Text("余：多于，不含本数", "More than; the value excluded"),
        mark=Mark.UP,
        before=("超过", "超", "逾", "多于", "大于", "高于", "突破", "过", ">"),
        inside=("余", "多", "几", "+"),
        after=("余", "多", "有余", "出头", "强"),
        mirrored=Qualifier.LESS_THAN,
    ),
    Qualifier.AT_MOST: QualifierRow(
        low=IntervalEnd.NONE,
        high=IntervalEnd.CLOSED,
        shown=Text("不超过{value}{unit}", "at most {value}{unit}"),
        written="不超过{}",
        share=Text("至多", "at most "),
        sign="≤",
        sdmx=Text("不超过：至多，含本数", "At most; the value included"),
        mark=Mark.DOWN,
        before=(
            *("不超过", "不多于", "不高于", "不大于", "不得超过", "不得高于", "不得多于"),
            *("不得大于", "小于等于", "小于或等于", "低于或等于", "等于或小于", "至多", "最多"),
            *("≤", "<=", "=<"),
        ),
        after=("以下", "及以下", "或以下", "含以下", "以内", "之内", "内"),
        mirrored=Qualifier.AT_LEAST,
    ),
    Qualifier.LESS_THAN: QualifierRow(
        low=IntervalEnd.NONE,
        high=IntervalEnd.OPEN,
        shown=Text("不足{value}{unit}", "less than {value}{unit}"),
        written="不足{}",
        share=Text("不足", "less than "),
        sign="<",
        sdmx=Text("不足：少于，不含本数", "Less than; the value excluded"),
        mark=Mark.DOWN,
        before=("不足", "不到", "不满", "未满", "未达", "未达到", "低于", "少于", "小于", "<"),
        after=("不到", "弱"),
        mirrored=Qualifier.MORE_THAN,
    ),
    Qualifier.NEARLY: QualifierRow(
        low=IntervalEnd.NONE,
        high=IntervalEnd.OPEN,
        shown=Text("近{value}{unit}", "nearly {value}{unit}"),
        written="近{}",
        share=Text("近", "nearly "),
        sign="<",
        sdmx=Text("近：略少于，不含本数", "Nearly; the value excluded"),
        mark=Mark.DOWN,
        before=("近", "将近", "接近", "几近", "逼近"),
        slack=(TENTH, NOTHING),
        mirrored=Qualifier.MORE_THAN,
    ),
    Qualifier.ABOUT: QualifierRow(
        low=IntervalEnd.NONE,
        high=IntervalEnd.NONE,
        shown=Text("约{value}{unit}", "about {value}{unit}"),
        written="约{}",
        share=Text("约", "about "),
        sign="≈",
        sdmx=Text("约：上下不定", "About; above or below"),
        mark=Mark.RING,
        before=("约", "大约", "大概", "≈"),
        inside=("来",),
        after=("左右", "上下"),
        slack=(TENTH, TENTH),
    ),
}
if without := [one.name for one in Qualifier if one not in ROWS]:
    # Nothing may be read or shown with half of what a qualifier means.
    raise LookupError(f"No row says what these qualifiers mean: {', '.join(without)}.")


def around(place: str) -> dict[str, Qualifier]:
    """Return what the words ``before``, ``inside`` or ``after`` a figure mean."""
    return {word: one for one, row in ROWS.items() for word in getattr(row, place)}


def without_its_end(qualifier: Qualifier) -> Qualifier | None:
    """Return what a bound is without its own value, as in 80以上（不含）; None of other words."""
    row = ROWS[qualifier]
    ends = {row.low, row.high}
    if ends != {IntervalEnd.CLOSED, IntervalEnd.NONE}:
        return None
    opened = [IntervalEnd.OPEN if one is IntervalEnd.CLOSED else one for one in (row.low, row.high)]
    return next(one for one, other in ROWS.items() if [other.low, other.high] == opened)
