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
    return responses.page(request, asked, pages.Releases, selectors.reference_data.releases)


@router.get(
    "/releases/{int:number}",
    response=reference_data.Release,
    **operation(("单次发布", "One release"), ("返回一次发布。", "Returns a release.")),
)
def release(request: HttpRequest, number: int, asked: Query[FieldsQuery]) -> HttpResponse:
    """Return one release."""
    found = selectors.reference_data.releases(edition_of(request), None, ONE, number).items
    return responses.one(reference_data.Release, found, asked, NO_RELEASE, number=number)


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
    return responses.page(request, asked, pages.Rules, selectors.api_lists.results)


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
    known = selectors.rule_results(edition_of(request))
    found = [result for result in known if result.rule.code == code]
    return responses.one(reference_data.Rule, found, asked, NO_RULE, code=code)
