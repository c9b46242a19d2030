"""What a request may ask: parameters with their meaning, and what is said of wrong ones."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from django.utils import timezone
from pydantic import BaseModel, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from indicators.enums import EntryState, Standing, Status
from indicators.periods import NotAPeriod, Period, period_of
from indicators.texts import Text

from .words import said, spoken, text

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
MOST = 500
USUAL = 100


def _day(value: object) -> date:
    """Read a day as everybody writes it; numbers are no days here."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise PydanticCustomError("day", "not a day")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("day", "not a day") from error


def _moment(value: object) -> datetime:
    """Read a moment, or a day as its first one; a plus in an address arrives as a space."""
    written = value if isinstance(value, str) else ""
    try:
        moment = datetime.fromisoformat(written.replace(" ", "+"))
        aware = moment if moment.tzinfo else timezone.make_aware(moment)
        return aware.astimezone(timezone.get_default_timezone())
    except (ValueError, OverflowError) as error:
        raise PydanticCustomError("moment", "not a moment") from error


def _period(value: object) -> Period:
    try:
        return period_of(str(value))
    except NotAPeriod as error:
        raise PydanticCustomError("period", "not a period") from error


Code = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]+$", max_length=64)]
Day = Annotated[date, BeforeValidator(_day), text(format="date")]
Moment = Annotated[datetime, BeforeValidator(_moment), text(format="date-time")]
PeriodCode = Annotated[
    Period,
    BeforeValidator(_period),
    text(
        pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])|-h[12]|-[0-9]{2}-[0-9]{2}"
        r"(\.\.[0-9]{4}-[0-9]{2}-[0-9]{2})?)?$",
        examples=["2019-07", "2019-h1", "2019"],
    ),
]


class Sort(StrEnum):
    """In which order to walk through figures; a minus goes the other way."""

    INDICATOR = "indicator"
    INDICATOR_DOWN = "-indicator"
    PERIOD = "period"
    PERIOD_DOWN = "-period"
    RELEASED = "released"
    RELEASED_DOWN = "-released"


class Versions(StrEnum):
    """Which versions of a figure to list."""

    CURRENT = "current"
    ALL = "all"


class Parts(BaseModel):
    """The parts that are wanted."""

    fields: Annotated[
        str | None,
        said(
            "只返回这些字段，以逗号分隔。",
            "Return these parts only, separated by commas.",
        ),
    ] = None


class Sparse(Parts):
    """The day, and the parts that are wanted."""

    as_of: Annotated[
        Day | None,
        said(
            "查看这一天已公开的内容（YYYY-MM-DD）。",
            "Show what was public on this day (YYYY-MM-DD).",
        ),
    ] = None


class Paged(Parts):
    """A page of a list."""

    limit: Annotated[
        int,
        said("每页条数。", "How many items a page holds at most."),
        Field(ge=1, le=MOST),
    ] = USUAL
    cursor: Annotated[
        str | None,
        said(
            "上一页next中的位置标记，请原样使用。",
            "Where the page begins, as the last page's “next” says it.",
        ),
        StringConstraints(pattern=r"^[-_A-Za-z0-9]+$", max_length=400),
    ] = None


class Listed(Paged, Sparse):
    """A page of a public list."""


class OwnListed(Paged):
    """A page of one's own entries."""

    state: Annotated[EntryState | None, said("状态。", "How far they have come.")] = None


class Narrowed(Listed):
    """A page of series, indicators, targets or standings."""

    indicator: Annotated[Code | None, said("指标代码。", "An indicator's code.")] = None
    area: Annotated[Code | None, said("领域代码。", "An area's code.")] = None
    owner: Annotated[
        Code | None, said("责任单位或共同责任单位代码。", "The code of an owner or co-owner.")
    ] = None
    place: Annotated[Code | None, said("口径代码。", "A place's code.")] = None
    q: Annotated[
        str | None,
        said("名称、定义或代码中的文字。", "Words in the name, the definition or the code."),
        StringConstraints(pattern=r"^[^\x00]*$", max_length=200),
    ] = None
    standing: Annotated[Standing | None, said("进展。", "A standing.")] = None


