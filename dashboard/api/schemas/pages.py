"""The lists, a page at a time."""

from datetime import date
from typing import Annotated

from dashboard.api.descriptions import said

from .base import Part, Place
from .reference_data import Area, Organisation, Plan, Release, Rule, Source
from .series import Indicator, Observation, Series, SeriesStanding, Target

HELD = said("本页内容。", "What the page holds.")


class Page(Part):
    """Some of a list."""

    as_of: Annotated[
        date | None,
        said(
            "所问日期；未指定时为空。", "The day that was asked for; null for what is public now."
        ),
    ]
    day: Annotated[
        date | None,
        said("判定进展的日期；尚无公开内容时为空。", "The day on which standings are judged."),
    ]
    next: Annotated[
        str | None,
        said("下一页的地址；没有下一页时为空。", "The address of the next page, or null."),
    ]


class Areas(Page):
    """Areas."""

    items: Annotated[list[Area], HELD]


class Indicators(Page):
    """Indicators."""

    items: Annotated[list[Indicator], HELD]


class Organisations(Page):
    """Organisations."""

    items: Annotated[list[Organisation], HELD]


class Places(Page):
    """Places."""

    items: Annotated[list[Place], HELD]


class Plans(Page):
    """Plans."""

    items: Annotated[list[Plan], HELD]


class Sources(Page):
    """Documents."""

    items: Annotated[list[Source], HELD]


class SeriesList(Page):
    """Series."""

    items: Annotated[list[Series], HELD]


class Observations(Page):
    """Figures."""

    items: Annotated[list[Observation], HELD]


class Targets(Page):
    """Targets."""

    items: Annotated[list[Target], HELD]


class Standings(Page):
    """Standings."""

    items: Annotated[list[SeriesStanding], HELD]


class Releases(Page):
    """Releases."""

    items: Annotated[list[Release], HELD]


class Rules(Page):
    """Rules with their results."""

    items: Annotated[list[Rule], HELD]
