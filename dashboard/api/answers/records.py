"""What stands around the figures: areas, organisations, documents, releases and rules."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Annotated, Self

from dashboard.api.words import said
from indicators import checks
from indicators.enums import OrganisationKind, Outcome, RuleKind, SourceKind
from indicators.reading import records

from .figures import Figure
from .parts import Exact, Item, Part, Words, moment


class Area(Item):
    """One of the chapters."""

    code: Annotated[str, said("领域代码。", "The area's code.")]
    name: Annotated[Words, said("名称。", "Its name.")]
    summary: Annotated[Words, said("说明。", "What it covers.")]
    order: Annotated[int, said("顺序。", "Its place among the areas.")]

    @classmethod
    def of(cls, area: records.Area) -> Self:
        """Return the area."""
        return cls(
            code=area.slug,
            name=Words.of(area.name),
            summary=Words.of(area.summary),
            order=area.order,
        )


class Organisation(Item):
    """A body that owns indicators and reports on them."""

    code: Annotated[str, said("单位代码。", "The organisation's code.")]
    name: Annotated[Words, said("名称。", "Its name.")]
    kind: Annotated[OrganisationKind, said("类别。", "What sort of body it is.")]
    place: Annotated[str | None, said("所在口径代码。", "The code of its place, if it has one.")]
    order: Annotated[int, said("顺序。", "Its place in the office's order.")]

    @classmethod
    def of(cls, body: records.Organisation) -> Self:
        """Return the organisation."""
        return cls(
            code=body.code,
            name=Words.of(body.name),
            kind=body.kind,
            place=body.place or None,
            order=body.order,
        )


class Source(Item):
    """A document on which figures or targets rest."""

    code: Annotated[str, said("文件代码。", "The document's code.")]
    title: Annotated[Words, said("标题。", "Its title.")]
    publisher: Annotated[Words, said("发布单位。", "Who published it.")]
    published_at: Annotated[datetime | None, said("发布时间。", "When it was published.")]
    url: Annotated[str, said("网址；没有时为空。", "Its address, or empty.")]
    kind: Annotated[SourceKind, said("类别。", "What sort of document it is.")]
    note: Annotated[Words, said("备注。", "A note.")]

    @classmethod
    def of(cls, source: records.Source) -> Self:
        """Return the document."""
        return cls(
            code=source.slug,
            title=Words.of(source.title),
            publisher=Words.of(source.publisher),
            published_at=source.published_at and moment(source.published_at),
            url=source.url,
            kind=source.kind,
            note=Words.of(source.note),
        )


class Release(Item):
    """What became public together."""

    id: Annotated[int, said("发布编号。", "The release's number.")]
    title: Annotated[Words, said("标题。", "Its title.")]
    note: Annotated[Words, said("备注。", "A note.")]
    released_at: Annotated[datetime, said("发布时间。", "When it became public.")]
    figures: Annotated[int, said("数据条数。", "How many figures it brought.")]
    withdrawn_at: Annotated[
        datetime | None, said("撤回时间。", "When it was withdrawn, if it was.")
    ]
    withdrawal_reason: Annotated[str, said("撤回原因。", "Why it was withdrawn.")]

    @classmethod
    def of(cls, release: records.Release) -> Self:
        """Return the release."""
        return cls(
            id=release.key,
            title=Words.of(release.title),
            note=Words.of(release.note),
            released_at=moment(release.released_at),
            figures=release.figures,
            withdrawn_at=release.withdrawn_at and moment(release.withdrawn_at),
            withdrawal_reason=release.withdrawal_reason,
        )


class Entrance(Part):
    """What there is, and what is public now."""

    name: Annotated[Words, said("名称。", "The name of the site.")]
    documentation: Annotated[str, said("说明页。", "The page that explains this API.")]
    openapi: Annotated[str, said("OpenAPI描述。", "Its description for programs.")]
    day: Annotated[date | None, said("判定进展的日期。", "The day of standings.")]
    first_release: Annotated[datetime | None, said("首次发布。", "The first release.")]
    newest_release: Annotated[datetime | None, said("最近一次发布。", "The newest release.")]
    lists: Annotated[dict[str, str], said("各列表的地址。", "The lists and their addresses.")]


class Term(Part):
    """A figure that a rule looked at."""

    indicator: Annotated[str, said("指标代码。", "The indicator's code.")]
    place: Annotated[str, said("口径代码。", "The place's code.")]
    figure: Annotated[Figure, said("数据。", "The figure.")]

    @classmethod
    def of(cls, figure: checks.Figure) -> Self:
        """Return the figure with its codes."""
        one = figure.series
        return cls(
            indicator=one.code,
            place=one.place.code,
            figure=Figure(**Figure.parts(one, figure.point)),
        )


class Absent(Part):
    """A figure that a rule needs and that is not public."""

    indicator: Annotated[str, said("指标代码。", "The indicator's code.")]
    place: Annotated[str, said("口径代码。", "The place's code.")]


class Rule(Item):
    """A declared check between figures, and what became of it."""

    code: Annotated[str, said("规则代码。", "The rule's code.")]
    name: Annotated[Words, said("名称。", "Its name.")]
    kind: Annotated[RuleKind, said("类型。", "What it declares.")]
    note: Annotated[Words, said("备注。", "A note.")]
    low: Annotated[Exact | None, said("下限。", "The low end of a range.")]
    high: Annotated[Exact | None, said("上限。", "The high end of a range.")]
    outcome: Annotated[Outcome, said("结果。", "What became of it.")]
    on: Annotated[date | None, said("所查数据的日期。", "The day of the figures looked at.")]
    working: Annotated[str, said("算式。", "The check written out.")]
    difference: Annotated[Exact | None, said("左右之差。", "Left less right.")]
    left: Annotated[list[Term], said("左边的数据。", "The figures on the left.")]
    right: Annotated[list[Term], said("右边的数据。", "The figures on the right.")]
    missing: Annotated[list[Absent], said("缺少的数据。", "Figures that are missing.")]

    @classmethod
    def of(cls, result: checks.Result, public: Collection[str]) -> Self:
        """Return the rule with its result; only public indicators are named."""
        rule = result.rule
        return cls(
            code=rule.code,
            name=Words.of(rule.name),
            kind=rule.kind,
            note=Words.of(rule.note),
            low=rule.low,
            high=rule.high,
            outcome=result.outcome,
            on=result.on,
            working=result.working,
            difference=result.difference,
            left=[Term.of(figure) for figure in result.left],
            right=[Term.of(figure) for figure in result.right],
            missing=[
                Absent(indicator=code, place=place)
                for code, place in result.missing
                if code in public
            ],
        )
