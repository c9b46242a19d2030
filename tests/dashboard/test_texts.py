"""What the pages of published texts promise."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators import publishing, review
from indicators.bilingual import Text
from indicators.enums import EntryState, Role
from indicators.intake import texts as intake_texts
from indicators.intake.desk import entries
from indicators.models import Entry, Mention, Official, Release, ReportingPeriod, Source, TakenText
from tests.indicators.desk import fill, fresh, make_official, open_month
from tests.indicators.documents import word
from tests.indicators.intake_texts.texts import (
    AS_CANCELLED,
    AS_INSPECTIONS,
    CANCELLED,
    GROWTH,
    IN_A_HEADING,
    KEPT,
    NOW,
    RANGE,
    RULES,
    TEXT,
    make_reviewer,
    take,
    take_in,
)
from tests.laid_out import laid_out

HTMX = {"hx-request": "true"}
SUBJECT = "certificates-cancelled@city-level"


@pytest.fixture
def taker(release: Release, client: Client) -> Official:
    official = make_reviewer()
    client.force_login(official)
    return official


@pytest.fixture
def source(taker: Official) -> Source:
    return take_in(taker)


def key_of(span: intake_texts.Span) -> str:
    return "-".join(map(str, span))


def act(client: Client, source: Source, what: str, span: intake_texts.Span, **form: str) -> str:
    """Decide as the script does, and return the row that comes back."""
    answer = client.post(
        f"/desk/texts/{source.slug}/{what}/", {"figure": key_of(span), **form}, headers=HTMX
    )
    assert answer.status_code == 200
    return laid_out(answer.content.decode())


class ListTests:
    def test_offers_to_take_a_text_in_and_lists_those_that_are_here(
        self, client: Client, taker: Official
    ) -> None:
        nothing = client.get("/desk/texts/").content.decode()
        source = take_in(taker)
        take(source, CANCELLED, AS_CANCELLED, taker)
        intake_texts.ignore(source, KEPT, by=taker, at=timezone.now())

        html = client.get("/desk/texts/").content.decode()

        assert "尚未收录任何文本" in nothing
        assert '<details class="take-in" open>' in nothing
        row = re.sub(r"<[^>]+>|\s+", " ", html[html.index("<tbody>") : html.index("</tbody>")])
        assert " ".join(row.split()) == (
            "关于2019年8月工作情况的通报 公开报告 市司法局 2019-09-03 2019年8月 1 1 尚未公开"
        )

    def test_takes_in_what_is_pasted_and_leads_to_it(self, client: Client, taker: Official) -> None:
        form = {"text": TEXT.replace("\n", "\r\n"), "publisher": "市司法局", "kind": "report"}

        answer = client.post("/desk/texts/add/", form | {"published_on": "2019-09-03"})

        source = Source.objects.get(is_public=False)
        assert answer.headers["Location"] == f"/desk/texts/{source.slug}/"
        assert (source.text, source.publisher) == (TEXT, "市司法局")
        again = client.post("/desk/texts/add/", form, follow=True)
        assert again.redirect_chain == [(f"/desk/texts/{source.slug}/", 302)]
        assert "该文本已收录" in again.content.decode()

    def test_takes_in_a_file_whatever_its_name(self, client: Client, taker: Official) -> None:
        upload = SimpleUploadedFile("报告.txt", word(*TEXT.splitlines()))

        client.post("/desk/texts/add/", {"file": upload, "kind": "plan", "text": ""})

        source = Source.objects.get(is_public=False)
        assert (source.text, source.kind) == (TEXT, "plan")

    @pytest.mark.parametrize(
        ("form", "message"),
        [
            ({"text": " "}, "请粘贴文本，或选择文件"),
            ({"text": "七" * 300_001}, "文本共300,001字"),
            ({"text": TEXT, "file": SimpleUploadedFile("a.txt", b"1")}, "只能二选一"),
            ({"file": SimpleUploadedFile("a.docx", b"\0")}, "文件不是UTF-8或GB 18030文本"),
            ({"file": SimpleUploadedFile("a.txt", b"")}, "所提交的是空文件"),
            ({"text": TEXT, "published_on": "2019年"}, "输入一个有效的日期"),
            ({"text": TEXT, "published_on": "1900-01-01"}, "YYYY-MM-DD"),
            ({"text": TEXT, "url": "javascript:alert(1)"}, "URL"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_given(
        self, client: Client, taker: Official, form: dict[str, object], message: str
    ) -> None:
        answer = client.post(
            "/desk/texts/add/", {"title": "我的标题", "kind": "report", "text": "", **form}
        )

        html = answer.content.decode()
        assert answer.status_code == 200
        assert message in html
        assert 'value="我的标题"' in html
        assert str(form.get("text", "")).strip()[:300_001] in html
        assert not Source.objects.filter(is_public=False).exists()

    def test_refuses_a_file_that_is_too_large_without_reading_it(
        self, client: Client, taker: Official, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read: list[object] = []
        monkeypatch.setattr(TemporaryUploadedFile, "read", lambda *size: read.append(size))
        upload = SimpleUploadedFile("a.pdf", bytes(11 * 1024 * 1024))

        html = client.post("/desk/texts/add/", {"file": upload, "kind": "report"}).content.decode()

        assert "文件超过10MB" in html
        assert read == []


class TextTests:
    def test_marks_every_number_by_its_kind_with_figures_loud(
        self, client: Client, source: Source
    ) -> None:
        html = laid_out(client.get(f"/desk/texts/{source.slug}/").content.decode())

        assert '<a class="mention figure" id="m-2-19-23" href="#f-2-19-23">210项' in html
        assert 'class="mention number_of_document" title="文号">〔2019〕5号' in html
        assert 'class="mention ordinal" title="序数">第一责任人' in html
        assert "共10个数据：已采用0个，已忽略0个，待处理10个" in html
        assert "当前：2019年8月" in html
        assert '<option value="-08" selected>' in html

    def test_shows_best_offer_confidence_and_what_is_known(
        self, client: Client, source: Source
    ) -> None:
        html = laid_out(client.get(f"/desk/texts/{source.slug}/").content.decode())

        rows = {
            span: html[html.index(f'id="f-{key_of(span)}"') :].split("</li>")[0]
            for span in (CANCELLED, RULES, GROWTH, RANGE)
        }
        assert "<strong>取消调整的证明事项</strong> (市本级)" in rows[CANCELLED]
        assert "最近公开的数据： 199项 (2019-06-30)" in rows[CANCELLED]
        assert 'data-key="take"' in rows[CANCELLED]
        assert "已公开: 4件 = 相同，无需重复发布" in rows[RULES]
        assert 'data-key="take"' not in rows[RULES]
        assert "增减幅度，不是水平值" in rows[GROWTH]
        assert 'data-key="take"' not in rows[GROWTH]
        assert "区间数，不是单一数值" in rows[RANGE]
        assert "没有匹配的指标" in rows[RANGE]

    def test_asks_for_the_reason_beside_a_figure_that_differs(
        self, client: Client, taker: Official
    ) -> None:
        source = take_in(taker, text="2019年上半年。\n取消证明事项200项。")

        html = laid_out(client.get(f"/desk/texts/{source.slug}/").content.decode())

        assert "已公开: 199项 ≠ 不同" in html
        assert '<label>更正原因 <input name="reason"' in html

    def test_says_what_is_missing_before_anything_can_be_taken(
        self, client: Client, reviewer: Official
    ) -> None:
        client.force_login(reviewer)
        source = take_in(make_reviewer(), text="没有年份的20项。")

        html = laid_out(client.get(f"/desk/texts/{source.slug}/").content.decode())

        assert "您的账号未设置所属单位" in html
        assert "请先选择报告期" in html

    def test_shows_a_document_that_is_public_already(self, client: Client, taker: Official) -> None:
        source = Source.objects.get(slug="fuzhou-2019h1")
        assert client.get("/desk/texts/fuzhou-2019h1/").status_code == 404
        source.text = TEXT
        source.save()

        assert client.get("/desk/texts/fuzhou-2019h1/").status_code == 200

    def test_goes_on_over_pages_where_it_is_long(self, client: Client, taker: Official) -> None:
        lines = "\n".join(f"取消证明事项{number}项。" for number in range(100, 200))
        source = take_in(taker, text=f"2019年8月。\n{lines}")

        first = client.get(f"/desk/texts/{source.slug}/").content.decode()
        last = client.get(f"/desk/texts/{source.slug}/?page=4").content.decode()

        assert first.count('class="mention-row') == 30
        assert last.count('class="mention-row') == 10
        assert "199项" in last

    def test_costs_the_same_number_of_queries_whatever_its_figures(
        self, client: Client, taker: Official
    ) -> None:
        few = take_in(taker, text="2019年8月。\n取消证明事项210项，另有3处。")
        many = take_in(taker)
        take(few, intake_texts.Span(2, 6, 10), AS_CANCELLED, taker)
        take(many, IN_A_HEADING, AS_INSPECTIONS, taker)
        take(many, CANCELLED, replace(AS_CANCELLED, reason="更正"), taker)
        intake_texts.ignore(many, KEPT, by=taker, at=timezone.now())

        counted = []
        for source in (few, many):
            client.get(f"/desk/texts/{source.slug}/")
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/desk/texts/{source.slug}/")
            counted.append(len(queries))

        assert counted[0] == counted[1] <= 32


class PeriodTests:
    def test_is_chosen_by_year_and_part(self, client: Client, source: Source) -> None:
        address = f"/desk/texts/{source.slug}/period/"

        found = []
        for part in ("", "-h1", "-h2", "-02"):
            client.post(address, {"year": "2020", "part": part})
            text = TakenText.objects.get(source=source)
            html = laid_out(client.get(f"/desk/texts/{source.slug}/").content.decode())
            assert f'<option value="{part}" selected>' in html
            found.append(text.period and text.period.label.zh)

        assert found == ["2020年", "2020年上半年", "2020年下半年", "2020年2月"]

    def test_says_what_is_wrong(self, client: Client, taker: Official, source: Source) -> None:
        address = f"/desk/texts/{source.slug}/period/"
        nonsense = client.post(address, {"year": "20", "part": "x"}, follow=True)
        take(source, CANCELLED, AS_CANCELLED, taker)

        late = client.post(address, {"year": "2020", "part": ""}, follow=True)

        assert "请选择某一月、半年或全年" in nonsense.content.decode()
        assert "已有数据按2019年8月采用" in late.content.decode()


class RemoveTests:
    def test_is_offered_until_the_text_is_public_and_says_what_became_of_it(
        self, client: Client, taker: Official, source: Source
    ) -> None:
        address = f"/desk/texts/{source.slug}/"
        mention = intake_texts.ignore(source, KEPT, by=taker, at=timezone.now())

        page = client.get(address).content.decode()
        refused = client.post(f"{address}remove/", follow=True)
        intake_texts.take_back(mention, by=taker, at=timezone.now())
        removed = client.post(f"{address}remove/", follow=True)

        assert "移除该文本" in page
        assert "且没有采用或忽略记录的文本可以移除" in refused.content.decode()
        assert removed.redirect_chain == [("/desk/texts/", 302)]
        assert "该文本已移除" in removed.content.decode()
        assert client.get(address).status_code == 404


class TakeTests:
    def test_answers_with_the_row_and_what_is_taken(self, client: Client, source: Source) -> None:
        html = act(client, source, "take", CANCELLED, subject=SUBJECT)

        assert 'class="mention-row taken"' in html
        assert "已采用为 <strong>取消调整的证明事项</strong> (市本级), 2019年8月" in html
        assert '<p id="count" class="counted" role="status" hx-swap-oob="true">' in html
        assert "已采用1个" in html
        assert '<section id="taken" hx-swap-oob="true">' in html
        assert Entry.objects.get().value == 210

    def test_keeps_the_choice_and_the_words_where_something_is_in_the_way(
        self, client: Client, source: Source
    ) -> None:
        html = act(
            client,
            source,
            "take",
            CANCELLED,
            subject=SUBJECT,
            indicator="petition-cases-taken",
            place="361002",
            reason="因为",
            sure="on",
        )

        assert 'role="alert">“210项”的单位是项，而“' in html
        assert '<option value="petition-cases-taken" selected>' in html
        assert '<option value="361002" selected>' in html
        assert 'value="因为"' in html
        assert not Entry.objects.exists()

    def test_works_without_script(self, client: Client, source: Source) -> None:
        address = f"/desk/texts/{source.slug}"
        refused = client.post(f"{address}/take/", {"figure": "2-19-23", "reason": "原因"})
        taken = client.post(f"{address}/take/", {"figure": "2-19-23", "subject": SUBJECT})
        ignored = client.post(f"{address}/ignore/", {"figure": "2-30-33"})
        again = client.post(f"{address}/ignore/", {"figure": "2-30-33"})
        mention = Mention.objects.get(entry=None)
        back = client.post(f"{address}/mentions/{mention.pk}/back/")

        assert "请选择指标和口径" in refused.content.decode()
        assert 'value="原因"' in refused.content.decode()
        assert "<blockquote" in refused.content.decode()
        assert taken.headers["Location"] == f"{address}/?page=1#f-2-19-23"
        assert ignored.headers["Location"] == f"{address}/?page=1#f-2-30-33"
        assert "该数据已处理，请先撤回" in again.content.decode()
        assert back.headers["Location"] == f"{address}/?page=1#f-2-30-33"

    def test_offers_the_whole_choice(self, client: Client, source: Source) -> None:
        row = client.get(f"/desk/texts/{source.slug}/figures/2-56-58/", headers=HTMX)
        page = client.get(f"/desk/texts/{source.slug}/figures/2-56-58/").content.decode()

        html = laid_out(row.content.decode())
        assert html.startswith("<li")
        assert '<option value="court-appearance-rate@city">' in html
        assert '<option value="certificates-kept">暂时保留的证明事项 (项)</option>' in html
        assert '<option value="361002">' in html
        assert 'name="sure"' in html
        assert f'<a href="/desk/texts/{source.slug}/?page=1#f-2-56-58">返回全文</a>' in html
        assert "较上年同期增长<mark>5%</mark>。</blockquote>" in page

    @pytest.mark.parametrize("key", ["1-2", "a-b-c", "5-4-12", "2-19-22", "9999999999-1-2"])
    def test_knows_no_figure_where_none_is(self, client: Client, source: Source, key: str) -> None:
        address = f"/desk/texts/{source.slug}"
        span = {"figure": key, "subject": SUBJECT}
        not_there = [
            client.post(f"{address}/take/", span).status_code,
            client.post(f"{address}/ignore/", span).status_code,
        ]

        assert not_there == [404, 404]
        assert client.post(f"{address}/take/", {}).status_code == 404

    def test_takes_back_with_a_reason_what_was_accepted(
        self, client: Client, taker: Official, source: Source, reviewer: Official
    ) -> None:
        mention = take(source, CANCELLED, AS_CANCELLED, taker)
        intake_texts.submit(source, {}, by=taker, at=timezone.now())
        entry = Entry.objects.get()
        review.accept(entry, seen=entry.version, by=reviewer, at=timezone.now())
        address = f"/desk/texts/{source.slug}/mentions/{mention.pk}/back/"

        refused = client.post(address, headers=HTMX).content.decode()
        done = client.post(address, {"reason": "看错"}, headers=HTMX).content.decode()

        assert "请说明撤回原因" in refused
        assert 'name="reason" required' in refused
        assert 'data-key="take"' in done
        assert client.post(address, {"reason": "看错"}).status_code == 404

    def test_forgets_a_decision_where_the_reader_finds_nothing_any_more(
        self, client: Client, taker: Official, source: Source
    ) -> None:
        mention = intake_texts.ignore(source, KEPT, by=taker, at=timezone.now())
        Mention.objects.filter(pk=mention.pk).update(line=1, start=0, end=2)
        page = client.get(f"/desk/texts/{source.slug}/").content.decode()

        answer = client.post(
            f"/desk/texts/{source.slug}/mentions/{mention.pk}/back/", headers=HTMX
        ).content.decode()

        assert "系统现在不再把这里识别为数据" in page
        assert "<li" not in answer
        assert "已忽略0个" in answer


class SubmitTests:
    def test_hands_over_what_is_taken_and_says_what_is_left(
        self, client: Client, taker: Official, source: Source
    ) -> None:
        take(source, CANCELLED, AS_CANCELLED, taker)
        doubtful = take(
            source, KEPT, intake_texts.Assignment("supervision-items", "city-level"), taker
        )
        address = f"/desk/texts/{source.slug}/submit/"

        first = client.post(address, follow=True)
        second = client.post(
            address, {f"explanation-{doubtful.entry_id}": "改革", "explanation-x": "y"}, follow=True
        )
        third = client.post(address, follow=True)

        assert first.redirect_chain == [(f"/desk/texts/{source.slug}/#taken", 302)]
        assert "已提交1项" in first.content.decode()
        assert "超出该指标的通常变动。 须说明原因后方可提交" in first.content.decode()
        assert f'name="explanation-{doubtful.entry_id}"' in first.content.decode()
        assert "已提交1项" in second.content.decode()
        assert "尚无可提交的填报项" in third.content.decode()
        pages = [one.content.decode() for one in (first, second)]
        assert ["将已采用的数据全部提交审核" in page for page in pages] == [True, False]
        assert {entry.state for entry in Entry.objects.all()} == {EntryState.SUBMITTED}


class ReviewTests:
    def test_shows_the_sentence_around_the_figure_and_no_lateness(
        self, client: Client, taker: Official, source: Source, reviewer: Official
    ) -> None:
        take(source, CANCELLED, AS_CANCELLED, taker)
        intake_texts.submit(source, {}, by=taker, at=timezone.now())
        entry = Entry.objects.get()

        own = client.get(f"/desk/review/{entry.pk}/").content.decode()
        client.force_login(reviewer)
        other = client.get(f"/desk/review/{entry.pk}/").content.decode()
        queue = client.get("/desk/review/").content.decode()

        assert "市本级取消调整证明事项<mark>210项</mark>，保留证明事项51项。" in other
        assert f'href="/desk/texts/{source.slug}/figures/2-19-23/"' in other
        assert f'href="/desk/texts/{source.slug}/figures/2-19-23/"' in queue
        assert "逾期" not in other
        assert "<button" not in own[own.index('class="facts"') : own.index("办理记录")]
        assert ">接受</button>" in other

    def test_shows_beside_a_figure_what_else_is_given_of_it(
        self, client: Client, taker: Official, source: Source
    ) -> None:
        take(source, CANCELLED, AS_CANCELLED, taker)
        taken = Entry.objects.get()
        [owed] = open_month("certificates-cancelled", end=date(2019, 8, 31))
        clerk = make_official("clerk", Role.REPORTER, organisation="justice-bureau")
        fill(owed, "261", clerk)
        entries.submit([fresh(owed)], by=clerk, at=NOW)

        pages = [client.get(f"/desk/review/{one.pk}/").content.decode() for one in (taken, owed)]
        told = [
            re.findall(r"<dt>同一数据的其他填报</dt>(.*?)</dd>", laid_out(page)) for page in pages
        ]
        texts = [re.sub("<[^>]*>", "", found).strip() for [found] in told]

        assert texts == [
            "261项 · 市司法局 · 已提交 两者只能发布其一。",
            "210项 · 关于2019年8月工作情况的通报，第1段 · 草稿 两者只能发布其一。",
        ]
        assert f'href="/desk/review/{owed.pk}/"' in told[0][0]

    def test_names_the_text_for_those_who_cannot_open_it(
        self, client: Client, taker: Official, source: Source, publisher: Official
    ) -> None:
        take(source, CANCELLED, AS_CANCELLED, taker)
        entry = Entry.objects.get()
        client.force_login(publisher)

        html = client.get(f"/desk/review/{entry.pk}/").content.decode()

        assert "关于2019年8月工作情况的通报" in html
        assert "/desk/texts/" not in html


class PublicTests:
    def released(
        self, source: Source, span: intake_texts.Span, wish: intake_texts.Assignment
    ) -> Release:
        taker, reviewer = make_reviewer("first"), make_reviewer("second")
        publisher = Official.objects.get(username="publisher")
        take(source, span, wish, taker)
        intake_texts.submit(source, {}, by=taker, at=timezone.now())
        entry = Entry.objects.get()
        review.accept(entry, seen=entry.version, by=reviewer, at=timezone.now())
        title = Text("发布", "Release")
        ready = list(Entry.objects.awaiting_release())
        return publishing.release_entries(ready, title=title, by=publisher, at=timezone.now())

    def test_sees_the_text_from_the_release_on_and_not_before(
        self, client: Client, taker: Official, source: Source, publisher: Official
    ) -> None:
        address = f"/sources/{source.slug}/"
        visitor = Client()
        before = [visitor.get(address).status_code, client.get(address).status_code]
        client.force_login(publisher)
        self.released(source, CANCELLED, AS_CANCELLED)
        yesterday = timezone.localdate() - timedelta(days=1)

        html = laid_out(visitor.get(address).content.decode())

        assert before == [404, 404]
        assert visitor.get(f"{address}?as_of={yesterday}").status_code == 404
        assert visitor.get(f"{address}?as_of={timezone.localdate()}").status_code == 200
        assert "取消调整证明事项<mark>210项</mark>，保留" in html
        assert "市司法局 · 2019-09-03 · 公开报告" in html
        figure = visitor.get("/indicators/certificates-cancelled/").content.decode()
        assert f'href="/sources/{source.slug}/#p1">关于2019年8月工作情况的通报，第1段' in figure

    def test_finds_a_figure_of_a_heading_at_its_line(
        self, client: Client, taker: Official, source: Source, publisher: Official
    ) -> None:
        self.released(source, IN_A_HEADING, AS_INSPECTIONS)

        html = client.get(f"/sources/{source.slug}/").content.decode()

        section = html[html.index('id="l4"') :].split("</section>")[0]
        assert "标题或表格行" in section
        assert "取消的年检年审事项<mark>15项</mark>" in section
        figure = client.get("/indicators/annual-inspections-cancelled/").content.decode()
        assert f'href="/sources/{source.slug}/#l4">关于2019年8月工作情况的通报</a>' in figure

    def test_sees_only_what_is_cited_of_a_long_text(
        self, client: Client, taker: Official, publisher: Official
    ) -> None:
        source = take_in(taker, text=f"{TEXT}\n{'长' * 60_000}。")
        self.released(source, CANCELLED, AS_CANCELLED)

        html = client.get(f"/sources/{source.slug}/").content.decode()

        assert "只显示引用数据的段落" in html
        assert 'id="p1"' in html
        assert 'id="p2"' not in html

    def test_is_told_to_the_publisher_beforehand(
        self, client: Client, taker: Official, source: Source, publisher: Official
    ) -> None:
        take(source, CANCELLED, AS_CANCELLED, taker)
        intake_texts.submit(source, {}, by=taker, at=timezone.now())
        entry = Entry.objects.get()
        review.accept(entry, seen=entry.version, by=make_reviewer("other"), at=timezone.now())
        client.force_login(publisher)

        html = laid_out(client.get("/desk/releases/").content.decode())

        assert "随之公开的文本</h3><ul><li>关于2019年8月工作情况的通报</li></ul>" in html
        assert ReportingPeriod.objects.count() == 1
