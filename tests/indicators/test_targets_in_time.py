"""What publishing and reading promise of targets as the days pass: every way gives one answer."""

from datetime import UTC, date, datetime
from decimal import Decimal

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators import publishing, selectors, series_builders
from indicators.models import (
    Indicator,
    Observation,
    Official,
    Standing,
    Target,
)
from indicators.progress import verdict
from indicators.report_periods import ReportSpan
from indicators.selectors import ListQuery
from tests.indicators.target_factories import CODE, FIRST, LAST, aim, publish
from tests.indicators.test_standings import standings


def told(as_of: date | None = None) -> list[tuple[str, date, str]]:
    """Return the standing, the target judged, and the first target's verdict, by each way."""
    edition = selectors.edition(as_of)
    choice = ListQuery(family=CODE)
    [listed] = selectors.listing(edition, choice)[:]
    [whole] = selectors.cards(edition, Indicator.objects.filter(code=CODE))
    [walked] = selectors.api_lists.cards(edition, ListQuery(code=CODE), None, 5).items
    found = []
    for card in (listed, whole, walked):
        series, progress = card.series, card.progress
        decided = verdict(series, series.quantified[0], progress.as_of)
        due = progress.target.due if progress.target else date.min
        found.append((progress.standing.value, due, decided.standing.value if decided else ""))
    return found


def stored() -> tuple[str, date | None]:
    row = Standing.objects.select_related("target").get(indicator__code=CODE, place__code="city")
    return row.standing, row.target.due if row.target else None


class PageDayTests:
    def test_judges_by_the_target_next_due(self, rate: Indicator, publisher: Official) -> None:
        publish(publisher, date(2020, 11, 30), "86")

        assert told() == [("met", FIRST, "")] * 3
        assert stored() == ("met", FIRST)

    def test_moves_on_to_the_next_target_when_the_due_day_passes(
        self, rate: Indicator, publisher: Official
    ) -> None:
        publish(publisher, date(2020, 11, 30), "86")
        # Another indicator's figure moves the page's day; this one has nothing new.
        publish(publisher, date(2021, 1, 31), "812", code="service-items")

        assert stored() == ("at_risk", LAST)
        assert told() == [("at_risk", LAST, "met")] * 3

    def test_of_an_earlier_day_is_judged_by_the_target_next_due_then(
        self, rate: Indicator, publisher: Official
    ) -> None:
        publish(publisher, date(2020, 11, 30), "86")
        publish(publisher, date(2021, 6, 30), "80")

        assert told() == [("behind", LAST, "met")] * 3
        assert told(date(2020, 12, 20)) == [("met", FIRST, "")] * 3
        assert told(date(2021, 1, 1)) == [("at_risk", LAST, "met")] * 3

    def test_keeps_a_verdict_that_rests_on_figures_long_before(
        self, rate: Indicator, publisher: Official
    ) -> None:
        publish(publisher, date(2020, 12, 31), "86")
        for month in range(1, 7):
            publish(publisher, date(2021, month, 28), "70")
        publish(publisher, date(2021, 7, 31), None)
        followed = standings()

        publishing.refresh(Indicator.objects.all())

        assert standings() == followed
        assert told() == [("behind", LAST, "met")] * 3
        assert told(date(2021, 8, 10)) == [("behind", LAST, "met")] * 3

    def test_after_the_last_due_day_is_the_last_verdict(
        self, rate: Indicator, publisher: Official
    ) -> None:
        publish(publisher, date(2025, 12, 31), "96")
        for month in (1, 2, 3):
            publish(publisher, date(2026, month, 28), "60")

        assert stored() == ("met", LAST)
        met = selectors.listing(selectors.edition(), ListQuery(standing="met"))[:]
        assert CODE in {card.series.code for card in met}
        assert told() == [("met", LAST, "not_shown")] * 3


