"""The report written as the public gets it: a page, a Word file and a PDF of the same figures."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape
from io import BytesIO
from typing import Any

import brotli
import pypdfium2
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from dashboard import typesetting
from indicators import publishing, review
from indicators.intake.desk import entries
from indicators.models import Entry, Indicator, Observation, Official, Release
from indicators.synthetic import Size
from tests.indicators.desk import NOW, fill, fresh, open_month

NEEDS_FONT = pytest.mark.skipif(not typesetting.chinese_fonts(), reason="no Chinese font")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def correct(release: Release, by: Official, code: str = "service-items", value: int = 811) -> None:
    publishing.correct(
        Observation.objects.get(indicator__code=code),
        value=Decimal(value),
        reason="漏计一项",
        by=by,
        at=release.released_at + timedelta(days=1),
    )


def page(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def word(client: Client, address: str) -> str:
    answer: Any = client.get(address)
    content = Document(BytesIO(answer.getvalue()))
    rows = [cell.text for table in content.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in content.paragraphs), *rows])


def printed(client: Client, address: str) -> str:
    answer: Any = client.get(address)
    file = pypdfium2.PdfDocument(answer.getvalue())
    text = "".join(one.get_textpage().get_text_bounded() for one in file)
    file.close()
    return re.sub(r"\s", "", text)


class ListTests:
    def test_names_the_periods_that_have_figures(self, client: Client, release: Release) -> None:
        html = page(client, "/reports/")

        links = re.findall(r'href="/reports/([^"]+)/">([^<]+)<', html)
        assert links == [("2019", "2019年"), ("2019-h1", "2019年上半年")]

    def test_says_that_there_are_none(self, client: Client, release: Release) -> None:
        Indicator.objects.update(is_public=False)

        assert "目前没有可供编写报告的数据。" in page(client, "/reports/")

    def test_is_found_from_every_page(self, client: Client, release: Release) -> None:
        assert '<a href="/reports/">报告</a>' in page(client, "/")
        assert '<a href="/en/reports/">Reports</a>' in page(client, "/en/")


class AddressTests:
    @pytest.mark.parametrize(
        "address",
        ["2018", "2019-h2", "2020-h1", "0000", "9999", "2019-h3", "2019-q1", "19", "\uff12019"],
    )
    @pytest.mark.parametrize("ending", ["/", ".docx", ".pdf"])
    def test_of_a_period_without_figures_leads_nowhere(
        self, client: Client, release: Release, address: str, ending: str
    ) -> None:
        assert client.get(f"/reports/{address}{ending}").status_code == 404

    @pytest.mark.parametrize("ending", [".docx", ".pdf"])
    def test_of_a_day_before_the_first_release_has_no_file(
        self, client: Client, release: Release, ending: str
    ) -> None:
        assert client.get(f"/reports/2019-h1{ending}?as_of=2019-07-08").status_code == 404

    @pytest.mark.parametrize("ending", ["/", ".docx", ".pdf"])
    def test_with_a_bad_day_is_a_clear_400(
        self, client: Client, release: Release, ending: str
    ) -> None:
        answer = client.get(f"/reports/2019-h1{ending}?as_of=x")

        assert answer.status_code == 400
        assert "as_of" in answer.content.decode()


class PageTests:
    def test_leads_from_each_figure_to_its_indicator_and_place(
        self, client: Client, release: Release
    ) -> None:
        article = page(client, "/reports/2019-h1/").split("附表一")[0]

        links = re.findall(r'href="/indicators/([-\w]+)/\?place=([-\w]+)">([^<]+)</a>', article)
        assert len(links) == 37
        assert ("certificates-cancelled", "city-level", "199项") in links
        assert ("supervision-items", "counties", "6565项") in links
        for code, place, _ in links:
            assert client.get(f"/indicators/{code}/?place={place}").status_code == 200

    def test_shows_the_charts_and_offers_the_files(self, client: Client, release: Release) -> None:
        html = page(client, "/en/reports/2019-h1/")

        assert html.count('<svg class="trend"') == 6
        assert 'href="/en/reports/2019-h1.docx"' in html
        assert ('href="/en/reports/2019-h1.pdf"' in html) == bool(typesetting.chinese_fonts())

    def test_gives_a_hint_instead_of_a_pdf_without_a_chinese_font(
        self, client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(typesetting, "chinese_fonts", tuple)

        html = page(client, "/reports/2019-h1/")
        answer = client.get("/reports/2019-h1.pdf")

        assert "PDF：服务器没有中文字体，暂不提供" in html
        assert "2019-h1.pdf" not in html
        assert (answer.status_code, "没有中文字体" in answer.content.decode()) == (503, True)

    def test_of_the_year_is_the_annual_report(self, client: Client, release: Release) -> None:
        html = page(client, "/reports/2019/")

        assert "<h1>法治政府建设指标进展年度报告（2019年）</h1>" in html
        assert "199项（截至2019年6月30日）" in html

    def test_takes_the_same_queries_for_one_and_for_many(
        self, client: Client, release: Release
    ) -> None:
        with CaptureQueriesContext(connection) as few:
            client.get("/reports/2019-h1/")
        list(publishing.publish_generated(Size(60, 6, 3, first_year=2020)))

        with CaptureQueriesContext(connection) as many:
            answer = client.get("/reports/2020-h1/", headers={"accept-encoding": "br"})

        assert answer.status_code == 200
        assert len(many) == len(few) <= 12
        assert len(answer.content) < 60_000

    def test_of_a_large_city_stays_small(self, client: Client, release: Release) -> None:
        list(publishing.publish_generated(Size(400, 1, 3, first_year=2020)))

        html = client.get("/reports/2020-h1/").content

        assert html.count(b"<span>") > 400
        assert len(brotli.compress(html)) < 60_000


class SameFiguresTests:
    def test_stand_in_the_word_file(self, client: Client, release: Release) -> None:
        answer: Any = client.get("/reports/2019-h1.docx")
        said = word(client, "/reports/2019-h1.docx")

        assert answer["Content-Type"] == WORD
        assert answer["Content-Disposition"].startswith("attachment; filename")
        assert "普法队伍方面，全市法律明白人累计42万人，骨干法律明白人包含在内，为3.6万人。" in said
        assert "420,000 people have been trained" in word(client, "/en/reports/2019-h1.docx")

    @NEEDS_FONT
    def test_stand_in_the_pdf(self, client: Client, release: Release) -> None:
        answer: Any = client.get("/reports/2019-h1.pdf")

        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("inline; filename")
        assert "全市法律明白人累计42万人" in printed(client, "/reports/2019-h1.pdf")

    def test_change_at_once_after_a_correction(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        before = [page(client, "/reports/2019-h1/"), word(client, "/reports/2019-h1.docx")]

        correct(release, publisher)
        after = [page(client, "/reports/2019-h1/"), word(client, "/reports/2019-h1.docx")]

        assert all("810项" in one and "811项" not in one for one in before)
        assert all("811项" in one and "810项" not in one for one in after)

    def test_of_an_earlier_day_stay_as_they_were(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        correct(release, publisher)

        day = "?as_of=2019-07-09"
        said = [
            page(client, f"/reports/2019-h1/{day}"),
            word(client, f"/reports/2019-h1.docx{day}"),
        ]
        assert all("810项" in one and "811项" not in one for one in said)

    def test_keep_the_names_of_an_earlier_day(self, client: Client, release: Release) -> None:
        indicator: Any = Indicator.objects.get(code="service-items")
        indicator.name_zh_hans = "改过的名称"
        indicator.save()

        assert "改过的名称" in page(client, "/reports/2019-h1/")
        assert "改过的名称" not in page(client, "/reports/2019-h1/?as_of=2019-07-09")


class FileTests:
    def test_is_made_once_and_answered_with_304_the_second_time(
        self, client: Client, release: Release
    ) -> None:
        first: Any = client.get("/reports/2019-h1.docx")
        first.getvalue()

        with CaptureQueriesContext(connection) as queries:
            again = client.get("/reports/2019-h1.docx", headers={"if-none-match": first["ETag"]})
            other: Any = client.get("/reports/2019-h1.docx?x=1")

        assert (again.status_code, other.getvalue()[:2], len(queries)) == (304, b"PK", 3)

    def test_of_an_earlier_day_is_not_kept(self, client: Client, release: Release) -> None:
        kept: Any = cache
        word(client, "/reports/2019-h1.docx")
        before = set(kept._cache)

        word(client, "/reports/2019-h1.docx?as_of=2019-07-10")
        word(client, "/reports/2019-h1.docx?as_of=2019-07-11")

        assert not [key for key in set(kept._cache) - before if "report-" in key]


class UnreleasedTests:
    @pytest.fixture
    def accepted(self, release: Release, reviewer: Official) -> Entry:
        """Return a figure of July that is accepted and not released."""
        [entry] = open_month("service-items")
        owner = entry.submission.organisation
        reporter = Official.objects.create(username="of-the-owner", organisation=owner)
        reporter.roles_held.create(role="reporter")
        fill(entry, "98765", reporter, explanation="核实无误")
        entries.submit([fresh(entry)], by=reporter, at=NOW)
        now = fresh(entry)
        review.accept(now, seen=now.version, by=reviewer, at=NOW)
        return fresh(entry)

    @pytest.mark.parametrize("language", ["", "/en"])
    def test_figures_stand_in_no_public_report(
        self, client: Client, accepted: Entry, reviewer: Official, language: str
    ) -> None:
        client.force_login(reviewer)

        said = [
            page(client, f"{language}/reports/2019/"),
            page(client, f"{language}/reports/2019/?draft=1"),
            word(client, f"{language}/reports/2019.docx?draft=1"),
        ]
        if typesetting.chinese_fonts():
            said.append(printed(client, f"{language}/reports/2019.pdf?draft=1"))

        assert accepted.state == "accepted"
        assert not any("98765" in one or "98,765" in one for one in said)
        assert client.get("/reports/2019-h2/").status_code == 404

    def test_figures_stand_in_the_internal_draft_and_are_marked(
        self, client: Client, accepted: Entry, reviewer: Official
    ) -> None:
        client.force_login(reviewer)

        html = page(client, "/desk/reports/2019/?draft=1")
        said = word(client, "/desk/reports/2019.docx?draft=1")

        mark = "98765项【内部草稿】（截至2019年7月31日）"
        assert mark in html
        assert mark in said
        assert "98765" not in page(client, "/desk/reports/2019/")
        assert "98765" not in word(client, "/desk/reports/2019.docx")

    def test_figures_are_kept_nowhere(
        self, client: Client, accepted: Entry, reviewer: Official
    ) -> None:
        client.force_login(reviewer)
        kept: Any = cache
        before = set(kept._cache)

        answers: list[Any] = [
            client.get(f"/desk/reports/2019{ending}?draft=1") for ending in ("/", ".docx")
        ]

        assert all("no-store" in one["Cache-Control"] for one in answers)
        assert not any(key.startswith(":1:report-") for key in set(kept._cache) - before)
        assert b"98765" not in b"".join(kept._cache[key] for key in set(kept._cache) - before)


class NameTests:
    def test_with_signs_of_html_stands_as_it_is_written(
        self, client: Client, release: Release
    ) -> None:
        list(publishing.publish_generated(Size(1, 2, 1, first_year=2020)))
        Indicator.objects.filter(code="generated-00001").update(name_zh_hans='甲<b>"乙"&丙')

        html = client.get("/reports/2020-h1/").content.decode()

        # In the summary, a sentence of its own, the tables of areas and of organisations, and the
        # list of what is older than the report.
        assert html.count("甲&lt;b&gt;&quot;乙&quot;&amp;丙") == 5
        assert "<b>" not in html
