"""What the overview's selection promises: the same from standings and from figures, at one cost."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators import publishing, selectors
from indicators.bilingual import Text
from indicators.enums import Qualifier, Standing, Yardstick
from indicators.models import (
    Citation,
    Indicator,
    Observation,
    Official,
    Place,
    Plan,
    Release,
    Target,
)
from indicators.models import Standing as StandingRow
from indicators.publication_input import NewFigure
from indicators.selectors import ListQuery, Overview, OverviewRow
from indicators.synthetic import Size

EVERYTHING = ListQuery()
NOON = timedelta(hours=12)
MONTHLY = ("court-appearance-rate", "reconsideration-cases", "review-comments")


def today(choice: ListQuery = EVERYTHING) -> Overview:
    found = selectors.overview(selectors.edition(), choice)
    assert found is not None
    return found


def on(day: date, choice: ListQuery = EVERYTHING) -> Overview:
    with time_machine.travel(datetime(2030, 1, 1, tzinfo=UTC), tick=False):
        found = selectors.overview(selectors.edition(day), choice)
    assert found is not None
    return found


def name(row: OverviewRow) -> tuple[str, str]:
    return row.series.code, row.series.place.code


def codes(rows: Any) -> list[str]:  # noqa: ANN401 - rows of several kinds
    return [row.series.code for row in rows]


def essence(found: Overview) -> dict[str, object]:
    """Return all that a reader sees of it, but for the day of the page."""
    changes = found.changes
    rankings = (found.path, found.level, found.worded)
    return {
        "rankings": [
            ([(name(row), row.distance, row.standing) for row in one.rows], one.rest)
            for one in rankings
        ],
        "areas": [
            (one.area.code, {key: number for key, number in one.counts.items() if number}, fitting)
            for one in found.totals
            for fitting in [one.fitting]
        ],
        "tables": [
            (one.area.code, [name(row) for row in one.rows], one.rest) for one in found.tables
        ],
        "panels": [
            (card.series.code, [(p.period, p.value, p.qualifier) for p in card.series.points])
            for card in found.panels
        ],
        "changes": (
            changes.release,
            changes.before,
            changes.figures,
            changes.corrected,
            {key: number for key, number in changes.turned.items() if number},
            [(name(row), row.before, row.standing) for row in changes.turns],
            [(name(row), row.change) for row in (*changes.rises, *changes.falls)],
            [(one.series.code, one.point.key) for one in changes.corrections],
        ),
        "plan": found.plan,
        "owners": sorted(one.code for one in found.owners),
        "places": sorted(one.code for one in found.places),
    }


def put(by: Official, month: date, *figures: tuple[str, str], qualifier: str = "exact") -> Release:
    """Release the month's figures on the tenth of the next one."""
    new = [
        NewFigure(
            indicator=Indicator.objects.get(code=code),
            place=Place.objects.get(code="city"),
            period_start=month.replace(day=1),
            period_end=month,
            value=Decimal(value),
            citation=Citation.objects.all()[0],
            qualifier=Qualifier(qualifier),
        )
        for code, value in figures
    ]
    at = datetime(month.year, month.month, month.day, 2, tzinfo=UTC) + timedelta(days=10)
    return publishing.publish(new, title=Text("甲", "A"), by=by, at=at)


@pytest.fixture
def year(release: Release, publisher: Official) -> list[Release]:
    """Return five monthly releases: of a rate that reaches its target, and of two counts."""
    with time_machine.travel(datetime(2019, 7, 10, tzinfo=UTC), tick=False):
        Target.objects.create(
            indicator=Indicator.objects.get(code="reconsideration-cases"),
            place=Place.objects.get(code="city"),
            plan=Plan.objects.get(),
            comparison="at_most",
            value=20,
            due=date(2020, 12, 31),
            basis="working",
        )
        for indicator in Indicator.objects.filter(code__in=MONTHLY):
            indicator.frequency = "month"
            indicator.save()
    publishing.refresh(Indicator.objects.all())
    rows = [
        (date(2019, 7, 31), "96", "30", "100"),
        (date(2019, 8, 31), "97", "19", "150"),
        (date(2019, 9, 30), "98", "18", "120"),
        (date(2019, 10, 31), "99", "19", "90"),
        (date(2019, 11, 30), "100", "26", "99"),
    ]
    return [
        put(
            publisher,
            month,
            *zip(MONTHLY, (rate, cases, comments), strict=True),
        )
        for month, rate, cases, comments in rows
    ]


