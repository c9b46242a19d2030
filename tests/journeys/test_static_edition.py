"""The static edition as a citizen opens it: from a disk, and from a folder of any website."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, Request, expect

from .conftest import CHROMIUM, Manage

REPORT = Path(__file__).parent.parent.parent / "fixtures" / "fuzhou-2019h1"
DETAIL = "indicators/certificates-cancelled/index.html"
PAGES = ("index.html", "indicators/index.html", DETAIL)
PUBLISH = """
from django.core.management import call_command
from dashboard.views import indicators

indicators.ROWS = 10
call_command("publish_static", "{folder}", verbosity=0)
"""
# The site's own policy, as strict as a website's may be.
POLICY = (
    "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    f"style-src 'self' {settings.EMPTY_STYLE}"
)
LANGUAGES = pytest.mark.parametrize("language", ["", "en/"], ids=["zh", "en"])
FULL_WIDTH = "\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH DIGIT NINE}\N{FULLWIDTH DIGIT NINE}"
# The column of figures, without what the rows say beside it.
FIGURES = "table tbody td:nth-child(2)"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.xdist_group("browser"),
]


class Strict(SimpleHTTPRequestHandler):
    """Serves files without a word, under a strict policy."""

    def end_headers(self) -> None:
        """Add the policy."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@dataclass
