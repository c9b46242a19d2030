"""A published text in a browser: from pasting it to the public page that shows its figure."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import CHROMIUM, Manage
from .officials import PASSWORD, faults, log_in, make_officials

TEXT = "\n".join(
    [
        "关于2019年8月工作情况的通报",
        "2019年8月，市本级取消调整证明事项210项，另有便民服务点12处。行政机关负责人出庭应诉率达85%以上。",
        "依据国发〔2019〕5号文件，共受理来信260件。",
    ]
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def officials(site: str, manage: Manage) -> None:
    """Make two reviewers of the office and a publisher."""
    make_officials(
        manage,
        ("qushu", "reviewer", "justice-bureau"),
        ("shenhe", "reviewer", "justice-bureau"),
        ("fabu", "publisher", ""),
    )


def paste(page: Page, site: str, text: str) -> str:
    """Take the text in, and return where it is."""
    page.goto(f"{site}/desk/texts/", wait_until="networkidle")
    if not page.locator("textarea[name=text]").is_visible():
        page.click("details.take-in summary")
    page.fill("textarea[name=text]", text)
    page.fill("input[name=publisher]", "市司法局")
    page.click("button:has-text('读取')")
    page.wait_for_url(re.compile(r"/desk/texts/text-"))
    page.wait_for_load_state("networkidle")
    return page.url.rstrip("/").rsplit("/", 1)[1]


class TextTests:
    def test_goes_from_the_pasted_text_to_the_public_page(
        self, site: str, browser: Browser, officials: None
    ) -> None:
        taker = log_in(browser, site, "qushu")
        slug = paste(taker, site, TEXT)
        assert faults(taker) == []

        decide_by_keyboard(taker)
        taker.click("button:has-text('提交审核')")
        expect(taker.locator(".message.success")).to_contain_text("已提交3项")
        assert faults(taker) == []
        citizen = browser.new_page()
        assert citizen.goto(f"{site}/sources/{slug}/").status == 404  # type: ignore[union-attr]
        accept(taker, site, may=False)
        accept(log_in(browser, site, "shenhe"), site, may=True)
        release(log_in(browser, site, "fabu"), site)

        citizen.goto(f"{site}/indicators/certificates-cancelled/")
        expect(citizen.locator(".headline")).to_contain_text("210项")
        citizen.click("td a:has-text('关于2019年8月工作情况的通报')")
        expect(citizen.locator("#p1 mark").first).to_have_text("210项")
        assert faults(citizen) == []
        earlier = citizen.goto(f"{site}/sources/{slug}/?as_of=2019-12-01")
        assert earlier is not None
        assert earlier.status == 404

    def test_is_decided_on_without_script_on_a_narrow_page(
        self, site: str, browser: Browser, officials: None
    ) -> None:
        page = log_in(browser, site, "qushu", java_script_enabled=False)
        page.set_viewport_size({"width": 360, "height": 800})
        paste(page, site, TEXT.replace("8月", "9月").replace("210", "211"))

        page.locator("li", has_text="211项").get_by_role("button", name="采用").click()
        expect(page.locator("li.taken")).to_have_count(1)
        page.locator("li", has_text="12处").get_by_role("link", name="选择").click()
        page.locator("button:has-text('采用')").click()
        expect(page.locator("[role=alert]")).to_have_text("请选择指标和口径。")
        page.locator("button:has-text('忽略')").click()

        expect(page.locator("#count")).to_contain_text("已采用1个，已忽略1个")

    def test_keeps_what_was_pasted_when_the_session_ended_meanwhile(
        self, site: str, browser: Browser, officials: None
    ) -> None:
        page = log_in(browser, site, "qushu")
        page.goto(f"{site}/desk/texts/", wait_until="networkidle")
        if not page.locator("textarea[name=text]").is_visible():
            page.click("details.take-in summary")
        page.fill("textarea[name=text]", "2019年10月，办件7件。")
        page.context.clear_cookies(name="sessionid")
        page.click("button:has-text('读取')")
        page.fill("input[name=login]", "qushu")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(re.compile(r"^[^?]*/desk/"))

        page.goto(f"{site}/desk/texts/", wait_until="networkidle")

        expect(page.locator("textarea[name=text]")).to_have_value("2019年10月，办件7件。")


def decide_by_keyboard(page: Page) -> None:
    """Take the first by its best offer, ignore the second, take the third, choose for the last."""
    rows = page.locator(".mention-row")
    expect(rows).to_have_count(4)
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows.nth(0)).to_have_class(re.compile("taken"))
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(rows.nth(1)).to_have_class(re.compile("ignored"))
    expect(rows.nth(2)).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows.nth(3)).to_be_focused()
    page.keyboard.press("k")
    expect(rows.nth(2)).to_be_focused()
    page.keyboard.press("z")
    expect(page.locator("#count")).to_contain_text("已采用1个，已忽略1个，待处理2个")
    page.keyboard.press("Enter")
    expect(rows.nth(3)).to_be_focused()
    choose(page, rows.nth(3))
    expect(page.locator("#count")).to_contain_text("已采用3个，已忽略1个，待处理0个")
    expect(page.locator("#taken tbody tr")).to_have_count(3)


def choose(page: Page, row: Locator) -> None:
    """Open the whole choice, and take another indicator than those offered."""
    page.keyboard.press("c")
    expect(row.locator("select").first).to_be_focused()
    row.locator("select[name=indicator]").select_option("petition-cases-taken")
    row.locator("select[name=place]").select_option("city")
    assert faults(page) == []
    row.locator("form.choice button").click()


def accept(page: Page, site: str, *, may: bool) -> None:
    """Look at one figure in its sentence, and accept all of them; nobody accepts their own."""
    page.goto(f"{site}/desk/review/")
    page.click("td a:has-text('取消调整的证明事项')")
    expect(page.locator("blockquote mark")).to_have_text("210项")
    page.goto(f"{site}/desk/review/")
    for box in page.locator("input[name=entry]").all():
        box.check()
    page.click("text=接受所选")
    said = page.locator(".message").first
    expect(said).to_contain_text("已接受3项" if may else "您无权审核")


def release(page: Page, site: str) -> None:
    """See that the text becomes public with its figures, and publish them."""
    page.goto(f"{site}/desk/releases/")
    expect(page.locator("h3:has-text('随之公开的文本') + ul")).to_contain_text("2019年8月")
    page.click("button:has-text('发布')")
    expect(page.locator(".message")).to_contain_text("已发布。")
