"""What is read once for many pages says what each of them would have read."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators import selectors
from indicators.models import Release, Source
from indicators.selectors import Card, Edition, ListQuery
from indicators.series import Series

pytestmark = pytest.mark.django_db
DAYS = pytest.mark.parametrize("day", [None, date(2019, 7, 31)], ids=["now", "then"])
NOTHING = date(2019, 7, 8)
FAMILY = "ganfutong-items"
CHOICES = (
    ListQuery(),
    ListQuery(area="functions"),
    ListQuery(owner="service-centre"),
    ListQuery(standing="behind", sort="-value"),
    ListQuery(family=FAMILY),
    ListQuery(q="政务"),
)


def order(cards: list[Card]) -> list[tuple[str, str, str]]:
    """Return whose cards they are, and how they stand."""
    return [(one.series.code, one.series.place.code, one.progress.standing) for one in cards]


def sorted_series(edition: Edition, *, in_order_of_codes: bool) -> list[Series]:
    return list(selectors.each_series(edition, in_order_of_codes=in_order_of_codes))


class AtHandTests:
    @DAYS
    @pytest.mark.parametrize("choice", CHOICES, ids=str)
    def test_lists_are_as_they_would_be_read(
        self, release: Release, day: date | None, choice: ListQuery
    ) -> None:
        edition = selectors.edition(day)

        read, known = (
            selectors.listing(one, choice) for one in (edition, selectors.with_lists(edition))
        )

        assert order(known[:]) == order(read[:])
        assert known.outline().counts == read.outline().counts
        assert known.outline().summaries == read.outline().summaries

    @DAYS
    def test_families_hold_every_figure_without_a_query(
        self, release: Release, day: date | None
    ) -> None:
        edition = selectors.edition(day)
        known = selectors.with_families(selectors.with_lists(edition), {FAMILY, "service-items"})
        read = [
            selectors.listing(edition, ListQuery(family=FAMILY)).whole(card)
            for card in selectors.listing(edition, ListQuery(family=FAMILY))[:]
        ]

        with CaptureQueriesContext(connection) as queries:
            listing = selectors.listing(known, ListQuery(family=FAMILY))
            cards = [listing.whole(card) for card in listing[:]]
            one = selectors.cards_of(known, "service-items")

        assert len(queries) == 0
        assert cards == read
        assert len(cards) > 1
        assert one == selectors.cards_of(edition, "service-items")

    @DAYS
    @pytest.mark.parametrize("in_order_of_codes", [False, True])
    def test_every_figure_comes_as_it_would_be_read(
        self, release: Release, day: date | None, *, in_order_of_codes: bool
    ) -> None:
        edition = selectors.edition(day)

        known = selectors.with_every_figure(selectors.with_lists(edition))

        assert sorted_series(known, in_order_of_codes=in_order_of_codes) == sorted_series(
            edition, in_order_of_codes=in_order_of_codes
        )

    @DAYS
    def test_figures_of_a_release_and_of_a_source_are_read_once_for_several_pages(
        self, release: Release, day: date | None
    ) -> None:
        edition = selectors.edition(day)
        known = selectors.with_lists(edition)
        source = Source.objects.get(slug="fuzhou-2019h1")
        read = [
            selectors.published_in(edition, release)[:10],
            selectors.taken_from(edition, source)[:10],
        ]
        first = [
            selectors.published_in(known, release)[:10],
            selectors.taken_from(known, source)[:10],
        ]

        with CaptureQueriesContext(connection) as queries:
            again = [
                selectors.published_in(known, release)[:10],
                selectors.taken_from(known, source)[:10],
            ]

        assert len(queries) == 0
        assert again == first == read
        anew = selectors.with_families(known, set()).at_hand
        assert anew
        assert anew.kept == {}

    def test_nothing_is_at_hand_before_the_first_release(self, release: Release) -> None:
        edition = selectors.edition(NOTHING)

        known = selectors.with_lists(edition)

        assert known.at_hand is None
        assert selectors.with_families(known, {FAMILY}).at_hand is None
        assert selectors.with_every_figure(known).at_hand is None
        assert list(selectors.each_series(known)) == []
