"""What a citizen meets: charts, both languages, a phone, and no fault that axe sees."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PAGES = [
    "/",
    "/indicators/",
    "/indicators/court-appearance-rate/",
    "/indicators/ganfutong-items/",
    "/organisations/",
    "/sources/fuzhou-2019h1/",
    "/releases/1/",
    "/quality/",
    "/about/",
    "/nothing/",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.xdist_group("browser"),
]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the real report as ``make run`` does, and wait until the site is healthy."""
    var, port = tmp_path_factory.mktemp("var"), _free_port()
    (var / "assets").symlink_to(Path(os.environ.get("VAR_DIR", ROOT / "var")) / "assets")
    environment = os.environ | {"VAR_DIR": str(var), "PORT": str(port), "WORKERS": "1"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:  # noqa: S603
        address = f"http://127.0.0.1:{port}"
        pause = Event()
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{address}/healthz"):  # noqa: S310
                    break
            except (urllib.error.URLError, ConnectionError):
                assert server.poll() is None, "the server stopped"
                pause.wait(0.2)
        yield address
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)


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
