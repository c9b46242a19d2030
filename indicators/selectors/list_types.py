"""Lists of what is public: which cards a reader wants, in which order, a page at a time.

Today's lists are read from standings, so that they cost the same whatever the history; the lists
of another day are computed from the figures that were public then. Both answer the same questions.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from indicators.bilingual import Text
from indicators.enums import Standing
from indicators.progress import Progress, measure
from indicators.series import Named, Place, Series

SORTS = ("name", "place", "value", "standing", "owner", "area")
RANKS = {standing: rank for rank, standing in enumerate(Standing)}


@dataclass(frozen=True, slots=True)
class Card:
    """A series with its progress."""

    series: Series
    progress: Progress

    def until(self, day: date) -> "Card":
        """Return the card as far as the periods that end by the day, judged on that day."""
        series = self.series.until(day)
        return Card(series, measure(series, min(day, self.progress.as_of)))


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a reader wants to see: words, codes, and a sort, with a minus for downwards.

    ``owner`` finds what an organisation owns or co-owns, ``family`` an indicator with its parts,
    ``code`` an indicator alone.
    """

    q: str = ""
    code: str = ""
    family: str = ""
    area: str = ""
    owner: str = ""
    standing: str = ""
    place: str = ""
    sort: str = ""
    language: str = "zh-hans"

    @property
    def is_narrowed(self) -> bool:
        """Tell whether the reader wants anything less than everything."""
        return any(
            (self.q, self.code, self.family, self.area, self.owner, self.standing, self.place)
        )

    @property
    def sort_key(self) -> str:
        """Return what to sort by; empty for the order of the areas."""
        key = self.sort.removeprefix("-")
        return key if key in SORTS else ""

    @property
    def is_downward(self) -> bool:
        """Tell whether the largest comes first."""
        return self.sort.startswith("-")


@dataclass(frozen=True, slots=True)
class Outline:
    """What there is to choose from, and how many of the chosen cards have each standing."""

    areas: list[Named]
    owners: list[Named]
    places: list[Named | Place]
    counts: Mapping[Standing, int]
    summaries: Mapping[str, Text] = field(default_factory=dict)


class Listing(ABC):
    """Cards that can be counted and cut into pages."""

    @abstractmethod
    def __len__(self) -> int:
        """Return how many cards fit the choice."""

    @abstractmethod
    def __getitem__(self, part: slice) -> list[Card]:
        """Return some of the cards, in the chosen order."""

    @abstractmethod
    def codes(self) -> list[tuple[str, str]]:
        """Return the codes of indicator and place of each card, in the chosen order."""

    @abstractmethod
    def outline(self) -> Outline:
        """Return the choices and the counts."""

    @abstractmethod
    def whole(self, card: Card) -> Card:
        """Return one of the cards with every figure of its series."""
