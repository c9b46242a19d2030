"""Schemas of an organisation's own entries and submissions."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self

from dashboard.api.descriptions import said
from indicators import series_builders
from indicators.enums import EntryState, Qualifier, Status
from indicators.intake.desk.due_entries import OrganisationStatus
from indicators.intake.plausibility import Finding
from indicators.models import Entry, Indicator, Place, ReportingPeriod

from .base import Exact, Item, Moment, Named, Part, Span, Words


class Found(Part):
    """What is wrong or doubtful with a figure."""

    code: Annotated[str, said("校验代码。", "What is found, for programs.")]
    is_error: Annotated[
        bool, said("错误须改正；疑点须说明。", "An error is to be corrected, a doubt explained.")
    ]
    message: Annotated[Words, said("校验结果。", "What is found, for people.")]


class OwnEntry(Item):
    """One figure in a submission."""

    indicator: Annotated[Named, said("指标。", "The indicator.")]
    place: Annotated[Named, said("口径。", "The place.")]
    state: Annotated[EntryState, said("状态。", "How far it has come.")]
    version: Annotated[int, said("版本；每次改动递增。", "Grows with every change.")]
    value: Annotated[Exact | None, said("数值，以基本单位计。", "The value in base units.")]
    qualifier: Annotated[Qualifier, said("限定词。", "What the words around it say.")]
    status: Annotated[Status, said("有无数据及原因。", "Whether there is a value, or why not.")]
    as_typed: Annotated[
        str, said("填报的写法。", "The figure as it was entered.", validation_alias="typed")
    ]
    note: Annotated[str, said("备注。", "The note.")]
    explanation: Annotated[str, said("对疑点的说明。", "Why a doubtful figure is right.")]
    findings: Annotated[list[Found], said("校验结果。", "What is found in it now.")]
    return_reason: Annotated[str, said("退回原因。", "Why a reviewer has returned it.")]
    reason: Annotated[str, said("更正原因。", "Why it was opened again.")]
    entered_by: Annotated[str | None, said("填报人或系统。", "Who has entered it.")]
    entered_at: Annotated[Moment | None, said("填报时间。", "When it was entered.")]
    submitted_at: Annotated[Moment | None, said("提交时间。", "When it was submitted.")]
    accepted_at: Annotated[Moment | None, said("审核通过时间。", "When it was accepted.")]
    is_public: Annotated[bool, said("是否已发布。", "Whether it has been released.")]

    @classmethod
    def found(cls, entry: Entry, findings: Sequence[Finding]) -> Self:
        """Return the entry with what is found in it."""
        return cls.of(
            entry,
            indicator=_named(entry.indicator),
            place=_named(entry.place),
            findings=findings,
            entered_by=str(entry.entered_by) if entry.entered_by else None,
            is_public=entry.observation_id is not None,
        )


def _named(record: Indicator | Place) -> dict[str, object]:
    return {"code": record.code, "name": series_builders.text_of(record, "name")}


PROVISIONAL = said(
    "截止日期是否暂定；当年放假安排尚未公布的为true，公布后可能变动。",
    "Whether the due day may still change, because the holidays of its year are not announced.",
)


class Submission(Item):
    """What is owed for a period, and how far it has come."""

    period: Annotated[Span, said("报告期。", "The period.")]
    due: Annotated[date, said("截止日期。", "The day by which it is due.")]
    due_is_provisional: Annotated[bool, PROVISIONAL]
    entries: Annotated[int, said("应报项数。", "How many figures are owed.")]
    draft: Annotated[int, said("未提交的项数。", "How many are not submitted.")]
    submitted: Annotated[int, said("待审核的项数。", "How many wait for review.")]
    returned: Annotated[int, said("退回的项数。", "How many were returned.")]
    accepted: Annotated[int, said("审核通过的项数。", "How many were accepted.")]

    @classmethod
    def owed(cls, owing: OrganisationStatus) -> Self:
        """Return the period with its counts."""
        counts = {state.value: owing.counts[state] for state in EntryState}
        return cls.of(owing.period, entries=sum(counts.values()), **counts)


HELD = said("本页内容。", "What the page holds.")
NEXT = said("下一页的地址；没有下一页时为空。", "The address of the next page, or null.")


class Submissions(Part):
    """The periods for which figures are owed, the newest first."""

    next: Annotated[str | None, NEXT]
    items: Annotated[list[Submission], HELD]


class OwnEntries(Part):
    """The figures owed for a period."""

    period: Annotated[Span, said("报告期。", "The period.")]
    due: Annotated[date, said("截止日期。", "The day by which they are due.")]
    due_is_provisional: Annotated[bool, PROVISIONAL]
    next: Annotated[str | None, NEXT]
    items: Annotated[list[OwnEntry], HELD]


class Delivered(Part):
    """What became of figures that were sent."""

    period: Annotated[Span, said("报告期。", "The period.")]
    due: Annotated[date, said("截止日期。", "The day by which they are due.")]
    due_is_provisional: Annotated[bool, PROVISIONAL]
    changed: Annotated[int, said("保存的项数；与原内容相同的不计。", "How many were changed.")]
    submitted: Annotated[int, said("提交的项数。", "How many were submitted.")]
    items: Annotated[
        list[OwnEntry], said("所报各项，顺序不变。", "The figures, in the order sent.")
    ]


def about(period: ReportingPeriod) -> dict[str, Span | date | bool]:
    """Return what a list of entries says of their period."""
    return {
        "period": Span.of(period.period),
        "due": period.due,
        "due_is_provisional": period.due_is_provisional,
    }
