"""A text checked in a browser: pasted, marked, and taken home as a list."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Browser, expect

from .conftest import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.xdist_group("browser"),
]
TEXT = "2019年上半年情况\n全市编制市本级政务服务事项811项，培养法律明白人42万人。\n全市植树300株。"


class ProofreadingTests:
    @pytest.mark.parametrize(
        ("path", "width", "differs"), [("", 1280, "不一致"), ("/en", 360, "differs")]
    )
    def test_marks_what_differs_and_gives_it_as_a_list(
        self, site: str, browser: Browser, path: str, width: int, differs: str
    ) -> None:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{site}{path}/proofreading/")

        page.fill("#id_text", TEXT)
        page.click("form.wide-form button")

        expect(page.locator("td.result.differs")).to_have_text(f"✕ {differs}")
        expect(page.locator("mark.differs")).to_contain_text("811项")
        faults = [one["id"] for one in Axe().run(page).response["violations"]
                  if one["impact"] in ("serious", "critical")]  # fmt: skip
        assert faults == []
        with page.expect_download() as download:
            page.click("button[value=docx]")
        [table] = Document(str(download.value.path())).tables
        assert [row.cells[1].text for row in table.rows[1:]] == ["811项", "42万人", "300株"]

    def test_leads_from_the_row_to_the_place_in_the_text(self, site: str, browser: Browser) -> None:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{site}/proofreading/")
        page.fill("#id_text", TEXT)
        page.click("form.wide-form button")

        page.click("td a:has-text('811项')")

        expect(page.locator("mark:target")).to_contain_text("811项")