class Reader:
    """A page of a browser, and all that it complained of or wanted from outside the edition."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen."""
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._look)

    def open(self, name: str) -> None:
        """Open a file of the edition."""
        self.page.goto(self.home + name)

    def search(self, words: str) -> None:
        """Type the words into the search box, key by key."""
        self.page.locator("#search").press_sequentially(words)

    def figures(self) -> list[str]:
        """Return the figures of the list, from top to bottom."""
        return self.page.locator(FIGURES).all_inner_texts()

    def _look(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.complaints.append(f"wanted {request.url}")


@pytest.fixture(scope="module")
def folder(manage: Manage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the edition of the real report into a folder of a website's.

    Its list is cut into pages of ten rows, because the usual fifty would hold all of it.
    """
    portal = tmp_path_factory.mktemp("portal")
    manage("shell", "--no-imports", "--command", PUBLISH.format(folder=portal / "fz"))
    return portal / "fz"


@pytest.fixture(scope="module")
def website(folder: Path) -> Iterator[str]:
    """Serve the folder's parent, without any program of ours, and return the folder's address."""
    handler = partial(Strict, directory=str(folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/fz/"
        server.shutdown()


@pytest.fixture(params=["disk", "website"])
def home(request: pytest.FixtureRequest, folder: Path) -> str:
    """Return where the edition is read: on a disk, and on a website."""
    if request.param == "disk":
        return f"{folder.as_uri()}/"
    address: str = request.getfixturevalue("website")
    return address


@pytest.fixture
def reader(browser: Browser, home: str) -> Iterator[Reader]:
    """Return somebody who reads the edition; nothing may go wrong or outside meanwhile."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    reader = Reader(page, home)
    yield reader
    page.close()
    assert reader.complaints == []


class SearchTests:
    @pytest.mark.parametrize(
        ("language", "words", "name"),
        [
            ("", "1580", "执行政执法证人员"),
            ("", "420,000", "法律明白人"),
            ("", "42万", "法律明白人"),
            ("", "近千", "“三项制度”视频培训参训人员"),
            ("", "近1,000", "“三项制度”视频培训参训人员"),
            ("en/", "80%", "Court appearance rate of agency heads"),
            ("en/", "at least 80 %", "Court appearance rate of agency heads"),
            ("en/", "420000", "Legally literate villagers trained"),
        ],
    )
    def test_finds_a_figure_however_it_is_typed(
        self, reader: Reader, language: str, words: str, name: str
    ) -> None:
        reader.open(f"{language}about/index.html")
        reader.search(words)

        expect(reader.page.locator(".search li").first.locator("a")).to_have_text(name)

    @pytest.mark.parametrize(
        ("language", "words", "name", "said"),
        [
            ("", "证明", "取消调整的证明事项", "共2条。"),
            ("", f"{FULL_WIDTH} certificate 司法局", "取消调整的证明事项", "共1条。"),
            (
                "en/",
                "certificate ABOLISHED",
                "Certificate requirements abolished or adjusted",
                "Found: 1.",
            ),
        ],
    )
    def test_finds_the_page_that_all_words_stand_for(
        self, reader: Reader, language: str, words: str, name: str, said: str
    ) -> None:
        reader.open(f"{language}about/index.html")
        reader.search(words)
        expect(reader.page.locator(".search [role=status]")).to_have_text(said)
        first = reader.page.locator(".search li").first
        expect(first.locator("a")).to_have_text(name)
        expect(first.locator(".figure")).to_contain_text("199")
        first.locator("a").click()

        expect(reader.page.locator("h1")).to_have_text(name)
        assert reader.page.url == f"{reader.home}{language}{DETAIL}"

    def test_is_done_by_keyboard_alone(self, reader: Reader) -> None:
        reader.open("index.html")
        said, links = (
            reader.page.locator(".search [role=status]"),
            reader.page.locator(".search li a"),
        )
        reader.search("证明")
        expect(said).to_have_text("共2条。")
        reader.page.keyboard.press("ArrowDown")
        reader.page.keyboard.press("ArrowDown")
        expect(links.nth(1)).to_be_focused()
        reader.page.keyboard.press("ArrowUp")
        reader.page.keyboard.press("ArrowUp")
        expect(reader.page.locator("#search")).to_be_focused()
        reader.page.keyboard.press("Escape")
        expect(links).to_have_count(0)
        expect(said).to_have_text("")
        reader.page.keyboard.press("Enter")

        expect(reader.page.locator("h1")).to_have_text("取消调整的证明事项")

    def test_finds_what_is_no_indicator(self, reader: Reader) -> None:
        reader.open("index.html")
        reader.search("信访局")
        expect(reader.page.locator(".search li").first).to_have_text("市信访局单位")
        reader.page.keyboard.press("Enter")

        expect(reader.page.locator("h1")).to_have_text("市信访局")

    def test_waits_for_an_input_method_to_end_before_it_finds_nothing(self, reader: Reader) -> None:
        reader.open("index.html")
        said = reader.page.locator(".search [role=status]")
        reader.search("证")
        expect(said).to_have_text("共8条。")
        keyboard = reader.page.context.new_cdp_session(reader.page)
        halfway = {"text": "ming'", "selectionStart": 5, "selectionEnd": 5}
        keyboard.send("Input.imeSetComposition", halfway)
        expect(reader.page.locator("#search")).to_have_value("证ming'")
        assert said.text_content() == "共8条。"
        keyboard.send("Input.insertText", {"text": "明"})

        expect(said).to_have_text("共2条。")

    def test_says_what_to_do_where_nothing_is_found(self, reader: Reader) -> None:
        reader.open("en/index.html")
        reader.search("nothing of the sort")
        expect(reader.page.locator(".search [role=status]")).to_have_text(
            "Nothing found. Try another word, or fewer."
        )
        reader.page.click(".search >> text=Look through all indicators")

        expect(reader.page.locator("h1")).to_have_text("Indicators")


class IndexTests:
    def test_comes_as_a_script_where_a_server_gives_out_no_json(
        self, browser: Browser, website: str
    ) -> None:
        page = browser.new_page()
        page.route("**/search-index.json", lambda route: route.fulfill(status=404))
        page.goto(f"{website}index.html")
        page.fill("#search", "证明")

        expect(page.locator(".search [role=status]")).to_have_text("共2条。")
        page.close()

    def test_is_asked_for_again_after_it_did_not_come(self, browser: Browser, website: str) -> None:
        page = browser.new_page()
        page.route("**/search-index.js*", lambda route: route.abort())
        page.goto(f"{website}indicators/index.html")
        page.fill("#search", "证明")
        expect(page.locator(".search [role=status]")).to_have_text("索引未能载入。")
        page.click("th[data-column=value] button")
        expect(page.locator(".sorting [role=status]")).to_have_text("索引未能载入。")
        page.unroute("**/search-index.js*")
        page.fill("#search", "证明事项")

        expect(page.locator(".search [role=status]")).to_have_text("共2条。")
        page.close()


class ListTests:
    def test_is_sorted_by_the_figures_and_back(self, reader: Reader) -> None:
        reader.open("indicators/index.html")
        before = reader.figures()
        head = reader.page.locator("th[data-column=value]")
        head.locator("button").click()
        expect(head).to_have_attribute("aria-sort", "ascending")
        upwards = reader.figures()
        head.locator("button").click()
        expect(head).to_have_attribute("aria-sort", "descending")
        downwards = reader.figures()
        expect(reader.page.locator("nav.pages")).to_be_hidden()
        expect(reader.page.locator(".sorting [role=status]")).to_have_text(
            "全部列表中共37行，按“最新数据”降序排列。"
        )
        reader.page.click("text=恢复原样")
        expect(reader.page.locator("th[aria-sort]")).to_have_count(0)

        assert upwards[:8] == ["1件", "2件", "4件", "6个", "8件", "9个", "10余次", "13项"]
        assert downwards[:8] == [
            *("420,000人", "36,000人", "6,565项", "1,788项", "1,580人", "1,007项"),
            *("近1,000人", "810项"),
        ]
        assert (len(before), len(upwards), sorted(upwards)) == (10, 37, sorted(downwards))
        assert reader.figures() == before
        expect(reader.page.locator("nav.pages")).to_be_visible()

    def test_is_sorted_by_names_as_a_dictionary_is(self, reader: Reader) -> None:
        reader.open("indicators/index.html")
        reader.page.click("th[data-column=name] button")
        expect(reader.page.locator("th[aria-sort=ascending]")).to_have_text("指标")

        names = reader.page.locator("table tbody td:first-child").all_inner_texts()
        assert names[:4] == [
            "“三项制度”视频培训参训人员",
            "办理的行政复议案件",
            "保留的年检年审事项",
            "参与的行政应诉案件",
        ]
        assert names[-3:] == ["执行政执法监督证人员", "执行政执法证人员", "注销的行政执法证"]

    def test_is_sorted_by_owners_in_the_office_s_order_and_leads_to_its_rows(
        self, reader: Reader
    ) -> None:
        reader.open("indicators/page-3.html")
        reader.page.click("th[data-column=owner] button")
        owners = reader.page.locator("table tbody td:nth-child(6)")
        expect(owners).to_have_count(37)
        order = [*dict.fromkeys(owners.all_inner_texts())]
        reader.page.click("table tbody tr:last-child a")

        assert order == [
            "市推进法治政府建设工作领导小组",
            "市司法局",
            "市政务服务中心",
            "市市场监督管理局",
            "市委全面依法治市委员会办公室",
            "市信访局",
        ]
        expect(reader.page.locator(".facts")).to_contain_text("市信访局")

    def test_draws_a_very_long_list_in_two_steps(self, reader: Reader) -> None:
        reader.open("indicators/index.html")
        reader.page.eval_on_selector("button.more", "(button) => { button.dataset.rows = 20 }")
        reader.page.click("th[data-column=value] button")
        expect(reader.page.locator(FIGURES)).to_have_count(20)
        expect(reader.page.locator(".sorting [role=status]")).to_contain_text("37行")
        reader.page.click("text=显示全部各行")

        expect(reader.page.locator(FIGURES)).to_have_count(37)
        expect(reader.page.locator("button.more")).to_be_hidden()

    def test_is_narrowed_to_an_area_and_a_standing(self, reader: Reader) -> None:
        reader.open("en/indicators/index.html")
        reader.page.select_option("select >> nth=0", "functions")
        reader.page.select_option("select >> nth=1", "on_track")
        expect(reader.page.locator(".sorting [role=status]")).to_have_text(
            "Rows of the whole list: 2."
        )

        assert reader.figures() == ["199 certificate requirements", "51 certificate requirements"]
        reader.page.select_option("select >> nth=1", "met")
        expect(reader.page.locator(".sorting [role=status]")).to_have_text(
            "No indicator fits. Widen the filters."
        )


class PageTests:
    def test_puts_an_interactive_chart_in_the_place_of_the_drawing(self, reader: Reader) -> None:
        reader.open(DETAIL)

        expect(reader.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        expect(reader.page.locator("svg.trend")).to_have_count(0)

    def test_shows_everything_without_script(self, browser: Browser, home: str) -> None:
        context = browser.new_context(java_script_enabled=False)
        reader = Reader(context.new_page(), home)
        for name in PAGES:
            reader.open(name)
            for dead in ("#search", "select", "button", "form"):
                expect(reader.page.locator(dead).locator("visible=true")).to_have_count(0)
        expect(reader.page.locator("svg.trend circle.exact")).to_be_visible()
        expect(reader.page.locator(".headline")).to_contain_text("199项")
        reader.open(PAGES[1])
        expect(reader.page.locator("table tbody tr")).to_have_count(10)
        reader.page.click("nav.pages >> text=4")
        expect(reader.page.locator("table tbody tr")).to_have_count(7)
        context.close()

        assert reader.complaints == []

    @LANGUAGES
    def test_has_no_serious_fault_and_fits_a_phone(
        self, browser: Browser, website: str, language: str
    ) -> None:
        page = browser.new_page(viewport={"width": 360, "height": 780})
        reader, faults, wide = Reader(page, website), [], []
        for name in PAGES:
            reader.open(language + name)
            page.wait_for_load_state("networkidle")
            reader.search("certificate")
            expect(page.locator(".search li").first).to_be_visible()
            for state in ("found", "closed"):
                found = Axe().run(page).response["violations"]
                faults += [
                    (name, state, fault["id"], fault["nodes"][0]["html"])
                    for fault in found
                    if fault["impact"] in ("serious", "critical")
                ]
                wide.append(page.evaluate("document.documentElement.scrollWidth"))
                page.keyboard.press("Escape")
        page.close()

        assert (faults, wide, reader.complaints) == ([], [360] * 6, [])
