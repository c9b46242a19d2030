"""Every published field of a series, declared once: files and schemas take it from here by name.

Texts are a column in each language; in JSON both stand together.
"""

from collections.abc import Callable

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import (
    Basis,
    Comparison,
    Direction,
    Frequency,
    Kind,
    OwnershipBasis,
    PlaceLevel,
    Qualifier,
    Standing,
    Status,
)

from .columns import Column, Columns, Half, Record, both
from .records import (
    FigureRecord,
    IndicatorRecord,
    MilestoneRecord,
    OfSeries,
    StandingRecord,
    TargetRecord,
)
from .types import CODE, DAY, MOMENT, NAMED, NAMES, NUMBER, SHARE, TEXTS, UNIT, WHOLE, WORD

QUALIFIERS = [*Qualifier.values, *(one.value for one in Status if one is not Status.REPORTED)]
VERDICTS = [
    one.value for one in (Standing.MET, Standing.MISSED, Standing.NOT_SHOWN, Standing.NO_DATA)
]


def name_of(read: Callable[[Record], Text]) -> Column[Record]:
    """Return the columns of a name."""
    return both(
        "name",
        Half(Text("中文名称", "the Chinese name"), is_required=True, width=30),
        Half(Text("英文名称", "the English name"), width=44),
        read,
    )


def note_of(read: Callable[[Record], Text]) -> Column[Record]:
    """Return the columns of a note."""
    return both(
        "note",
        Half(Text("中文说明", "a note in Chinese"), concept=Text("中文说明", "Note in Chinese")),
        Half(Text("英文说明", "a note in English"), concept=Text("英文说明", "Note in English")),
        read,
    )


# One column is one or two lines here, so that they read as a table.
# fmt: off
OF_INDICATOR: Column[OfSeries] = Column(
    "indicator", Text("指标代码", "the code of the indicator"), lambda one: one.series.code, CODE,
    is_required=True, refers="indicators", width=30)
PLAN_MEANING = Text("规划代码", "the code of the plan")
PLACE_MEANING = Text(
    "口径代码；县(区)用GB/T 2260", "the code of the place; that of a county is its GB/T 2260 code")
OF_PLACE: Column[OfSeries] = Column(
    "place", PLACE_MEANING, lambda one: one.series.place.code, CODE, is_required=True,
    refers="places")
UNIT_OF: Column[OfSeries] = Column(
    "unit", Text("计量单位", "the measure word"), lambda one: one.series.unit, UNIT,
    is_required=True, concept=("UNIT_MEASURE", Text("计量单位", "Unit of measure")))
DUE: Column[TargetRecord | MilestoneRecord] = Column(
    "due", Text("目标期限", "the day by which the target is to be reached"),
    lambda one: one.target.due, DAY, is_required=True)
RELEASED_MEANING = Text("公布时间", "when the figure became public")
SOURCE_MEANING = Text("来源文件代码", "the code of the document that the figure is taken from")
RELEASE_MEANING = Text("发布编号", "the number of the release")

INDICATOR: Columns[IndicatorRecord] = Columns(
    OF_INDICATOR,
    name_of(lambda one: one.series.name),
    both("definition", Half(Text("中文定义", "the definition in Chinese"), width=60),
         Half(Text("英文定义", "the definition in English"), width=60),
         lambda one: one.series.definition),
    OF_PLACE,
    Column("place_name", Text("口径名称", "the name of the place"),
           lambda one: one.series.place.name, TEXTS, is_required=True),
    Column("place_level", Text("层级", "how much of the city it covers"),
           lambda one: one.series.place.level, WORD, is_required=True, words=PlaceLevel.values),
    UNIT_OF,
    Column("unit_one", Text("英文单位（单数）", "the English unit, singular"),
           lambda one: one.series.unit.one),
    Column("unit_many", Text("英文单位（复数）", "the English unit, plural"),
           lambda one: one.series.unit.many),
    Column("kind", Text("性质：时点、期间、累计、比率、计划", "what sort of number it is"),
           lambda one: one.series.kind, WORD, is_required=True, words=Kind.values),
    Column("direction", Text("越高越好、越低越好或无方向", "which way is better"),
           lambda one: one.series.direction, WORD, is_required=True, words=Direction.values),
    Column("decimals", Text("小数位数", "with how many decimals it is shown"),
           lambda one: one.series.decimals, WHOLE, is_required=True,
           limits={"minimum": 0, "maximum": 6}),
    Column("frequency", Text("报送频率", "how often a figure is due"),
           lambda one: one.series.frequency, WORD, is_required=True, words=Frequency.values),
    Column("area", Text("领域代码", "the code of the area"), lambda one: one.series.area, NAMED,
           is_required=True, refers="areas"),
    Column("owner", Text("责任单位代码", "the code of the owner"), lambda one: one.series.owner,
           NAMED, is_required=True, refers="organisations", width=20),
    Column("co_owners", Text("共同责任单位", "who shares it with its owner"),
           lambda one: one.series.co_owners, NAMES, is_required=True),
    Column("ownership_basis",
           Text("责任单位依据：原文载明或推断",
                "whether the source names the owner, or it was inferred"),
           lambda one: one.series.ownership_basis, WORD, is_required=True,
           words=OwnershipBasis.values),
    Column("part_of", Text("所属总指标代码", "the indicator of which it is a part"),
           lambda one: one.series.part_of and one.series.part_of.code, CODE, refers="indicators",
           width=30),
)