class Figures(Listed):
    """A page of figures."""

    indicator: Annotated[Code | None, said("指标代码。", "An indicator's code.")] = None
    area: Annotated[Code | None, said("领域代码。", "An area's code.")] = None
    owner: Annotated[
        Code | None, said("责任单位或共同责任单位代码。", "The code of an owner or co-owner.")
    ] = None
    place: Annotated[Code | None, said("口径代码。", "A place's code.")] = None
    source: Annotated[Code | None, said("文件代码。", "A document's code.")] = None
    release: Annotated[
        int | None, said("发布编号。", "A release's number."), Field(ge=1, le=2**31 - 1)
    ] = None
    period: Annotated[
        PeriodCode | None,
        said("报告期代码，如2019-07、2019-h1、2019。", "A period's code: 2019-07, 2019-h1, 2019."),
    ] = None
    since: Annotated[
        Day | None, said("报告期截止日不早于。", "Periods that end on this day or later.")
    ] = None
    until: Annotated[
        Day | None, said("报告期截止日不晚于。", "Periods that end on this day or earlier.")
    ] = None
    released_after: Annotated[
        Moment | None,
        said(
            "在此时间之后发布，如2019-07-09或2019-07-09T15:06:00+08:00。",
            "Released after this moment: 2019-07-09 or 2019-07-09T15:06:00+08:00.",
        ),
    ] = None
    status: Annotated[Status | None, said("有无数据及原因。", "Whether there is a value.")] = None
    versions: Annotated[
        Versions,
        said("只列现行版本，或列出全部版本。", "The current one alone, or all of them."),
    ] = Versions.CURRENT
    sort: Annotated[
        Sort,
        said(
            "排序：指标、报告期或发布时间；加“-”为倒序。",
            "By indicator, period or time of release; a minus goes the other way.",
        ),
    ] = Sort.INDICATOR


WRONG = {
    "unknown": Text(
        "没有参数“%(name)s”。可用的参数：%(known)s。",
        "There is no parameter “%(name)s” here. Known are: %(known)s.",
    ),
    "repeated": Text("“%(name)s”只能出现一次。", "“%(name)s” may be given only once."),
    "fields": Text(
        "没有字段“%(value)s”。可用的字段：%(known)s。",
        "There is no part “%(value)s”. Known are: %(known)s.",
    ),
    "cursor": Text(
        "位置标记不属于此列表，请原样使用next中的地址。",
        "This cursor is not one of this list. Take it from “next” as it is.",
    ),
    "day": Text("日期请写成YYYY-MM-DD。", "Write a day as YYYY-MM-DD."),
    "moment": Text(
        "请写成YYYY-MM-DD，或YYYY-MM-DDThh:mm:ss+08:00。",
        "Write a day as YYYY-MM-DD, or a moment as YYYY-MM-DDThh:mm:ss+08:00.",
    ),
    "period": Text(
        "月写成2019-07，半年写成2019-h1，年写成2019。",
        "Write a month as 2019-07, a half-year as 2019-h1, a year as 2019.",
    ),
    "int_parsing": Text("请写整数。", "Write a whole number."),
    "int_parsing_size": Text("数字过大。", "This number is too large."),
    "greater_than_equal": Text("不得小于%(ge)s。", "At least %(ge)s."),
    "less_than_equal": Text("不得大于%(le)s。", "At most %(le)s."),
    "enum": Text("可用的值：%(expected)s。", "Allowed are: %(expected)s."),
    "string_pattern_mismatch": Text(
        "含有此处不允许的字符。", "There are signs in it that are not allowed here."
    ),
    "string_too_long": Text("最多%(max_length)s个字符。", "At most %(max_length)s characters."),
    "missing": Text("不能缺少。", "This is needed."),
    "extra_forbidden": Text("此处没有这个字段。", "There is no such part here."),
    "value": Text(
        "请填写数字，或按公文习惯书写，如42万、80%以上。",
        "Write a number, or a text as officials write figures: 42万, 80%以上.",
    ),
    "string_type": Text("请写文本。", "Write a text."),
    "bool_type": Text("请写true或false。", "Write true or false."),
    "int_type": Text("请写整数。", "Write a whole number."),
    "int_from_float": Text("请写整数。", "Write a whole number."),
    "list_type": Text("此处应为列表。", "A list is wanted here."),
    "model_type": Text("此处应为对象。", "An object is wanted here."),
    "too_short": Text("至少一项。", "At least one."),
    "too_long": Text(
        "最多%(max_length)s项，请分次发送。", "At most %(max_length)s; send in parts."
    ),
    "other": Text("此处不能用这个值。", "This value is not allowed here."),
}


def wrong(kind: str, **details: object) -> str:
    """Say what is wrong with a value, in the language that is active."""
    if kind == "enum":
        # Pydantic joins them with an English “or”.
        names = re.findall("'([^']*)'", str(details["expected"]))
        details["expected"] = spoken(Text("、".join(names), ", ".join(names)))
    return spoken(WRONG[kind], **details)
