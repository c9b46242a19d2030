"""Query models of the list and detail operations."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from dashboard.api.descriptions import said
from indicators.enums import EntryState, Standing, Status

from .types import Code, Day, Moment, PeriodCode

MOST = 500
USUAL = 100


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


class FieldSelection(BaseModel):
    """The parts that are wanted."""

    fields: Annotated[
        str | None,
        said(
            "只返回这些字段，以逗号分隔。",
            "Return these parts only, separated by commas.",
        ),
    ] = None


class FieldsQuery(FieldSelection):
    """The day, and the parts that are wanted."""

    as_of: Annotated[
        Day | None,
        said(
            "查看这一天已公开的内容（YYYY-MM-DD）。",
            "Show what was public on this day (YYYY-MM-DD).",
        ),
    ] = None


class PageQuery(FieldSelection):
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


class ListParams(PageQuery, FieldsQuery):
    """A page of a public list."""

    @property
    def order(self) -> str:
        """Return in which of the list's orders to walk, where it has several."""
        return ""


class OwnEntriesParams(PageQuery):
    """A page of one's own entries."""

    state: Annotated[EntryState | None, said("状态。", "How far they have come.")] = None


class SeriesParams(ListParams):
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


class FiguresParams(ListParams):
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

    @property
    def order(self) -> str:
        """Return the order in which to walk."""
        return self.sort.value
