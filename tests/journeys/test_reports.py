"""The report written, in a browser: a citizen downloads it, the office adapts its template."""

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from .conftest import CHROMIUM, Manage
from .officials import faults, log_in, make_officials

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def officials(site: str, manage: Manage) -> None:
    """Give the office a publisher and a viewer."""
    make_officials(manage, ("fabu", "publisher", ""), ("lingdao", "viewer", ""))


def said(page: Page, link: str, path: Path) -> list[str]:
    """Click the link, and return the paragraphs of the Word file that comes."""
    with page.expect_download() as download:
        page.click(link)
    download.value.save_as(path)
    return [one.text for one in Document(str(path)).paragraphs if one.text]


def template(path: Path, *lines: str) -> Path:
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    made.save(str(path))
    return path


class CitizenTests:
    def test_finds_the_report_and_downloads_it_as_a_word_file(
        self, site: str, browser: Browser, tmp_path: Path
    ) -> None:
        page = browser.new_page()
        page.goto(site)
        page.click("nav >> text=报告")
        page.click("text=2019年上半年")
        expect(page.locator("h1")).to_have_text("法治政府建设指标进展报告（2019年上半年）")

        lines = said(page, "text=Word", tmp_path / "report.docx")

        assert lines[0] == "法治政府建设指标进展报告（2019年上半年）"
        sentence = page.locator("article p", has_text="普法队伍方面").inner_text()
        assert sentence in lines

    def test_goes_from_a_figure_to_where_it_comes_from(self, site: str, browser: Browser) -> None:
        page = browser.new_page()
        page.goto(f"{site}/reports/2019-h1/")
        page.click("article p a:has-text('6565项')")

        assert page.url == f"{site}/indicators/supervision-items/?place=counties"
        expect(page.locator(".headline")).to_contain_text("6,565项")


class OfficeTests:
    def test_mends_a_template_by_what_the_checker_says_and_writes_with_it(
        self, site: str, browser: Browser, officials: None, tmp_path: Path
    ) -> None:
        page = log_in(browser, site, "fabu", at="/desk/reports/")
        bad = template(
            tmp_path / "bad.docx",
            "{{ report.titel }}",
            "{{ ''.__class__ }}",
            "{% for x in figures %}",
        )
        page.fill("input[name=name]", "市里的模板")
        page.set_input_files("input[name=file]", str(bad))
        page.click("text=检查并保存")

        expect(page.locator(".message.error li")).to_have_count(3)
        expect(page.locator(".message.error")).to_contain_text("相近的有：report.title。")
        expect(page.locator("input[name=name]")).to_have_value("市里的模板")
        assert faults(page) == []

        good = template(
            tmp_path / "good.docx",
            "{{ report.title }}",
            "全市{{ legally_literate_villagers.city }}。",
            "{{ certificates_cancelled.city_level.chart }}",
        )
        page.set_input_files("input[name=file]", str(good))
        page.click("text=检查并保存")
        expect(page.locator(".message.success")).to_contain_text("模板已保存")
        page.click("text=2019年上半年")
        page.select_option("select[name=template]", label="市里的模板 (中文)")
        page.click("button:has-text('查看')")
        expect(page.locator("summary")).to_contain_text("模板未直接写到的数据35项")
        written = said(page, "text=下载Word文件", tmp_path / "written.docx")

        assert written == ["法治政府建设指标进展报告（2019年上半年）", "全市42万人。"]
        assert len(Document(str(tmp_path / "written.docx")).inline_shapes) == 1

    def test_starts_from_our_own_template_and_the_list_of_slots(
        self, site: str, browser: Browser, officials: None, tmp_path: Path
    ) -> None:
        page = log_in(browser, site, "lingdao", at="/desk/reports/")
        lines = said(page, "a:has-text('系统自带模板 (中文)')", tmp_path / "own.docx")
        page.click("a:has-text('全部占位符')")
        page.fill("input[name=q]", "出庭")
        page.press("input[name=q]", "Enter")

        assert "{{ report.title }}" in lines
        row = page.locator("tr", has=page.locator("code")).first
        expect(row).to_contain_text("{{ court_appearance_rate.city }}")
        expect(row).to_contain_text("80%以上")
        assert faults(page) == []

    def test_reads_an_internal_draft_that_says_so(
        self, site: str, browser: Browser, officials: None, tmp_path: Path
    ) -> None:
        page = log_in(browser, site, "lingdao", at="/desk/reports/")
        page.click("text=2019年上半年")
        page.select_option("select[name=draft]", "1")
        page.click("button:has-text('查看')")
        expect(page.locator(".notice")).to_contain_text("内部草稿")
        said(page, "text=下载Word文件", tmp_path / "draft.docx")

        header = Document(str(tmp_path / "draft.docx")).sections[0].header
        assert header.paragraphs[0].text == "内部草稿　含未发布数据　不得公开"
        assert faults(page) == []

    def test_finds_every_page_of_the_desk_on_a_phone(
        self, site: str, browser: Browser, officials: None
    ) -> None:
        page = log_in(browser, site, "fabu", at="/desk/reports/")
        page.set_viewport_size({"width": 360, "height": 780})
        wide = []
        for address in ("", "2019-h1/?draft=1", "slots/"):
            page.goto(f"{site}/desk/reports/{address}")
            if page.evaluate("document.documentElement.scrollWidth") > 360:
                wide.append(address)

        assert wide == []
