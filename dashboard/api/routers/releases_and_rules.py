"""Releases, rules, and the way in."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from dashboard.api import responses
from dashboard.api.decorators import edition_of
from dashboard.api.descriptions import operation
from dashboard.api.params import FieldsQuery, ListParams
from dashboard.api.schemas import pages, reference_data
from indicators import selectors
from indicators.bilingual import Text

router = Router(tags=["records"])
ONE = 1
NO_RELEASE = Text("没有编号为%(number)s的发布。", "There is no release %(number)s.")
NO_RULE = Text("没有勾稽关系“%(code)s”。", "There is no rule “%(code)s”.")


@router.get(
    "/releases",
    response=pages.Releases,
    **operation(
        ("发布列表", "Releases"),
        (
            "列出历次发布，由新到旧；撤回的发布注明原因。",
            "Lists releases, the newest first; withdrawn ones say why.",
        ),
    ),
)
def releases(request: HttpRequest, asked: Query[ListParams]) -> HttpResponse:
    """List releases."""
    edition = edition_of(request)
    found, following = responses.stretch(
        lambda end: selectors.reference_data.releases(edition, end, asked.limit), "releases", asked
    )
    made = pages.Releases, map(reference_data.Release.of, found)
    return responses.page(request, edition, made, following, asked)


@router.get(
    "/releases/{int:number}",
    response=reference_data.Release,
    **operation(("单次发布", "One release"), ("返回一次发布。", "Returns a release.")),
)
def release(request: HttpRequest, number: int, asked: Query[FieldsQuery]) -> HttpResponse:
    """Return one release."""
    found = selectors.reference_data.releases(edition_of(request), None, ONE, number).items
    if not found:
        raise responses.missing(NO_RELEASE, number=number)
    return responses.one(reference_data.Release.of(found[0]), asked)


@router.get(
    "/rules",
    response=pages.Rules,
    **operation(
        ("勾稽关系列表", "Rules"),
        (
            "列出勾稽关系及其核对结果，按代码排序。",
            "Lists the declared checks with their results, by code.",
        ),
    ),
)
def rules(request: HttpRequest, asked: Query[ListParams]) -> HttpResponse:
    """List rules with their results."""
    edition = edition_of(request)
    found, following = responses.stretch(
        lambda end: selectors.api_lists.results(edition, end, asked.limit), "rules", asked
    )
    made = pages.Rules, map(reference_data.Rule.out_of, found)
    return responses.page(request, edition, made, following, asked)


@router.get(
    "/rules/{slug:code}",
    response=reference_data.Rule,
    **operation(
        ("单个勾稽关系", "One rule"),
        ("返回一个勾稽关系及其结果。", "Returns a rule and its result."),
    ),
)
def rule(request: HttpRequest, code: str, asked: Query[FieldsQuery]) -> HttpResponse:
    """Return one rule with its result."""
    for found in selectors.rule_results(edition_of(request)):
        if found.rule.code == code:
            return responses.one(reference_data.Rule.out_of(found), asked)
    raise responses.missing(NO_RULE, code=code)
