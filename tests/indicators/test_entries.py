"""What filling in promises."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from indicators import audit, review
from indicators.enums import EntryState, Qualifier, Role, Status
from indicators.intake.desk import entries
from indicators.intake.desk.due_entries import owed
from indicators.intake.desk.entries import ChangedMeanwhile, EntryInput, NotOpen
from indicators.intake.previous_figures import PastFigure, backgrounds
from indicators.intake.shared_totals import sum_of
from indicators.models import Entry, Indicator, Observation, Official, Organisation, Release

from .desk import CODES, NOW, fill, fresh, make_official, open_month

OFFICE = "government-service-center"


class SaveTests:
    def test_keeps_what_was_understood_beside_what_was_typed(
        self, month: list[Entry], reporter: Official
    ) -> None:
        entry = fill(month[0], " 80项以上 ", reporter)

        assert (entry.typed, entry.value, entry.qualifier, entry.status) == (
            "80项以上",
            Decimal(80),
            Qualifier.AT_LEAST,
            Status.REPORTED,
        )
        assert (entry.version, entry.entered_by, entry.state) == (1, reporter, EntryState.DRAFT)

    def test_writes_the_chosen_qualifier_into_a_text_that_has_none(
        self, month: list[Entry], reporter: Official
    ) -> None:
        entry = fill(month[0], "3.6万项", reporter, qualifier="at_least")

        assert (entry.typed, entry.value, entry.qualifier) == (
            "3.6万项以上",
            Decimal(36000),
            Qualifier.AT_LEAST,
        )

    @pytest.mark.parametrize(
        ("before", "chosen"),
        [("约70", ""), ("80以上", ""), ("80", "at_least"), ("近千", ""), ("10余", "")],
    )
    def test_lets_no_word_outlive_its_text(
        self, month: list[Entry], reporter: Official, before: str, chosen: str
    ) -> None:
        fill(month[0], before, reporter, qualifier=chosen)

        entry = fill(month[0], "72.1", reporter)

        assert (entry.typed, entry.value, entry.qualifier) == (
            "72.1",
            Decimal("72.1"),
            Qualifier.EXACT,
        )

    def test_takes_a_tick_or_a_figure_whichever_is_new(
        self, month: list[Entry], reporter: Official
    ) -> None:
        ticked: dict[str, Any] = {"is_applicable": False, "note": "本期无此业务"}
        steps: list[tuple[str, dict[str, Any]]] = [
            ("5", {}),
            ("5", ticked),  # ticked beside what stood there
            ("", ticked),
            ("6", ticked),  # typed where the tick stood
            ("不适用", {"note": "本期无此业务"}),
            ("不适用", {}),  # the tick that this gave is taken away
            ("N/A", {"note": "本期无此业务"}),
            ("0", ticked),
        ]

        held = [fill(month[0], typed, reporter, **more) for typed, more in steps]

        assert [(one.typed, one.value, one.status) for one in held] == [
            ("5", Decimal(5), Status.REPORTED),
            ("", None, Status.NOT_APPLICABLE),
            ("", None, Status.NOT_APPLICABLE),
            ("6", Decimal(6), Status.REPORTED),
            ("不适用", None, Status.NOT_APPLICABLE),
            ("", None, Status.NOT_YET_REPORTED),
            ("N/A", None, Status.NOT_APPLICABLE),
            ("0", Decimal(0), Status.REPORTED),
        ]

    @pytest.mark.parametrize(
        ("answer", "status", "value"),
        [
            (EntryInput(typed=""), Status.NOT_YET_REPORTED, None),
            (EntryInput(typed="0"), Status.REPORTED, Decimal(0)),
            (EntryInput(is_applicable=False, note="本期无此业务"), Status.NOT_APPLICABLE, None),
        ],
    )
    def test_tells_nothing_zero_and_not_applicable_apart(
        self,
        month: list[Entry],
        reporter: Official,
        answer: EntryInput,
        status: Status,
        value: Decimal | None,
    ) -> None:
        entry = entries.save(month[0], answer, seen=0, by=reporter, at=NOW)

        assert (entry.status, entry.value) == (status, value)

    @pytest.mark.parametrize(
        ("answer", "field"),
        [
            (EntryInput(typed="很多"), "typed"),
            (EntryInput(typed="76人"), "typed"),
            (EntryInput(typed="1" * 101), "typed"),
            (EntryInput(typed="NaN"), "typed"),
            (EntryInput(is_applicable=False), "note"),
            (EntryInput(typed="不适用"), "note"),
            (EntryInput(typed="77", is_applicable=False, note="本期无此业务"), "typed"),
            (EntryInput(typed="无"), "typed"),
            (EntryInput(typed="\uff0f", note="本期无此业务"), "typed"),
            (EntryInput(typed="80以上", qualifier="about"), "qualifier"),
            (EntryInput(typed="80以上", qualifier="exact"), "qualifier"),
            (EntryInput(qualifier="about"), "qualifier"),
        ],
    )
    def test_refuses_what_is_no_figure_by_field_and_keeps_the_draft(
        self, month: list[Entry], reporter: Official, answer: EntryInput, field: str
    ) -> None:
        before = fill(month[0], "76", reporter)

        with pytest.raises(ValidationError) as refused:
            entries.save(before, answer, seen=before.version, by=reporter, at=NOW)

        assert list(refused.value.message_dict) == [field]
        assert fresh(month[0]).typed == "76"

    def test_never_overwrites_what_somebody_else_saved_meanwhile(
        self, month: list[Entry], reporter: Official
    ) -> None:
        seen = month[0].version
        first = fill(month[0], "76", reporter)

        with pytest.raises(ChangedMeanwhile) as refused:
            entries.save(month[0], EntryInput(typed="77"), seen=seen, by=reporter, at=NOW)

        assert refused.value.now == first
        assert fresh(month[0]).typed == "76"

    def test_refuses_strangers_and_locked_entries(
        self, month: list[Entry], reporter: Official
    ) -> None:
        stranger = make_official("stranger", Role.REPORTER, organisation="petitions-bureau")
        idle = make_official("idle", organisation=month[0].submission.organisation.code)
        for official in (stranger, idle):
            with pytest.raises(PermissionDenied):
                fill(month[0], "76", official)
        fill(month[0], "76", reporter)
        entries.submit([fresh(month[0])], by=reporter, at=NOW)

        with pytest.raises(NotOpen):
            fill(month[0], "77", reporter)

    def test_leaves_an_event_with_before_and_after(
        self, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "76", reporter)
        fill(month[0], "77", reporter)

        newest = audit.history_of(month[0])[0]
        assert (newest.verb, newest.by, newest.at) == ("entered", reporter, NOW)
        assert (newest.detail["before"]["typed"], newest.detail["after"]["typed"]) == ("76", "77")


class SubmitTests:
    def test_locks_what_is_right_and_keeps_back_the_broken_sum_alone(
        self, month: list[Entry], reporter: Official
    ) -> None:
        for entry, typed in zip(month, ("76", "13", "64"), strict=True):
            fill(entry, typed, reporter)
        other = open_month("service-items")[0]
        fill(other, "810", reporter)

        done, refused = entries.submit(
            [fresh(entry) for entry in (*month, other)], by=reporter, at=NOW
        )

        assert [entry.pk for entry in done] == [other.pk]
        assert {one.entry.pk for one in refused} == {entry.pk for entry in month}
        [finding] = refused[0].findings
        assert finding.message.zh == (
            "不符合勾稽关系“赣服通：全省通用与市本级之和等于接入总数”：13 + 64 ≠ 76，相差1。"
        )
        assert fresh(other).state == EntryState.SUBMITTED
        assert fresh(month[0]).state == EntryState.DRAFT

    def test_holds_an_entry_against_what_is_public_for_the_period(
        self, month: list[Entry], reporter: Official
    ) -> None:
        day = Observation.objects.get(indicator__code=CODES[2]).period_end
        [entry] = open_month(CODES[2], end=day)
        filled = fill(entry, "64", reporter)

        _, [refused] = entries.submit([filled], by=reporter, at=NOW)

        assert [one.code for one in refused.findings] == ["rule:ganfutong-sum"]

    def test_does_not_take_what_was_returned_since_it_was_read(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        held = fill(month[0], "76", reporter)
        entries.submit([held], by=reporter, at=NOW)
        review.send_back(fresh(held), reason="请核对", seen=held.version, by=reviewer, at=NOW)

        done, _ = entries.submit([held], by=reporter, at=NOW + timedelta(days=20))

        assert done == []
        assert (fresh(held).return_reason, fresh(held).first_submitted_at) == ("请核对", NOW)

    def test_takes_a_doubt_with_an_explanation_and_keeps_it_for_the_reviewer(
        self, month: list[Entry], reporter: Official
    ) -> None:
        [entry] = open_month("service-items")
        doubtful = fill(entry, "8100", reporter)
        _, refused = entries.submit([doubtful], by=reporter, at=NOW)
        explained = fill(entry, "8100", reporter, explanation="口径扩大到县区")

        done, _ = entries.submit([explained], by=reporter, at=NOW)

        assert [one.code for one in refused[0].findings] == ["unit_slip"]
        assert [one.pk for one in done] == [entry.pk]
        assert (fresh(entry).findings[0]["code"], fresh(entry).risk) == ("unit_slip", 1)

    def test_refuses_nothing_said_and_remembers_the_first_time(
        self, month: list[Entry], reporter: Official
    ) -> None:
        done, refused = entries.submit([month[0]], by=reporter, at=NOW)
        assert (done, [one.entry.pk for one in refused]) == ([], [month[0].pk])

        fill(month[0], "76", reporter)
        entries.submit([fresh(month[0])], by=reporter, at=NOW)
        entries.withdraw(month[0], by=reporter, at=NOW)
        later = NOW + timedelta(days=30)
        entries.submit([fresh(month[0])], by=reporter, at=later)

        entry = fresh(month[0])
        assert (entry.first_submitted_at, entry.submitted_at) == (NOW, later)

    def test_refuses_a_strangers_entry_among_the_own_ones(
        self, month: list[Entry], reporter: Official
    ) -> None:
        [other] = open_month("petition-cases-taken")
        fill(month[0], "76", reporter)

        with pytest.raises(PermissionDenied):
            entries.submit([fresh(month[0]), other], by=reporter, at=NOW)
        assert fresh(month[0]).state == EntryState.DRAFT

    def test_does_not_take_a_version_that_was_changed_meanwhile(
        self, month: list[Entry], reporter: Official
    ) -> None:
        seen = fill(month[0], "76", reporter)
        fill(month[0], "77", reporter)

        done, refused = entries.submit([seen], by=reporter, at=NOW)

        assert (done, len(refused)) == ([], 1)


class CoOwnedTests:
    def test_forms_the_sum_only_when_every_part_is_in(
        self, month: list[Entry], reporter: Official
    ) -> None:
        other = Organisation.objects.get(code="petitions-bureau")
        Indicator.objects.get(code="ganfutong-items").co_owners.set([other])
        [part] = open_month("ganfutong-items", owner="petitions-bureau")
        partner = make_official("partner", Role.REPORTER, organisation="petitions-bureau")
        for entry, typed in zip(month, ("70", "13", "63"), strict=True):
            fill(entry, typed, reporter)
        _, alone = entries.submit([fresh(month[2])], by=reporter, at=NOW)
        fill(part, "7", partner)

        _, together = entries.submit([fresh(month[1])], by=reporter, at=NOW)

        assert alone == []
        assert [one.message.zh[-4:] for one in together[0].findings] == ["相差1。"]


class ReopenTests:
    def test_wants_a_reason_and_an_accepted_entry(
        self, month: list[Entry], reporter: Official
    ) -> None:
        with pytest.raises(ValidationError):
            entries.reopen(month[0], reason=" ", by=reporter, at=NOW)
        with pytest.raises(NotOpen):
            entries.reopen(month[0], reason="漏计", by=reporter, at=NOW)
        with pytest.raises(NotOpen):
            entries.withdraw(month[0], by=reporter, at=NOW)


class DatabaseTests:
    @pytest.mark.parametrize(
        "nonsense",
        [
            {"status": Status.REPORTED},
            {"status": Status.NOT_APPLICABLE},
            {"state": EntryState.SUBMITTED},
            {"state": EntryState.ACCEPTED},
            {"state": EntryState.RETURNED},
        ],
    )
    def test_refuses_entries_that_make_no_sense(
        self, month: list[Entry], nonsense: dict[str, object]
    ) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.filter(pk=month[0].pk).update(**nonsense)


class PartsTests:
    @pytest.mark.parametrize(
        ("one", "other", "together"),
        [
            ("7", "7", Qualifier.EXACT),
            ("7", "7以上", Qualifier.AT_LEAST),
            ("7余", "7以上", Qualifier.MORE_THAN),
            ("7", "不超过7", Qualifier.AT_MOST),
            ("近7", "不超过7", Qualifier.LESS_THAN),
            ("近7", "7以上", Qualifier.ABOUT),
            ("约7", "约7", Qualifier.ABOUT),
        ],
    )
    def test_prove_together_what_each_of_them_proves(
        self, release: Release, one: str, other: str, together: Qualifier
    ) -> None:
        indicator = Indicator.objects.get(code="service-items")
        indicator.co_owners.set([Organisation.objects.get(code="petitions-bureau")])
        made = open_month("service-items") + open_month("service-items", owner="petitions-bureau")
        parts = [
            fill(
                entry,
                text,
                make_official(
                    f"r{entry.pk}",
                    Role.REPORTER,
                    organisation=entry.submission.organisation.code,
                ),
            )
            for entry, text in zip(made, (one, other), strict=True)
        ]

        assert sum_of(parts) == (Decimal(14), together)
        assert (sum_of(parts[:1]), sum_of([])) == (None, None)


class OwedTests:
    def test_takes_the_same_queries_for_one_row_and_for_many(self, release: Release) -> None:
        counts = []
        for codes in (CODES[:1], CODES[1:]):
            made = open_month(*codes)
            organisation, period = made[0].submission.organisation, made[0].submission.period
            Entry.objects.update(status=Status.REPORTED, value=5)
            with CaptureQueriesContext(connection) as queries:
                rows = owed(organisation, period)
            counts.append(len(queries))

        assert len(rows) == 3
        assert counts[0] == counts[1]

    def test_shows_the_last_figure_and_the_one_a_year_ago(
        self, month: list[Entry], reporter: Official
    ) -> None:
        rows = owed(month[0].submission.organisation, month[0].submission.period)

        last = {row.entry.indicator.code: row.background.last for row in rows}
        assert {code: one.value for code, one in last.items() if one} == {
            "ganfutong-items": Decimal(76),
            "ganfutong-items-provincial": Decimal(13),
            "ganfutong-items-city": Decimal(63),
        }
        assert rows[0].background.year_ago is None

    def test_counts_an_accepted_figure_before_it_is_released(
        self, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "90", reporter)
        Entry.objects.filter(pk=month[0].pk).update(
            state=EntryState.ACCEPTED,
            submitted_by=reporter,
            submitted_at=NOW,
            first_submitted_at=NOW,
            accepted_by=make_official("reviewer", Role.REVIEWER),
            accepted_at=NOW,
        )
        [next_month] = open_month(CODES[0], end=date(2019, 8, 31))
        [next_year] = open_month(CODES[0], end=date(2020, 7, 31))

        behind = backgrounds([next_month, next_year])

        assert behind[next_month.pk].last == PastFigure(
            date(2019, 7, 31), Decimal(90), Qualifier.EXACT
        )
        assert behind[next_year.pk].year_ago == behind[next_month.pk].last
        assert str(next_month) == f"赣服通抚州分厅接入事项 (全市) {next_month.submission}"