FIGURE: Columns[FigureRecord] = Columns(
    OF_INDICATOR,
    name_of(lambda one: one.series.name),
    OF_PLACE,
    Column("period", Text("报告期，ISO 8601：起日/止日，或时点日期",
                          "the days that the figure is about, in ISO 8601: first/last, or the one "
                          "day of a level"),
           lambda one: one.point.period.iso, is_required=True),
    Column("period_start", Text("报告期起日；时点数据为空",
                                "the first day of the period; empty for the level on a day"),
           lambda one: one.point.period.start, DAY),
    Column("period_end", Text("报告期止日", "the last day of the period"),
           lambda one: one.point.period.end, DAY, is_required=True),
    Column("period_name", Text("报告期名称", "the name of the period"),
           lambda one: one.point.period.label, TEXTS, is_required=True),
    Column("value", Text("数值，按基本单位（42万人写作420000）；无数据时为空，零写作0",
                         "the figure in base units (42万人 is 420000); empty where there is none, "
                         "zero is 0"),
           lambda one: one.point.value, NUMBER, width=14),
    Column("lower", Text("原文所能证明的下限；限定词为more_than时不含本数；空为无下限",
                         "the least that the words leave possible (itself excluded for more_than); "
                         "empty without limit"),
           lambda one: one.ends[0], NUMBER, width=14,
           concept=("LOWER_BOUND",
                    Text("所能证明的下限", "The least that the words leave possible"))),
    Column("upper", Text("原文所能证明的上限；限定词为less_than、nearly时不含本数；空为无上限",
                         "the most that they leave possible (itself excluded for less_than and "
                         "nearly); empty without limit"),
           lambda one: one.ends[1], NUMBER, width=14,
           concept=("UPPER_BOUND",
                    Text("所能证明的上限", "The most that the words leave possible"))),
    UNIT_OF,
    Column("qualifier", Text("限定词（以上、余、近、约……）；无数据时说明属于哪一种“无”",
                             "what the words around the figure say; where there is none, which "
                             "kind of nothing it is"),
           lambda one: one.qualifier, WORD, is_required=True, words=QUALIFIERS),
    Column("status", Text("有数据，或属于哪一种“无”",
                          "whether there is a figure, or which kind of nothing"),
           lambda one: one.point.status, WORD, is_required=True, words=Status.values),
    Column("as_written", Text("原文写法", "the figure as it is written in the document"),
           lambda one: one.point.as_written,
           concept=("AS_WRITTEN", Text("原文写法", "The figure as written in the document"))),
    Column("shown", Text("页面显示的写法", "the figure as pages show it"),
           lambda one: one.series.show(one.point), TEXTS, is_required=True),
    Column("source", SOURCE_MEANING, lambda one: one.point.citation.source.code, CODE,
           is_required=True, refers="sources", width=20,
           concept=("SOURCE", Text("来源文件", "Document"))),
    Column("paragraph", Text("所在段落", "the paragraph of the document"),
           lambda one: one.point.citation.paragraph, WHOLE, limits={"minimum": 1},
           concept=("PARAGRAPH", Text("段落", "Paragraph of the document"))),
    Column("release", RELEASE_MEANING, lambda one: one.point.release, WHOLE, is_required=True,
           refers="releases", concept=("RELEASE", Text("发布编号", "Number of the release"))),
    Column("released_at", RELEASED_MEANING, lambda one: one.point.released_at, MOMENT,
           is_required=True, width=27,
           concept=("RELEASED_AT", Text("公布时间", "When it became public"))),
    Column("version", Text("版本；2及以上为更正或撤回",
                           "its version; from 2 on it is a correction or a withdrawal"),
           lambda one: one.point.version, WHOLE, is_required=True, limits={"minimum": 1},
           concept=("VERSION", Text("版本", "Version; from 2 on a correction"))),
    Column("reason", Text("更正或撤回的理由", "why the figure was corrected or withdrawn"),
           lambda one: one.point.reason, width=30,
           concept=("REASON", Text("更正理由", "Why it was corrected"))),
    note_of(lambda one: one.point.note),
)

