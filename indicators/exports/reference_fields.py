"""Every published field of what stands around the series, declared once."""

from collections.abc import Callable

from indicators.bilingual import Text
from indicators.checks import RuleResult
from indicators.enums import Outcome, PlaceLevel, RuleKind, SourceKind
from indicators.series import Named, Place, Plan

from .columns import Column, Columns, Half, Record, both
from .fields import (
    OF_INDICATOR,
    PLACE_MEANING,
    PLAN_MEANING,
    RELEASE_MEANING,
    RELEASED_MEANING,
    SOURCE_MEANING,
    name_of,
)
from .publication import DocumentInfo, ReleaseInfo
from .records import CoOwnerRecord
from .types import CODE, DAY, MOMENT, WHOLE, WORD


def title_of(read: Callable[[Record], Text]) -> Column[Record]:
    """Return the columns of a title."""
    return both(
        "title",
        Half(Text("中文标题", "the title in Chinese"), is_required=True),
        Half(Text("英文标题", "the title in English")),
        read,
    )


# One column is one or two lines here, so that they read as a table.
# fmt: off
AREA: Columns[Named] = Columns(
    Column("area", Text("领域代码", "the code of the area"), lambda one: one.code, CODE,
           is_required=True),
    name_of(lambda one: one.name),
)
ORGANISATION_MEANING = Text("单位代码", "the code of the organisation")
ORGANISATION: Columns[Named] = Columns(
    Column("organisation", ORGANISATION_MEANING, lambda one: one.code, CODE, is_required=True),
    name_of(lambda one: one.name),
)
CO_OWNER: Columns[CoOwnerRecord] = Columns(
    OF_INDICATOR,
    Column("organisation", ORGANISATION_MEANING, lambda one: one.owner.code, CODE,
           is_required=True, refers="organisations"),
)
PLACE: Columns[Place] = Columns(
    Column("place", PLACE_MEANING, lambda one: one.code, CODE, is_required=True),
    name_of(lambda one: one.name),
    Column("level", Text("层级", "how much of the city it covers"), lambda one: one.level, WORD,
           is_required=True, words=PlaceLevel.values),
)
PLAN: Columns[Plan] = Columns(
    Column("plan", PLAN_MEANING, lambda one: one.code, CODE, is_required=True),
    name_of(lambda one: one.name),
    Column("first_day", Text("规划期首日", "the first day of the plan"),
           lambda one: one.first_day, DAY, is_required=True),
    Column("last_day", Text("规划期末日", "the last day of the plan"),
           lambda one: one.last_day, DAY, is_required=True),
    Column("target_year", Text("目标年", "the year by which its targets are to be reached"),
           lambda one: one.target_year, WHOLE, is_required=True),
)
RELEASE: Columns[ReleaseInfo] = Columns(
    Column("release", RELEASE_MEANING, lambda one: one.key, WHOLE, is_required=True),
    title_of(lambda one: one.title),
    Column("released_at", RELEASED_MEANING, lambda one: one.at, MOMENT, is_required=True),
)
RESULT: Columns[RuleResult] = Columns(
    Column("rule", Text("勾稽关系代码", "the code of the rule"), lambda one: one.rule.code, CODE,
           is_required=True),
    name_of(lambda one: one.rule.name),
    Column("kind", Text("类型", "what it declares"), lambda one: one.rule.kind, WORD,
           is_required=True, words=RuleKind.values),
    Column("outcome", Text("结果", "what became of it"), lambda one: one.outcome, WORD,
           is_required=True, words=Outcome.values),
    Column("on", Text("所依据数据的日期", "the day of the figures that it looked at"),
           lambda one: one.on, DAY),
    Column("working", Text("算式", "the check written out"),
           lambda one: one.working if one.left else ""),
)
SOURCE: Columns[DocumentInfo] = Columns(
    Column("source", SOURCE_MEANING, lambda one: one.code, CODE, is_required=True),
    title_of(lambda one: one.title),
    both("publisher", Half(Text("发布者", "who published it, in Chinese")),
         Half(Text("发布者（英文）", "who published it, in English")),
         lambda one: one.publisher),
    Column("published_at", Text("文件发布时间", "when it was published"),
           lambda one: one.published_at, MOMENT),
    Column("url", Text("网址", "its address"), lambda one: one.url),
    Column("kind", Text("类型", "what sort of document it is"), lambda one: one.kind, WORD,
           is_required=True, words=SourceKind.values),
)
