"""What lies between a preview and its confirmation, and what is kept in the end."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators import audit
from indicators.documents.refusal import FileRefused
from indicators.enums import Role, Status
from indicators.intake.desk import entries
from indicators.intake.desk.entries import ChangedMeanwhile
from indicators.intake.workbook import uploads
from indicators.intake.workbook.layout import SheetColumn
from indicators.intake.workbook.previews import compared
from indicators.intake.workbook.save import take
from indicators.intake.workbook.uploads import UploadChanged
from indicators.models import Entry, Event, Official, Release, Upload
from tests.indicators.desk import CODES, NOW, fill, fresh, make_official, open_month

from .files import filled, given_out

VALUE, NOTE, EXPLANATION = SheetColumn.VALUE, SheetColumn.NOTE, SheetColumn.EXPLANATION
DAY = timedelta(hours=24)


def upload(content: bytes, entry: Entry, by: Official, name: str = "七月.xlsx") -> Upload:
    period = entry.submission.period
    return uploads.keep(content, name=name, period=period, by=by, at=NOW)


def confirm(kept: Upload, *instead: Entry, fingerprint: str = "") -> int:
    asked = fingerprint or uploads.shown(kept).comparison.fingerprint
    return uploads.confirm(kept, fingerprint=asked, instead={entry.pk for entry in instead}, at=NOW)


class KeepTests:
    def test_keeps_the_file_for_its_sender_alone_and_for_a_day(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content = given_out(month[0])

        kept = upload(content, month[0], reporter, name="a\x00\r\n甲.xlsx")

        assert (str(kept), bytes(Upload.objects.get().content)) == ("a 甲.xlsx", content)
        colleague = make_official(
            "colleague", Role.REPORTER, organisation=month[0].submission.organisation.code
        )
        assert list(uploads.waiting(reporter, NOW)) == [kept]
        assert list(uploads.waiting(colleague, NOW)) == []
        assert list(uploads.waiting(reporter, NOW + DAY)) == []

    def test_keeps_the_newest_five_of_each_sender(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content, period = given_out(month[0]), month[0].submission.period
        other = make_official(
            "other", Role.REPORTER, organisation=month[0].submission.organisation.code
        )
        uploads.keep(content, name="alt.xlsx", period=period, by=other, at=NOW - DAY)
        for number in range(7):
            at = NOW + timedelta(minutes=number)
            uploads.keep(content, name=f"{number}.xlsx", period=period, by=reporter, at=at)

        assert [str(one) for one in Upload.objects.all()] == [
            "6.xlsx", "5.xlsx", "4.xlsx", "3.xlsx", "2.xlsx", "alt.xlsx",
        ]  # fmt: skip

    def test_forgets_by_the_day_what_nobody_may_confirm_any_more(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content, period = given_out(month[0]), month[0].submission.period
        for name, at in (("old.xlsx", NOW - DAY), ("new.xlsx", NOW - DAY + timedelta(seconds=1))):
            uploads.keep(content, name=name, period=period, by=reporter, at=at)

        forgotten = uploads.forget_old(NOW)

        assert (forgotten, [str(one) for one in Upload.objects.all()]) == (1, ["new.xlsx"])

    def test_refuses_what_is_no_workbook_and_whoever_reports_for_nobody(
        self, month: list[Entry], reporter: Official
    ) -> None:
        with pytest.raises(FileRefused):
            upload(b"%PDF-1.4", month[0], reporter)
        for official in (make_official("x"), make_official("y", Role.REVIEWER)):
            with pytest.raises(PermissionDenied):
                upload(given_out(month[0]), month[0], official)
            with pytest.raises(PermissionDenied):
                compared(given_out(month[0]), by=official)
        assert not Upload.objects.exists()


class ShownTests:
    def test_finds_what_is_wrong_and_doubtful_as_though_it_were_kept(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 760}, {VALUE: 13}, {VALUE: 64})

        found = uploads.shown(upload(content, month[0], reporter))

        codes = {
            change.entry.pk: [finding.code for finding in findings]
            for change, _entry, findings in found.shown(found.comparison.changes)
        }
        rule = "rule:ganfutong-sum"
        assert codes == {
            month[0].pk: ["unit_slip", rule],
            month[1].pk: [rule],
            month[2].pk: [rule],
        }
        assert found.doubted == 3
        assert "13 + 64 ≠ 760" in found.findings[month[1].pk][0].message.zh
        assert [fresh(entry).typed for entry in month] == ["", "", ""]

    def test_holds_the_file_against_what_the_desk_has_for_the_rest(
        self, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "76", reporter)
        fill(month[1], "14", reporter)
        content = filled(given_out(month[0]), {}, {VALUE: 13}, {VALUE: 63})

        found = uploads.shown(upload(content, month[0], reporter))

        assert found.doubted == 0
        assert found.comparison.unchanged == 1

    def test_finds_nothing_in_what_is_emptied(self, month: list[Entry], reporter: Official) -> None:
        fill(month[0], "76", reporter)

        found = uploads.shown(
            upload(filled(given_out(month[0]), {VALUE: None}), month[0], reporter)
        )

        assert found.findings == {month[0].pk: []}
        assert found.entries[month[0].pk].status == Status.NOT_YET_REPORTED

    def test_takes_the_same_queries_for_one_row_and_for_many(self, release: Release) -> None:
        counts = []
        for codes in (CODES[:1], CODES[1:]):
            made = open_month(*codes)
            owner = made[0].submission.organisation.code
            by = make_official(f"by {codes[0]}", Role.REPORTER, organisation=owner)
            total = Entry.objects.count()
            content = filled(given_out(made[0]), *[{VALUE: 5}] * total)
            kept = upload(content, made[0], by)
            with CaptureQueriesContext(connection) as shown:
                asked = uploads.shown(kept).comparison.fingerprint
            with CaptureQueriesContext(connection) as confirmed:
                assert confirm(kept, fingerprint=asked) == total
            counts.append((len(shown), len(confirmed)))
            Entry.objects.update(value=None, status=Status.NOT_YET_REPORTED, typed="")

        assert counts[0] == counts[1]
        assert max(counts[0]) <= 25


class ConfirmTests:
    def test_keeps_everything_as_drafts_with_an_event_for_each_that_names_the_file(
        self, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[1], "12", reporter)
        before = Event.objects.count()
        content = filled(
            given_out(month[0]),
            {VALUE: "76项以上", NOTE: "甲", EXPLANATION: "乙"},
            {VALUE: 13},
            {VALUE: "不适用", NOTE: "本期无此业务"},
        )
        later = NOW + timedelta(hours=1)
        kept = upload(content, month[0], reporter)

        done = uploads.confirm(
            kept,
            fingerprint=uploads.shown(kept).comparison.fingerprint,
            instead=(),
            at=later,
        )

        first, second, third = (fresh(entry) for entry in month)
        assert done == 3
        assert (first.typed, first.value, first.qualifier) == ("76项以上", Decimal(76), "at_least")
        assert (first.note, first.explanation, first.state) == ("甲", "乙", "draft")
        assert (second.typed, second.version) == ("13", 2)
        assert (third.status, third.value, third.note) == ("not_applicable", None, "本期无此业务")
        assert {(one.entered_by, one.entered_at) for one in (first, second, third)} == {
            (reporter, later)
        }
        assert Event.objects.count() == before + 3
        newest = audit.history_of(second)[0]
        assert (newest.verb, newest.by, newest.at) == ("entered", reporter, later)
        assert newest.detail == {
            "before": {**_told("12"), "value": "12"},
            "after": {**_told("13"), "value": "13"},
            "file": "七月.xlsx",
        }
        assert not Upload.objects.exists()

    def test_keeps_nothing_where_there_is_any_problem(
        self, month: list[Entry], reporter: Official
    ) -> None:
        kept = upload(filled(given_out(month[0]), {VALUE: 76}, {VALUE: "很多"}), month[0], reporter)

        with pytest.raises(UploadChanged):
            confirm(kept)

        assert [fresh(entry).typed for entry in month] == ["", "", ""]
        assert Upload.objects.get() == kept

    def test_keeps_nothing_that_the_preview_did_not_show(
        self, month: list[Entry], reporter: Official
    ) -> None:
        kept = upload(filled(given_out(month[0]), {VALUE: 76}, {VALUE: 13}), month[0], reporter)
        seen = uploads.shown(kept).comparison.fingerprint
        fill(month[0], "70", reporter)

        for asked in (seen, "", "0" * 64):
            with pytest.raises(UploadChanged):
                uploads.confirm(kept, fingerprint=asked, instead=(), at=NOW)

        assert [fresh(entry).typed for entry in month] == ["70", "", ""]
        assert Upload.objects.get() == kept

    def test_replaces_what_somebody_else_changed_only_where_it_is_told_to(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 76}, {VALUE: 13}, {VALUE: 63})
        fill(month[0], "70", reporter)
        fill(month[1], "11", reporter)

        done = confirm(upload(content, month[0], reporter), month[1])

        assert done == 2
        assert [fresh(entry).typed for entry in month] == ["70", "13", "63"]

    def test_keeps_nothing_where_somebody_is_faster_at_the_last_moment(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 76}, {VALUE: 13})
        changes = compared(content, by=reporter).comparison.changes
        fill(month[1], "12", reporter)

        with pytest.raises(ChangedMeanwhile) as refused:
            take(changes, by=reporter, at=NOW, file="七月.xlsx")

        assert refused.value.now.pk == month[1].pk
        assert [fresh(entry).typed for entry in month] == ["", "12", ""]

    def test_keeps_nothing_that_was_submitted_since(
        self, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "76", reporter)
        content = filled(given_out(month[0]), {VALUE: 77})
        changes = compared(content, by=reporter).comparison.changes
        entries.submit([fresh(month[0])], by=reporter, at=NOW)

        with pytest.raises(ChangedMeanwhile):
            take(changes, by=reporter, at=NOW, file="七月.xlsx")

        assert fresh(month[0]).typed == "76"

    def test_says_that_somebody_was_faster_between_looking_and_keeping(
        self, month: list[Entry], reporter: Official, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept = upload(filled(given_out(month[0]), {VALUE: 76}), month[0], reporter)
        seen = uploads.shown(kept).comparison.fingerprint

        def overtaken(*changes: object, **more: object) -> None:
            fill(month[0], "70", reporter)
            take(*changes, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(uploads, "take", overtaken)
        with pytest.raises(UploadChanged):
            confirm(kept, fingerprint=seen)

        assert Upload.objects.get() == kept

    def test_refuses_strangers_and_those_who_lost_their_role(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 76})
        changes = compared(content, by=reporter).comparison.changes
        kept = upload(content, month[0], reporter)
        stranger = make_official("stranger", Role.REPORTER, organisation="petitions-bureau")

        with pytest.raises(PermissionDenied):
            take(changes, by=stranger, at=NOW, file="七月.xlsx")
        reporter.roles_held.all().delete()
        with pytest.raises(PermissionDenied):
            confirm(Upload.objects.get(pk=kept.pk), fingerprint="x")

        assert fresh(month[0]).typed == ""

    def test_keeps_nothing_of_nothing(self, month: list[Entry], reporter: Official) -> None:
        before = Event.objects.count()

        assert confirm(upload(given_out(month[0]), month[0], reporter)) == 0
        assert Event.objects.count() == before


def _told(typed: str) -> dict[str, str]:
    return {
        "typed": typed,
        "qualifier": "exact",
        "status": "reported",
        "note": "",
        "explanation": "",
    }
