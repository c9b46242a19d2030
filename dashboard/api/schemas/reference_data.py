"""What stands around the figures: areas, organisations, documents, releases and rules."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BeforeValidator

from dashboard.api.descriptions import said
from indicators import checks
from indicators.enums import OrganisationKind, Outcome, RuleKind, SourceKind
from indicators.selectors.reference_data import PlanRecord

from .base import Exact, Item, Moment, Named, Part, Words
from .figures import Figure


class Area(Item):
    """One of the chapters."""

    code: Annotated[str, said("领域代码。", "The area's code.", validation_alias="slug")]
    name: Annotated[Words, said("名称。", "Its name.")]
    summary: Annotated[Words, said("说明。", "What it covers.")]
    order: Annotated[int, said("顺序。", "Its place among the areas.")]


class Organisation(Item):
    """A body that owns indicators and reports on them."""

    code: Annotated[str, said("单位代码。", "The organisation's code.")]
    name: Annotated[Words, said("名称。", "Its name.")]
    kind: Annotated[OrganisationKind, said("类别。", "What sort of body it is.")]
    place: Annotated[
        str | None,
        said("所在口径代码。", "The code of its place, if it has one."),
        BeforeValidator(lambda code: code or None),
    ]
    order: Annotated[int, said("顺序。", "Its place in the office's order.")]


class Plan(Item):
    """A span of days to which targets belong."""

    code: Annotated[str, said("规划代码。", "The plan's code.")]
    name: Annotated[Words, said("名称。", "Its name.")]
    first_day: Annotated[date, said("首日。", "Its first day.")]
    last_day: Annotated[date, said("末日。", "Its last day.")]
    target_year: Annotated[
        int, said("目标年。", "The year by which its targets are to be reached.")
    ]
    source: Annotated[Named | None, said("出处。", "The document that sets it.")]
    areas: Annotated[
        list[str],
        said("所含领域的代码；空为全部领域。", "The codes of its areas; empty for all of them."),
    ]

    @classmethod
    def out_of(cls, found: PlanRecord, /) -> Self:
        """Return the plan with its document and its areas."""
        return cls.of(found.plan, source=found.source, areas=found.areas)


class Source(Item):
    """A document on which figures or targets rest."""

    code: Annotated[str, said("文件代码。", "The document's code.", validation_alias="slug")]
    title: Annotated[Words, said("标题。", "Its title.")]
    publisher: Annotated[Words, said("发布单位。", "Who published it.")]
    published_at: Annotated[Moment | None, said("发布时间。", "When it was published.")]
    url: Annotated[str, said("网址；没有时为空。", "Its address, or empty.")]
    kind: Annotated[SourceKind, said("类别。", "What sort of document it is.")]
    note: Annotated[Words, said("备注。", "A note.")]


class Release(Item):
    """What became public together."""

    id: Annotated[int, said("发布编号。", "The release's number.", validation_alias="key")]
    title: Annotated[Words, said("标题。", "Its title.")]
    note: Annotated[Words, said("备注。", "A note.")]
    released_at: Annotated[Moment, said("发布时间。", "When it became public.")]
    figures: Annotated[int, said("数据条数。", "How many figures it brought.")]
    withdrawn_at: Annotated[Moment | None, said("撤回时间。", "When it was withdrawn, if it was.")]
    withdrawal_reason: Annotated[str, said("撤回原因。", "Why it was withdrawn.")]


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
    def looked_at(cls, figure: checks.RuleFigure) -> Self:
        """Return the figure with its codes."""
        one = figure.series
        shown = Figure.shown_in(one, figure.point)
        return cls.of(figure, indicator=one.code, place=one.place.code, figure=shown)


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
    def out_of(cls, result: checks.RuleResult, /) -> Self:
        """Return the rule with its result."""
        missing = [{"indicator": code, "place": place} for code, place in result.missing]
        terms = {
            "left": [Term.looked_at(figure) for figure in result.left],
            "right": [Term.looked_at(figure) for figure in result.right],
        }
        return cls.of(result, **cls.values(result.rule) | terms | {"missing": missing})
