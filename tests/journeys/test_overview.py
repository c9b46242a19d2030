"""The overview in a browser: no fault, no sideways scroll, live charts, a screen that turns."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .conftest import CHROMIUM, Manage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.xdist_group("browser"),
]
TWENTY_SECONDS = 20_000


def opened(browser: Browser, errors: list[str], width: int = 1280, height: int = 800) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    return page


class OverviewTests:
    def test_fits_a_narrow_phone_and_has_no_fault(self, site: str, browser: Browser) -> None:
        errors: list[str] = []
        page = opened(browser, errors, 320, 640)
        found = []
        for address in ("/", "/en/", "/?standing=behind", "/en/?screen=1"):
            page.goto(site + address, wait_until="networkidle")
            faults = Axe().run(page).response["violations"]
            serious = [one["id"] for one in faults if one["impact"] in ("serious", "critical")]
            found.append((serious, page.evaluate("document.documentElement.scrollWidth")))
        page.close()

        assert found == [([], 320)] * 4
        assert errors == []

    def test_draws_the_bars_anew_on_request(self, site: str, browser: Browser) -> None:
        errors: list[str] = []
        page = opened(browser, errors)
        page.goto(site)
        button = page.get_by_role("button", name="交互图")
        expect(page.locator("ol.bullets li")).to_have_count(6)

        button.click()
        expect(page.locator(".bars .stage svg.main-svg").first).to_be_visible()
        shown = button.get_attribute("aria-expanded")
        button.click()
        hidden = button.get_attribute("aria-expanded")
        page.close()

        assert (shown, hidden, errors) == ("true", "false", [])

    def test_turns_the_pages_of_the_screen_by_time_and_by_keys(
        self, site: str, browser: Browser
    ) -> None:
        errors: list[str] = []
        page = opened(browser, errors, 1920, 1080)
        page.clock.install()
        page.goto(f"{site}/?screen=1")

        def shown() -> str:
            return page.locator(".sheet:not([hidden]) .at b").all_inner_texts()[0]

        seen = [shown()]
        page.clock.run_for(TWENTY_SECONDS)
        seen.append(shown())
        for key in ("ArrowRight", "ArrowLeft", " "):
            page.keyboard.press(key)
            seen.append(shown())
        page.clock.run_for(2 * TWENTY_SECONDS)
        seen.append(shown())
        is_still = page.evaluate(
            "document.documentElement.scrollHeight <= 1080"
            " && document.documentElement.scrollWidth <= 1920"
        )
        page.close()

        assert seen == ["1", "2", "3", "2", "2", "2"]
        assert (is_still, errors) == (True, [])

    def test_keeps_the_screen_still_for_who_asked_for_less_motion(
        self, site: str, browser: Browser
    ) -> None:
        page = browser.new_page(reduced_motion="reduce")
        page.clock.install()
        page.goto(f"{site}/?screen=1")
        page.clock.run_for(2 * TWENTY_SECONDS)
        shown = page.locator(".sheet:not([hidden]) .at b").all_inner_texts()
        page.close()

        assert shown == ["1"]

    def test_shows_all_pages_of_the_screen_without_script(
        self, site: str, browser: Browser
    ) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{site}/?screen=1")

        expect(page.locator(".sheet:visible")).to_have_count(3)
        context.close()

    def test_puts_the_interactive_months_on_those_of_the_server(
        self, site: str, browser: Browser, manage: Manage
    ) -> None:
        manage(
            "shell",
            "--no-imports",
            "-c",
            "from indicators.publishing import publish_generated as made\n"
            "from indicators.synthetic import Size\n"
            "list(made(Size(6, 4, 1, first_year=2020)))",
        )
        errors: list[str] = []
        page = opened(browser, errors)
        page.goto(site)
        page.locator(".subplots").scroll_into_view_if_needed()
        stage = page.locator(".subplots.drawn .stage")
        expect(stage).to_be_visible()
        panels = page.locator("ol.panels > li")
        drawn = panels.count()
        lines = stage.locator(".scatterlayer .trace").count()
        box = panels.first.locator("svg.months").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.5)
        expect(stage.locator(".spikeline")).not_to_have_count(0)
        panels.first.get_by_role("link").click()
        page.wait_for_url("**/indicators/generated-**")
        page.close()

        assert drawn == 6
        assert lines >= 6
        assert errors == []
