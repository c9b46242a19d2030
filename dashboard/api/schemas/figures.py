"""Schemas of figures and standings."""

from datetime import date
from typing import Annotated, Self

from dashboard.api.descriptions import said
from indicators import narrative, series
from indicators.enums import Qualifier, Standing, Status
from indicators.progress import Progress

from .base import Exact, Item, Moment, Named, Part, Span, Words


class Cited(Part):
    """The place in a document from which a figure was taken."""

    source: Annotated[Named, said("文件。", "The document.")]
    paragraph: Annotated[int | None, said("段落序号。", "The paragraph's number.")]
    as_written: Annotated[str, said("原文写法。", "The figure as it stands there.")]
    characters: Annotated[
        tuple[int, int] | None,
        said(
            "在段落中的起止字符位置；未附原文时为空。",
            "First and last character (exclusive) in the paragraph; null without the text.",
            validation_alias="span",
        ),
    ]


class Figure(Item):
    """One published version of a figure."""

    period: Annotated[Span, said("报告期。", "What the figure is about.")]
    value: Annotated[
        Exact | None,
        said(
            "数值，以基本单位计（42万为420000），十进制文本；没有数值时为空，原因见status。",
            "The value in base units (42万 is 420000) as a decimal in a string, so that no digit "
            "is lost; null where there is none, and status says which kind of nothing it is.",
        ),
    ]
    qualifier: Annotated[
        Qualifier, said("限定词：数值的确切程度。", "What the words around the value say of it.")
    ]
    status: Annotated[Status, said("有无数据及原因。", "Whether there is a value, or why not.")]
    shown: Annotated[Words, said("页面显示的写法。", "The figure as pages show it.")]
    as_written: Annotated[str, said("原文或填报的写法。", "The figure as it was reported.")]
    note: Annotated[Words, said("备注。", "A note.")]
    citation: Annotated[Cited, said("出处。", "Where it was taken from.")]
    release: Annotated[int, said("发布编号。", "The number of its release.")]
    released_at: Annotated[Moment, said("发布时间。", "When it became public.")]
    version: Annotated[int, said("版本；更正后递增。", "Its version; a correction adds one.")]
    reason: Annotated[str, said("更正原因；首版为空。", "Why it was corrected; else empty.")]

    @classmethod
    def shown_in(cls, one: series.Series, point: series.Point, **more: object) -> Self:
        """Return the figure of the series."""
        return cls.of(point, shown=one.show(point), **more)


class Start(Part):
    """Where progress counts from."""

    on: Annotated[date, said("起算日。", "The day.")]
    value: Annotated[Exact, said("起算值。", "The value.")]
    is_target: Annotated[
        bool, said("是否为上一期限的目标。", "Whether it is the target that was due before.")
    ]
    assumed: Annotated[
        bool,
        said(
            "是否为假定值（文件未载明）。", "Whether it is assumed because no document states it."
        ),
    ]


class Measured(Item):
    """How a series stands to its target, with the working."""

    standing: Annotated[Standing, said("进展。", "The standing.")]
    standing_name: Annotated[Words, said("进展名称。", "The standing in words.")]
    as_of: Annotated[date, said("判定日。", "The day on which it is judged.")]
    sentence: Annotated[Words, said("说明判定过程的句子。", "The sentence with the working.")]
    start: Annotated[Start | None, said("路径起点。", "The start of the path.")]
    expected: Annotated[
        Exact | None, said("数据所属日期的路径值。", "The path's value on the figure's own day.")
    ]
    ahead: Annotated[
        Exact | None,
        said("领先路径的量；落后为负。", "How far ahead of the path; negative if behind."),
    ]
    achieved: Annotated[
        Exact | None,
        said("完成度，1为全部。", "The share of the way that is done; 1 is all of it."),
    ]
    achieved_qualifier: Annotated[
        Qualifier, said("完成度的限定词。", "What is known of that share.")
    ]
    remaining: Annotated[Exact | None, said("距目标的量。", "What is still to go.")]
    months_left: Annotated[int | None, said("剩余月数。", "Calendar months left.")]
    pace: Annotated[Exact | None, said("平均每月所需。", "What each month left must bring.")]

    @classmethod
    def judged(cls, one: series.Series, progress: Progress, **more: object) -> Self:
        """Return the standing with its working."""
        name, sentence = progress.standing.text, narrative.describe(one, progress)
        return cls.of(progress, standing_name=name, sentence=sentence, **more)