TARGET: Columns[TargetRecord] = Columns(
    OF_INDICATOR,
    OF_PLACE,
    DUE,
    Column("comparison", Text("比较方式；空为文字目标",
                              "how the figure must stand to it; empty for a target in words"),
           lambda one: one.target.comparison, WORD, words=Comparison.values),
    Column("value", Text("目标值", "the value to reach"), lambda one: one.target.value, NUMBER),
    Column("upper", Text("区间上限", "the upper end of a range"), lambda one: one.target.upper,
           NUMBER),
    Column("basis", Text("依据", "where the target comes from"), lambda one: one.target.basis,
           WORD, is_required=True, words=Basis.values),
    Column("arithmetic", Text("推算过程", "the arithmetic of a derived target"),
           lambda one: one.target.arithmetic),
    both("statement", Half(Text("文字目标", "a target in words, in Chinese")),
         Half(Text("文字目标（英文）", "a target in words, in English")),
         lambda one: one.target.statement),
    note_of(lambda one: one.target.note),
    Column("source", SOURCE_MEANING, lambda one: one.target.source and one.target.source.code,
           CODE, refers="sources"),
    Column("baseline_on", Text("基期", "the day of the cited baseline"),
           lambda one: one.target.baseline and one.target.baseline.on, DAY),
    Column("baseline_value", Text("基期值", "the cited baseline"),
           lambda one: one.target.baseline and one.target.baseline.value, NUMBER),
    Column("whole", Text("推算总数", "the whole that a falling figure counts down"),
           lambda one: one.target.whole, NUMBER),
    Column("risk_margin", Text("预警幅度", "the margin of “at risk”"),
           lambda one: one.target.risk_margin, NUMBER, is_required=True),
    Column("verdict", Text("期限已过的结果；未到期或文字目标为空",
                           "what became of it once its day has passed; empty until then, and for "
                           "words"),
           lambda one: one.decided and one.decided.standing, WORD, words=VERDICTS),
    Column("verdict_period_end", Text("据以判定的数据的报告期止日",
                                      "the last day of the period of the figure that decided it"),
           lambda one: one.decided and one.decided.point and one.decided.point.period.end, DAY),
    Column("plan", PLAN_MEANING, lambda one: one.target.plan.code, CODE, is_required=True,
           refers="plans"),
)

MILESTONE: Columns[MilestoneRecord] = Columns(
    OF_INDICATOR,
    OF_PLACE,
    DUE,
    Column("on", Text("日期", "the day"), lambda one: one.step.on, DAY, is_required=True),
    Column("value", Text("阶段值", "the value to reach by then"), lambda one: one.step.value,
           NUMBER, is_required=True),
)

STANDING: Columns[StandingRecord] = Columns(
    OF_INDICATOR,
    OF_PLACE,
    Column("as_of", Text("评判日", "the day on which it is judged"),
           lambda one: one.progress.as_of, DAY, is_required=True),
    Column("standing", Text("进展", "the standing"), lambda one: one.progress.standing, WORD,
           is_required=True, words=Standing.values),
    Column("achieved", Text("完成度（1为全部）", "the share of the way; 1 is all of it"),
           lambda one: one.progress.achieved, SHARE),
    Column("expected", Text("要求路径在数据当日的值", "where the path is on its day"),
           lambda one: one.progress.expected, SHARE),
    both("sentence",
         Half(Text("中文说明及算式", "the sentence with its working, in Chinese"),
              is_required=True),
         Half(Text("英文说明及算式", "the sentence with its working, in English"),
              is_required=True),
         lambda one: narrative.describe(one.series, one.progress)),
)
