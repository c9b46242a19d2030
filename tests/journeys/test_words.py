"""Words around a figure, typed or chosen in a browser: each ends with the text it was said of."""

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from .conftest import CHROMIUM, Manage
from .officials import faults, log_in, make_officials
from .test_monthly_cycle import OWNED

HELD = """
from indicators.models import Entry
one = Entry.objects.get(indicator__code="service-items")
value = f"{one.value.normalize():f}" if one.value else None
print(one.typed, value, one.qualifier, one.status, sep="|")
"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.xdist_group("browser"),
]


class Desk:
    """The desk's row of one indicator, filled in by a person."""

    def __init__(self, page: Page, manage: Manage) -> None:
        self.page, self.manage = page, manage

    @property
    def row(self) -> Locator:
        field = "input.typed[aria-label^='政务服务事项 (']"
        return self.page.locator(f"table.owed tbody tr:has({field})")

    def type(self, text: str, key: str = "Enter") -> None:
        """Type over what stands in the field, as one who clicks into it and types."""
        self.row.locator("input.typed").click(click_count=3)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        if key:
            self.page.keyboard.press(key)
            self.wait()

    def wait(self) -> None:
        """Wait for the answer, which takes the row's place."""
        expect(self.row).not_to_have_attribute("data-saving", "yes")

    def choose(self, word: str) -> None:
        if not self.row.locator("details").evaluate("one => one.open"):
            self.row.locator("summary").click()
        self.row.locator("select").select_option(label=word)

    def leave(self) -> None:
        """Go to another row, which saves this one."""
        self.page.locator("table.owed input.typed").last.click()
        self.wait()

    def says(self, understood: str) -> None:
        expect(self.row.locator(".understood")).to_have_text(understood)
        expect(self.row.locator("select")).to_have_value("")

    @property
    def held(self) -> str:
        return self.manage("shell", "--no-imports", "-c", HELD).strip()


@pytest.fixture(scope="module")
def page(site: str, browser: Browser, manage: Manage) -> Page:
    """Return the desk of a reporter with an open month."""
    manage("shell", "--no-imports", "-c", OWNED)
    make_officials(manage, ("tianbao", "reporter", "service-centre"))
    manage("open_periods", "--on", "2019-08-05")
    return log_in(browser, site, "tianbao")


@pytest.fixture
def desk(page: Page, manage: Manage) -> Desk:
    page.goto(page.url.split("?")[0].split("#")[0], wait_until="networkidle")
    desk = Desk(page, manage)
    desk.type("810")
    desk.says("= 810项")
    return desk


class WordsTests:
    @pytest.mark.parametrize(
        ("first", "says"),
        [("约870", "= 约870项"), ("880以上", "= 880项以上"), ("近千", "= 近1,000项")],
    )
    def test_end_with_the_text_that_had_them(self, desk: Desk, first: str, says: str) -> None:
        desk.type(first)
        desk.says(says)

        desk.type("872")

        desk.says("= 872项")
        assert desk.held == "872|872|exact|reported"

    def test_that_were_chosen_end_when_other_text_is_typed_after_a_reload(self, desk: Desk) -> None:
        desk.choose("以上")
        desk.leave()
        desk.says("= 810项以上")
        chosen = desk.held
        desk.page.reload(wait_until="networkidle")
        expect(desk.row.locator("input.typed")).to_have_value("810以上")

        desk.type("875")

        desk.says("= 875项")
        assert (chosen, desk.held) == ("810以上|810|at_least|reported", "875|875|exact|reported")

    def test_that_were_chosen_end_when_other_text_is_typed_before_they_are_saved(
        self, desk: Desk
    ) -> None:
        desk.choose("约")

        desk.type("875")

        desk.says("= 875项")
        assert desk.held == "875|875|exact|reported"

    def test_that_were_chosen_after_the_text_was_typed_are_said_of_it(self, desk: Desk) -> None:
        desk.type("820", key="")
        desk.choose("以上")
        desk.leave()
        desk.says("= 820项以上")

        desk.type("875", key="")
        desk.choose("以上")
        desk.leave()

        desk.says("= 875项以上")
        assert desk.held == "875以上|875|at_least|reported"

    def test_that_were_chosen_before_any_text_are_said_of_the_first_alone(self, desk: Desk) -> None:
        desk.row.locator("input.typed").fill("")
        desk.choose("以上")
        desk.type("80", key="")
        desk.leave()
        desk.says("= 80项以上")

        desk.row.locator("input.typed").fill("")
        desk.choose("以上")
        desk.type("80", key="")
        desk.type("45", key="")
        desk.leave()

        desk.says("= 45项")
        assert desk.held == "45|45|exact|reported"

    def test_typed_while_the_row_is_saved_are_kept_and_saved_as_well(self, desk: Desk) -> None:
        held: list[Route] = []
        desk.page.route("**/desk/entries/**", lambda route: held.append(route))
        with desk.page.expect_request("**/desk/entries/**"):
            desk.type("30", key="")
            desk.page.keyboard.press("Enter")
        desk.type("31以上", key="")
        desk.page.locator("table.owed input.typed").last.click()

        held[0].continue_()
        desk.page.unroute("**/desk/entries/**")

        desk.says("= 31项以上")
        assert desk.held == "31以上|31|at_least|reported"

    def test_end_where_the_last_figure_is_taken(self, desk: Desk) -> None:
        desk.choose("约")
        desk.row.locator("input.typed").click()
        desk.page.keyboard.press("=")
        desk.wait()

        desk.says("= 810项")
        assert desk.held == "810|810|exact|reported"

    def test_come_back_with_the_text_where_nothing_could_be_saved(self, desk: Desk) -> None:
        desk.page.context.set_offline(True)
        desk.type("820", key="")
        desk.choose("以上")
        desk.leave()
        expect(desk.row.locator("td.state")).to_contain_text("未保存")
        desk.page.context.set_offline(False)

        desk.page.reload(wait_until="networkidle")
        expect(desk.row.locator("input.typed")).to_have_value("820")
        expect(desk.row.locator("select")).to_have_value("at_least")
        expect(desk.row.locator(".understood")).to_be_hidden()
        desk.row.locator("input.typed").press("Enter")

        desk.says("= 820项以上")
        assert desk.held == "820以上|820|at_least|reported"


class NothingTests:
    def test_is_asked_for_in_one_sense_and_the_old_figure_is_not_shown(self, desk: Desk) -> None:
        desk.type("无", key="")
        expect(desk.row.locator(".understood")).to_be_hidden()

        desk.page.keyboard.press("Enter")
        desk.wait()

        expect(desk.row.locator("[role=alert]")).to_contain_text("数量为零的请填0")
        expect(desk.row.locator(".understood")).to_have_text("")
        expect(desk.row.locator("input.typed")).to_have_value("无")
        assert (desk.held, faults(desk.page)) == ("810|810|exact|reported", [])

    def test_that_does_not_apply_says_why_and_ends_when_a_figure_is_typed(self, desk: Desk) -> None:
        desk.type("不适用")
        expect(desk.row.locator("[role=alert]")).to_contain_text("请在备注中说明不适用的原因")
        desk.row.get_by_role("textbox", name="备注").fill("本期无此业务")
        desk.leave()
        desk.says("不适用")
        expect(desk.row.locator("[name=not_applicable]")).to_be_checked()
        without = desk.held

        desk.type("872")

        desk.says("= 872项")
        expect(desk.row.locator("[name=not_applicable]")).not_to_be_checked()
        assert (without, desk.held) == (
            "不适用|None|exact|not_applicable",
            "872|872|exact|reported",
        )
