"""Templates and reports in the desk: checked, kept, chosen, filled."""

import os
import re
import tracemalloc
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.datastructures import MultiValueDict
from docx import Document

from dashboard.forms.templates import TemplateForm
from indicators import publishing
from indicators.enums import ReportKind, Role
from indicators.models import Event, Official, Release, ReportTemplate
from indicators.synthetic import Size
from tests.indicators.desk import make_official
from tests.indicators.word_files import changed, protected, related, replaced, with_field, word
from tests.laid_out import laid_out

GOOD = word("{{ report.title }}", "共{{ service_items.city_level }}。")
BODY = "word/document.xml"
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

ROW = re.compile('<code class="slot">(.*?)</code></td><td>(.*?)</td><td[^>]*>(.*?)</td>')


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:  # noqa: ANN401 - pytest-django's own
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def reviewer(reviewer: Official, client: Client) -> Official:
    client.force_login(reviewer)
    return reviewer


def upload(client: Client, content: bytes, name: str = "模板.docx", **form: str) -> Any:  # noqa: ANN401
    data = {"name": "半年报", "language": "zh-hans", "kind": "half_year", **form}
    file = SimpleUploadedFile(name, content, content_type=WORD)
    return client.post("/desk/reports/templates/", {**data, "file": file})


def shown(answer: Any) -> str:  # noqa: ANN401 - the test client's own
    return unescape(laid_out(answer.content.decode()))


def problems(answer: Any) -> list[str]:  # noqa: ANN401 - the test client's own
    found = re.search(r"<ol>(.*?)</ol>", shown(answer), re.DOTALL)
    items = re.findall(r"<li>(.*?)</li>", found[1], re.DOTALL) if found else []
    return [re.sub(r"<[^>]+>", " ", item).strip() for item in items]


class UploadTests:
    def test_keeps_a_template_that_has_no_problem(self, client: Client, reviewer: Official) -> None:
        answer = upload(client, GOOD)

        assert (answer.status_code, answer["Location"]) == (302, "/desk/reports/")
        template = ReportTemplate.objects.get()
        assert (template.name, template.kind, template.language) == (
            "半年报",
            ReportKind.HALF_YEAR,
            "zh-hans",
        )
        html = shown(client.get("/desk/reports/"))
        assert "模板已保存，可以选用。" in html
        assert "半年报" in html

    def test_tells_every_problem_keeps_nothing_and_forgets_no_word(
        self, client: Client, reviewer: Official, media: Path
    ) -> None:
        bad = word("{{ report.titel }}", "好", "{{ ''.__class__ }}", "{% for x in figures %}")

        answer = upload(client, bad, "坏模板.docx")

        assert answer.status_code == 200
        found = problems(answer)
        assert [one.split()[0] for one in found] == ["正文第1段", "正文第3段", "正文第4段"]
        assert "坏模板.docx：发现3个问题，未保存。" in shown(answer)
        assert 'value="半年报"' in shown(answer)
        assert (ReportTemplate.objects.count(), list(media.iterdir())) == (0, [])

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "文件为空。"),
            (b"%PDF-1.4", "这不是Word文档"),
            (protected(), "文件设有密码"),
            (changed(GOOD, "word/vbaProject.bin", lambda _: b"x"), "宏"),
            (
                related(GOOD, "attachedTemplate", "http://example.org/a.dotm"),
                "引用了模板以外的内容",
            ),
            (with_field("DDEAUTO c:\\\\x"), "不允许使用域DDEAUTO"),
            (replaced(GOOD, BODY, "<w:document", f"{ENTITY}<w:document"), "声明了文档类型或实体"),
        ],
    )
    def test_refuses_dangerous_files_with_a_clear_message(
        self, client: Client, reviewer: Official, media: Path, content: bytes, message: str
    ) -> None:
        answer = upload(client, content)

        assert message in shown(answer)
        assert "root:" not in shown(answer)
        assert (ReportTemplate.objects.count(), list(media.iterdir())) == (0, [])

    def test_only_checks_where_that_is_asked(self, client: Client, reviewer: Official) -> None:
        answer = upload(client, GOOD, check="1")

        assert "模板.docx没有问题。本次只作检查，未保存。" in shown(answer)
        assert ReportTemplate.objects.count() == 0

    def test_takes_in_our_own_template_as_it_is_given_out(
        self, client: Client, reviewer: Official
    ) -> None:
        for language in ("zh-hans", "en"):
            given: Any = client.get(f"/desk/reports/default.docx?language={language}")
            upload(client, given.getvalue(), language=language, name=language)

        assert ReportTemplate.objects.in_use().count() == 2

    def test_says_beside_the_field_what_is_missing(
        self, client: Client, reviewer: Official
    ) -> None:
        answer = client.post("/desk/reports/templates/", {"name": "", "language": "fr"})

        assert answer.status_code == 200
        assert shown(answer).count('class="problem"') == 4

    def test_refuses_more_than_5_mb_without_reading_it(
        self, client: Client, release: Release
    ) -> None:
        """A file that large lies on the disk, and stays there."""
        file = TemporaryUploadedFile("x.docx", WORD, 0, None)
        os.truncate(file.temporary_file_path(), 50 * 1024 * 1024)
        file.size = 50 * 1024 * 1024
        data = {"name": "半年报", "language": "zh-hans", "kind": "half_year"}
        tracemalloc.start()

        form = TemplateForm(data, MultiValueDict({"file": [file]}))
        is_valid = form.is_valid()

        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        file.close()
        assert not is_valid
        assert list(form.errors) == ["file"]
        assert used < 1_000_000

    def test_of_50_mb_is_answered_on_the_page(self, client: Client, reviewer: Official) -> None:
        answer = upload(client, bytes(50 * 1024 * 1024))

        assert "模板超过5MB" in shown(answer)
        assert ReportTemplate.objects.count() == 0

    def test_is_offered_to_those_who_may(self, client: Client, release: Release) -> None:
        client.force_login(make_official("viewer", Role.VIEWER))

        html = shown(client.get("/desk/reports/"))

        assert 'name="file"' not in html
        assert upload(client, GOOD).status_code == 403
        assert ReportTemplate.objects.count() == 0


