"""What a column may hold, and the columns that many tables share."""

from dataclasses import dataclass, replace
from enum import Enum

from indicators.enums import Qualifier, Status
from indicators.texts import Text

CODE = r"^[-\w]+$"


class Sort(Enum):
    """What sort of value stands in a column."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it means, and what may stand in it.

    ``words`` is a closed list, ``refers`` the table whose key stands here.
    """

    name: str
    meaning: Text
    sort: Sort = Sort.TEXT
    is_required: bool = False
    words: tuple[str, ...] = ()
    pattern: str = ""
    refers: str = ""

    @property
    def alone(self) -> "Column":
        """Return the column where it leads nowhere: in a file of its own, or as a key itself."""
        return replace(self, refers="")

    @property
    def optional(self) -> "Column":
        """Return the column where it may be empty."""
        return replace(self, is_required=False)


def free(name: str, zh: str, en: str, sort: Sort = Sort.TEXT) -> Column:
    """Return a column that may be empty."""
    return Column(name, Text(zh, en), sort)


def filled(name: str, zh: str, en: str, sort: Sort = Sort.TEXT) -> Column:
    """Return a column that is never empty."""
    return Column(name, Text(zh, en), sort, is_required=True)


def code(name: str, zh: str, en: str, refers: str = "", *, is_required: bool = True) -> Column:
    """Return a column of codes, those of the table that it refers to."""
    return Column(name, Text(zh, en), is_required=is_required, pattern=CODE, refers=refers)


def one_of(name: str, zh: str, en: str, words: list[str], *, is_required: bool = True) -> Column:
    """Return a column with one word of a closed list."""
    return Column(name, Text(zh, en), is_required=is_required, words=tuple(words))


QUALIFIERS = [*Qualifier.values, *(one.value for one in Status if one is not Status.REPORTED)]
INDICATOR = code("indicator", "指标代码", "the code of the indicator", "indicators")
PLACE = code(
    "place",
    "口径代码；县(区)用GB/T 2260",
    "the code of the place; that of a county is its GB/T 2260 code",
    "places",
)
SOURCE = code(
    "source", "来源文件代码", "the code of the document that the figure is taken from", "sources"
)
NAME_ZH = filled("name_zh", "中文名称", "the Chinese name")
NAME_EN = free("name_en", "英文名称", "the English name")
PERIOD = filled(
    "period",
    "报告期，ISO 8601：起日/止日，或时点日期",
    "the days that the figure is about, in ISO 8601: first/last, or the one day of a level",
)
PERIOD_START = free(
    "period_start",
    "报告期起日；时点数据为空",
    "the first day of the period; empty for the level on a day",
    Sort.DAY,
)
PERIOD_END = filled("period_end", "报告期止日", "the last day of the period", Sort.DAY)
VALUE = free(
    "value",
    "数值，按基本单位（42万人写作420000）；无数据时为空，零写作0",
    "the figure in base units (42万人 is 420000); empty where there is none, zero is 0",
    Sort.NUMBER,
)
UNIT = filled("unit", "计量单位", "the measure word")
QUALIFIER = one_of(
    "qualifier",
    "限定词（以上、余、近、约……）；无数据时说明属于哪一种“无”",
    "what the words around the figure say; where there is none, which kind of nothing it is",
    QUALIFIERS,
)
AS_WRITTEN = free("as_written", "原文写法", "the figure as it is written in the document")
PARAGRAPH = free("paragraph", "所在段落", "the paragraph of the document", Sort.WHOLE)
RELEASED_AT = filled("released_at", "公布时间", "when the figure became public", Sort.MOMENT)
VERSION = filled(
    "version",
    "版本；2及以上为更正或撤回",
    "its version; from 2 on it is a correction or a withdrawal",
    Sort.WHOLE,
)

STATUS = one_of(
    "status",
    "有数据，或属于哪一种“无”",
    "whether there is a figure, or which kind of nothing",
    Status.values,
)
LOWER = free(
    "lower",
    "原文所能证明的下限；限定词为more_than时不含本数；空为无下限",
    "the least that the words leave possible (itself excluded for more_than); empty without limit",
    Sort.NUMBER,
)
UPPER = free(
    "upper",
    "原文所能证明的上限；限定词为less_than、nearly时不含本数；空为无上限",
    "the most that they leave possible (itself excluded for less_than and nearly); empty "
    "without limit",
    Sort.NUMBER,
)
RELEASE = Column(
    "release",
    Text("发布编号", "the number of the release"),
    Sort.WHOLE,
    is_required=True,
    refers="releases",
)
