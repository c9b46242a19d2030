"""Another website embeds an indicator with the code that its page offers."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard.typesetting import chinese_fonts

from .conftest import CHROMIUM

PAGE = "/indicators/certificates-cancelled/"
SIZE = "[document.images[0].naturalWidth, document.images[0].naturalHeight]"
# Draws the picture onto a canvas and counts what is neither white nor pale.
INK = """() => {
  const [picture] = document.images;
  const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
  const paper = canvas.getContext("2d");
  paper.drawImage(picture, 0, 0);
  const bytes = paper.getImageData(0, 0, canvas.width, canvas.height).data;
  return bytes.filter((byte, n) => n % 4 === 0 && byte < 100).length;
}"""

BODY = "(body) => Math.ceil(body.getBoundingClientRect().height)"
GIVEN = "(frames) => frames.map((frame) => Number(frame.height))"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.xdist_group("browser"),
]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class Portal:
    """Another website: a folder of pages at an address of its own."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address

    def page(self, name: str, body: str) -> str:
        """Write a page, and return its address."""
        html = f'<!doctype html><meta charset="utf-8"><title>门户</title><main>{body}</main>'
        (self.folder / f"{name}.html").write_text(html, encoding="utf-8")
        return f"{self.address}/{name}.html"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Serve another website on another port."""
    folder = tmp_path_factory.mktemp("portal")
    (folder / "favicon.ico").write_bytes(b"")
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Portal(folder, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


def listen(page: Page) -> list[str]:
    """Return the list in which the page's complaints gather."""
    complaints: list[str] = []
    # A browser asks by itself for the icon of a drawing that it opens alone.
    page.on(
        "console",
        lambda message: (
            None
            if str(message.location.get("url", "")).endswith("/favicon.ico")
            else complaints.append(f"{message.text} {message.location.get('url', '')}")
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def copied(site: str, browser: Browser) -> str:
    """Return the code that a reader copies from an indicator's page."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site + PAGE)
    page.click("details.embedding summary")
    page.click("details.embedding button:visible")
    expect(page.locator("details.embedding output:visible")).to_have_text("已复制。")
    code: str = page.evaluate("navigator.clipboard.readText()")
    context.close()
    return code


class EmbeddingTests:
    def test_shows_the_figure_at_its_right_height(
        self, site: str, browser: Browser, portal: Portal
    ) -> None:
        address = portal.page("script", copied(site, browser))
        page = browser.new_page(viewport={"width": 420, "height": 900})
        complaints = listen(page)
        page.goto(address)

        frame = page.frame_locator("iframe")
        expect(frame.locator(".headline")).to_contain_text("199项")
        expect(page.locator("iframe")).not_to_have_attribute("height", "580")
        height = frame.locator("body").evaluate("body => body.getBoundingClientRect().height")
        given = page.locator("iframe").evaluate("frame => frame.getBoundingClientRect().height")
        page.set_viewport_size({"width": 900, "height": 900})
        expect(page.locator("iframe")).not_to_have_attribute("height", f"{given:.0f}")

        assert 0 <= given - height < 1
        assert complaints == []
        page.close()

    def test_keeps_the_written_height_without_script(
        self, site: str, browser: Browser, portal: Portal
    ) -> None:
        address = portal.page("plain", copied(site, browser).split("\n")[0])
        for context in (browser.new_context(java_script_enabled=False), browser.new_context()):
            page = context.new_page()
            page.goto(address)

            frame = page.frame_locator("iframe")
            expect(frame.locator("svg.trend circle")).to_be_visible()
            expect(frame.locator("h1")).to_have_text("取消调整的证明事项")
            expect(page.locator("iframe")).to_have_attribute("height", "580")
            context.close()

    def test_listens_to_each_frame_for_itself_and_to_no_stranger(
        self, site: str, browser: Browser, portal: Portal
    ) -> None:
        code = copied(site, browser)
        other = code.replace("certificates-cancelled", "annual-inspections-cancelled")
        stranger = portal.page(
            "stranger",
            '<script>parent.postMessage({ zhunsheng: "height", height: 3000 }, "*")</script>',
        )
        page = browser.new_page()
        page.goto(portal.page("both", code + other))
        frames = page.locator("iframe")
        for number in (0, 1):
            expect(frames.nth(number)).not_to_have_attribute("height", "580")
        own = [
            page.frame_locator("iframe").nth(number).locator("body").evaluate(BODY)
            for number in (0, 1)
        ]
        heights = frames.evaluate_all(GIVEN)
        # A frame keeps its address for the page around it, wherever it has gone since.
        page.evaluate(
            """(stranger) => new Promise((done) => {
              addEventListener("message", (event) => event.data.height === 3000 && done());
              document.querySelectorAll("iframe")[1].contentWindow.location = stranger;
            })""",
            stranger,
        )

        assert heights == own
        assert own[0] != own[1]
        assert frames.evaluate_all(GIVEN) == heights
        page.close()

    def test_of_any_other_page_is_refused(
        self, site: str, browser: Browser, portal: Portal
    ) -> None:
        paths = ["/", PAGE, "/accounts/login/", f"{PAGE}city-level/chart.svg"]
        frames = "".join(f'<iframe src="{site}{path}"></iframe>' for path in paths)
        page = browser.new_page()
        complaints = listen(page)
        page.goto(portal.page("others", frames), wait_until="networkidle")

        assert [frame.url for frame in page.frames[1:]] == ["chrome-error://chromewebdata/"] * 4
        assert len([one for one in complaints if "frame-ancestors" in one]) == 4
        page.close()

    def test_becomes_interactive_where_it_is_asked_to(
        self, site: str, browser: Browser, portal: Portal
    ) -> None:
        code = copied(site, browser).replace("?place=", "?interactive=1&amp;place=")
        page = browser.new_page()
        complaints = listen(page)
        page.goto(portal.page("lively", code))

        frame = page.frame_locator("iframe")
        expect(frame.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        assert complaints == []
        page.close()

    @pytest.mark.parametrize("code", ["court-appearance-rate", "ganfutong-items-city"])
    @pytest.mark.parametrize("language", ["", "/en"])
    def test_keeps_its_words_apart_on_a_telephone(
        self, site: str, browser: Browser, language: str, code: str
    ) -> None:
        page = browser.new_page(viewport={"width": 320, "height": 800})
        page.goto(f"{site}{language}/embed/{code}/?interactive=1")
        page.wait_for_selector(".js-plotly-plot .legend")

        legend = page.locator(".legend").bounding_box()
        lines, days = (
            [box for box in (one.bounding_box() for one in page.locator(found).all()) if box]
            for found in (".ygrid, .scatterlayer .lines", ".xtick text")
        )
        page.close()

        assert legend
        assert legend["y"] + legend["height"] <= min(box["y"] for box in lines)
        ticks = sorted((box["x"], box["x"] + box["width"]) for box in days)
        assert len(ticks) >= 2
        assert all(one[1] < other[0] for one, other in pairwise(ticks))


class OfferTests:
    def test_follows_what_is_chosen(self, site: str, browser: Browser) -> None:
        page = browser.new_page()
        page.goto(site + PAGE)
        page.click("details.embedding summary")
        seen = page.locator("details.embedding textarea:visible")
        expect(seen).to_have_count(1)
        first = seen.input_value()
        page.check("#embedded-en")
        page.check("#embedded-fixed")

        expect(seen).to_have_count(1)
        assert f'src="{site}/embed/certificates-cancelled/?place=city-level"' in first
        assert "/en/embed/certificates-cancelled/?place=city-level&amp;period=2019-06-30" in (
            seen.input_value()
        )
        page.close()

    def test_is_there_without_script(self, site: str, browser: Browser) -> None:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(site + PAGE)
        page.click("details.embedding summary")
        page.check("#embedded-en")

        expect(page.locator("details.embedding textarea:visible")).to_have_count(1)
        expect(page.locator("details.embedding button:visible")).to_have_count(0)
        page.context.close()


class FrameTests:
    @pytest.mark.parametrize("language", ["", "/en"])
    def test_has_no_serious_fault_and_fits_a_phone(
        self, site: str, browser: Browser, language: str
    ) -> None:
        page = browser.new_page(viewport={"width": 360, "height": 780})
        complaints, faults, wide = listen(page), [], []
        for code in ("certificates-cancelled", "court-appearance-rate", "ganfutong-items"):
            page.goto(f"{site}{language}/embed/{code}/", wait_until="networkidle")
            found = Axe().run(page).response["violations"]
            faults += [
                (code, fault["id"], fault["nodes"][0]["html"])
                for fault in found
                if fault["impact"] in ("serious", "critical")
            ]
            wide.append(page.evaluate("document.documentElement.scrollWidth"))
        page.close()

        assert (faults, complaints, wide) == ([], [], [360, 360, 360])

    def test_of_the_open_offer_has_no_serious_fault(self, site: str, browser: Browser) -> None:
        page = browser.new_page(viewport={"width": 360, "height": 780})
        page.goto(f"{site}/en{PAGE}")
        page.click("details.embedding summary")

        found = Axe().run(page).response["violations"]

        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.close()


@pytest.mark.skipif(not chinese_fonts(), reason="no Chinese font")
class PictureTests:
    def test_opens_at_its_address(self, site: str, browser: Browser) -> None:
        page = browser.new_page()
        page.goto(f"{site}{PAGE}city-level/chart.png?width=600")

        assert page.evaluate(SIZE) == [600, 315]
        assert page.evaluate(INK) > 1000
        page.close()

    def test_opens_as_a_drawing_and_within_a_page(
        self, site: str, browser: Browser, portal: Portal
    ) -> None:
        address = f"{site}/en{PAGE}city-level/chart.svg"
        page = browser.new_page()
        complaints = listen(page)
        page.goto(address)
        title = page.locator("text").first.text_content()
        page.goto(portal.page("picture", f'<img src="{address}" alt="">'), wait_until="load")

        assert title == "Certificate requirements abolished or adjusted"
        assert page.evaluate(SIZE) == [840, 441]
        assert complaints == []
        page.close()
