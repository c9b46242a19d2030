"""Walking through what is public: all pages together are the whole list, whatever comes."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators import publishing, selectors
from indicators.bilingual import Text
from indicators.enums import Status
from indicators.models import (
    Area,
    Citation,
    Indicator,
    Observation,
    Official,
    Organisation,
    Place,
    Plan,
    Release,
    Source,
    Target,
)
from indicators.periods import Period
from indicators.publication_input import NewFigure
from indicators.selectors import Edition, End, InvalidCursor, KeysetPage, ListQuery
from indicators.selectors.keyset_pagination import Order
from indicators.selectors.observations import ORDERS, ObservationQuery
from indicators.synthetic import Size

REPORTED = date(2019, 7, 9)
BEFORE_ALL = date(2019, 7, 8)
Read = Callable[[End | None, int], KeysetPage[Any]]


def walked(read: Read, limit: int) -> list[Any]:
    """Return the whole list, read in stretches."""
    found: list[Any] = []
    end = None
    for _ in range(1000):
        stretch = read(end, limit)
        assert len(stretch.items) <= limit
        found += stretch.items
        end = stretch.end
        if end is None:
            return found
    raise AssertionError("the walk does not end")


def cards(edition: Edition, choice: ListQuery = ListQuery()) -> Read:  # noqa: B008 - it is frozen
    return lambda end, limit: selectors.api_lists.cards(edition, choice, end, limit)


def keys(found: list[selectors.Card]) -> list[tuple[str, str]]:
    return [(card.series.code, card.series.place.code) for card in found]


def correct(release: Release, by: Official, days: int = 1) -> Observation:
    """Correct a figure, so many days after the report."""
    old = Observation.objects.get(indicator__code="service-items", version=1)
    at = release.released_at + timedelta(days=days)
    publishing.correct(old, value=Decimal(811), reason="漏计一项", by=by, at=at)
    return old


@pytest.fixture(params=[None, REPORTED], ids=["today", "earlier"])
def edition(request: pytest.FixtureRequest, release: Release) -> Edition:
    """Return what is public now, and what was on the day of the report, which is the same."""
    return selectors.edition(request.param)


class CardTests:
    @pytest.mark.parametrize(
        "choice",
        [
            ListQuery(),
            ListQuery(q="证明"),
            ListQuery(code="ganfutong-items"),
            ListQuery(area="functions"),
            ListQuery(owner="justice-bureau"),
            ListQuery(standing="behind"),
            ListQuery(place="city-level"),
            ListQuery(q="nowhere"),
        ],
    )
    @pytest.mark.parametrize("limit", [1, 5, 500])
    def test_are_those_of_the_list_in_the_order_of_codes(
        self, edition: Edition, choice: ListQuery, limit: int
    ) -> None:
        found = walked(cards(edition, choice), limit)

        listed = selectors.listing(edition, choice)[:]
        assert keys(found) == sorted(keys(listed))
        assert {key: card.progress for key, card in zip(keys(found), found, strict=True)} == {
            key: card.progress for key, card in zip(keys(listed), listed, strict=True)
        }

    def test_name_co_owners_and_the_newest_figures(self, edition: Edition) -> None:
        [found] = walked(cards(edition, ListQuery(code="ganfutong-items")), 5)

        assert (
            found.series
            == selectors.cards(edition, Indicator.objects.filter(code="ganfutong-items"))[0].series
        )

    def test_of_several_places_are_told_once_each(self, publisher: Official, db: None) -> None:
        list(publishing.publish_generated(Size(3, 1, 4, first_year=2020)))
        choice = ListQuery(q="generated")

        for day in (None, date(2020, 3, 1)):
            found = walked(cards(selectors.edition(day), choice), 5)

            assert len(set(keys(found))) == len(found) == 12

    def test_are_looked_for_among_some_indicators_at_a_time(
        self, release: Release, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("indicators.selectors.api_lists.LOOKED_THROUGH", 3)
        earlier = selectors.edition(REPORTED)

        first = selectors.api_lists.cards(earlier, ListQuery(standing="behind"), None, 500)
        found = walked(cards(earlier, ListQuery(standing="behind")), 500)

        assert len(first.items) < len(found)
        assert keys(found) == sorted(
            keys(selectors.listing(earlier, ListQuery(standing="behind"))[:])
        )
        assert keys(walked(cards(earlier), 2)) == sorted(keys(selectors.listing(earlier)[:]))

    def test_of_the_next_stretch_stay_when_others_are_released(
        self, release: Release, publisher: Official
    ) -> None:
        before = keys(walked(cards(selectors.edition()), 10))
        first = selectors.api_lists.cards(selectors.edition(), ListQuery(), None, 10)

        list(publishing.publish_generated(Size(5, 1, 1, first_year=2020)))

        rest = walked(
            lambda end, limit: selectors.api_lists.cards(
                selectors.edition(), ListQuery(), end or first.end, limit
            ),
            10,
        )
        found = [*keys(first.items), *keys(rest)]
        assert len(set(found)) == len(found)
        assert [one for one in found if not one[0].startswith("generated")] == before

    def test_are_none_before_the_first_release(self, release: Release) -> None:
        assert walked(cards(selectors.edition(BEFORE_ALL)), 5) == []

    @pytest.mark.parametrize(
        "end", [("a",), ("a", "b", "c"), (1, "b"), ("a", "b\0"), ("a", "ö"), ("a" * 65, "b")]
    )
    @pytest.mark.parametrize("day", [None, REPORTED, BEFORE_ALL])
    def test_are_refused_from_what_is_no_end_of_theirs(
        self, release: Release, end: End, day: date | None
    ) -> None:
        with pytest.raises(InvalidCursor):
            selectors.api_lists.cards(selectors.edition(day), ListQuery(), end, 5)


class IndicatorTests:
    @pytest.mark.parametrize("limit", [1, 7, 500])
    @pytest.mark.parametrize(
        "choice", [ListQuery(), ListQuery(area="society"), ListQuery(q="证明")]
    )
    def test_come_once_with_their_places(
        self, edition: Edition, choice: ListQuery, limit: int
    ) -> None:
        found = walked(
            lambda end, size: selectors.api_lists.indicators(edition, choice, end, size), limit
        )

        together = [(one.code, one.place.code) for family in found for one in family]
        assert together == sorted(keys(selectors.listing(edition, choice)[:]))
        assert [family[0].code for family in found] == sorted({code for code, _ in together})

    def test_are_defined_as_the_lists_say(self, edition: Edition) -> None:
        [[found]] = selectors.api_lists.indicators(
            edition, ListQuery(code="service-items"), None, 1
        ).items
        [card] = selectors.listing(edition, ListQuery(code="service-items"))[:]

        for name in ("name", "definition", "unit", "kind", "area", "owner", "part_of", "place"):
            assert getattr(found, name) == getattr(card.series, name)

    def test_name_every_place_even_where_one_is_asked_for(self, release: Release) -> None:
        list(publishing.publish_generated(Size(1, 1, 3, first_year=2020)))
        [place, *_rest] = Place.objects.filter(code__startswith="generated")

        for day in (None, date(2020, 3, 1)):
            choice = ListQuery(code="generated-00001", place=place.code)
            [family] = selectors.api_lists.indicators(selectors.edition(day), choice, None, 5).items

            assert len(family) == 3

    def test_are_none_before_the_first_release(self, release: Release) -> None:
        empty = selectors.edition(BEFORE_ALL)

        assert selectors.api_lists.indicators(empty, ListQuery(), None, 5) == KeysetPage([])


class TargetTests:
    @pytest.mark.parametrize("limit", [1, 2, 3, 500])
    def test_are_those_of_the_series_by_due_date(self, release: Release, limit: int) -> None:
        first = Target.objects.order_by("indicator__code", "place__code")[0]
        for year in (2021, 2022, 2023):
            first.pk, first.due = None, date(year, 12, 31)
            first.save()

        found = walked(
            lambda end, size: selectors.api_lists.targets(
                selectors.edition(), ListQuery(), end, size
            ),
            limit,
        )

        told = [(*keys([card])[0], target.due) for card, target in found]
        assert told == sorted(
            Target.objects.filter(indicator__is_public=True).values_list(
                "indicator__code", "place__code", "due"
            )
        )

    @pytest.mark.parametrize("limit", [1, 2, 500])
    def test_of_an_earlier_day_are_those_that_stood(
        self, release: Release, limit: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("indicators.selectors.api_lists.LOOKED_THROUGH", 4)
        edition = selectors.edition(REPORTED)
        stood = sorted(
            (card.series.code, card.series.place.code, target.due, target.value)
            for card in selectors.listing(edition)[:]
            for target in card.series.targets
        )
        Target.objects.all().delete()

        found = walked(
            lambda end, size: selectors.api_lists.targets(edition, ListQuery(), end, size), limit
        )

        assert [(*keys([card])[0], target.due, target.value) for card, target in found] == stood
        assert len(stood) > 3


class ResultTests:
    @pytest.mark.parametrize("limit", [1, 3, 500])
    def test_are_those_of_every_rule(self, edition: Edition, limit: int) -> None:
        found = walked(lambda end, size: selectors.api_lists.results(edition, end, size), limit)

        assert found == sorted(selectors.rule_results(edition), key=lambda one: one.rule.code)

    def test_name_only_indicators_that_are_public(self, release: Release) -> None:
        edition = selectors.edition()
        before = selectors.api_lists.results(edition, None, 500).items
        hidden, _place = before[0].rule.left[0]
        Indicator.objects.filter(code=hidden).update(is_public=False)

        found = selectors.api_lists.results(edition, None, 500).items

        named = {key[0] for one in found for key in (*one.rule.left, *one.rule.right, *one.missing)}
        assert named
        assert hidden not in named


def figures(edition: Edition, wanted: ObservationQuery = ObservationQuery()) -> Read:  # noqa: B008 - it is frozen
    return lambda end, limit: selectors.observations.figures(edition, wanted, end, limit)


def points(found: list[selectors.PublishedFigure]) -> list[tuple[str, str, int]]:
    return [(one.series.code, str(one.point.value), one.point.version) for one in found]


class FigureTests:
    @pytest.mark.parametrize("limit", [1, 10, 500])
    @pytest.mark.parametrize("sort", ORDERS)
    def test_are_all_there_in_any_order(
        self, release: Release, publisher: Official, sort: str, limit: int
    ) -> None:
        correct(release, publisher)
        edition = selectors.edition()

        found = walked(figures(edition, ObservationQuery(sort=sort)), limit)

        held = {point.key for one in selectors.each_series(edition) for point in one}
        assert sorted(one.point.key for one in found) == sorted(held)
        other = ObservationQuery(sort=sort.removeprefix("-") if "-" in sort else f"-{sort}")
        assert [one.point.key for one in walked(figures(edition, other), limit)] == [
            one.point.key for one in found
        ][::-1]

    def test_say_what_their_series_say(self, edition: Edition) -> None:
        found = walked(figures(edition, ObservationQuery(indicator="court-appearance-rate")), 5)

        [series] = [
            one for one in selectors.each_series(edition) if one.code == "court-appearance-rate"
        ]
        assert [(one.point, one.series.name, one.series.unit) for one in found] == [
            (point, series.name, series.unit) for point in series
        ]

    def test_are_corrected_or_as_they_were(self, release: Release, publisher: Official) -> None:
        correct(release, publisher)
        wanted = ObservationQuery(indicator="service-items")

        now = points(walked(figures(selectors.edition(), wanted), 5))
        then = points(walked(figures(selectors.edition(REPORTED), wanted), 5))
        both = points(
            walked(
                figures(
                    selectors.edition(),
                    ObservationQuery(indicator="service-items", every_version=True),
                ),
                1,
            )
        )

        assert now == [("service-items", "811.000000", 2)]
        assert then == [("service-items", "810.000000", 1)]
        assert both == [*then, *now]

    def test_stand_as_before_when_the_correction_is_withdrawn(
        self, release: Release, publisher: Official
    ) -> None:
        correct(release, publisher)
        newest = Release.objects.latest("released_at")
        publishing.withdraw(
            newest, reason="误发", by=publisher, at=newest.released_at + timedelta(days=1)
        )
        wanted = ObservationQuery(indicator="service-items", every_version=True)

        assert points(walked(figures(selectors.edition(), wanted), 5)) == [
            ("service-items", "810.000000", 1)
        ]

    def test_of_a_day_and_of_a_month_that_ends_on_it_are_not_versions_of_each_other(
        self, release: Release, publisher: Official
    ) -> None:
        old = correct(release, publisher)
        month = NewFigure(
            old.indicator,
            old.place,
            date(2019, 6, 1),
            old.period_end,
            Decimal(5),
            Citation.objects.all()[0],
        )
        at = release.released_at + timedelta(days=2)
        publishing.publish([month], title=Text("x", "x"), by=publisher, at=at)

        found = walked(figures(selectors.edition(), ObservationQuery(indicator="service-items")), 5)

        assert sorted(points(found)) == [
            ("service-items", "5.000000", 1),
            ("service-items", "811.000000", 2),
        ]

    @pytest.mark.parametrize(
        ("wanted", "is_in"),
        [
            (ObservationQuery(place="city"), lambda one: one.series.place.code == "city"),
            (ObservationQuery(area="society"), lambda one: one.series.area.code == "society"),
            (
                ObservationQuery(owner="petitions-bureau"),
                lambda one: one.series.owner.code == "petitions-bureau",
            ),
            (
                ObservationQuery(area="functions", owner="justice-bureau"),
                lambda one: (
                    one.series.area.code == "functions"
                    and one.series.owner.code == "justice-bureau"
                ),
            ),
            (
                ObservationQuery(period=Period(date(2019, 6, 30), date(2019, 1, 1))),
                lambda one: one.point.period == Period(date(2019, 6, 30), date(2019, 1, 1)),
            ),
            (
                ObservationQuery(period=Period(date(2019, 6, 30))),
                lambda one: one.point.period == Period(date(2019, 6, 30)),
            ),
            (
                ObservationQuery(since=date(2019, 7, 1)),
                lambda one: one.point.period.end >= date(2019, 7, 1),
            ),
            (
                ObservationQuery(until=date(2019, 6, 29)),
                lambda one: one.point.period.end <= date(2019, 6, 29),
            ),
            (ObservationQuery(source="fuzhou-2019h1"), lambda one: True),
            (ObservationQuery(source="nowhere"), lambda one: False),
            (ObservationQuery(status=Status.REPORTED), lambda one: True),
            (ObservationQuery(status=Status.MISSING), lambda one: False),
            (ObservationQuery(release=0), lambda one: False),
            (
                ObservationQuery(released_after=timezone.make_aware(datetime(2019, 7, 9))),  # noqa: DTZ001
                lambda one: True,
            ),
            (
                ObservationQuery(released_after=timezone.make_aware(datetime(2019, 7, 10))),  # noqa: DTZ001
                lambda one: False,
            ),
        ],
    )
    def test_are_narrowed_to_what_is_wanted(
        self,
        edition: Edition,
        wanted: ObservationQuery,
        is_in: Callable[[selectors.PublishedFigure], bool],
    ) -> None:
        every = walked(figures(edition), 500)

        found = walked(figures(edition, wanted), 7)

        assert [one.point.key for one in found] == [one.point.key for one in every if is_in(one)]

    def test_belong_to_the_area_and_owners_of_their_day(self, release: Release) -> None:
        indicator = Indicator.objects.get(code="service-items")
        indicator.area = Area.objects.get(slug="society")
        indicator.save()
        indicator.co_owners.add(Organisation.objects.get(code="petitions-bureau"))
        moved, shared = ObservationQuery(area="society"), ObservationQuery(owner="petitions-bureau")

        for wanted in (moved, shared):
            now = {one.series.code for one in walked(figures(selectors.edition(), wanted), 500)}
            then = {
                one.series.code for one in walked(figures(selectors.edition(REPORTED), wanted), 500)
            }
            assert now - then == {"service-items"}

    def test_that_are_not_public_are_nowhere(self, release: Release) -> None:
        Indicator.objects.filter(code="service-items").update(is_public=False)

        for day in (None, REPORTED):
            found = walked(figures(selectors.edition(day)), 500)
            assert "service-items" not in {one.series.code for one in found}

    def test_are_none_before_the_first_release(self, release: Release) -> None:
        assert walked(figures(selectors.edition(BEFORE_ALL)), 5) == []

    @pytest.mark.parametrize(
        ("sort", "end"),
        [
            ("indicator", (1, 1, "2019-06-30")),
            ("indicator", (1, 1, "2019-06-31", 1)),
            ("indicator", (1, 1, 20190630, 1)),
            ("indicator", (-1, 1, "2019-06-30", 1)),
            ("indicator", (2**63, 1, "2019-06-30", 1)),
            ("indicator", ("1", 1, "2019-06-30", 1)),
            ("released", ("2019-07-09", "x")),
            ("released", ("yesterday", 1)),
            ("released", ("0001-01-01T00:00:00+14:00", 1)),
        ],
    )
    def test_are_refused_from_what_is_no_end_of_theirs(
        self, release: Release, sort: str, end: End
    ) -> None:
        with pytest.raises(InvalidCursor):
            selectors.observations.figures(selectors.edition(), ObservationQuery(sort=sort), end, 5)

    def test_of_a_page_take_the_same_queries_for_one_and_for_many(self, edition: Edition) -> None:
        with CaptureQueriesContext(connection) as one:
            figures(edition)(None, 1)
        with CaptureQueriesContext(connection) as many:
            figures(edition)(None, 500)

        assert len(one) == len(many) <= 8

    @pytest.mark.parametrize("sort", ORDERS)
    def test_are_found_by_an_index_without_sorting(self, release: Release, sort: str) -> None:
        order = ORDERS[sort]
        end = {
            "indicator_id": 1,
            "place_id": 1,
            "period_end": "2019-06-30",
            "release__released_at": release.released_at.isoformat(),
            "pk": 1,
        }
        rows = order.walk(Observation.objects.public(), tuple(end[one] for one in order.columns))  # type: ignore[misc]

        plan = rows.explain()

        if connection.vendor == "sqlite":
            assert "USE TEMP B-TREE" not in plan
            assert "SCAN" not in plan


class RecordTests:
    @pytest.mark.parametrize("limit", [1, 4, 500])
    @pytest.mark.parametrize("name", ["areas", "organisations", "places", "sources"])
    def test_come_in_the_order_of_their_codes(
        self, edition: Edition, name: str, limit: int
    ) -> None:
        read = getattr(selectors.reference_data, name)

        found = walked(lambda end, size: read(edition, end, size), limit)

        codes = [getattr(one, "code", None) or one.slug for one in found]
        assert codes == sorted(codes)
        assert len(set(codes)) == len(codes) > 3
        assert read(edition, None, 1, codes[-1]).items == [found[-1]]
        assert read(edition, None, 1, "nowhere").items == []

    def test_are_called_as_they_were_on_the_day(self, release: Release) -> None:
        before = selectors.edition(REPORTED)
        known = {
            name: getattr(selectors.reference_data, name)(before, None, 500)
            for name in ("areas", "organisations", "places", "sources")
        }
        for model in (Area, Organisation, Place, Source):
            for record in model.objects.all():
                field = "title" if isinstance(record, Source) else "name"
                setattr(record, f"{field}_zh_hans", "改过")
                record.save()

        for name, then in known.items():
            read = getattr(selectors.reference_data, name)
            assert read(before, None, 500) == then
            assert {
                getattr(one, "name", None) or one.title
                for one in read(selectors.edition(), None, 500).items
            }.isdisjoint(getattr(one, "name", None) or one.title for one in then.items)

    def test_deleted_since_are_still_those_of_the_day(self, release: Release) -> None:
        Organisation.objects.create(code="passing", name="临时机构", kind="office")
        passing = Organisation.objects.get(code="passing")
        history = passing.history.get()  # type: ignore[attr-defined]
        history.history_date = release.released_at
        history.save()
        passing.delete()

        then, now = (
            {one.code for one in selectors.reference_data.organisations(edition, None, 500).items}
            for edition in (selectors.edition(REPORTED), selectors.edition())
        )

        assert then - now == {"passing"}

    def test_of_two_edits_at_one_moment_are_the_later(self, release: Release) -> None:
        area = Area.objects.get(slug="society")
        for name in ("甲", "乙"):
            area.name_zh_hans = name  # type: ignore[attr-defined]
            area._history_date = release.released_at  # type: ignore[attr-defined]
            area.save()

        [found] = selectors.reference_data.areas(
            selectors.edition(REPORTED), None, 5, "society"
        ).items

        assert found.name.zh == "乙"

    def test_hold_only_documents_on_which_something_public_rests(self, release: Release) -> None:
        Source.objects.create(slug="unused", title="内部文件", kind="report")
        everything = selectors.reference_data.sources(selectors.edition(), None, 500).items
        Indicator.objects.update(is_public=False)
        Plan.objects.update(source=None)

        assert "unused" not in {one.slug for one in everything}
        assert selectors.reference_data.sources(selectors.edition(), None, 500).items == []


class ReleaseTests:
    def test_come_newest_first_with_their_public_figures(
        self, release: Release, publisher: Official
    ) -> None:
        correct(release, publisher)
        Indicator.objects.filter(code="ganfutong-items").update(is_public=False)

        for limit in (1, 500):
            found = walked(
                lambda end, size: selectors.reference_data.releases(selectors.edition(), end, size),
                limit,
            )
            assert [one.figures for one in found] == [1, 36]
        assert [one.key for one in found] == [Release.objects.latest("pk").pk, release.pk]
        assert [
            one.key
            for one in selectors.reference_data.releases(selectors.edition(REPORTED), None, 5).items
        ] == [release.pk]

    def test_that_are_withdrawn_say_so_from_that_day_on(
        self, release: Release, publisher: Official
    ) -> None:
        correct(release, publisher)
        newest = Release.objects.latest("released_at")
        at = newest.released_at + timedelta(days=2)
        publishing.withdraw(newest, reason="误发", by=publisher, at=at)
        day = newest.released_at.date() + timedelta(days=1)

        now, then = (
            selectors.reference_data.releases(edition, None, 1, newest.pk).items[0]
            for edition in (selectors.edition(), selectors.edition(day))
        )

        assert (now.withdrawn_at, now.withdrawal_reason) == (at, "误发")
        assert (then.withdrawn_at, then.withdrawal_reason) == (None, "")


def test_an_end_names_its_columns_one_by_one() -> None:
    order = Order(("pk", "day"), (int, date))

    assert order.end([3, date(2019, 6, 30)]) == (3, "2019-06-30")
    assert order.read((3, "2019-06-30")) == [3, date(2019, 6, 30)]
