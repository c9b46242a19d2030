"""Read what is public, as of any day, as series."""

from . import api_lists, observations, reference_data
from .as_of import Edition, edition, edition_after
from .counties import CountyCell, CountyComparison, CountyRow, Shortfall, counties
from .current_list import family_of
from .dataset_metadata import (
    background,
    background_of_release,
    changes,
    extent,
    number_of_figures,
    release_changes,
    released,
    releases,
)
from .figures import PublishedFigure, PublishedFigures, published_in, taken_from
from .former_codes import CodeChanged, code_after
from .keyset_pagination import End, InvalidCursor, KeysetPage
from .lagging import IndicatorLine
from .league import ORDERS, League, LeagueQuery, due_periods, league
from .league_table import league_table
from .list_types import SORTS, Card, Listing, ListQuery, Outline
from .lists import (
    all_series,
    cards,
    cards_of,
    each_series,
    listing,
    summaries,
    today,
    with_every_figure,
    with_families,
    with_lists,
)
from .overview_of_day import overview
from .overview_types import (
    AreaTable,
    AreaTotals,
    Changes,
    Correction,
    LastChange,
    Overview,
    OverviewRow,
    Ranking,
)
from .past_list import ComputedListing
from .reports import drafted, histories, in_report, spans
from .rules import rule_results
from .standing_sheet import MonthLine, ReportingLine, StandingSheet, standing_sheet
from .unreleased import unreleased_series

__all__ = [
    "ORDERS",
    "SORTS",
    "AreaTable",
    "AreaTotals",
    "Card",
    "Changes",
    "CodeChanged",
    "ComputedListing",
    "Correction",
    "CountyCell",
    "CountyComparison",
    "CountyRow",
    "Edition",
    "End",
    "IndicatorLine",
    "InvalidCursor",
    "KeysetPage",
    "LastChange",
    "League",
    "LeagueQuery",
    "ListQuery",
    "Listing",
    "MonthLine",
    "Outline",
    "Overview",
    "OverviewRow",
    "PublishedFigure",
    "PublishedFigures",
    "Ranking",
    "ReportingLine",
    "Shortfall",
    "StandingSheet",
    "all_series",
    "api_lists",
    "background",
    "background_of_release",
    "cards",
    "cards_of",
    "changes",
    "code_after",
    "counties",
    "drafted",
    "due_periods",
    "each_series",
    "edition",
    "edition_after",
    "extent",
    "family_of",
    "histories",
    "in_report",
    "league",
    "league_table",
    "listing",
    "number_of_figures",
    "observations",
    "overview",
    "public_codes",
    "published_in",
    "reference_data",
    "release_changes",
    "released",
    "releases",
    "rule_results",
    "spans",
    "standing_sheet",
    "summaries",
    "taken_from",
    "today",
    "unreleased_series",
    "with_every_figure",
    "with_families",
    "with_lists",
]
