"""Parse words of closed lists as officials write them: 存量, 每月, 越高越好, ≥."""

from collections.abc import Callable
from functools import cache, partial

from django.db.models import TextChoices
from django.utils.translation import override

from indicators import enums
from indicators.bilingual import Text
from indicators.qualifiers import ROWS

from .cells import NotReadable, fold


def _around(limit: enums.Comparison) -> tuple[str, ...]:
    """Return the words that figures have for a limit."""
    row = ROWS[enums.Qualifier(limit.value)]
    return (*row.before, *row.after)


# Beside the code of each and its label in either language.
SYNONYMS: dict[type[TextChoices], dict[TextChoices, tuple[str, ...]]] = {
    enums.Kind: {
        enums.Kind.STOCK: ("时点数", "期末数", "存量数"),
        enums.Kind.FLOW: ("流量", "当期数", "本期数", "期间数"),
        enums.Kind.CUMULATIVE: ("累计", "累计值"),
        enums.Kind.RATE: ("比例", "占比", "百分比"),
        enums.Kind.PLAN: ("计划", "计划数"),
    },
    enums.Direction: {
        enums.Direction.UP: ("越大越好", "正向", "升", "↑"),
        enums.Direction.DOWN: ("越小越好", "负向", "逆向", "降", "↓"),
        enums.Direction.NONE: ("无", "中性", "不区分"),
    },
    enums.Frequency: {
        enums.Frequency.MONTH: ("月", "月度", "按月", "月报"),
        enums.Frequency.QUARTER: ("季", "季度", "按季", "季报"),
        enums.Frequency.HALF_YEAR: ("半年", "半年度", "按半年", "半年报"),
        enums.Frequency.YEAR: ("年", "年度", "按年", "年报"),
    },
    enums.Comparison: {
        enums.Comparison.AT_LEAST: _around(enums.Comparison.AT_LEAST),
        enums.Comparison.AT_MOST: _around(enums.Comparison.AT_MOST),
        enums.Comparison.EQUAL: ("=", "等于", "恰为"),
        enums.Comparison.WITHIN: ("区间", "范围", "在区间内", "之间"),
    },
    enums.Basis: {
        enums.Basis.STATED: ("文件载明", "载明"),
        enums.Basis.PLAN: ("规划", "计划确定"),
        enums.Basis.POLICY: ("上级规定", "政策"),
        enums.Basis.DERIVED: ("推算",),
        enums.Basis.WORKING: ("工作目标",),
    },
    enums.OwnershipBasis: {
        enums.OwnershipBasis.STATED: ("载明",),
        enums.OwnershipBasis.INFERRED: ("推定", "按职责"),
    },
}  # fmt: skip
LANGUAGES = ("zh-hans", "en")


def choice(said: str, choices: type[TextChoices]) -> str:
    """Return the code of the word.

    Raises NotReadable, which names the words there are, where it is none of them.
    """
    found = _codes(choices).get(fold(said))
    if found is None:
        labels = [in_both(partial(getattr, one, "label")) for one in choices]
        zh, en = zip(*labels, strict=True)
        raise NotReadable(
            Text(
                f"没有“{said}”这个选项。可填：{'、'.join(zh)}。",
                f"“{said}” is no choice here. Write one of: {', '.join(en)}.",
            )
        )
    return found


def in_both(say: Callable[[], object]) -> Text:
    """Return what is said in each of the two languages."""
    said = []
    for language in LANGUAGES:
        with override(language):
            said.append(str(say()))
    return Text(*said)


@cache
def _codes(choices: type[TextChoices]) -> dict[str, str]:
    """Return the codes by all that they are called."""
    said = {fold(one.value): one.value for one in choices}
    for one in choices:
        said |= dict.fromkeys(map(fold, in_both(partial(getattr, one, "label"))), one.value)
    for one, words in SYNONYMS.get(choices, {}).items():
        said |= {fold(word): one.value for word in words}
    return said
