"""What review promises."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from indicators import audit, review, timeliness
from indicators.enums import EntryState, Role, Timeliness
from indicators.intake.desk import entries
from indicators.models import (
    Entry,
    Official,
    Organisation,
    Release,
    ReportingPeriod,
    Submission,
)
from indicators.permissions import entries_for
from indicators.timeliness import FigureCounts

from .desk import CODES, NOW, fill, fresh, make_official, open_month


def submitted(month: list[Entry], reporter: Official, at: datetime = NOW) -> list[Entry]:
    for entry, typed in zip(month, ("76", "13", "63"), strict=True):
        fill(entry, typed, reporter, at)
    done, refused = entries.submit([fresh(entry) for entry in month], by=reporter, at=at)
    assert not refused
    return [fresh(entry) for entry in done]


class DecideTests:
    def test_accepts_one_and_returns_one_while_the_rest_stay(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        first, second, third = submitted(month, reporter)

        review.accept(first, seen=first.version, by=reviewer, at=NOW)
        review.send_back(second, reason="请核对", seen=second.version, by=reviewer, at=NOW)

        assert [fresh(one).state for one in (first, second, third)] == [
            EntryState.ACCEPTED,
            EntryState.RETURNED,
            EntryState.SUBMITTED,
        ]
        assert fresh(second).return_reason == "请核对"
        assert [fresh(one).returns for one in (first, second, third)] == [0, 1, 0]
        assert fresh(first).accepted_by == reviewer
        assert [event.verb for event in audit.history_of(second)] == [
            "returned",
            "submitted",
            "entered",
        ]

    def test_of_two_reviewers_one_wins_and_the_other_is_told(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        [entry, *_] = submitted(month, reporter)
        other = make_official("other", Role.REVIEWER)
        review.send_back(entry, reason="请核对", seen=entry.version, by=other, at=NOW)

        with pytest.raises(review.NotAwaitingReview) as told:
            review.accept(entry, seen=entry.version, by=reviewer, at=NOW)

        assert told.value.now.state == EntryState.RETURNED
        assert fresh(entry).accepted_by is None

    def test_decides_only_on_the_version_that_was_seen(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        [entry, *_] = submitted(month, reporter)
        entries.withdraw(entry, by=reporter, at=NOW)
        changed = fill(entry, "76", reporter, note="更正说明")
        entries.submit([changed], by=reporter, at=NOW)

        with pytest.raises(review.NotAwaitingReview):
            review.accept(entry, seen=entry.version, by=reviewer, at=NOW)

    def test_refuses_whoever_entered_or_submitted_the_figure_and_all_but_reviewers(
        self, month: list[Entry], reporter: Official
    ) -> None:
        [entry, *_] = submitted(month, reporter)
        owner = entry.submission.organisation.code
        both = make_official("both", Role.REPORTER, Role.REVIEWER, organisation=owner)
        entries.withdraw(entry, by=reporter, at=NOW)
        entries.submit([fresh(entry)], by=both, at=NOW)
        viewer = make_official("viewer", Role.VIEWER)

        for official in (reporter, both, viewer):
            with pytest.raises(PermissionDenied):
                review.accept(fresh(entry), seen=1, by=official, at=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(
                state=EntryState.ACCEPTED, accepted_by=reporter, accepted_at=NOW
            )

    def test_of_what_changed_hands_meanwhile_are_refused(
        self, month: list[Entry], reporter: Official
    ) -> None:
        [held, *_] = submitted(month, reporter)
        owner = held.submission.organisation.code
        both = make_official("both", Role.REPORTER, Role.REVIEWER, organisation=owner)
        entries.withdraw(held, by=reporter, at=NOW)
        entries.submit([fresh(held)], by=both, at=NOW)

        with pytest.raises(review.NotAwaitingReview):
            review.send_back(held, reason="请核对", seen=held.version, by=both, at=NOW)
        with pytest.raises(review.NotAwaitingReview):
            review.accept(held, seen=held.version, by=both, at=NOW)

    def test_returns_nothing_without_a_reason(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        [entry, *_] = submitted(month, reporter)

        with pytest.raises(ValidationError):
            review.send_back(entry, reason="  ", seen=entry.version, by=reviewer, at=NOW)
        assert fresh(entry).state == EntryState.SUBMITTED


class QueueTests:
    def test_brings_the_doubtful_first(self, month: list[Entry], reporter: Official) -> None:
        submitted(month, reporter)
        [risky] = open_month("service-items")
        fill(risky, "8100", reporter, explanation="口径扩大")
        entries.submit([fresh(risky)], by=reporter, at=NOW + timedelta(hours=1))

        assert next(entry.pk for entry in review.queue()) == risky.pk
        assert review.queue().count() == 4


class TimelinessTests:
    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            (5, 5, Timeliness.ON_TIME),
            (12, 12, Timeliness.ON_TIME),
            (5, 20, Timeliness.CORRECTED_LATE),
            (13, 20, Timeliness.LATE),
        ],
    )
    def test_is_judged_by_when_the_figure_came_in_first(
        self, month: list[Entry], reporter: Official, first: int, last: int, expected: Timeliness
    ) -> None:
        days = [datetime(2019, 8, day, 9, tzinfo=UTC) for day in (first, last)]
        [entry, *_] = submitted(month, reporter, days[0])
        if first != last:
            entries.withdraw(entry, by=reporter, at=days[1])
            entries.submit([fresh(entry)], by=reporter, at=days[1])

        assert timeliness.timeliness_of(fresh(entry), date(2019, 12, 1)) is expected

    def test_of_what_is_not_in_turns_at_the_due_date(self, month: list[Entry]) -> None:
        due = month[0].submission.period.due

        assert timeliness.timeliness_of(month[0], due) is Timeliness.OPEN
        assert timeliness.timeliness_of(month[0], due + timedelta(days=1)) is Timeliness.OVERDUE


class MatrixTests:
    def test_counts_by_organisation_and_period(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        [first, *_] = submitted(month, reporter)
        review.accept(first, seen=first.version, by=reviewer, at=NOW)
        open_month("petition-cases-taken")

        matrix = review.matrix(ReportingPeriod.objects.all(), date(2019, 12, 1))

        cells = {one.code: found for one, found in matrix.rows}
        owner = month[0].submission.organisation.code
        assert cells[owner] == [FigureCounts(on_time=3)]
        assert cells["petitions-bureau"] == [FigureCounts(missing=1, days_late=111)]
        late = [
            timeliness.timeliness_of(one, date(2019, 12, 1))
            for one in Entry.objects.with_relations()
        ]
        assert late.count(Timeliness.OVERDUE) == 1
        assert [cell.percent_received for found in cells.values() for cell in found if cell] == [
            100,
            0,
        ]

    def test_counts_as_late_what_timeliness_calls_late(
        self, month: list[Entry], reporter: Official
    ) -> None:
        for day, entry in zip((5, 12, 13), month, strict=True):
            at = datetime(2019, 8, day, 15, tzinfo=UTC)
            fill(entry, "13", reporter, at, explanation="已核实")
            Entry.objects.filter(pk=entry.pk).update(
                state=EntryState.SUBMITTED,
                submitted_by=reporter,
                submitted_at=at,
                first_submitted_at=at,
            )

        [(_who, [cell])] = review.matrix(ReportingPeriod.objects.all(), date(2019, 8, 20)).rows

        found = [timeliness.timeliness_of(fresh(one), date(2019, 8, 20)) for one in month]
        assert found == [Timeliness.ON_TIME, Timeliness.ON_TIME, Timeliness.LATE]
        assert cell == FigureCounts(on_time=2, late=1, days_late=1)
        assert cell.not_on_time == 1

    def test_takes_the_same_queries_for_one_organisation_and_for_many(
        self, release: Release
    ) -> None:
        counts = []
        for codes in (CODES, ("petition-cases-taken", "court-appearance-rate")):
            open_month(*codes)
            with CaptureQueriesContext(connection) as queries:
                review.matrix(ReportingPeriod.objects.all(), date(2019, 12, 1))
            counts.append(len(queries))

        assert counts[0] == counts[1]


class RightsTests:
    def test_show_reporters_their_own_and_the_office_everything(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        open_month("petition-cases-taken")
        idle = make_official("idle", Role.REPORTER)

        assert entries_for(reporter).count() == 3
        assert entries_for(reviewer).count() == 4
        assert entries_for(idle).count() == 0


class OthersTests:
    def test_are_the_parts_that_other_organisations_have_handed_in(
        self, month: list[Entry], reporter: Official
    ) -> None:
        whole, part, *_ = submitted(month, reporter)
        other = Organisation.objects.get(code="petitions-bureau")
        whole.indicator.co_owners.set([other])
        theirs, _created = Submission.objects.get_or_create(
            organisation=other, period=whole.submission.period
        )
        draft = Entry.objects.create(
            submission=theirs, indicator=whole.indicator, place=whole.place
        )
        clerk = make_official("clerk", Role.REPORTER, organisation=other.code)

        before = review.others_of(whole)
        fill(draft, "0", clerk)
        _done, refused = entries.submit([fresh(draft)], by=clerk, at=NOW)
        assert not refused

        assert (before, review.others_of(whole)) == ([], [draft])
        assert review.others_of(part) == []
