"""Schemas of targets."""

from datetime import date
from typing import Annotated, Self

from dashboard.api.descriptions import said
from indicators import narrative, series
from indicators.enums import Basis, Comparison, Standing
from indicators.progress import verdict

from .base import Exact, Item, Named, Part, Words
from .figures import Figure


class Reached(Part):
    """A value on a day: a baseline or a milestone."""

    on: Annotated[date, said("日期。", "The day.")]
    value: Annotated[Exact, said("数值。", "The value.")]


class Outcome(Part):
    """What became of a target whose day has passed."""

    standing: Annotated[
        Standing,
        said(
            "结果：met、missed、not_shown或no_data。", "Either met, missed, not_shown or no_data."
        ),
    ]
    standing_name: Annotated[Words, said("结果名称。", "The outcome in words.")]
    figure: Annotated[
        Figure | None,
        said(
            "据以判定的数据：报告期止日不晚于期限的最新数据；没有时为空。",
            "The figure that decided: the newest one about a period that ends by the due day, with "
            "later corrections; null where there is none.",
        ),
    ]

    @classmethod
    def on(cls, one: series.Series, target: series.Target, day: date) -> Self | None:
        """Return what became of the target, or nothing where it is not due yet or only words."""
        decided = verdict(one, target, day)
        if decided is None:
            return None
        figure = decided.point and Figure.shown_in(one, decided.point)
        return cls.of(decided, standing_name=decided.standing.text, figure=figure)


class Goal(Item):
    """What a figure should reach, by when, and on whose word."""

    due: Annotated[date, said("期限。", "The day by which it is to be reached.")]
    basis: Annotated[
        Basis,
        said(
            "依据；working为工作目标，非正式目标。",
            "Where it comes from; “working” is not official.",
        ),
    ]
    comparison: Annotated[
        Comparison | None, said("比较方式；文字目标为空。", "How to compare; null for words.")
    ]
    value: Annotated[Exact | None, said("目标值。", "The value to reach.")]
    upper: Annotated[Exact | None, said("区间上限。", "The upper value of a range.")]
    shown: Annotated[Words, said("页面显示的写法。", "The target as pages show it.")]
    statement: Annotated[Words, said("文字目标。", "The target in words.")]
    arithmetic: Annotated[str, said("推算过程。", "How it was derived.")]
    note: Annotated[Words, said("备注。", "A note.")]
    source: Annotated[Named | None, said("出处。", "The document that sets it.")]
    plan: Annotated[str, said("所属规划代码。", "The code of its plan.")]
    baseline: Annotated[Reached | None, said("基线。", "The cited start of the path.")]
    whole: Annotated[Exact | None, said("推算的总量。", "The derived whole.")]
    milestones: Annotated[list[Reached], said("阶段目标。", "Values to reach on the way.")]
    risk_margin: Annotated[Exact, said("预警幅度。", "The margin within which it is “at risk”.")]
    verdict: Annotated[
        Outcome | None,
        said(
            "期限已过的结果；未到期或文字目标为空。",
            "What became of it once its day has passed; null until then, and for words.",
        ),
    ]

    @classmethod
    def on(cls, one: series.Series, target: series.Target, day: date, **more: object) -> Self:
        """Return the target as it stands on the day."""
        shown = narrative.target_with_basis(one, target)
        return cls.of(
            target,
            shown=shown,
            plan=target.plan.code,
            verdict=Outcome.on(one, target, day),
            **more,
        )
