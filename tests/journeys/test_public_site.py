"""What a citizen meets: charts, both languages, a phone, and no fault that axe sees."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from .conftest import CHROMIUM

PAGES = [
    "/",
    "/indicators/",
    "/indicators/court-appearance-rate/",
    "/indicators/ganfutong-items/",
    "/organisations/",
    "/sources/fuzhou-2019h1/",
    "/releases/1/",
    "/reports/",
    "/reports/2019-h1/",
    "/quality/",
    "/about/",
    "/data/",
    "/proofreading/",
    "/api/",
    "/nothing/",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.xdist_group("browser"),
]


class PublicSiteTests:
    def test_has_no_serious_fault_and_fits_a_phone(self, site: str, browser: Browser) -> None:
        page = browser.new_page(viewport={"width": 360, "height": 780})
        faults, wide, outside = [], [], []
        page.on("request", lambda r: None if r.url.startswith(site) else outside.append(r.url))
        for address in [language + page_ for language in ("", "/en") for page_ in PAGES]:
            page.goto(site + address, wait_until="networkidle")
            found = Axe().run(page).response["violations"]
            faults += [
                (address, fault["id"], fault["nodes"][0]["html"])
                for fault in found
                if fault["impact"] in ("serious", "critical")
            ]
            if page.evaluate("document.documentElement.scrollWidth") > 360:
                wide.append(address)
        page.close()

        assert (faults, wide, [url for url in outside if not url.startswith("data:")]) == (
            [],
            [],
            [],
        )

    @pytest.mark.parametrize("language", ["", "/en"])
    def test_shows_the_result_of_each_check_on_a_phone(
        self, site: str, browser: Browser, language: str
    ) -> None:
        page = browser.new_page(viewport={"width": 360, "height": 780})
        page.goto(f"{site}{language}/quality/")

        boxes = [one.bounding_box() for one in page.locator("td.outcome").all()]

        page.close()
        assert len(boxes) > 10
        assert [box for box in boxes if not box or box["x"] + box["width"] > 360] == []

    def test_draws_the_chart_without_script_and_makes_it_interactive_with(
        self, site: str, browser: Browser
    ) -> None:
        quiet = browser.new_context(java_script_enabled=False).new_page()
        quiet.goto(f"{site}/indicators/certificates-cancelled/")
        lively, complaints = browser.new_page(), []
        lively.on("console", lambda message: complaints.append(message.text))
        lively.goto(f"{site}/indicators/certificates-cancelled/")
        lively.wait_for_selector(".js-plotly-plot .main-svg")

        assert quiet.locator("svg.trend circle.exact").count() == 1
        assert lively.locator("svg.trend").count() == 0
        assert complaints == []

    def test_lets_a_citizen_search_and_reach_the_source(self, site: str, browser: Browser) -> None:
        page = browser.new_page()
        page.goto(site)
        page.fill("input[name=q]", "出庭")
        page.press("input[name=q]", "Enter")
        page.click("text=行政机关负责人出庭应诉率")
        page.click("table a[href*='/sources/']")

        assert page.url == f"{site}/sources/fuzhou-2019h1/#p7"
        assert page.locator("#p7 mark", has_text="80%以上").count() == 1
