"""What ``selectors`` promises: the same lists from standings and from figures, on any day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from indicators import publishing, selectors
from indicators.enums import Standing
from indicators.models import (
    Indicator,
    Milestone,
    Observation,
    Official,
    Organisation,
    Place,
    Release,
    Source,
    Target,
)
from indicators.progress import measure
from indicators.selectors import Card, ListQuery
from indicators.series import Baseline
from tests.indicators.test_progress import AT_LEAST, DAY, make_point, make_series, make_target

REPORTED = date(2019, 7, 9)


def keys(listing: selectors.Listing) -> list[tuple[str, str]]:
    return [(card.series.code, card.series.place.code) for card in listing[:]]


def today_and_computed(choice: ListQuery) -> tuple[selectors.Listing, selectors.Listing]:
    """Return the same list read from standings, and computed from figures."""
    now = selectors.edition()
    return selectors.listing(now, choice), selectors.listing(selectors.edition(REPORTED), choice)


def at_hand(choice: ListQuery) -> selectors.Listing:
    """Return the list from the cards that a small city keeps in memory."""
    return selectors.listing(selectors.edition(), choice, "a state")


class ListingTests:
    @pytest.mark.parametrize(
        "choice",
        [
            ListQuery(),
            ListQuery(q="证明"),
            ListQuery(q="CERTIFICATE"),
            ListQuery(area="functions"),
            ListQuery(owner="justice-bureau"),
            ListQuery(standing="behind"),
            ListQuery(place="city-level"),
            ListQuery(family="ganfutong-items"),
            ListQuery(sort="value"),
            ListQuery(sort="-value"),
            ListQuery(sort="standing"),
            ListQuery(sort="owner"),
            ListQuery(sort="-place"),
            ListQuery(sort="-area"),
            ListQuery(sort="nothing"),
            ListQuery(q="nowhere"),
        ],
    )
    def test_is_the_same_from_standings_and_from_figures(
        self, release: Release, choice: ListQuery
    ) -> None:
        stored, computed = today_and_computed(choice)

        assert keys(stored) == keys(computed)
        assert [card.progress.standing for card in stored[:]] == [
            card.progress.standing for card in computed[:]
        ]
        assert (len(stored), stored[:3]) == (len(computed), stored[:][:3])
        assert keys(at_hand(choice)) == keys(stored)
        assert at_hand(choice).outline().counts == stored.outline().counts
        assert at_hand(choice).outline().summaries == stored.outline().summaries
        assert stored.outline().counts == computed.outline().counts

    def test_of_a_large_city_is_read_from_the_database(
        self, release: Release, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        small = at_hand(ListQuery())
        selectors.today.cache_clear()
        monkeypatch.setattr("indicators.selectors.lists.AT_HAND", 5)

        large = at_hand(ListQuery())

        assert type(small) is not type(large)
        assert keys(small) == keys(large)

    def test_sorts_names_both_ways(self, release: Release) -> None:
        up, down = (
            selectors.listing(selectors.edition(), ListQuery(sort=f"{sign}name", language="en"))
            for sign in ("", "-")
        )

        names = [card.series.name.en for card in up[:]]
        assert names == [card.series.name.en for card in down[:]][::-1]
        assert names != [card.series.name.en for card in selectors.listing(selectors.edition())[:]]

    def test_offers_what_there_is_to_choose_from(self, release: Release) -> None:
        stored, computed = today_and_computed(ListQuery(q="nowhere"))

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
        listing = selectors.listing(selectors.edition(), ListQuery(family="service-items"))
        [card] = listing[:]

        whole = listing.whole(card)

        assert [point.version for point in card.series.points[0].versions] == [2]
        assert [point.version for point in whole.series.points[0].versions] == [1, 2]
        assert replace(whole.series, points=()) == replace(card.series, points=())


class UntilTests:
    def test_goes_as_far_as_the_period_and_is_judged_on_its_day(self) -> None:
        points = [make_point("199"), make_point("230", day=date(2021, 6, 30))]
        series = make_series(*points, target=make_target(AT_LEAST, "250"))
        card = Card(series, measure(series, date(2021, 7, 9)))

        found = [card, card.until(date(2021, 6, 30)), card.until(DAY), card.until(date(2018, 1, 1))]

        assert [
            (one.series.points, one.progress.standing, one.progress.as_of) for one in found
        ] == [
            (tuple(points), Standing.MISSED, date(2021, 7, 9)),
            (tuple(points), Standing.MISSED, date(2021, 6, 30)),
            ((points[0],), Standing.ON_TRACK, DAY),
            ((), Standing.NO_DATA, date(2018, 1, 1)),
        ]

    def test_never_looks_beyond_the_day_of_the_edition(self) -> None:
        series = make_series(make_point("199"), target=make_target(AT_LEAST, "250"))
        card = Card(series, measure(series, DAY))

        assert card.until(date(2021, 1, 1)) == card


class FiguresTests:
    def test_of_a_release_show_the_version_that_a_correction_replaced(
        self, release: Release, publisher: Official
    ) -> None:
        for day, value in enumerate((811, 812), 1):
            old = Observation.objects.filter(indicator__code="service-items").latest("version")
            at = release.released_at + timedelta(days=day)
            publishing.correct(old, value=Decimal(value), reason="漏计", by=publisher, at=at)
        newest = Release.objects.latest("released_at")

        [one] = selectors.published_in(selectors.edition(), newest)[:10]

        assert [point.value for point in one.point.versions] == [Decimal(811), Decimal(812)]

    def test_of_a_document_come_in_its_order_as_first_published(self, release: Release) -> None:
        found = selectors.taken_from(selectors.edition(), Source.objects.get(slug="fuzhou-2019h1"))

        paragraphs = [one.point.citation.paragraph or 0 for one in found[:100]]
        assert len(found) == len(paragraphs) == 37
        assert paragraphs == sorted(paragraphs)


class EditionTests:
    def test_keeps_milestones_and_baselines_of_targets(self, release: Release) -> None:
        target = Target.objects.get(indicator__code="certificates-cancelled")
        target.baseline_on, target.baseline_value = date(2018, 1, 1), Decimal(10)
        target.save()
        step = Milestone.objects.create(target=target, on=date(2019, 12, 31), value=Decimal(200))

        [card] = selectors.listing(selectors.edition(), ListQuery(family="certificates-cancelled"))[
            :
        ]

        [known] = card.series.targets
        assert known.baseline == Baseline(date(2018, 1, 1), Decimal(10))
        assert known.milestones == (Baseline(date(2019, 12, 31), Decimal(200)),)
        assert str(step) == "2019-12-31: 200"

    def test_keeps_the_names_and_owners_of_the_day(self, release: Release) -> None:
        indicator = Indicator.objects.get(code="service-items")
        then = selectors.listing(selectors.edition(REPORTED), ListQuery(family="service-items"))[:]
        indicator.name = "改过的名称"
        indicator.owner = Organisation.objects.exclude(pk=indicator.owner_id)[0]
        indicator.save()
        indicator.co_owners.set(Organisation.objects.all()[:3])
        for record in (indicator.area, Place.objects.get(code="city")):
            record.name = "改过"
            record.save()

        now = selectors.listing(selectors.edition(REPORTED), ListQuery(family="service-items"))[:]

        assert now == then

    def test_never_shows_what_is_no_longer_public(self, release: Release) -> None:
        Indicator.objects.filter(code="service-items").update(is_public=False)

        listing = selectors.listing(selectors.edition(REPORTED), ListQuery(family="service-items"))

        assert len(listing) == 0

    def test_streams_the_same_series_as_the_cards_hold(self, release: Release) -> None:
        edition = selectors.edition()

        streamed = list(selectors.each_series(edition))

        assert streamed == [
            card.series for card in selectors.cards(edition, Indicator.objects.all())
        ]

    def test_before_the_first_release_has_nothing(self, release: Release) -> None:
        edition = selectors.edition(date(2019, 7, 8))

        assert (edition.is_empty, edition.first_release) == (True, release.released_at)
        assert len(selectors.listing(edition)) == 0
        assert list(selectors.each_series(edition)) == []
        assert selectors.cards(edition, Indicator.objects.all()) == []
        assert len(selectors.published_in(edition, release)) == 0
