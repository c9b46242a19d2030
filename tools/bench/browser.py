"""What a person waits for: the first chart, drawn and interactive, in Chromium."""

import os
import shutil
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""


@dataclass(frozen=True, slots=True)
class FirstView:
    """Milliseconds to the drawing and to the interactive chart, and the bytes that it took."""

    drawn: float
    interactive: float
    bytes_all: int
    bytes_without_plotly: int


def first_view(address: str) -> FirstView:
    """Open the page with an empty cache."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        page = browser.new_page()
        sizes = _listen(page)
        page.goto(address)
        page.wait_for_selector(".js-plotly-plot .main-svg")
        interactive = float(page.evaluate("performance.now()"))
        drawn = float(
            page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        )
        page.wait_for_load_state("networkidle")
        browser.close()
    plotly = sum(size for url, size in sizes.items() if "plotly" in url)
    return FirstView(drawn, interactive, sum(sizes.values()), sum(sizes.values()) - plotly)


def _listen(page: Page) -> dict[str, int]:
    """Count the bytes of each answer as they come over the wire."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on(
        "Network.requestWillBeSent",
        lambda event: addresses.update({event["requestId"]: event["request"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update(
            {addresses[event["requestId"]]: int(event["encodedDataLength"])}
        ),
    )
    return sizes