class TemplateListTests:
    @pytest.fixture
    def template(self, client: Client, reviewer: Official) -> ReportTemplate:
        upload(client, GOOD)
        return ReportTemplate.objects.get()

    def test_keeps_and_gives_out_what_was_replaced(
        self, client: Client, template: ReportTemplate
    ) -> None:
        upload(client, word("{{ report.title }}"))

        old: Any = client.get(f"/desk/reports/templates/{template.pk}.docx")

        assert old.getvalue() == GOOD
        assert ReportTemplate.objects.count() == 2
        assert ReportTemplate.objects.in_use().get() != template

    def test_takes_out_of_use_and_back(self, client: Client, template: ReportTemplate) -> None:
        states = []
        for act in ("retire", "restore"):
            client.post(f"/desk/reports/templates/{template.pk}/{act}/")
            states.append(ReportTemplate.objects.get().is_active)

        assert states == [False, True]
        verbs = Event.objects.filter(record=f"reporttemplate {template.pk}").order_by("pk")
        assert [event.verb for event in verbs] == [
            "uploaded template",
            "retired template",
            "restored template",
        ]

    def test_may_be_downloaded_by_viewers_but_not_retired(
        self, client: Client, template: ReportTemplate
    ) -> None:
        client.force_login(make_official("viewer", Role.VIEWER))

        given: Any = client.get(f"/desk/reports/templates/{template.pk}.docx")

        assert given.getvalue() == GOOD
        assert "attachment" in given["Content-Disposition"]
        assert client.post(f"/desk/reports/templates/{template.pk}/retire/").status_code == 403

    def test_takes_the_same_queries_for_one_and_for_many(
        self, client: Client, template: ReportTemplate
    ) -> None:
        with CaptureQueriesContext(connection) as one:
            client.get("/desk/reports/")
        for number in range(5):
            upload(client, GOOD, name=f"另一份{number}")
        client.get("/desk/reports/")

        with CaptureQueriesContext(connection) as many:
            client.get("/desk/reports/")

        assert ReportTemplate.objects.count() == 6
        assert len(many) <= len(one)


