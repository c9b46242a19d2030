"""Figures, and how they stand to their targets."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from dashboard.access import listing_for
from dashboard.api import responses
from dashboard.api.decorators import edition_of
from dashboard.api.descriptions import operation
from dashboard.api.filters import choice_of, wanted_of
from dashboard.api.params import FieldsQuery, FiguresParams, SeriesParams
from dashboard.api.schemas import pages
from dashboard.api.schemas import series as schemas_series
from indicators import selectors
from indicators.bilingual import Text
from indicators.selectors import ListQuery

router = Router(tags=["figures"])
NO_SERIES = Text(
    "“%(indicator)s”在“%(place)s”没有公开的内容。",
    "Nothing is public of “%(indicator)s” in “%(place)s”.",
)


@router.get(
    "/series",
    response=pages.SeriesList,
    **operation(
        ("序列列表", "Series"),
        (
            "列出公开的序列（每个指标在每个口径各一条）：定义、最新一期、目标和进展，按指标代码和口径代码排序。",
            "Lists public series, one for each indicator and place: what is counted, the newest "
            "period, the targets and the standing, by the codes of indicator and place.",
        ),
    ),
)
def series_list(request: HttpRequest, asked: Query[SeriesParams]) -> HttpResponse:
    """List series."""
    read = partial(selectors.api_lists.cards, choice=choice_of(asked))
    return responses.page(request, asked, pages.SeriesList, read)


@router.get(
    "/series/{slug:indicator}/{slug:place}",
    response=schemas_series.WholeSeries,
    **operation(
        ("单个序列", "One series"),
        (
            "返回一个序列及其全部数据，含被更正的版本。",
            "Returns a series with every figure and the versions that were corrected.",
        ),
    ),
)
def series(
    request: HttpRequest, indicator: str, place: str, asked: Query[FieldsQuery]
) -> HttpResponse:
    """Return one series with every figure."""
    choice = ListQuery(family=indicator, code=indicator, place=place)
    listing = listing_for(request, edition_of(request), choice)
    found = [listing.whole(card) for card in listing[:]]
    return responses.one(
        schemas_series.WholeSeries, found, asked, NO_SERIES, indicator=indicator, place=place
    )


@router.get(
    "/observations",
    response=pages.Observations,
    **operation(
        ("数据列表", "Observations"),
        (
            "逐页列出公开的数据。整体下载时请指定as_of，各页即为同一天的内容。",
            "Lists published figures page by page. Name a day in as_of to walk through what was "
            "public on that day, whatever is released meanwhile.",
        ),
    ),
)
def observations(request: HttpRequest, asked: Query[FiguresParams]) -> HttpResponse:
    """List figures."""
    read = partial(selectors.observations.figures, wanted=wanted_of(asked))
    return responses.page(request, asked, pages.Observations, read)


@router.get(
    "/targets",
    response=pages.Targets,
    **operation(
        ("目标列表", "Targets"),
        (
            "列出目标，按指标代码、口径代码和期限排序。",
            "Lists targets by the codes of indicator and place, and by due date.",
        ),
    ),
)
def targets(request: HttpRequest, asked: Query[SeriesParams]) -> HttpResponse:
    """List targets."""
    read = partial(selectors.api_lists.targets, choice=choice_of(asked))
    return responses.page(request, asked, pages.Targets, read)


@router.get(
    "/standings",
    response=pages.Standings,
    **operation(
        ("进展列表", "Standings"),
        (
            "列出各序列对照目标的进展及判定过程，按指标代码和口径代码排序。",
            "Lists how series stand to their targets, with the working, by the codes of indicator "
            "and place.",
        ),
    ),
)
def standings(request: HttpRequest, asked: Query[SeriesParams]) -> HttpResponse:
    """List standings."""
    read = partial(selectors.api_lists.cards, choice=choice_of(asked))
    return responses.page(request, asked, pages.Standings, read)
