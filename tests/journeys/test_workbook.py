"""A month filled in by Excel, in a browser: download, fill, upload, look, confirm."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from .conftest import CHROMIUM, Manage
from .officials import faults, log_in
from .test_monthly_cycle import own_twenty

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def opened(site: str, manage: Manage) -> None:
    """Make the officials, and open a month."""
    own_twenty(manage)
    manage("open_periods", "--on", "2019-08-05")


@pytest.fixture
def page(opened: None, browser: Browser, site: str) -> Page:
    """Return the desk of who reports."""
    return log_in(browser, site, "tianbao")


def upload(page: Page, file: Path) -> None:
    page.set_input_files("form.upload input[type=file]", file)
    page.click("form.upload button")


class WorkbookTests:
    def test_goes_out_and_comes_back(self, page: Page, tmp_path: Path) -> None:
        with page.expect_download() as download:
            page.click("a.button:has-text('下载填报表')")
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        book = load_workbook(file)
        sheet = book.worksheets[0]

        sheet["F5"], sheet["F6"], sheet["F7"] = "很多", "不适用", "=1+1"
        book.save(tmp_path / "bad.xlsx")
        upload(page, tmp_path / "bad.xlsx")
        expect(page.locator("table.problems tbody th")).to_have_text(["F5", "H6", "F7"])
        expect(page.locator("form#confirm")).to_have_count(0)
        assert faults(page) == []

        for row, figure in zip((5, 6, 7), (7, "9以上", "42"), strict=True):
            sheet[f"F{row}"] = figure
        book.save(file)
        upload(page, file)
        expect(page.locator("table.changes tbody tr")).to_have_count(3)
        assert faults(page) == []
        page.click("form#confirm button")

        expect(page.locator(".message")).to_contain_text("已保存3项为草稿")
        typed = page.locator("input.typed").evaluate_all("all => all.map((one) => one.value)")
        assert typed[:3] == ["7", "9以上", "42"]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "文件为空"),
            (b"MZ\x90\x00", "这不是表格文件"),
            (b"\x81\x20", "无法识别文件的文字编码"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\0", "这不是表格文件"),
            (bytes(50 * 1024 * 1024), "文件超过5MB"),
        ],
    )
    def test_says_why_a_file_is_refused(
        self, page: Page, tmp_path: Path, content: bytes, said: str
    ) -> None:
        file = tmp_path / "a.xlsx"
        file.write_bytes(content)

        upload(page, file)

        expect(page.locator(".message.error")).to_contain_text(said)
