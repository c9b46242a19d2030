"""What the pages of the desk promise."""

import re
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators import documents, reminders, review
from indicators.enums import EntryState, Role
from indicators.intake.desk import entries, evidence
from indicators.models import Entry, Evidence, Official, Release
from tests.indicators.desk import CODES, NOW, fill, fresh, make_official, open_month

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def reporter(reporter: Official, client: Client) -> Official:
    client.force_login(reporter)
    return reporter


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:  # noqa: ANN401 - pytest-django's own
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def save(client: Client, entry: Entry, **form: object) -> str:
    data = {"seen": entry.version, **form}
    answer = client.post(f"/desk/entries/{entry.pk}/", data, headers={"hx-request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


class LandingTests:
    def test_leads_who_only_administers_to_the_administration(
        self, client: Client, db: None
    ) -> None:
        client.force_login(Official.objects.create_superuser("guanli"))

        pages = [client.get(f"{prefix}/desk/", follow=True) for prefix in ("", "/en")]

        assert [page.redirect_chain for page in pages] == [
            [("/admin/", 302)],
            [("/en/admin/", 302)],
        ]
        for page, word, other in zip(
            pages, ("管理后台", "Administration"), ("/en/admin/", "/admin/"), strict=True
        ):
            html = page.content.decode()
            assert word in html
            assert f'href="{other}"' in html
            assert "no-store" in page["Cache-Control"]

    def test_says_to_who_has_no_role_whom_to_ask(self, client: Client, db: None) -> None:
        client.force_login(make_official("new"))

        answer = client.get("/desk/")

        assert (answer.status_code, "请联系管理员" in answer.content.decode()) == (403, True)


class RowTests:
    def test_says_what_was_understood_and_saved(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        html = save(client, month[0], typed="８０项以上")

        assert "= 80项以上" in html
        assert '<option value="" selected>' in html
        assert "已保存" in html
        assert fresh(month[0]).typed == "８０项以上"
        moment = timezone.localtime(fresh(month[0]).entered_at)
        assert f"{reporter} {moment:%m-%d %H:%M}" in html

    def test_says_the_unit_once(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        bare = save(client, month[0], typed="80", note="")
        whole = save(client, fresh(month[0]), typed="80项", note="")
        fields = [
            re.findall(r'<span class="figure">.*?</span>', html, re.S) for html in (bare, whole)
        ]

        assert [re.sub("<[^>]*>", "", field).strip() for [field] in fields] == ["项", ""]

    def test_takes_a_chosen_qualifier(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        html = save(client, month[0], typed="80", qualifier="more_than")

        assert "= 80余项" in html
        assert 'value="超过80"' in html
        assert '<option value="" selected>' in html
        assert fresh(month[0]).qualifier == "more_than"

    def test_shows_the_text_of_what_was_kept_with_its_qualifier_apart(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "80", reporter)
        Entry.objects.filter(pk=month[0].pk).update(qualifier="at_least")

        shown = client.get("/desk/").content.decode()
        save(client, fresh(month[0]), typed="80以上", note="甲")

        assert 'value="80以上"' in shown
        assert fresh(month[0]).qualifier == "at_least"

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ("很多", "没有读到确切的数字"),
            ("无", "数量为零的请填0；不适用的请填“不适用”，并在备注中说明原因；尚未统计的请留空。"),
            ("/", "数量为零的请填0"),
            ("——", "数量为零的请填0"),
            ("不适用", "请在备注中说明不适用的原因。"),
        ],
    )
    def test_shows_nothing_of_the_old_figure_beside_a_text_that_was_refused(
        self, client: Client, month: list[Entry], reporter: Official, typed: str, says: str
    ) -> None:
        kept = save(client, month[0], typed="12")

        html = save(client, fresh(month[0]), typed=typed)

        beside = [
            re.findall(r'<span class="understood">(.*?)</span>', one, re.S) for one in (kept, html)
        ]
        assert [[one.strip() for one in found] for found in beside] == [["= 12项"], [""]]
        assert says in html
        assert f'value="{typed}"' in html
        assert fresh(month[0]).typed == "12"

    def test_keeps_all_that_was_given_with_a_text_that_was_refused(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        save(client, month[0], typed="12", note="甲", explanation="乙")

        html = save(client, fresh(month[0]), typed="", qualifier="about", note="丙", explanation="")
        ticked = save(client, fresh(month[0]), typed="", not_applicable="on")

        assert "只选了限定词，没有填写数据" in html
        assert '<option value="about" selected>' in html
        fields = r'name="(?:typed|note|explanation)"\s+value="([^"]*)"'
        assert re.findall(fields, html) == ["", "丙", ""]
        assert re.findall(fields, ticked) == ["", "", ""]
        assert 'name="not_applicable" checked' in ticked
        assert fresh(month[0]).typed == "12"

    @pytest.mark.parametrize(
        "typed", ["很多", "NaN", "1e40", "9" * 40, "-5 - 3", "76人", "<script>", "7" * 100]
    )
    def test_keeps_what_was_typed_beside_the_message_and_saves_nothing(
        self, client: Client, month: list[Entry], reporter: Official, typed: str
    ) -> None:
        html = save(client, month[0], typed=typed)

        assert 'role="alert"' in html
        assert f'value="{typed.replace("<", "&lt;").replace(">", "&gt;")}"' in html
        assert (fresh(month[0]).typed, fresh(month[0]).version) == ("", 0)

    def test_shows_the_second_person_what_the_first_one_saved(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        save(client, month[0], typed="76")

        html = save(client, month[0], typed="77")
        again = save(client, fresh(month[0]), typed="77")

        assert "reporter已先行保存“76项”" in html
        assert 'value="77"' in html
        assert 'name="seen" value="1"' in html
        assert "已保存" in again
        assert fresh(month[0]).typed == "77"

    def test_refuses_a_locked_row_and_keeps_the_text(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "76", reporter)
        entries.submit([fresh(month[0])], by=reporter, at=NOW)

        html = save(client, fresh(month[0]), typed="77")

        assert "该填报项已提交或已通过审核" in html
        assert fresh(month[0]).typed == "76"

    def test_works_without_script(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        answer = client.post(
            f"/desk/entries/{month[0].pk}/", {"seen": 0, "typed": "76"}, follow=True
        )
        refused = client.post(f"/desk/entries/{month[0].pk}/", {"seen": 1, "typed": "很多"})
        outrun = client.post(f"/desk/entries/{month[0].pk}/", {"seen": 0, "typed": "77"})

        assert answer.redirect_chain[0][0].endswith(f"#entry-{month[0].pk}")
        html = refused.content.decode()
        assert 'class="message error"' in html
        assert html.count('role="alert">没有读到确切的数字') == 1
        fields = 'class="typed" name="typed" value="([^"]*)"'
        assert re.findall(fields, html) == ["很多", "", ""]
        assert not re.search(r'<span class="understood">\s*= 76项', html)
        assert "已被他人先行保存" in outrun.content.decode()
        assert re.findall(fields, outrun.content.decode()) == ["77", "", ""]
        assert f'action="/desk/entries/{month[0].pk}/#entry-{month[0].pk}"' in html

    def test_of_a_stranger_is_not_there(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        [other] = open_month("petition-cases-taken")
        for address in (f"/desk/entries/{other.pk}/", f"/desk/entries/{other.pk}/withdraw/"):
            assert client.post(address, {"seen": 0, "typed": "1"}).status_code == 404
        assert client.get(f"/desk/entries/{other.pk}/history/").status_code == 404
        assert client.post("/desk/entries/999999999/", {}).status_code == 404
        assert fresh(other).version == 0

    def test_is_refused_without_the_sign_of_our_own_form(
        self, month: list[Entry], reporter: Official
    ) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(reporter)

        answer = strict.post(f"/desk/entries/{month[0].pk}/", {"seen": 0, "typed": "76"})

        assert answer.status_code == 403
        assert "所填内容仍会保留" in answer.content.decode()
        assert fresh(month[0]).version == 0

    def test_sends_those_whose_session_ended_to_the_login(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        client.logout()

        answer = client.post(f"/desk/entries/{month[0].pk}/", {"seen": 0, "typed": "76"})

        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]


class SubmitTests:
    def test_twice_submits_once_and_says_so(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        for entry, typed in zip(month, ("76", "13", "63"), strict=True):
            fill(entry, typed, reporter)

        first = client.post("/desk/submit/", follow=True).content.decode()
        second = client.post("/desk/submit/", follow=True).content.decode()

        assert "已提交3项。" in first
        assert "尚无可提交的填报项。" in second
        assert {fresh(entry).state for entry in month} == {EntryState.SUBMITTED}

    def test_names_each_entry_that_was_kept_back_and_why(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        for entry, typed in zip(month, ("76", "13", "64"), strict=True):
            fill(entry, typed, reporter)

        html = client.post("/desk/submit/", follow=True).content.decode()

        assert html.count("13 + 64 ≠ 76，相差1。") >= 3
        assert {fresh(entry).state for entry in month} == {EntryState.DRAFT}

    def test_keeps_back_what_was_returned_until_it_is_saved_again(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "76", reporter)
        entries.submit([fresh(month[0])], by=reporter, at=NOW)
        reviewer = make_official("reviewer", Role.REVIEWER)
        review.send_back(fresh(month[0]), reason="请核对", seen=1, by=reviewer, at=NOW)

        html = client.post("/desk/submit/", follow=True).content.decode()
        save(client, fresh(month[0]), typed="76")
        again = client.post("/desk/submit/", follow=True).content.decode()

        assert "退回后尚未修改" in html
        assert "已提交1项。" in again

    @pytest.mark.parametrize("number", ["x", "999999", "-1", "0", "9" * 20, "9" * 5000, "\uff11"])
    def test_takes_no_number_that_names_nothing(
        self, client: Client, month: list[Entry], reporter: Official, number: str
    ) -> None:
        client.force_login(make_official("all", *Role, organisation=reporter.organisation.code))  # type: ignore[union-attr]

        answers = [
            client.get("/desk/", {"period": number}),
            client.post("/desk/submit/", {"period": number}),
            client.post("/desk/submit/", {"entry": number}),
            client.get("/desk/releases/", {"entry": number}),
            client.post("/desk/releases/publish/", {"entry": f"{number}-1", "title_zh": "甲"}),
            client.post("/desk/review/accept/", {"entry": f"{number}-{number}"}),
        ]

        assert {answer.status_code for answer in answers} <= {200, 302, 404}
        assert Release.objects.count() == 1


class NoticeTests:
    def test_stands_at_the_head_of_the_desk(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        [notice, *_] = reminders.remind(month[0].submission.period.due + timedelta(days=1))

        html = client.get("/desk/").content.decode()

        assert str(notice) == f"2019-08-{notice.day.day:02} reporter"
        assert "2019年7月：3项已逾期，截止日期2019-08-12" in html


class EvidenceTests:
    def test_goes_out_as_a_download_to_those_with_the_right_alone(
        self, client: Client, month: list[Entry], reporter: Official, media: Path
    ) -> None:
        upload = SimpleUploadedFile("证明.pdf", PDF, content_type="text/html")
        client.post(f"/desk/entries/{month[0].pk}/evidence/", {"file": upload})
        kept = Evidence.objects.get()
        address = f"/desk/evidence/{kept.key}/"

        mine = client.get(address)
        other = Client()
        other.force_login(make_official("x", Role.REPORTER, organisation="petitions-bureau"))

        assert str(kept) == "证明.pdf"
        assert b"".join(mine.streaming_content) == PDF  # type: ignore[attr-defined]
        assert mine["Content-Type"] == "application/octet-stream"
        assert mine["Content-Disposition"].startswith("attachment;")
        assert mine["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in mine["Cache-Control"]
        assert other.get(address).status_code == 404
        assert Client().get(address).status_code == 302
        assert client.get(f"/desk/evidence/{uuid.uuid4()}/").status_code == 404

    def test_is_refused_with_a_message_that_names_the_file(
        self, client: Client, month: list[Entry], reporter: Official, media: Path
    ) -> None:
        address = f"/desk/entries/{month[0].pk}/evidence/"
        for content, message in (
            (b"<script>alert(1)</script>", "a.pdf: 仅接受"),
            (b"", "a.pdf: 文件为空"),
            (PDF + b"0" * (documents.LARGEST + 1), "a.pdf: 文件超过10MB"),
        ):
            upload = SimpleUploadedFile("a.pdf", content)
            html = client.post(address, {"file": upload}, follow=True).content.decode()
            assert message in html
        assert not Evidence.objects.exists()

    def test_can_be_taken_away_until_it_is_submitted(
        self, client: Client, month: list[Entry], reporter: Official, media: Path
    ) -> None:
        fill(month[0], "76", reporter)
        kept = evidence.attach(fresh(month[0]), name="a.pdf", content=PDF, by=reporter, at=NOW)
        entries.submit([fresh(month[0])], by=reporter, at=NOW)
        client.post(f"/desk/evidence/{kept.key}/remove/")
        locked = Evidence.objects.count()
        entries.withdraw(fresh(month[0]), by=reporter, at=NOW)

        client.post(f"/desk/evidence/{kept.key}/remove/")

        assert (locked, Evidence.objects.count()) == (1, 0)


class ReviewTests:
    def test_accepts_the_chosen_and_tells_who_came_too_late(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        for entry, typed in zip(month, ("76", "13", "63"), strict=True):
            fill(entry, typed, reporter)
        entries.submit([fresh(entry) for entry in month], by=reporter, at=NOW)
        reviewer = make_official("reviewer", Role.REVIEWER)
        client.force_login(reviewer)
        chosen = [f"{entry.pk}-1" for entry in month[:2]]
        review.send_back(
            fresh(month[0]),
            reason="请核对",
            seen=1,
            by=make_official("other", Role.REVIEWER),
            at=NOW,
        )

        html = client.post(
            "/desk/review/accept/", {"entry": [*chosen, "x", "1-2-3", "-"]}, follow=True
        )

        assert "已接受1项。" in html.content.decode()
        assert "已由他人审核或已变动" in html.content.decode()
        assert [fresh(entry).state for entry in month] == ["returned", "accepted", "submitted"]

    def test_returns_with_a_reason_alone(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "76", reporter)
        entries.submit([fresh(month[0])], by=reporter, at=NOW)
        client.force_login(make_official("reviewer", Role.REVIEWER))
        address = f"/desk/review/{month[0].pk}/return/"

        refused = client.post(address, {"reason": " ", "seen": "1"}, follow=True).content.decode()
        client.post(address, {"reason": "请核对", "seen": "1"})

        assert "请说明需更正的内容。" in refused
        assert fresh(month[0]).return_reason == "请核对"

    def test_shows_what_changed_and_what_was_doubted(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        [entry] = open_month("service-items")
        fill(entry, "8100", reporter, explanation="口径扩大到县区")
        entries.submit([fresh(entry)], by=reporter, at=NOW)
        client.force_login(make_official("reviewer", Role.REVIEWER))

        queue = client.get("/desk/review/").content.decode()
        page = client.get(f"/desk/review/{entry.pk}/").content.decode()

        for html in (queue, page):
            assert "8,100项" in html
            assert "810项" in html
            assert "口径扩大到县区" in html
            assert "请核对单位" in html


class ReleaseTests:
    def test_shows_what_changes_and_publishes_exactly_that(
        self, client: Client, month: list[Entry], reporter: Official, publisher: Official
    ) -> None:
        for entry, typed in zip(month, ("80", "15", "65"), strict=True):
            fill(entry, typed, reporter)
        entries.submit([fresh(entry) for entry in month], by=reporter, at=NOW)
        reviewer = make_official("reviewer", Role.REVIEWER)
        for entry in month:
            review.accept(fresh(entry), seen=1, by=reviewer, at=NOW)
        client.force_login(publisher)

        before = client.get("/desk/releases/").content.decode()
        shown = re.findall(r'<input type="hidden" name="entry" value="(\d+-\d+)">', before)
        form = {"entry": shown, "title_zh": "七月发布", "title_en": "July"}
        client.post("/desk/releases/publish/", form)
        public = client.get("/indicators/ganfutong-items/").content.decode()
        again = client.post("/desk/releases/publish/", form, follow=True).content.decode()

        assert "15 + 65 = 80" in before
        assert sorted(shown) == sorted(f"{entry.pk}-{fresh(entry).version}" for entry in month)
        assert "80项" in public
        assert "部分填报项已变动" in again
        assert Release.objects.count() == 2

    def test_refuses_what_changed_after_the_preview(
        self, client: Client, month: list[Entry], reporter: Official, publisher: Official
    ) -> None:
        reviewer = make_official("reviewer", Role.REVIEWER)
        shown = []
        for value in ("80", "90"):
            fill(month[0], value, reporter, explanation="已核实")
            entries.submit([fresh(month[0])], by=reporter, at=NOW)
            review.accept(fresh(month[0]), seen=fresh(month[0]).version, by=reviewer, at=NOW)
            shown.append(f"{month[0].pk}-{fresh(month[0]).version}")
            if value == "80":
                entries.reopen(fresh(month[0]), reason="漏计", by=reporter, at=NOW)
        client.force_login(publisher)

        form = {"entry": shown[0], "title_zh": "七月发布"}
        html = client.post("/desk/releases/publish/", form, follow=True).content.decode()

        assert "部分填报项已变动" in html
        assert Release.objects.count() == 1

    def test_withdraws_the_newest_with_a_public_reason(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        client.force_login(publisher)

        client.post(f"/desk/releases/{release.pk}/withdraw/", {"reason": " "})
        kept = client.get("/").content.decode()
        client.post(f"/desk/releases/{release.pk}/withdraw/", {"reason": "误发"})

        assert "误发" in client.get(f"/releases/{release.pk}/").content.decode()
        assert "80%以上" in kept
        assert "80%以上" not in client.get("/").content.decode()
        assert "误发" in client.get("/releases/").content.decode()


class ListTests:
    @pytest.mark.parametrize("page", ["/desk/", "/desk/review/", "/desk/releases/"])
    def test_takes_the_same_queries_for_one_row_and_for_many(
        self, client: Client, release: Release, page: str
    ) -> None:
        counts = []
        owner = ""
        for codes in (CODES[:1], CODES[1:]):
            made = open_month(*codes)
            owner = made[0].submission.organisation.code
            self._move(made, page)
            name = f"official {codes[0]}"
            official = make_official(name, *Role, organisation=owner)
            client.force_login(official)
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(page)
            counts.append(len(queries))
            assert answer.status_code == 200

        assert counts[0] == counts[1]
        assert counts[0] <= 25

    def _move(self, made: list[Entry], page: str) -> None:
        """Bring the entries to where the page shows them."""
        if page == "/desk/":
            return
        by = make_official(f"by {made[0].pk}")
        other = make_official(f"other {made[0].pk}")
        fields: dict[str, object] = {
            "status": "reported",
            "value": 5,
            "state": "submitted",
            "entered_by": by,
            "submitted_by": by,
            "submitted_at": timezone.now() - timedelta(days=1),
            "first_submitted_at": timezone.now() - timedelta(days=1),
        }
        if page == "/desk/releases/":
            fields |= {"state": "accepted", "accepted_by": other, "accepted_at": timezone.now()}
        Entry.objects.filter(pk__in=[entry.pk for entry in made]).update(**fields)