class FiguresOfThePastTests:
    def test_counts_what_came_out_late_and_what_was_corrected(
        self, rate: Indicator, publisher: Official
    ) -> None:
        publish(publisher, date(2020, 11, 30), "84")
        publish(publisher, date(2021, 3, 31), "99")
        missed = told()
        publish(publisher, date(2020, 12, 31), "85", on=date(2021, 5, 1))
        met = told()
        late = Observation.objects.get(indicator=rate, period_end=date(2020, 12, 31))

        publishing.correct(
            late, value=Decimal("84.9"), reason="x", by=publisher,
            at=datetime(2021, 5, 2, tzinfo=UTC),
        )  # fmt: skip

        assert [one[0][2] for one in (missed, met, told())] == ["missed", "met", "missed"]

    def test_brings_the_stored_standing_of_a_past_target_up_to_date(
        self, rate: Indicator, publisher: Official
    ) -> None:
        Target.objects.filter(indicator=rate, due=LAST).delete()
        publish(publisher, date(2020, 11, 30), "84")
        for month in (1, 2, 3):
            publish(publisher, date(2021, month, 28), "99")
        before = stored()
        publish(publisher, date(2020, 12, 31), "86", on=date(2021, 5, 1))

        assert [before, stored()] == [("missed", FIRST), ("met", FIRST)]

    def test_forgets_figures_that_were_withdrawn(
        self, rate: Indicator, publisher: Official
    ) -> None:
        publish(publisher, date(2020, 11, 30), "84")
        publish(publisher, date(2021, 3, 31), "99")
        late = publish(publisher, date(2020, 12, 31), "86", on=date(2021, 5, 1))
        met = told()

        publishing.withdraw(late, reason="x", by=publisher, at=datetime(2021, 5, 2, tzinfo=UTC))

        assert [one[0][2] for one in (met, told())] == ["met", "missed"]

    def test_are_the_same_in_a_report(self, rate: Indicator, publisher: Official) -> None:
        publish(publisher, date(2020, 12, 31), "86")
        publish(publisher, date(2022, 6, 30), "70")
        Target.objects.filter(indicator=rate, due=LAST).delete()

        [series] = [
            one
            for one in selectors.in_report(selectors.edition(), ReportSpan(2022, 1))
            if (one.code, one.place.code) == (CODE, "city")
        ]

        assert [point.value for point in series.reported] == [86, 70]


class EditTests:
    def test_after_a_release_changes_the_standing_and_not_the_days_before(
        self, rate: Indicator, publisher: Official
    ) -> None:
        publish(publisher, date(2021, 6, 30), "90")
        with time_machine.travel(datetime(2021, 8, 1, tzinfo=UTC), tick=False):
            aim(rate, date(2021, 12, 31), 90)
            publishing.refresh(Indicator.objects.filter(pk=rate.pk))

        assert stored() == ("met", date(2021, 12, 31))
        assert told()[0][:2] == ("met", date(2021, 12, 31))
        assert told(date(2021, 7, 31))[0][:2] == ("at_risk", LAST)


class DecidingTests:
    def test_passes_over_newer_periods_without_a_figure_and_versions_replaced(
        self, rate: Indicator, publisher: Official
    ) -> None:
        publish(publisher, date(2020, 11, 30), "84")
        publish(publisher, date(2020, 12, 31), None)
        first = Observation.objects.get(indicator=rate, period_end=date(2020, 11, 30))
        new = publishing.correct(
            first, value=Decimal(85), reason="x", by=publisher,
            at=datetime(2021, 5, 2, tzinfo=UTC),
        )  # fmt: skip

        found = series_builders.deciding([rate.pk], None)

        assert {one.pk for one in found} == {new.pk}

    def test_costs_no_query_for_each_target(self, rate: Indicator, publisher: Official) -> None:
        publish(publisher, date(2021, 6, 30), "90")
        counts = []
        for years in (range(2026, 2027), range(2027, 2036)):
            for year in years:
                aim(rate, date(year, 12, 31), 95)
            with CaptureQueriesContext(connection) as queries:
                selectors.listing(selectors.edition())[:]
                selectors.listing(selectors.edition(date(2030, 1, 1)))[:]
            counts.append(len(queries))

        assert counts[0] == counts[1]