class SourceTests:
    @pytest.mark.parametrize(
        "choice",
        [
            EVERYTHING,
            ListQuery(q="证明"),
            ListQuery(area="functions"),
            ListQuery(owner="justice-bureau"),
            ListQuery(standing="behind"),
            ListQuery(place="city-level"),
            ListQuery(q="nowhere"),
        ],
    )
    def test_is_the_same_from_standings_and_from_figures(
        self, year: list[Release], choice: ListQuery
    ) -> None:
        now, then = today(choice), on(date(2019, 12, 20), choice)

        assert essence(now) == essence(then)

    def test_of_each_release_is_what_stood_right_after_it(
        self, release: Release, publisher: Official
    ) -> None:
        seen = {}
        for month, value in ((7, "50"), (8, "100"), (9, "70")):
            day = date(2019, month + 1, 1) - timedelta(days=1)
            put(publisher, day, ("court-appearance-rate", value))
            seen[day + timedelta(days=12)] = essence(today(ListQuery(area="disputes")))

        again = {day: essence(on(day, ListQuery(area="disputes"))) for day in seen}

        assert again == seen

    def test_of_counties_is_the_same_and_shows_the_city_for_them(self, release: Release) -> None:
        Indicator.objects.all().update(is_public=False)
        list(publishing.publish_generated(Size(8, 2, 3, first_year=2020)))

        now, then = today(), on(date(2020, 3, 20))

        assert essence(then) == essence(now)
        listed = [row.series.place.code for one in then.tables for row in one.rows]
        assert listed == ["generated-city"] * 5

    def test_before_the_first_release_is_none(self, release: Release) -> None:
        with time_machine.travel(datetime(2030, 1, 1, tzinfo=UTC), tick=False):
            assert selectors.overview(selectors.edition(date(2019, 1, 1)), EVERYTHING) is None


class RealReportTests:
    def test_ranks_what_has_a_path_and_what_has_none_apart(self, release: Release) -> None:
        found = today()

        assert [(row.series.code, row.distance.key) for row in found.path.rows] == [
            ("ganfutong-items-city", Decimal("-61.554095")),
            ("petition-pilot-counties", Decimal("-15.334064")),
            ("certificates-cancelled", Decimal("9.720482")),
            ("certificates-kept", Decimal("9.720482")),
        ]
        assert [(row.series.code, row.distance.key) for row in found.level.rows] == [
            ("petition-cases-resolved", Decimal("-86.666667")),
            ("court-appearance-rate", Decimal(-20)),
        ]
        assert codes(found.worded.rows) == ["random-inspection-items", "legally-literate-villagers"]
        assert (found.path.rest, found.level.rest, found.worded.rest) == ({}, {}, {})

    def test_counts_everything_and_lists_the_rest(self, release: Release) -> None:
        found = today()

        assert dict(found.judged) == {
            Standing.BEHIND: 3,
            Standing.NOT_SHOWN: 1,
            Standing.ON_TRACK: 2,
        }
        assert found.unjudged == 31
        assert [(one.area.code, one.total) for one in found.tables] == [
            ("foundations", 2), ("functions", 8), ("legislation", 5), ("decisions", 4),
            ("enforcement", 7), ("disputes", 2), ("society", 3),
        ]  # fmt: skip
        assert (found.changes.figures, found.changes.before, found.panels) == (37, None, ())


class ChangesTests:
    def test_name_what_turned_rose_and_fell_by_the_newest_release(
        self, year: list[Release]
    ) -> None:
        changes = today().changes

        assert [(row.series.code, row.before, row.standing) for row in changes.turns] == [
            ("reconsideration-cases", Standing.MET, Standing.BEHIND),
            ("court-appearance-rate", Standing.AT_RISK, Standing.MET),
        ]
        assert dict(changes.turned) == {Standing.BEHIND: 1, Standing.MET: 1}
        assert [(row.series.code, row.change) for row in changes.rises] == [
            ("reconsideration-cases", Decimal("0.368421")),
            ("review-comments", Decimal("0.1")),
            ("court-appearance-rate", Decimal("0.010101")),
        ]
        assert changes.falls == ()
        assert (changes.figures, changes.corrected) == (3, 0)

    def test_name_the_last_one_where_the_newest_release_turned_nothing(
        self, year: list[Release], publisher: Official
    ) -> None:
        put(publisher, date(2019, 12, 31), ("review-comments", "80"))

        changes = today().changes

        assert changes.turns == ()
        assert changes.last is not None
        assert (changes.last.row.series.code, changes.last.row.before, changes.last.day) == (
            "court-appearance-rate", Standing.AT_RISK, date(2019, 11, 30),
        )  # fmt: skip
        assert codes(changes.falls) == ["review-comments"]

    def test_name_a_correction_with_what_it_replaced(
        self, year: list[Release], publisher: Official
    ) -> None:
        wrong = Observation.objects.filter(indicator__code="review-comments").latest("pk")
        at = year[-1].released_at + NOON
        publishing.correct(wrong, value=Decimal(98), reason="误", by=publisher, at=at)
        own = today().changes
        put(publisher, date(2019, 12, 31), ("reconsideration-cases", "80"))

        later = today().changes

        for changes in (own, later):
            [one] = changes.corrections
            values = [version.value for version in one.point.versions]
            assert (one.series.code, values) == ("review-comments", [Decimal(99), Decimal(98)])
        assert (own.corrected, own.figures, later.corrected) == (1, 0, 0)
        assert (own.rises, own.falls) == ((), ())


