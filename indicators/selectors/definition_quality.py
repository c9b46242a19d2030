"""What is missing or doubtful in the definitions, record by record, for whoever keeps them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, IntegerField, Model, OuterRef, Q, QuerySet, Value

from indicators.bilingual import Text
from indicators.bilingual_choices import Words, words
from indicators.enums import Role, RuleKind, TokenPower
from indicators.intake.cells import fold
from indicators.models import (
    Area,
    Indicator,
    Official,
    Organisation,
    Place,
    Plan,
    Rule,
    Source,
    Target,
    Term,
    Token,
)
from indicators.series_builders import text_of

# The fields of code and name, without the language.
NAMED: dict[type[Model], tuple[str, str]] = {
    Source: ("slug", "title"), Place: ("code", "name"), Area: ("slug", "name"),
    Plan: ("code", "name"), Organisation: ("code", "name"), Indicator: ("code", "name"),
    Rule: ("code", "name"),
}  # fmt: skip


class DefinitionIssueKind(Words):
    """What can be missing or doubtful, the gravest first; an indicator needs no target."""

    NO_REPORTER = "no_reporter", words("责任单位没有在用的填报员", "owners without a reporter")
    NO_PLACE = "no_place", words("指标未设填报口径", "indicators without places")
    DUE_OUTSIDE_PLAN = (
        "due_outside_plan",
        words("目标期限不在规划期内", "targets due outside their plan"),
    )
    MIXED_UNITS = "mixed_units", words("勾稽关系的计量单位不一致", "rules over different units")
    SAME_NAME = "same_name", words("名称重复", "names that stand twice")
    NO_ENGLISH = "no_english", words("缺少英文名称", "names without English")


@dataclass(frozen=True, slots=True)
class DefinitionIssue:
    """What is wrong with a record: the model's name and the record's key lead to its page."""

    kind: DefinitionIssueKind
    model: str
    pk: int
    name: Text
    detail: Text


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A record of whichever model, by what people call it."""

    model: str
    pk: int
    code: str
    name: Text


def definition_issues(now: datetime) -> list[DefinitionIssue]:
    """Return all that is missing or doubtful now, kind by kind."""
    named = _named()
    found = [
        *_without_reporter(now),
        *_without_place(),
        *_due_outside_plans(),
        *_mixed_units(),
        *_twice(named),
        *_untold(named),
    ]
    return sorted(found, key=lambda issue: list(DefinitionIssueKind).index(issue.kind))


def _named() -> list[NamedRecord]:
    """Return every record that has a name, in one query, kind by kind and by code."""
    rows: list[QuerySet[Any, Any]] = [
        QuerySet(model)
        .order_by()
        .values_list("pk", code, f"{name}_zh_hans", f"{name}_en", Value(place, IntegerField()))
        for place, (model, (code, name)) in enumerate(NAMED.items())
    ]
    models = [str(model._meta.model_name) for model in NAMED]
    return [
        NamedRecord(models[place], pk, code, Text(zh or "", en or ""))
        for pk, code, zh, en, place in sorted(
            rows[0].union(*rows[1:], all=True), key=lambda row: (row[-1], row[1])
        )
    ]


def _without_reporter(now: datetime) -> Iterator[DefinitionIssue]:
    detail = Text(
        "该单位负责指标，但没有可填报的在用账号。",
        "It owns indicators, and no active account can report for it.",
    )
    owned = Indicator.objects.filter(Q(owner=OuterRef("pk")) | Q(co_owners=OuterRef("pk")))
    reporters = Official.objects.filter(
        is_active=True, roles_held__role=Role.REPORTER, organisation=OuterRef("pk")
    )
    systems = Token.objects.live(now).with_power(TokenPower.REPORT)
    for one in Organisation.objects.filter(
        Exists(owned), ~Exists(reporters), ~Exists(systems.filter(organisation=OuterRef("pk")))
    ):
        name = text_of(one, "name")
        yield DefinitionIssue(DefinitionIssueKind.NO_REPORTER, "organisation", one.pk, name, detail)


def _without_place() -> Iterator[DefinitionIssue]:
    detail = Text("工作台不会要求填报。", "The desk asks nobody for its figures.")
    for one in Indicator.objects.filter(places=None):
        name = text_of(one, "name")
        yield DefinitionIssue(DefinitionIssueKind.NO_PLACE, "indicator", one.pk, name, detail)


def _due_outside_plans() -> Iterator[DefinitionIssue]:
    outside = Q(due__lt=F("plan__first_day")) | Q(due__gt=F("plan__last_day"))
    for target in Target.objects.filter(outside).select_related("indicator", "plan"):
        plan, due = target.plan, f"{target.due:%Y-%m-%d}"
        span = f"{plan.first_day:%Y-%m-%d}", f"{plan.last_day:%Y-%m-%d}"
        detail = Text(
            f"期限{due}，规划期{span[0]}至{span[1]}。",
            f"Due {due}; the plan runs from {span[0]} to {span[1]}.",
        )
        yield DefinitionIssue(
            DefinitionIssueKind.DUE_OUTSIDE_PLAN,
            "target",
            target.pk,
            text_of(target.indicator, "name"),
            detail,
        )


def _mixed_units() -> Iterator[DefinitionIssue]:
    units: dict[Rule, set[str]] = defaultdict(set)
    terms = Term.objects.exclude(rule__kind=RuleKind.NOTE)
    for term in terms.select_related("rule", "indicator"):
        units[term.rule].add(term.indicator.unit)
    for rule, found in units.items():
        if len(found) > 1:
            said = sorted(found)
            detail = Text(f"单位：{'、'.join(said)}。", f"Units: {', '.join(said)}.")
            yield DefinitionIssue(
                DefinitionIssueKind.MIXED_UNITS, "rule", rule.pk, text_of(rule, "name"), detail
            )


def _twice(records: Iterable[NamedRecord]) -> Iterator[DefinitionIssue]:
    known: dict[tuple[str, str], list[NamedRecord]] = defaultdict(list)
    for record in records:
        known[record.model, fold(record.name.zh)].append(record)
    for same in known.values():
        for record in same if len(same) > 1 else ():
            others = [one.code for one in same if one is not record]
            detail = Text(f"同名：{'、'.join(others)}。", f"The same as {', '.join(others)}.")
            yield _named_issue(DefinitionIssueKind.SAME_NAME, record, detail)


def _untold(records: Iterable[NamedRecord]) -> Iterator[DefinitionIssue]:
    for record in records:
        if not record.name.en:
            detail = Text(f"代码：{record.code}。", f"Code: {record.code}.")
            yield _named_issue(DefinitionIssueKind.NO_ENGLISH, record, detail)


def _named_issue(kind: DefinitionIssueKind, record: NamedRecord, detail: Text) -> DefinitionIssue:
    return DefinitionIssue(kind, record.model, record.pk, record.name, detail)
