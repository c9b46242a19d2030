"""Which figures a written report draws from, on any day, released or not."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators import publishing, review, selectors
from indicators.bilingual import Text
from indicators.enums import Kind, Qualifier, Status
from indicators.intake.desk import entries
from indicators.models import Citation, Entry, Indicator, Observation, Official, Place, Release
from indicators.publication_input import NewFigure
from indicators.report_periods import ReportSpan
from indicators.series import Series
from indicators.synthetic import Size
from tests.indicators.desk import NOW, fill, fresh

HALF = ReportSpan(2019, 1)
LATER = datetime(2020, 7, 9, tzinfo=UTC)
Keyed = dict[tuple[str, str], Series]


def keyed(many: list[Series]) -> Keyed:
    return {(one.code, one.place.code): one for one in many}


def release_figure(  # noqa: PLR0913 - a figure has many parts
    code: str,
    end: date,
    value: int | None,
    *,
    by: Official,
    at: datetime = LATER,
    start: date | None = None,
    place: str = "city-level",
) -> Release:
    """Publish one more figure of the indicator."""
    figure = NewFigure(
        Indicator.objects.get(code=code),
        Place.objects.get(code=place),
        start,
        end,
        None if value is None else Decimal(value),
        Citation.objects.all()[0],
        status=Status.MISSING if value is None else Status.REPORTED,
    )
    return publishing.publish([figure], title=Text("发布", "Release"), by=by, at=at)


class SpansTests:
    def test_are_those_with_figures_and_not_with_plans_alone(self, release: Release) -> None:
        found = selectors.spans(selectors.edition())

        assert found == [ReportSpan(2019), ReportSpan(2019, 1)]

    def test_are_none_before_the_first_release(self, release: Release) -> None:
        assert selectors.spans(selectors.edition(date(2019, 7, 8))) == []

    def test_are_those_of_the_day_asked_for(self, release: Release, publisher: Official) -> None:
        release_figure("service-items", date(2020, 3, 31), 900, by=publisher)

        assert ReportSpan(2020, 1) in selectors.spans(selectors.edition())
        assert ReportSpan(2020, 1) not in selectors.spans(selectors.edition(date(2019, 12, 1)))

    def test_take_a_gap_for_no_figure(self, release: Release, publisher: Official) -> None:
        release_figure("service-items", date(2020, 3, 31), None, by=publisher)

        assert ReportSpan(2020, 1) not in selectors.spans(selectors.edition())


class ReleasedTests:
    def test_holds_every_figure_of_the_real_report(self, release: Release) -> None:
        found = selectors.in_report(selectors.edition(), HALF)

        assert sum(len(one.points) for one in found) == 37
        assert list(dict.fromkeys(one.area.code for one in found)) == [
            "foundations",
            "functions",
            "legislation",
            "decisions",
            "enforcement",
            "disputes",
            "society",
        ]

    def test_takes_the_newest_of_the_span_and_of_the_one_before(
        self, release: Release, publisher: Official
    ) -> None:
        for month, value in ((1, 820), (3, 830)):
            at = LATER + timedelta(days=month)
            release_figure("service-items", date(2020, month, 31), value, by=publisher, at=at)

        found = keyed(selectors.in_report(selectors.edition(), ReportSpan(2020, 1)))
        year = keyed(selectors.in_report(selectors.edition(), ReportSpan(2020)))

        values = [point.value for point in found["service-items", "city-level"]]
        assert values == [Decimal(830)]
        values = [point.value for point in year["service-items", "city-level"]]
        assert values == [Decimal(810), Decimal(830)]

    def test_keeps_the_versions_of_a_corrected_figure(
        self, release: Release, publisher: Official
    ) -> None:
        publishing.correct(
            Observation.objects.get(indicator__code="service-items"),
            value=Decimal(811),
            reason="漏计一项",
            by=publisher,
            at=LATER,
        )

        found = keyed(selectors.in_report(selectors.edition(), HALF))["service-items", "city-level"]

        assert [point.value for point in found.points[0].versions] == [Decimal(810), Decimal(811)]

    def test_takes_the_plan_of_the_year_for_its_first_half(self, release: Release) -> None:
        found = keyed(selectors.in_report(selectors.edition(), HALF))

        [plan] = found["work-tasks", "city"].points
        assert (plan.value, plan.period.end) == (Decimal(22), date(2019, 12, 31))

    def test_knows_series_that_have_no_figure_then(self, release: Release) -> None:
        now = keyed(selectors.in_report(selectors.edition(), ReportSpan(2018)))
        then = keyed(selectors.in_report(selectors.edition(date(2019, 7, 9)), ReportSpan(2018)))

        assert len(now) == 37
        assert set(now) == set(then)
        assert all(one.points == () for one in (*now.values(), *then.values()))

    def test_is_nothing_before_the_first_release_or_where_nothing_is_public(
        self, release: Release
    ) -> None:
        assert selectors.in_report(selectors.edition(date(2019, 7, 8)), HALF) == []
        Indicator.objects.update(is_public=False)
        assert selectors.in_report(selectors.edition(), HALF) == []

    def test_takes_the_same_queries_and_points_whatever_the_history(self, release: Release) -> None:
        edition, span = selectors.edition(), ReportSpan(2021)
        with CaptureQueriesContext(connection) as few:
            selectors.in_report(edition, span)
        list(publishing.publish_generated(Size(30, 24, 2, first_year=2020)))
        edition = selectors.edition()

        with CaptureQueriesContext(connection) as many:
            found = selectors.in_report(edition, span)

        assert len(many) == len(few) <= 8
        # Of 24 months those of one year and of the one before, where counts are added up.
        most = {kind: max(len(one.points) for one in found if one.kind is kind) for kind in Kind}
        assert most == {
            Kind.STOCK: 2, Kind.CUMULATIVE: 2, Kind.RATE: 2, Kind.PLAN: 0, Kind.FLOW: 24
        }  # fmt: skip


class HistoriesTests:
    def test_bring_every_figure_of_the_wanted_series_in_one_query(
        self, release: Release, publisher: Official
    ) -> None:
        wanted = ("service-items", "city-level")
        for year in (2017, 2018):
            end, at = date(year, 1, 31), LATER + timedelta(days=year)
            release_figure("service-items", end, year, by=publisher, at=at)
        edition = selectors.edition()
        found = selectors.in_report(edition, HALF)

        with CaptureQueriesContext(connection) as queries:
            whole = selectors.histories(edition, found, {wanted})

        assert len(queries) == 1
        assert [point.value for point in keyed(whole)[wanted]] == [2017, 2018, 810]
        others = [one for one in whole if (one.code, one.place.code) != wanted]
        assert others == [one for one in found if (one.code, one.place.code) != wanted]

    def test_of_nothing_ask_nothing(self, release: Release) -> None:
        edition = selectors.edition()
        found = selectors.in_report(edition, HALF)

        with CaptureQueriesContext(connection) as queries:
            assert selectors.histories(edition, found, set()) == found

        assert len(queries) == 0

    def test_do_not_mix_up_indicators_and_places(self, release: Release) -> None:
        edition = selectors.edition()
        found = selectors.in_report(edition, HALF)
        crossed = {("supervision-items", "counties"), ("service-items", "city-level")}

        whole = keyed(selectors.histories(edition, found, crossed))

        assert whole == keyed(found)


class DraftedTests:
    @pytest.fixture
    def accepted(self, month: list[Entry], reporter: Official, reviewer: Official) -> list[Entry]:
        """Return the entries of July, accepted but not released."""
        for entry, typed in zip(month, ("78", "13", "65"), strict=True):
            fill(entry, typed, reporter)
        entries.submit([fresh(entry) for entry in month], by=reporter, at=NOW)
        for entry in month:
            now = fresh(entry)
            review.accept(now, seen=now.version, by=reviewer, at=NOW)
        return [fresh(entry) for entry in month]

    def test_shows_what_is_accepted_beside_what_is_public(self, accepted: list[Entry]) -> None:
        span, edition = ReportSpan(2019), selectors.edition()

        drafts = keyed(selectors.drafted(edition, span, at=NOW))
        public = keyed(selectors.in_report(edition, span))

        newest = drafts["ganfutong-items", "city"].points[-1]
        assert (newest.value, newest.release, newest.qualifier) == (Decimal(78), 0, Qualifier.EXACT)
        changed = {key for key in public if public[key] != drafts[key]}
        assert changed == {
            ("ganfutong-items", "city"),
            ("ganfutong-items-provincial", "city"),
            ("ganfutong-items-city", "city-level"),
        }

    def test_leaves_out_indicators_that_are_not_public(self, accepted: list[Entry]) -> None:
        Indicator.objects.filter(code="ganfutong-items").update(is_public=False)

        found = keyed(selectors.drafted(selectors.edition(), ReportSpan(2019), at=NOW))

        assert ("ganfutong-items", "city") not in found
        assert found["ganfutong-items-provincial", "city"].points[-1].release == 0

    def test_puts_a_series_that_is_new_last_in_its_area(
        self, accepted: list[Entry], release: Release
    ) -> None:
        earlier = selectors.edition(date(2019, 7, 8))

        found = selectors.drafted(earlier, ReportSpan(2019), at=NOW)

        assert [one.code for one in found] == [entry.indicator.code for entry in accepted]

    def test_has_the_history_of_a_drafted_series_already(self, accepted: list[Entry]) -> None:
        edition, key = selectors.edition(), ("ganfutong-items", "city")
        drafts = selectors.drafted(edition, ReportSpan(2019), at=NOW)

        assert selectors.histories(edition, drafts, {key}) == drafts

    def test_makes_a_span_of_its_own_for_officials_alone(self, accepted: list[Entry]) -> None:
        edition = selectors.edition()

        assert ReportSpan(2019, 2) not in selectors.spans(edition)
        assert ReportSpan(2019, 2) in selectors.spans(edition, with_drafts=True)
