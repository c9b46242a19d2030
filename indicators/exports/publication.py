"""Who publishes what, under which licence, and where: what a file says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from indicators.bilingual import Text
from indicators.checks import RuleResult
from indicators.enums import SourceKind
from indicators.series import NO_TEXT

SITE = Text("准绳", "Zhunsheng")
OFFICE_TIME = ZoneInfo("Asia/Shanghai")
MADE_UP = Text("演示数据，均为虚构。", "Made-up data for a demonstration. ")


@lru_cache(maxsize=1024)
def moment(at: datetime) -> str:
    """Write a moment in the office's time; many figures came out at the same one."""
    return at.astimezone(OFFICE_TIME).isoformat()


def version_of(at: datetime) -> str:
    """Name a state of the data by the moment at which it came out, in the office's time."""
    return f"{at.astimezone(OFFICE_TIME):%Y.%m.%d-%H%M%S}"


@dataclass(frozen=True, slots=True)
class Licence:
    """On which terms the data may be used; ``code`` is its SPDX identifier where it has one."""

    name: str
    url: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseInfo:
    """A release: its key, its title, and when it came out."""

    key: int
    title: Text
    at: datetime

    @property
    def version(self) -> str:
        """Name the state of the data that the release made."""
        return version_of(self.at)


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A published document that figures or targets are taken from."""

    code: str
    title: Text
    publisher: Text
    published_at: datetime | None
    url: str
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Publication:
    """One state of the public data with its publisher, its licence and its home.

    ``home`` is the absolute address of the site's start, or empty where nobody knows it; ``day`` is
    the one that standings are judged on; ``released_at`` is the moment of the newest release, None
    before the first one.
    """

    home: str
    licence: Licence
    city: Text = NO_TEXT
    is_made_up: bool = False
    as_of: date | None = None
    day: date | None = None
    released_at: datetime | None = None
    first_released_at: datetime | None = None

    @property
    def title(self) -> Text:
        """Return what the data are called."""
        place = f", {self.city.en}" if self.city.en else ""
        return Text(f"{self.city.zh}法治政府建设指标", f"Indicators of law-based government{place}")

    @property
    def description(self) -> Text:
        """Say in a sentence what is in the data."""
        made_up = MADE_UP if self.is_made_up else NO_TEXT
        return Text(
            f"{made_up.zh}法治政府建设定量指标的已公布数据：每个数据保留原文表述和限定词，"
            "可追溯到文件段落，并附目标。",
            f"{made_up.en}Published figures of the quantified indicators of law-based government: "
            "each keeps its wording and qualifier, leads back to a paragraph of a document, and "
            "stands beside its targets.",
        )

    @property
    def publisher(self) -> Text:
        """Return who publishes: the city, or the site where there is none."""
        return self.city if self.city.zh else SITE

    @property
    def version(self) -> str:
        """Name the state of the data by its newest release: 2019.07.09-150600."""
        return version_of(self.released_at) if self.released_at else "0"


@dataclass(frozen=True, slots=True)
class DatasetContext:
    """Metadata beside the series: releases, documents and results of the rules."""

    releases: tuple[ReleaseInfo, ...] = ()
    documents: Mapping[str, DocumentInfo] = field(default_factory=dict)
    results: tuple[RuleResult, ...] = ()
