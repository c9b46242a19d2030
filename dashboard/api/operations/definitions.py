"""What is counted, where, by whom, on which documents."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from dashboard.api import told
from dashboard.api.answers import items, lists, parts, records
from dashboard.api.asked import Listed, Narrowed, Sparse
from dashboard.api.choices import choice_of
from dashboard.api.doors import edition_of
from dashboard.api.words import operation
from indicators import selectors
from indicators.bilingual import Text
from indicators.selectors import Choice

router = Router(tags=["definitions"])
ONE = 1
NO_AREA = Text("没有领域“%(code)s”。", "There is no area “%(code)s”.")
NO_ORGANISATION = Text("没有单位“%(code)s”。", "There is no organisation “%(code)s”.")
NO_PLACE = Text("没有口径“%(code)s”。", "There is no place “%(code)s”.")


@router.get(
    "/indicators",
    response=lists.Indicators,
    **operation(
        ("指标列表", "Indicators"),
        (
            "列出公开的指标及其有数据或目标的口径，按代码排序。",
            "Lists public indicators by code, with the places in which they have figures or "
            "targets.",
        ),
    ),
)
def indicators(request: HttpRequest, asked: Query[Narrowed]) -> HttpResponse:
    """List indicators."""
    edition, choice = edition_of(request), choice_of(asked)
    found, following = told.stretch(
        lambda end: selectors.api_lists.indicators(edition, choice, end, asked.limit),
        "indicators",
        asked,
    )
    made = lists.Indicators, map(items.Indicator.out_of, found)
    return told.page(request, edition, made, following, asked)


@router.get(
    "/indicators/{slug:code}",
    response=items.Indicator,
    **operation(("单个指标", "One indicator"), ("返回一个指标。", "Returns an indicator.")),
)
def indicator(request: HttpRequest, code: str, asked: Query[Sparse]) -> HttpResponse:
    """Return one indicator."""
    edition = edition_of(request)
    found = selectors.api_lists.indicators(edition, Choice(code=code), None, ONE).items
    if not found:
        raise told.missing(
            Text("没有公开的指标“%(code)s”。", "There is no public indicator “%(code)s”."),
            code=code,
        )
    return told.one(items.Indicator.out_of(found[0]), asked)


@router.get(
    "/areas",
    response=lists.Areas,
    **operation(("领域列表", "Areas"), ("列出各领域，按代码排序。", "Lists the areas by code.")),
)
def areas(request: HttpRequest, asked: Query[Listed]) -> HttpResponse:
    """List areas."""
    edition = edition_of(request)
    found, following = told.stretch(
        lambda end: selectors.reference_data.areas(edition, end, asked.limit), "areas", asked
    )
    made = lists.Areas, map(records.Area.of, found)
    return told.page(request, edition, made, following, asked)


@router.get(
    "/areas/{slug:code}",
    response=records.Area,
    **operation(("单个领域", "One area"), ("返回一个领域。", "Returns an area.")),
)
def area(request: HttpRequest, code: str, asked: Query[Sparse]) -> HttpResponse:
    """Return one area."""
    found = selectors.reference_data.areas(edition_of(request), None, ONE, code).items
    if not found:
        raise told.missing(NO_AREA, code=code)
    return told.one(records.Area.of(found[0]), asked)


@router.get(
    "/organisations",
    response=lists.Organisations,
    **operation(
        ("单位列表", "Organisations"),
        ("列出各单位，按代码排序。", "Lists organisations by code."),
    ),
)
def organisations(request: HttpRequest, asked: Query[Listed]) -> HttpResponse:
    """List organisations."""
    edition = edition_of(request)
    found, following = told.stretch(
        lambda end: selectors.reference_data.organisations(edition, end, asked.limit),
        "organisations",
        asked,
    )
    made = lists.Organisations, map(records.Organisation.of, found)
    return told.page(request, edition, made, following, asked)


@router.get(
    "/organisations/{slug:code}",
    response=records.Organisation,
    **operation(("单个单位", "One organisation"), ("返回一个单位。", "Returns an organisation.")),
)
def organisation(request: HttpRequest, code: str, asked: Query[Sparse]) -> HttpResponse:
    """Return one organisation."""
    found = selectors.reference_data.organisations(edition_of(request), None, ONE, code).items
    if not found:
        raise told.missing(NO_ORGANISATION, code=code)
    return told.one(records.Organisation.of(found[0]), asked)


@router.get(
    "/places",
    response=lists.Places,
    **operation(("口径列表", "Places"), ("列出各口径，按代码排序。", "Lists the places by code.")),
)
def places(request: HttpRequest, asked: Query[Listed]) -> HttpResponse:
    """List places."""
    edition = edition_of(request)
    found, following = told.stretch(
        lambda end: selectors.reference_data.places(edition, end, asked.limit), "places", asked
    )
    made = lists.Places, map(parts.Place.of, found)
    return told.page(request, edition, made, following, asked)


@router.get(
    "/places/{slug:code}",
    response=parts.Place,
    **operation(("单个口径", "One place"), ("返回一个口径。", "Returns a place.")),
)
def place(request: HttpRequest, code: str, asked: Query[Sparse]) -> HttpResponse:
    """Return one place."""
    found = selectors.reference_data.places(edition_of(request), None, ONE, code).items
    if not found:
        raise told.missing(NO_PLACE, code=code)
    return told.one(parts.Place.of(found[0]), asked)


@router.get(
    "/sources",
    response=lists.Sources,
    **operation(
        ("来源列表", "Sources"),
        (
            "列出公开数据和目标所依据的文件，按代码排序。",
            "Lists the documents on which public figures and targets rest, by code.",
        ),
    ),
)
def sources(request: HttpRequest, asked: Query[Listed]) -> HttpResponse:
    """List documents."""
    edition = edition_of(request)
    found, following = told.stretch(
        lambda end: selectors.reference_data.sources(edition, end, asked.limit), "sources", asked
    )
    made = lists.Sources, map(records.Source.of, found)
    return told.page(request, edition, made, following, asked)


@router.get(
    "/sources/{slug:code}",
    response=records.Source,
    **operation(("单个来源", "One source"), ("返回一个文件。", "Returns a document.")),
)
def source(request: HttpRequest, code: str, asked: Query[Sparse]) -> HttpResponse:
    """Return one document."""
    found = selectors.reference_data.sources(edition_of(request), None, ONE, code).items
    if not found:
        raise told.missing(
            Text(
                "没有公开的数据或目标出自“%(code)s”。",
                "No public figure or target rests on “%(code)s”.",
            ),
            code=code,
        )
    return told.one(records.Source.of(found[0]), asked)