class WriteTests:
    @pytest.fixture
    def template(self, client: Client, reviewer: Official) -> ReportTemplate:
        upload(client, GOOD)
        return ReportTemplate.objects.get()

    def text(self, client: Client, address: str) -> list[str]:
        answer: Any = client.get(address)
        return [one.text for one in Document(BytesIO(answer.getvalue())).paragraphs]

    def test_fills_the_chosen_template(self, client: Client, template: ReportTemplate) -> None:
        said = self.text(client, f"/desk/reports/2019-h1.docx?template={template.pk}")

        assert said == ["法治政府建设指标进展报告（2019年上半年）", "共810项。"]

    def test_says_before_what_the_template_does_not_name(
        self, client: Client, template: ReportTemplate
    ) -> None:
        html = shown(client.get(f"/desk/reports/2019-h1/?template={template.pk}"))

        assert "模板未直接写到的数据36项" in html
        assert "没有缺少的数据。" in html

    def test_offers_only_templates_of_the_same_kind_of_report(
        self, client: Client, template: ReportTemplate
    ) -> None:
        half, year = (shown(client.get(f"/desk/reports/{span}/")) for span in ("2019-h1", "2019"))

        assert ("半年报 (中文)" in half, "半年报 (中文)" in year) == (True, False)

    @pytest.mark.parametrize("wanted", ["x", "999999", "own-fr", "own-"])
    def test_of_an_unknown_template_leads_nowhere(
        self, client: Client, reviewer: Official, wanted: str
    ) -> None:
        for ending in ("/", ".docx"):
            address = f"/desk/reports/2019-h1{ending}?template={wanted}"
            assert client.get(address).status_code == 404

    def test_of_a_retired_template_leads_nowhere(
        self, client: Client, template: ReportTemplate
    ) -> None:
        client.post(f"/desk/reports/templates/{template.pk}/retire/")

        address = f"/desk/reports/2019-h1.docx?template={template.pk}"
        assert client.get(address).status_code == 404

    def test_writes_our_own_sentences_in_the_language_asked_for(
        self, client: Client, reviewer: Official
    ) -> None:
        said = self.text(client, "/desk/reports/2019-h1.docx?template=own-en")

        assert said[0] == "Progress of law-based government, first half of 2019"

    def test_of_a_period_without_figures_leads_nowhere(
        self, client: Client, reviewer: Official
    ) -> None:
        for address in ("2018/", "2018.docx", "2018/?draft=1", "2019-h2.docx?draft=1"):
            assert client.get(f"/desk/reports/{address}").status_code == 404

    def test_shows_a_draft_with_its_mark(self, client: Client, reviewer: Official) -> None:
        html = shown(client.get("/desk/reports/2019-h1/?draft=1"))

        assert '<p class="notice"><strong>内部草稿</strong>' in html
        assert 'class="draft">【内部草稿】</span>' in html
        assert "2019-h1.docx?template=own-zh-hans&draft=1" in html


class SlotTests:
    def test_are_all_listed_with_meaning_and_present_value(
        self, client: Client, reviewer: Official
    ) -> None:
        seen = {}
        for number in range(1, 10):
            html = shown(client.get(f"/desk/reports/slots/?page={number}"))
            rows = re.findall(
                r'<code class="slot">(.*?)</code></td><td>(.*?)</td><td[^>]*>(.*?)</td>', html
            )
            seen.update({slot: (meaning, says) for slot, meaning, says in rows})

        assert len(seen) > 37 * 13
        assert seen["{{ certificates_cancelled.city_level }}"] == (
            "取消调整的证明事项（市本级）：数据，含限定词和单位",
            "199项（截至2019年6月30日）",
        )
        assert seen["{{ report.title }}"][1] == "法治政府建设指标进展年度报告（2019年）"
        assert "{% for one in area.functions.rows %} … {% endfor %}" in seen
        assert all(meaning for meaning, _ in seen.values())

    @pytest.mark.parametrize(
        ("words", "number"),
        [("出庭", 14), ("court_appearance", 14), ("COURT_APP", 14), ("没有", 0)],
    )
    def test_are_found_by_name_and_meaning(
        self, client: Client, reviewer: Official, words: str, number: int
    ) -> None:
        html = shown(client.get("/desk/reports/slots/", {"q": words}))

        assert html.count('<code class="slot">') == number
        assert ("没有相符的占位符" in html) == (number == 0)

    def test_say_their_meaning_in_english_too(self, client: Client, reviewer: Official) -> None:
        html = shown(client.get("/en/desk/reports/slots/?q=service_items.city_level"))

        assert "Government service items (City-level bodies): the figure with qualifier" in html
        assert "810 items" in html

    def test_take_the_same_queries_for_one_city_and_a_larger_one(
        self, client: Client, reviewer: Official
    ) -> None:
        client.get("/desk/reports/slots/")
        with CaptureQueriesContext(connection) as few:
            client.get("/desk/reports/slots/")
        list(publishing.publish_generated(Size(40, 2, 2, first_year=2020)))

        with CaptureQueriesContext(connection) as many:
            client.get("/desk/reports/slots/")

        assert len(many) == len(few)
