"""What is counted, where, by whom, on which documents."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from dashboard.api import responses
from dashboard.api.decorators import edition_of
from dashboard.api.descriptions import operation
from dashboard.api.filters import choice_of
from dashboard.api.params import FieldsQuery, ListParams, SeriesParams
from dashboard.api.schemas import base, pages, reference_data, series
from indicators import selectors
from indicators.bilingual import Text
from indicators.selectors import ListQuery

router = Router(tags=["definitions"])
ONE = 1
NO_INDICATOR = Text("没有公开的指标“%(code)s”。", "There is no public indicator “%(code)s”.")
NO_AREA = Text("没有领域“%(code)s”。", "There is no area “%(code)s”.")
NO_ORGANISATION = Text("没有单位“%(code)s”。", "There is no organisation “%(code)s”.")
NO_PLAN = Text("没有规划“%(code)s”。", "There is no plan “%(code)s”.")
NO_PLACE = Text("没有口径“%(code)s”。", "There is no place “%(code)s”.")
NO_SOURCE = Text(
    "没有公开的数据或目标出自“%(code)s”。", "No public figure or target rests on “%(code)s”."
)


@router.get(
    "/indicators",
    response=pages.Indicators,
    **operation(
        ("指标列表", "Indicators"),
        (
            "列出公开的指标及其有数据或目标的口径，按代码排序。",
            "Lists public indicators by code, with the places in which they have figures or "
            "targets.",
        ),
    ),
)
def indicators(request: HttpRequest, asked: Query[SeriesParams]) -> HttpResponse:
    """List indicators."""
    read = partial(selectors.api_lists.indicators, choice=choice_of(asked))
    return responses.page(request, asked, pages.Indicators, read)


@router.get(
    "/indicators/{slug:code}",
    response=series.Indicator,
    **operation(("单个指标", "One indicator"), ("返回一个指标。", "Returns an indicator.")),
)
def indicator(request: HttpRequest, code: str, asked: Query[FieldsQuery]) -> HttpResponse:
    """Return one indicator."""
    edition = edition_of(request)
    found = selectors.api_lists.indicators(edition, ListQuery(code=code), None, ONE).items
    return responses.one(series.Indicator, found, asked, NO_INDICATOR, code=code)


@router.get(
    "/areas",
    response=pages.Areas,
    **operation(("领域列表", "Areas"), ("列出各领域，按代码排序。", "Lists the areas by code.")),
)
def areas(request: HttpRequest, asked: Query[ListParams]) -> HttpResponse:
    """List areas."""
    return responses.page(request, asked, pages.Areas, selectors.reference_data.areas)


@router.get(
    "/areas/{slug:code}",
    response=reference_data.Area,
    **operation(("单个领域", "One area"), ("返回一个领域。", "Returns an area.")),
)
def area(request: HttpRequest, code: str, asked: Query[FieldsQuery]) -> HttpResponse:
    """Return one area."""
    found = selectors.reference_data.areas(edition_of(request), None, ONE, code).items
    return responses.one(reference_data.Area, found, asked, NO_AREA, code=code)


@router.get(
    "/plans",
    response=pages.Plans,
    **operation(("规划列表", "Plans"), ("列出各规划，按代码排序。", "Lists the plans by code.")),
)
def plans(request: HttpRequest, asked: Query[ListParams]) -> HttpResponse:
    """List plans."""
    return responses.page(request, asked, pages.Plans, selectors.reference_data.plans)


@router.get(
    "/plans/{slug:code}",
    response=reference_data.Plan,
    **operation(("单个规划", "One plan"), ("返回一个规划。", "Returns a plan.")),
)
def plan(request: HttpRequest, code: str, asked: Query[FieldsQuery]) -> HttpResponse:
    """Return one plan."""
    found = selectors.reference_data.plans(edition_of(request), None, ONE, code).items
    return responses.one(reference_data.Plan, found, asked, NO_PLAN, code=code)


@router.get(
    "/organisations",
    response=pages.Organisations,
    **operation(
        ("单位列表", "Organisations"),
        ("列出各单位，按代码排序。", "Lists organisations by code."),
    ),
)
def organisations(request: HttpRequest, asked: Query[ListParams]) -> HttpResponse:
    """List organisations."""
    return responses.page(
        request, asked, pages.Organisations, selectors.reference_data.organisations
    )


@router.get(
    "/organisations/{slug:code}",
    response=reference_data.Organisation,
    **operation(("单个单位", "One organisation"), ("返回一个单位。", "Returns an organisation.")),
)
def organisation(request: HttpRequest, code: str, asked: Query[FieldsQuery]) -> HttpResponse:
    """Return one organisation."""
    found = selectors.reference_data.organisations(edition_of(request), None, ONE, code).items
    return responses.one(reference_data.Organisation, found, asked, NO_ORGANISATION, code=code)


@router.get(
    "/places",
    response=pages.Places,
    **operation(("口径列表", "Places"), ("列出各口径，按代码排序。", "Lists the places by code.")),
)
def places(request: HttpRequest, asked: Query[ListParams]) -> HttpResponse:
    """List places."""
    return responses.page(request, asked, pages.Places, selectors.reference_data.places)


@router.get(
    "/places/{slug:code}",
    response=base.Place,
    **operation(("单个口径", "One place"), ("返回一个口径。", "Returns a place.")),
)
def place(request: HttpRequest, code: str, asked: Query[FieldsQuery]) -> HttpResponse:
    """Return one place."""
    found = selectors.reference_data.places(edition_of(request), None, ONE, code).items
    return responses.one(base.Place, found, asked, NO_PLACE, code=code)


@router.get(
    "/sources",
    response=pages.Sources,
    **operation(
        ("来源列表", "Sources"),
        (
            "列出公开数据和目标所依据的文件，按代码排序。",
            "Lists the documents on which public figures and targets rest, by code.",
        ),
    ),
)
def sources(request: HttpRequest, asked: Query[ListParams]) -> HttpResponse:
    """List documents."""
    return responses.page(request, asked, pages.Sources, selectors.reference_data.sources)


@router.get(
    "/sources/{slug:code}",
    response=reference_data.Source,
    **operation(("单个来源", "One source"), ("返回一个文件。", "Returns a document.")),
)
def source(request: HttpRequest, code: str, asked: Query[FieldsQuery]) -> HttpResponse:
    """Return one document."""
    found = selectors.reference_data.sources(edition_of(request), None, ONE, code).items
    return responses.one(reference_data.Source, found, asked, NO_SOURCE, code=code)
