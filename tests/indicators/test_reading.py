"""What ``reading`` promises: the same lists from standings and from figures, on any day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from indicators import publishing, reading
from indicators.models import Indicator, Observation, Official, Organisation, Place, Release
from indicators.reading import Choice

REPORTED = date(2019, 7, 9)


def keys(listing: reading.Listing) -> list[tuple[str, str]]:
    return [(card.series.code, card.series.place.code) for card in listing[:]]


def today_and_computed(choice: Choice) -> tuple[reading.Listing, reading.Listing]:
    """Return the same list read from standings, and computed from figures."""
    now = reading.edition()
    return reading.listing(now, choice), reading.listing(reading.edition(REPORTED), choice)


class ListingTests:
    @pytest.mark.parametrize(
        "choice",
        [
            Choice(),
            Choice(q="证明"),
            Choice(q="CERTIFICATE"),
            Choice(area="functions"),
            Choice(owner="justice-bureau"),
            Choice(standing="behind"),
            Choice(place="city-level"),
            Choice(family="ganfutong-items"),
            Choice(sort="value"),
            Choice(sort="-value"),
            Choice(sort="standing"),
            Choice(sort="owner"),
            Choice(sort="-place"),
            Choice(sort="-area"),
            Choice(sort="nothing"),
            Choice(q="nowhere"),
        ],
    )
    def test_is_the_same_from_standings_and_from_figures(
        self, release: Release, choice: Choice
    ) -> None:
        stored, computed = today_and_computed(choice)

        assert keys(stored) == keys(computed)
        assert [card.progress.standing for card in stored[:]] == [
            card.progress.standing for card in computed[:]
        ]
        assert (len(stored), stored[:3]) == (len(computed), stored[:][:3])
        assert stored.outline().counts == computed.outline().counts
        assert [
            (one.area, one.total, [card.series for card in one.cards]) for one in stored.sections(2)
        ] == [
            (one.area, one.total, [replace(card.series, co_owners=()) for card in one.cards])
            for one in computed.sections(2)
        ]

    def test_sorts_names_both_ways(self, release: Release) -> None:
        up, down = (reading.listing(reading.edition(), Choice(sort=f"{sign}name", language="en"))
                    for sign in ("", "-"))  # fmt: skip

        names = [card.series.name.en for card in up[:]]
        assert names == [card.series.name.en for card in down[:]][::-1]
        assert names != [card.series.name.en for card in reading.listing(reading.edition())[:]]

    def test_offers_what_there_is_to_choose_from(self, release: Release) -> None:
        stored, computed = today_and_computed(Choice(q="nowhere"))

        one, other = stored.outline(), computed.outline()
        assert [area.code for area in one.areas] == [area.code for area in other.areas]
        assert {owner.code for owner in one.owners} == {owner.code for owner in other.owners}
        assert {place.code for place in one.places} == {place.code for place in other.places}

    def test_brings_every_figure_of_a_card_on_demand(
        self, release: Release, publisher: Official
    ) -> None:
        old = Observation.objects.get(indicator__code="service-items")
        at = release.released_at + timedelta(days=1)
        publishing.correct(old, value=Decimal(811), reason="漏计", by=publisher, at=at)
        listing = reading.listing(reading.edition(), Choice(family="service-items"))
        [card] = listing[:]

        whole = listing.whole(card)

        assert [point.version for point in card.series.points[0].versions] == [2]
        assert [point.version for point in whole.series.points[0].versions] == [1, 2]
        assert replace(whole.series, points=()) == replace(card.series, points=())


class EditionTests:
    def test_keeps_the_names_and_owners_of_the_day(self, release: Release) -> None:
        indicator = Indicator.objects.get(code="service-items")
        then = reading.listing(reading.edition(REPORTED), Choice(family="service-items"))[:]
        indicator.name = "改过的名称"
        indicator.owner = Organisation.objects.exclude(pk=indicator.owner_id)[0]
        indicator.save()
        indicator.co_owners.set(Organisation.objects.all()[:3])
        for record in (indicator.area, Place.objects.get(code="city")):
            record.name = "改过"
            record.save()

        now = reading.listing(reading.edition(REPORTED), Choice(family="service-items"))[:]

        assert now == then

    def test_never_shows_what_is_no_longer_public(self, release: Release) -> None:
        Indicator.objects.filter(code="service-items").update(is_public=False)

        listing = reading.listing(reading.edition(REPORTED), Choice(family="service-items"))

        assert len(listing) == 0

    def test_streams_the_same_series_as_the_cards_hold(self, release: Release) -> None:
        edition = reading.edition()

        streamed = list(reading.each_series(edition))

        assert streamed == [card.series for card in reading.cards(edition, Indicator.objects.all())]

    def test_before_the_first_release_has_nothing(self, release: Release) -> None:
        edition = reading.edition(date(2019, 7, 8))

        assert (edition.is_empty, edition.first_release) == (True, release.released_at)
        assert len(reading.listing(edition)) == 0
        assert list(reading.each_series(edition)) == []
        assert len(reading.published_in(edition, release)) == 0