class MonthsTests:
    def test_show_those_with_a_target_first_the_furthest_at_the_start(
        self, year: list[Release]
    ) -> None:
        panels = today().panels

        assert [
            (card.series.code, [int(point.value or 0) for point in card.series.points])
            for card in panels
        ] == [
            ("reconsideration-cases", [30, 19, 18, 19, 26]),
            ("court-appearance-rate", [96, 97, 98, 99, 100]),
            ("review-comments", [100, 150, 120, 90, 99]),
        ]

    def test_need_three_figures(self, release: Release, publisher: Official) -> None:
        for month in (date(2019, 7, 31), date(2019, 8, 31)):
            put(publisher, month, ("review-comments", "100"))

        assert today().panels == ()

    def test_are_the_last_twenty_four(self, year: list[Release], publisher: Official) -> None:
        for month in (date(2021, 8, 31), date(2021, 9, 30), date(2021, 10, 31)):
            put(publisher, month, ("review-comments", "100"))

        [card] = [one for one in today().panels if one.series.code == "review-comments"]

        assert card.series.points[0].period.end == date(2019, 11, 30)
        assert len(card.series.points) == 4


class SizeTests:
    def test_of_a_thousand_shows_few_rows_and_counts_the_others(self, release: Release) -> None:
        Indicator.objects.all().update(is_public=False)
        list(publishing.publish_generated(Size(300, 4, 3, first_year=2020)))

        with CaptureQueriesContext(connection) as queries:
            found = today()

        assert len(queries) == 7
        assert [len(one.rows) for one in (found.path, found.level, found.worded)] == [12, 8, 0]
        assert sum(found.path.rest.values()) == 50 - 12
        assert sum(found.level.rest.values()) == 50 - 8
        assert [(len(one.rows), one.rest) for one in found.tables][:2] == [(10, 102), (10, 104)]
        assert len(found.panels) == 24
        assert sum(found.judged.values()) == 100
        assert found.unjudged == 800
        assert {row.series.place.code for one in found.tables for row in one.rows} == {
            "generated-city"
        }
        narrowed = replace(EVERYTHING, standing="no_target", place="990001")
        assert sum(one.fitting for one in today(narrowed).totals) == 300

    def test_shows_the_first_county_of_what_only_counties_report(self, release: Release) -> None:
        Indicator.objects.all().update(is_public=False)
        list(publishing.publish_generated(Size(8, 1, 3, first_year=2020)))
        Place.objects.filter(code="generated-city").update(code="990000", level="division")

        publishing.refresh(Indicator.objects.all())

        main = StandingRow.objects.filter(is_main=True, indicator__is_public=True)
        assert sorted(main.values_list("place__code", flat=True)) == ["990000"] * 8


class CompleteTests:
    def test_computes_what_an_older_version_left_out(self, release: Release) -> None:
        before = list(StandingRow.objects.order_by("pk").values("yardstick", "distance", "is_main"))
        StandingRow.objects.update(yardstick=None, distance=None, is_main=None)

        publishing.complete()
        after = list(
            StandingRow.objects.order_by("indicator", "place").values(
                "yardstick", "distance", "is_main"
            )
        )
        with CaptureQueriesContext(connection) as queries:
            publishing.complete()

        assert sorted(map(str, after)) == sorted(map(str, before))
        assert Yardstick.PATH in {row["yardstick"] for row in after}
        assert len(queries) == 1
