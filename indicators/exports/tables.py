"""The tables and what a row of each is: two files for spreadsheets, and a package of thirteen."""

from dataclasses import dataclass

from indicators.enums import (
    Basis,
    Comparison,
    Direction,
    Frequency,
    Kind,
    Outcome,
    OwnershipBasis,
    PlaceLevel,
    RuleKind,
    SourceKind,
    Standing,
)
from indicators.texts import Text

from .columns import (
    AS_WRITTEN,
    INDICATOR,
    LOWER,
    NAME_EN,
    NAME_ZH,
    PARAGRAPH,
    PERIOD,
    PERIOD_END,
    PERIOD_START,
    PLACE,
    QUALIFIER,
    RELEASE,
    RELEASED_AT,
    SOURCE,
    STATUS,
    UNIT,
    UPPER,
    VALUE,
    VERSION,
    Column,
    Sort,
    code,
    filled,
    free,
    one_of,
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row is, its columns, and those that tell its rows apart."""

    name: str
    meaning: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """Return the names of the columns."""
        return [column.name for column in self.columns]


REASON = free("reason", "更正或撤回的理由", "why the figure was corrected or withdrawn")
AREA = code("area", "领域代码", "the code of the area", "areas")
OWNER = code("owner", "责任单位代码", "the code of the owner", "organisations")
ORGANISATION = code("organisation", "单位代码", "the code of the organisation", "organisations")
PART_OF = code("part_of", "所属总指标代码", "the indicator of which it is a part", "indicators")
OWNERSHIP = one_of(
    "ownership_basis",
    "责任单位依据：原文载明或推断",
    "whether the source names the owner, or it was inferred",
    OwnershipBasis.values,
)
DEFINED = (
    one_of("kind", "性质：时点、期间、累计、比率、计划", "what sort of number it is", Kind.values),
    one_of("direction", "越高越好、越低越好或无方向", "which way is better", Direction.values),
    one_of("frequency", "报送频率", "how often a figure is due", Frequency.values),
)
DEFINITIONS = (
    free("definition_zh", "中文定义", "the definition in Chinese"),
    free("definition_en", "英文定义", "the definition in English"),
)
NOTES = (
    free("note_zh", "中文说明", "a note in Chinese"),
    free("note_en", "英文说明", "a note in English"),
)
TITLES = (
    filled("title_zh", "中文标题", "the title in Chinese"),
    free("title_en", "英文标题", "the title in English"),
)
DUE = filled("due", "目标期限", "the day by which the target is to be reached", Sort.DAY)
VERSIONED = (
    INDICATOR, PLACE, PERIOD, PERIOD_START, PERIOD_END, VALUE, LOWER, UPPER, QUALIFIER, STATUS,
    AS_WRITTEN, *NOTES, SOURCE, PARAGRAPH, RELEASE, RELEASED_AT, VERSION,
    REASON,
)  # fmt: skip

FLAT = Table(
    "observations",
    Text("全部现行数据，每行一个", "every current figure, one in a row"),
    (
        INDICATOR.alone, NAME_ZH, NAME_EN, PLACE.alone, PERIOD_START, PERIOD_END, VALUE, UNIT,
        QUALIFIER, AS_WRITTEN, SOURCE.alone, PARAGRAPH, RELEASED_AT, VERSION, LOWER, UPPER, REASON,
    ),
    ("indicator", "place", "period_start", "period_end"),
)  # fmt: skip
FLAT_INDICATORS = Table(
    "indicators",
    Text("全部公开指标，每行一个", "every public indicator, one in a row"),
    (
        INDICATOR.alone, NAME_ZH, NAME_EN, AREA.alone, UNIT, *DEFINED, OWNER.alone, OWNERSHIP,
        PART_OF.alone.optional, *DEFINITIONS,
    ),
    ("indicator",),
)  # fmt: skip

AREAS = Table("areas", Text("领域", "areas"), (AREA.alone, NAME_ZH, NAME_EN), ("area",))
CO_OWNERS = Table(
    "co_owners",
    Text("共同责任单位", "who shares an indicator with its owner"),
    (INDICATOR, ORGANISATION),
    ("indicator", "organisation"),
)
INDICATORS = Table(
    "indicators",
    Text("指标定义", "what is counted"),
    (
        INDICATOR.alone, NAME_ZH, NAME_EN, AREA, UNIT,
        free("unit_one", "英文单位（单数）", "the English unit, singular"),
        free("unit_many", "英文单位（复数）", "the English unit, plural"),
        filled("decimals", "小数位数", "with how many decimals it is shown", Sort.WHOLE),
        *DEFINED, OWNER, OWNERSHIP, PART_OF.optional, *DEFINITIONS,
    ),
    ("indicator",),
)  # fmt: skip
MILESTONES = Table(
    "milestones",
    Text("目标的阶段值", "values to reach on the way to a target"),
    (
        INDICATOR, PLACE, DUE,
        filled("on", "日期", "the day", Sort.DAY),
        filled("value", "阶段值", "the value to reach by then", Sort.NUMBER),
    ),
    ("indicator", "place", "due", "on"),
)  # fmt: skip
OBSERVATIONS = Table(
    "observations",
    Text("现行数据，含各种“无”", "every current figure, and every kind of nothing"),
    VERSIONED,
    ("indicator", "place", "period"),
)
ORGANISATIONS = Table(
    "organisations",
    Text("责任单位和共同责任单位", "owners and co-owners"),
    (ORGANISATION.alone, NAME_ZH, NAME_EN),
    ("organisation",),
)
PLACES = Table(
    "places",
    Text("口径", "where figures hold"),
    (
        PLACE.alone, NAME_ZH, NAME_EN,
        one_of("level", "层级", "how much of the city it covers", PlaceLevel.values),
    ),
    ("place",),
)  # fmt: skip
RELEASES = Table(
    "releases",
    Text("发布", "what came out when"),
    (RELEASE.alone, *TITLES, RELEASED_AT),
    ("release",),
)
REPLACED = Table(
    "replaced",
    Text("已被更正的旧版本", "earlier versions that a correction replaced"),
    VERSIONED,
    ("indicator", "place", "period", "version"),
)
RESULTS = Table(
    "results",
    Text("勾稽关系的校验结果", "what became of the declared checks"),
    (
        code("rule", "勾稽关系代码", "the code of the rule"), NAME_ZH, NAME_EN,
        one_of("kind", "类型", "what it declares", RuleKind.values),
        one_of("outcome", "结果", "what became of it", Outcome.values),
        free("on", "所依据数据的日期", "the day of the figures that it looked at", Sort.DAY),
        free("working", "算式", "the check written out"),
    ),
    ("rule",),
)  # fmt: skip
SOURCES = Table(
    "sources",
    Text("来源文件", "documents that figures or targets are taken from"),
    (
        SOURCE.alone, *TITLES,
        free("publisher_zh", "发布者", "who published it, in Chinese"),
        free("publisher_en", "发布者（英文）", "who published it, in English"),
        free("published_at", "文件发布时间", "when it was published", Sort.MOMENT),
        free("url", "网址", "its address"),
        one_of("kind", "类型", "what sort of document it is", SourceKind.values),
    ),
    ("source",),
)  # fmt: skip
STANDINGS = Table(
    "standings",
    Text("进展", "how each indicator stands to its target"),
    (
        INDICATOR, PLACE,
        filled("as_of", "评判日", "the day on which it is judged", Sort.DAY),
        one_of("standing", "进展", "the standing", Standing.values),
        free("achieved", "完成度（1为全部）", "the share of the way; 1 is all of it", Sort.NUMBER),
        free("expected", "要求路径在数据当日的值", "where the path is on its day", Sort.NUMBER),
        filled("sentence_zh", "中文说明及算式", "the sentence with its working, in Chinese"),
        filled("sentence_en", "英文说明及算式", "the sentence with its working, in English"),
    ),
    ("indicator", "place"),
)  # fmt: skip
COMPARISON = one_of(
    "comparison",
    "比较方式；空为文字目标",
    "how the figure must stand to it; empty for a target in words",
    Comparison.values,
)
VERDICTS = (Standing.MET, Standing.MISSED, Standing.NOT_SHOWN, Standing.NO_DATA)
TARGETS = Table(
    "targets",
    Text("目标", "what figures should reach"),
    (
        INDICATOR, PLACE, DUE, COMPARISON.optional,
        free("value", "目标值", "the value to reach", Sort.NUMBER),
        free("upper", "区间上限", "the upper end of a range", Sort.NUMBER),
        one_of("basis", "依据", "where the target comes from", Basis.values),
        free("arithmetic", "推算过程", "the arithmetic of a derived target"),
        free("statement_zh", "文字目标", "a target in words, in Chinese"),
        free("statement_en", "文字目标（英文）", "a target in words, in English"),
        *NOTES, SOURCE.optional,
        free("baseline_on", "基期", "the day of the cited baseline", Sort.DAY),
        free("baseline_value", "基期值", "the cited baseline", Sort.NUMBER),
        free("whole", "推算总数", "the whole that a falling figure counts down", Sort.NUMBER),
        filled("risk_margin", "预警幅度", "the margin of “at risk”", Sort.NUMBER),
        one_of(
            "verdict",
            "期限已过的结果；未到期或文字目标为空",
            "what became of it once its day has passed; empty until then, and for words",
            [one.value for one in VERDICTS],
            is_required=False,
        ),
        free(
            "verdict_period_end",
            "据以判定的数据的报告期止日",
            "the last day of the period of the figure that decided it",
            Sort.DAY,
        ),
    ),
    ("indicator", "place", "due"),
)  # fmt: skip

TABLES = (
    AREAS, CO_OWNERS, INDICATORS, MILESTONES, OBSERVATIONS, ORGANISATIONS, PLACES, RELEASES,
    REPLACED, RESULTS, SOURCES, STANDINGS, TARGETS,
)  # fmt: skip
# No history is kept of what these rest on, so a release's own package leaves them out.
OF_HISTORY = tuple(one for one in TABLES if one not in (MILESTONES, RESULTS, STANDINGS))
