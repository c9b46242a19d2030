"""What is promised about who reports in time."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators import review, timeliness
from indicators.bilingual import Text
from indicators.enums import EntryState, OrganisationKind, ReportingState, Role
from indicators.intake.calendar import DueRule, due_day
from indicators.intake.desk import entries
from indicators.models import Entry, Notice, Official, Release, ReportingPeriod
from indicators.timeliness import (
    FigureCounts,
    HeatLevel,
    LeagueRow,
    MonthTotals,
    Organisation,
    cut_percent,
    heat_of,
    in_ranks,
    month_totals,
    tenths_of,
)

from .desk import CODES, fill, fresh, make_official, open_month

# What ``open_month`` opens is due on 12 August 2019, a Monday.
DUE = date(2019, 8, 12)
LATER = date(2019, 12, 1)


def morning(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))  # noqa: DTZ001


def unit(code: str, order: int = 0) -> Organisation:
    return Organisation(0, code, Text(code, code), OrganisationKind.DEPARTMENT, order)


def row(code: str, on_time: int, late: int = 0, order: int = 0) -> LeagueRow:
    return LeagueRow(unit(code, order), (FigureCounts(on_time, late),))


class FigureCountsTests:
    @pytest.mark.parametrize(
        ("counts", "state"),
        [
            (FigureCounts(on_time=3, late=2, missing=1, returned=1), ReportingState.MISSING),
            (FigureCounts(on_time=3, late=2, returned=1), ReportingState.RETURNED),
            (FigureCounts(on_time=3, late=2, awaited=1), ReportingState.LATE),
            (FigureCounts(on_time=3, awaited=1), ReportingState.AWAITED),
            (FigureCounts(on_time=3, corrected=1, returns=2), ReportingState.ON_TIME),
        ],
    )
    def test_stand_as_the_worst_of_their_figures(
        self, counts: FigureCounts, state: ReportingState
    ) -> None:
        assert counts.state is state

    def test_count_a_returned_figure_as_owed_and_not_as_received(self) -> None:
        counts = FigureCounts(on_time=6, late=2, returned=1)

        assert (counts.owed, counts.received, counts.rate) == (8, 7, Fraction(3, 4))
        assert not counts.is_punctual
        assert FigureCounts(on_time=6, returned=1).is_punctual
        assert FigureCounts().rate is None
        assert (counts.percent_received, FigureCounts().percent_received) == (87, 0)

    def test_add_up_and_keep_the_longest_delay(self) -> None:
        one = FigureCounts(1, 2, 3, 4, 1, 2, 3, days_late=6)
        other = FigureCounts(10, 20, 30, 40, 10, 20, 30, days_late=4)

        assert one + other == FigureCounts(11, 22, 33, 44, 11, 22, 33, days_late=6)


class MonthTotalsTests:
    def test_count_organisations_that_owe_something(self) -> None:
        totals = month_totals(
            [
                FigureCounts(on_time=2),
                FigureCounts(on_time=1, corrected=1, returned=1, returns=1),
                FigureCounts(late=1, corrected=2, returns=5),
                FigureCounts(missing=4),
                FigureCounts(),
            ]
        )

        assert totals == MonthTotals(organisations=4, punctual=2, missing=1, corrected=3)
        assert totals.share == Fraction(1, 2)
        assert month_totals([]).share is None


class RankingTests:
    def test_shares_a_rank_among_equal_rates_and_puts_whoever_owes_more_first(self) -> None:
        rows = [row("a", 12), row("b", 144), row("c", 35, 1), row("d", 70, 2), row("e", 12, 12)]

        ranked = in_ranks(rows, floor=12)

        assert [(one.organisation.code, one.rank) for one in ranked] == [
            ("b", 1),
            ("a", 1),
            ("d", 3),
            ("c", 3),
            ("e", 5),
        ]

    def test_keeps_the_order_of_organisations_where_all_else_is_equal(self) -> None:
        ranked = in_ranks([row("a", 12, order=2), row("b", 12, order=1), row("c", 12, order=2)], 12)

        assert [one.organisation.code for one in ranked] == ["b", "a", "c"]

    def test_ranks_nobody_who_owes_fewer_figures_than_the_floor(self) -> None:
        ranked = in_ranks([row("few", 11), row("enough", 1, 11), row("none", 0)], floor=12)

        assert [(one.organisation.code, one.rank) for one in ranked] == [
            ("enough", 1),
            ("few", None),
            ("none", None),
        ]

    @pytest.mark.parametrize(
        ("on_time", "owed", "tenths"),
        [
            (154, 156, 987),  # 98.717…
            (130, 132, 985),  # 98.484…
            (4813, 5160, 933),  # 93.275…
            (1, 8, 125),
            (1, 16, 63),  # 6.25 is rounded up
            (5159, 5160, 999),  # 99.98 never reads 100.0
            (5160, 5160, 1000),
            (0, 5, 0),
            (0, 0, None),
        ],
    )
    def test_rounds_a_rate_to_a_tenth_and_calls_nothing_whole_that_is_not(
        self, on_time: int, owed: int, tenths: int | None
    ) -> None:
        assert tenths_of(FigureCounts(on_time, owed - on_time)) == tenths

    @pytest.mark.parametrize(
        ("on_time", "owed", "percent", "level"),
        [
            (249, 250, 99, HeatLevel.SLIGHT),  # 99.6
            (250, 250, 100, HeatLevel.WELL),
            (4, 5, 80, HeatLevel.SLIGHT),
            (799, 1000, 79, HeatLevel.CLEAR),
            (3, 5, 60, HeatLevel.CLEAR),
            (599, 1000, 59, HeatLevel.STRONG),
            (2, 5, 40, HeatLevel.STRONG),
            (399, 1000, 39, HeatLevel.WORST),
            (0, 15, 0, HeatLevel.WORST),
            (0, 0, None, None),
        ],
    )
    def test_cuts_the_per_cent_of_a_cell_and_darkens_it_by_that(
        self, on_time: int, owed: int, percent: int | None, level: HeatLevel | None
    ) -> None:
        counts = FigureCounts(on_time, owed - on_time)

        assert (cut_percent(counts), heat_of(counts)) == (percent, level)

    def test_adds_up_the_months_in_which_something_was_owed(self) -> None:
        whole = LeagueRow(unit("a"), (FigureCounts(3, 1), None, FigureCounts(4, 0, 2)))

        assert whole.total == FigureCounts(7, 1, 2)


@pytest.fixture
def only(month: list[Entry]) -> Callable[..., FigureCounts]:
    """Return a function that counts the one organisation with an open month."""

    def counts(today: date = LATER) -> FigureCounts:
        [found] = timeliness.counts_of(list(timeliness.periods_owed()), today)
        return found.counts

    return counts


def hand_in(entry: Entry, by: Official, at: datetime, typed: str = "76") -> Entry:
    filled = fill(entry, typed, by, at, explanation="已核实")
    [done], refused = entries.submit([filled], by=by, at=at)
    assert not refused
    return fresh(done)


class CountsTests:
    def test_are_missing_from_the_day_after_the_due_day_on(
        self, only: Callable[..., FigureCounts]
    ) -> None:
        assert only(DUE) == FigureCounts(awaited=3)
        assert only(DUE + timedelta(days=1)) == FigureCounts(missing=3, days_late=1)

    def test_call_late_what_came_after_the_last_moment_of_the_due_day(
        self, month: list[Entry], reporter: Official, only: Callable[..., FigureCounts]
    ) -> None:
        midnight = morning(DUE + timedelta(days=1), 0)
        for entry, at in zip(month, (midnight - timedelta(seconds=1), midnight), strict=False):
            Entry.objects.filter(pk=entry.pk).update(
                state=EntryState.SUBMITTED,
                value=1,
                status="reported",
                entered_by=reporter,
                submitted_by=reporter,
                submitted_at=at,
                first_submitted_at=at,
            )

        assert only(DUE) == FigureCounts(on_time=1, late=1, awaited=1, days_late=1)

    def test_count_days_late_over_a_weekend_as_calendar_days(
        self, month: list[Entry], reporter: Official, only: Callable[..., FigureCounts]
    ) -> None:
        # The tenth is a Saturday: the calendar makes the figures due on the Monday after it.
        assert (due_day(date(2019, 7, 31), DueRule(10)).on, DUE.strftime("%A")) == (DUE, "Monday")
        for entry in month:
            Entry.objects.filter(pk=entry.pk).update(
                state=EntryState.SUBMITTED, value=1, status="reported", entered_by=reporter,
                submitted_by=reporter, submitted_at=morning(date(2019, 8, 19)),
                first_submitted_at=morning(date(2019, 8, 19)),
            )  # fmt: skip

        assert only() == FigureCounts(late=3, days_late=7)

    def test_hold_a_returned_figure_to_its_first_submission(
        self,
        month: list[Entry],
        reporter: Official,
        reviewer: Official,
        only: Callable[..., FigureCounts],
    ) -> None:
        first = hand_in(month[0], reporter, morning(DUE))
        review.send_back(
            first, reason="请核对", seen=first.version, by=reviewer, at=morning(date(2019, 8, 14))
        )
        returned = only()
        hand_in(first, reporter, morning(date(2019, 9, 2)))

        assert timeliness.timeliness_of(fresh(first), LATER).value == "corrected_late"
        assert returned == FigureCounts(
            on_time=1, missing=2, returned=1, corrected=1, returns=1, days_late=111
        )
        assert only() == FigureCounts(on_time=1, missing=2, corrected=1, returns=1, days_late=111)

    def test_leave_out_what_its_organisation_took_back_and_keep_what_is_corrected(
        self,
        month: list[Entry],
        reporter: Official,
        reviewer: Official,
        only: Callable[..., FigureCounts],
    ) -> None:
        first = hand_in(month[0], reporter, morning(DUE))
        second = hand_in(month[1], reporter, morning(DUE), "13")
        entries.withdraw(first, by=reporter, at=morning(DUE))
        review.accept(second, seen=second.version, by=reviewer, at=morning(DUE))
        entries.reopen(fresh(second), reason="漏计", by=reporter, at=morning(LATER))

        assert only() == FigureCounts(on_time=1, missing=2, days_late=111)

    def test_are_those_of_an_area_alone_where_it_is_named(self, month: list[Entry]) -> None:
        periods = list(timeliness.periods_owed())
        area = month[0].indicator.area.slug

        [found] = timeliness.counts_of(periods, LATER, area=area)

        assert found.counts.owed == len(month)
        assert timeliness.counts_of(periods, LATER, area="no-such-area") == []
        assert timeliness.counts_of([], LATER) == []

    def test_agree_with_what_is_said_of_a_single_figure(
        self, month: list[Entry], reporter: Official, only: Callable[..., FigureCounts]
    ) -> None:
        hand_in(month[0], reporter, morning(DUE))
        hand_in(month[1], reporter, morning(DUE + timedelta(days=2)), "13")

        said = [timeliness.timeliness_of(fresh(entry), LATER).value for entry in month]

        assert said == ["on_time", "late", "overdue"]
        assert only() == FigureCounts(on_time=1, late=1, missing=1, days_late=111)

    def test_take_one_query_for_one_organisation_and_for_many(self, release: Release) -> None:
        numbers = []
        for codes in (CODES, ("petition-cases-taken", "court-appearance-rate")):
            open_month(*codes)
            periods = list(timeliness.periods_owed())
            with CaptureQueriesContext(connection) as queries:
                found = timeliness.counts_of(periods, LATER)
            numbers.append((len(found), len(queries)))

        assert numbers == [(1, 1), (3, 1)]


class RemindersTests:
    def test_are_the_days_on_which_an_organisation_itself_was_told(
        self, month: list[Entry], reporter: Official
    ) -> None:
        submission = month[0].submission
        owner, period = submission.organisation, submission.period
        colleague = make_official("colleague", Role.REPORTER, organisation=owner.code)
        office = make_official("office", Role.REVIEWER, organisation="petitions-bureau")
        item = {"organisation": owner.code, "period_zh": "2019年7月", "kind": "overdue"}
        other = item | {"period_zh": "2019年6月"}
        told = (
            (reporter, 10, item),  # before the due day: no reminder that it is overdue
            (reporter, 13, item),
            (colleague, 13, item),
            (reporter, 14, other),
            (reporter, 15, item),
            (office, 16, item),
        )
        for official, day, one in told:
            Notice.objects.create(official=official, day=date(2019, 8, day), items=[one])

        found = timeliness.reminders_of(period, [owner.pk, office.organisation_id or 0])

        assert found == {owner.code: 2}
        assert timeliness.reminders_of(period, []) == {}


class PeriodsOwedTests:
    def test_leave_out_periods_for_which_nobody_owes_anything(self, month: list[Entry]) -> None:
        ReportingPeriod.objects.create(
            frequency="year", start=date(2018, 1, 1), end=date(2018, 12, 31), due=date(2019, 1, 10)
        )

        assert list(timeliness.periods_owed()) == [month[0].submission.period]
