"""The monthly cycle in a browser, in Chinese, by keyboard: from the desk to the public page."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import CHROMIUM, Manage
from .officials import PASSWORD, faults, log_in, make_officials

AT_THE_DESK = re.compile(r"^[^?]*/desk/")
OWNED = """
from indicators.models import Indicator, Organisation
from indicators.enums import Frequency
owner = Organisation.objects.get(code="service-centre")
chosen = list(Indicator.objects.exclude(unit="%").values_list("pk", flat=True))
parts = Indicator.objects.filter(code__startswith="ganfutong-items")
sums = list(parts.values_list("pk", flat=True))
keys = sums + [key for key in chosen if key not in sums]
picked = []
for indicator in Indicator.objects.filter(pk__in=keys).order_by("pk"):
    if indicator.pk in sums or (len(picked) < 17 and indicator.places.count() == 1
            and not indicator.part_of_id and not indicator.parts.exists()
            and indicator.kind != "plan"):
        indicator.owner, indicator.frequency = owner, Frequency.MONTH
        indicator.save()
        picked += [] if indicator.pk in sums else [indicator.pk]
"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.xdist_group("browser"),
]


def own_twenty(manage: Manage) -> None:
    """Give one organisation twenty monthly indicators; make who reports, reviews and publishes."""
    manage("shell", "--no-imports", "-c", OWNED)
    make_officials(
        manage,
        ("tianbao", "reporter", "service-centre"),
        ("shenhe", "reviewer", ""),
        ("fabu", "publisher", ""),
    )


@pytest.fixture(scope="module")
def officials(site: str, manage: Manage) -> None:
    """Make a reporter with twenty monthly indicators, a reviewer and a publisher."""
    own_twenty(manage)


class MonthlyCycleTests:
    def test_goes_from_the_desk_to_the_public_page(
        self, site: str, browser: Browser, manage: Manage, officials: None
    ) -> None:
        manage("open_periods", "--on", "2019-08-05")
        reporter = log_in(browser, site, "tianbao")

        fill_by_keyboard(reporter)
        mend_the_sum_and_submit(reporter)
        reviewer = log_in(browser, site, "shenhe")
        return_one_and_accept_the_rest(reviewer)
        correct_what_came_back(reporter, site)
        accept_it(reviewer, site)
        release(log_in(browser, site, "fabu"), site)

        citizen = browser.new_page()
        citizen.goto(f"{site}/indicators/service-items/")
        expect(citizen.locator(".headline")).to_contain_text("812项")
        citizen.goto(f"{site}/indicators/service-items/?as_of=2019-08-01")
        expect(citizen.locator(".headline")).to_contain_text("810项")

    def test_keeps_what_was_typed_when_the_session_ended_meanwhile(
        self, site: str, browser: Browser, manage: Manage, officials: None
    ) -> None:
        manage("open_periods", "--on", "2019-09-05")
        reporter = log_in(browser, site, "tianbao")
        reporter.wait_for_load_state("networkidle")
        reporter.context.clear_cookies(name="sessionid")
        row = reporter.locator("input.typed").first
        row.fill("123")
        row.press("Enter")
        expect(reporter.locator("td.state", has_text="未保存")).to_have_count(1)

        again = reporter.context.new_page()
        again.goto(f"{site}/accounts/login/?next=/desk/")
        again.fill("input[name=login]", "tianbao")
        again.fill("input[name=password]", PASSWORD)
        again.press("input[name=password]", "Enter")
        again.wait_for_url(AT_THE_DESK)
        reporter.reload(wait_until="networkidle")

        expect(reporter.locator("input.typed").first).to_have_value("123")


def fill_by_keyboard(page: Page) -> None:
    """Answer every row as last time by "=", but one part of the sum by a wrong figure."""
    page.wait_for_load_state("networkidle")
    assert page.locator("input.typed").count() == 20
    page.locator("input.typed").first.focus()
    for _ in range(20):
        label = page.evaluate("document.activeElement.getAttribute('aria-label')")
        key = page.evaluate("document.activeElement.id")
        if label.startswith("市本级政务服务事项"):
            page.keyboard.type("64")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("=")
        expect(page.locator(f"tr:has(#{key}) .saved")).to_have_count(1)


def mend_the_sum_and_submit(page: Page) -> None:
    """Be told of the broken sum beside the field and at submission, mend it, submit all."""
    broken = page.locator("tr", has_text="市本级政务服务事项")
    expect(broken.first.locator(".problem")).to_contain_text("13 + 64 ≠ 76")
    page.click("text=提交已填报的全部事项")
    expect(page.locator(".message.error").first).to_contain_text("13 + 64 ≠ 76")
    expect(page.locator("td.state", has_text="已提交")).to_have_count(17)
    city = page.get_by_label(re.compile("^市本级政务服务事项"))
    city.fill("63")
    city.press("Enter")
    expect(broken.first.locator(".problem")).to_have_count(0)
    page.click("text=提交已填报的全部事项")
    expect(page.locator("td.state", has_text="已提交")).to_have_count(20)
    assert faults(page) == []


def hidden_on_a_phone(page: Page, cells: str) -> list[str]:
    """Return what stands in those of the cells that a phone does not show whole; there are some."""
    usual = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 780})
    found = page.locator(cells).filter(visible=True).all()
    assert found
    boxes = [(one.bounding_box(), one.inner_text()) for one in found]
    if usual:
        page.set_viewport_size(usual)
    return [text for box, text in boxes if not box or box["x"] + box["width"] > 360]


def return_one_and_accept_the_rest(page: Page) -> None:
    """Leave one entry out of the accepted ones, and return it with a reason."""
    assert hidden_on_a_phone(page, "td[data-label]") == []
    assert faults(page) == []
    for box in page.locator("input[name=entry]").all():
        box.check()
    returned = page.locator("tr", has_text="政务服务事项").filter(has_text="810")
    returned.first.locator("input[name=entry]").uncheck()
    page.click("text=接受所选")
    expect(page.locator(".message")).to_contain_text("已接受19项")
    page.locator("td a", has_text="政务服务事项").first.click()
    page.fill("input[name=reason]", "请核对口径")
    page.click("button:has-text('退回')")
    expect(page.locator(".message")).to_contain_text("已退回填报单位")


def correct_what_came_back(page: Page, site: str) -> None:
    """See the reason at the one row that is open again, correct it, submit."""
    page.goto(f"{site}/desk/", wait_until="networkidle")
    expect(page.locator("text=请核对口径")).to_have_count(1)
    field = page.locator("input.typed")
    assert field.count() == 1
    field.fill("812")
    field.press("Enter")
    expect(page.locator(".saved")).to_have_count(1)
    page.click("text=提交已填报的全部事项")


def accept_it(page: Page, site: str) -> None:
    """Accept the corrected entry."""
    page.goto(f"{site}/desk/review/")
    page.locator("input[name=entry]").check()
    page.click("text=接受所选")


def release(page: Page, site: str) -> None:
    """See what changes, and publish it."""
    page.goto(f"{site}/desk/releases/")
    assert hidden_on_a_phone(page, "td[data-label]") == []
    expect(page.locator("text=公众将看到的变化")).to_have_count(1)
    assert faults(page) == []
    page.click("button:has-text('发布')")
    expect(page.locator(".message")).to_contain_text("已发布。")
