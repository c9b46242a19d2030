"""Read what is public as ``reading`` does, for one page, and note what the page looked at.

Neighbouring pages ask for the same: an indicator in two languages, as a chart and as a file. What
was read for one serves the others, and brings its questions along.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import TypeVar, cast

from indicators import reading
from indicators.models import Indicator, Release, Source
from indicators.progress import measure
from indicators.reading import (
    Card,
    Choice,
    ComputedListing,
    Edition,
    Listing,
    Outline,
    Published,
    Section,
)
from indicators.series import Series
from indicators.spans import ReportSpan

from .notes import EDITION, Notes, Question
from .tables import FAMILY, RELEASE, SOURCE, scope

ASKED = frozenset({"as_of", "before", "day", "first_release", "newest_release", "is_empty"})
# Enough for an indicator's pages and files, and for the lists that many pages are cut from.
KEPT = 200
# Figures that each process may hold, about a kilobyte each.
AT_HAND = 100_000
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class NotedEdition(Edition):
    """An edition that notes which of its parts a page looks at, since most need not know all."""

    notes: Notes = field(default_factory=Notes, compare=False)

    def __getattribute__(self, name: str) -> object:
        """Return the part, and note that it was looked at."""
        if name in ASKED:
            object.__getattribute__(self, "notes").note(EDITION, name)
        return object.__getattribute__(self, name)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was public yet, without telling when the newest release was."""
        return object.__getattribute__(self, "newest_release") is None


class Memo:
    """Values that were read lately in this process, with the questions that they answer."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[object, dict[Question, str]]] = OrderedDict()

    def get(self, notes: Notes, key: Hashable, read: Callable[[], Value]) -> Value:
        """Return the value, read now where it was not lately, and note its questions."""
        if key in self._kept:
            value, questions = self._kept[key]
            self._kept.move_to_end(key)
            notes.questions.update(questions)
            return cast(Value, value)
        with notes.apart() as questions:
            found = read()
        self._kept[key] = found, questions
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found


class Reader:
    """Reads for one page."""

    def __init__(self, edition: Edition, notes: Notes, memo: Memo) -> None:
        self.notes, self.memo = notes, memo
        self.edition = NotedEdition(
            edition.as_of,
            edition.before,
            edition.day,
            edition.first_release,
            edition.newest_release,
            notes,
        )
        self.day = edition.as_of.isoformat() if edition.as_of else ""

    def noting(self) -> AbstractContextManager[None]:
        """Keep what is asked of the database within the block."""
        return self.notes.of_queries()

    def listing(self, choice: Choice) -> Listing:
        """Return the cards that the page wants.

        Today's lists are read choice by choice, so that a page depends on its own cards alone; all
        cards of an earlier day are read once and chosen from. An indicator's family is read with
        every figure, because all its pages and files together show them.
        """
        if choice.family:
            return Family(self._family(choice.family), choice, self.edition.before)
        if self.edition.before is None:
            shared = choice if choice.sort else replace(choice, language="")
            return KeptListing(self, shared, reading.listing(self.edition, choice))
        cards = self.keep("cards", lambda: reading.listing(self.edition)[:])
        summaries = partial(reading.summaries, self.edition)
        listing = ComputedListing(cards, choice, self.edition.before, summaries)
        return KeptListing(self, choice, listing)

    def cards(self, code: str) -> list[Card]:
        """Return the indicator's cards with every figure, as its page has them."""
        return [card for card in self._family(code) if card.series.code == code]

    def _family(self, code: str) -> list[Card]:
        family = reading.family_of(code)
        with self.notes.within(scope(FAMILY, code)):
            return self.keep(("family", code), lambda: reading.cards(self.edition, family))

    def each_card(self) -> Iterable[Card] | None:
        """Return every card where all series are at hand; None where a list is sooner read."""
        if reading.number_of_figures(self.edition) > AT_HAND:
            return None
        day = self.edition.day
        return self.keep(
            "every card",
            lambda: [Card(one, measure(one, day)) for one in self.each_series() if day],
        )

    def each_series(self, *, in_order_of_codes: bool = False) -> Iterable[Series]:
        """Return every series with every figure: read once for all files, unless they are many."""
        if reading.number_of_figures(self.edition) > AT_HAND:
            return reading.each_series(self.edition, in_order_of_codes=in_order_of_codes)
        everything = Indicator.objects.all()
        known = self.keep("every series", lambda: reading.all_series(self.edition, everything))
        return sorted(known, key=lambda one: one.code) if in_order_of_codes else known

    def series_in_report(self, span: ReportSpan) -> list[Series]:
        """Return every series with the points that a report about the span cites."""
        if self.edition.is_empty:
            return []
        known = self.keep("book", lambda: reading.book(self.edition))
        return self.keep(("report", span), lambda: reading.in_report(self.edition, span, known))

    def published_in(self, release: Release) -> Sequence[Published]:
        """Return what one release made public."""
        figures = reading.published_in(self.edition, release)
        return KeptFigures(self, scope(RELEASE, release.pk), figures)

    def taken_from(self, source: Source) -> Sequence[Published]:
        """Return the figures taken from the document."""
        figures = reading.taken_from(self.edition, source)
        return KeptFigures(self, scope(SOURCE, source.pk), figures)

    def keep(self, key: Hashable, read: Callable[[], Value]) -> Value:
        """Return what was read lately under the key, else read it."""
        return self.memo.get(self.notes, key, read)


class Family(ComputedListing):
    """An indicator's cards and those of its parts, with every figure already."""

    def whole(self, card: Card) -> Card:
        """Return the card itself."""
        return card


class KeptListing(Listing):
    """A listing whose parts are read once for pages that follow each other."""

    def __init__(self, reader: Reader, choice: Choice, listing: Listing) -> None:
        self.reader, self.choice, self.listing = reader, choice, listing

    def __len__(self) -> int:
        """Return how many cards fit the choice."""
        return self._keep("length", lambda: len(self.listing))

    def __getitem__(self, part: slice) -> list[Card]:
        """Return some of the cards, in the chosen order."""
        return self._keep((part.start, part.stop), lambda: self.listing[part])

    def codes(self) -> list[tuple[str, str]]:
        """Return the codes of indicator and place of each card, in the chosen order."""
        return self._keep("codes", self.listing.codes)

    def sections(self, limit: int) -> list[Section]:
        """Return the areas with at most so many cards each."""
        return self._keep(("sections", limit), lambda: self.listing.sections(limit))

    def outline(self) -> Outline:
        """Return the choices and the counts."""
        return self._keep("outline", self.listing.outline)

    def whole(self, card: Card) -> Card:
        """Return the card with every figure of its series."""
        return self.listing.whole(card)

    def _keep(self, part: Hashable, read: Callable[[], Value]) -> Value:
        return self.reader.keep((self.choice, part), read)


class KeptFigures(Sequence[Published]):
    """Published figures of one scope, whose parts are read once for neighbouring pages."""

    def __init__(self, reader: Reader, scope: str, figures: Sequence[Published]) -> None:
        self.reader, self.scope, self.figures = reader, scope, figures

    def __len__(self) -> int:
        """Return how many there are."""
        return self._keep("length", lambda: len(self.figures))

    def __getitem__(self, part: slice) -> list[Published]:  # type: ignore[override]
        """Return some of them."""
        return self._keep((part.start, part.stop), lambda: list(self.figures[part]))

    def _keep(self, part: Hashable, read: Callable[[], Value]) -> Value:
        with self.reader.notes.within(self.scope):
            return self.reader.keep((self.scope, part), read)


def part_of(edition: Edition, name: str) -> str:
    """Return a part of the edition as text."""
    part: date | datetime | bool | None = getattr(edition, name)
    return repr(part)
