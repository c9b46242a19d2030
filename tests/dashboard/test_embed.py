"""What the frame for other websites promises: light, complete, and the only one that is framed."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from dashboard.typesetting import chinese_fonts
from indicators import publishing, selectors
from indicators.models import Indicator, Observation, Official, Release
from indicators.synthetic import Size

ADDRESS = "/embed/court-appearance-rate/"
MOST = 15_000


def read(answer: Any) -> Any:  # noqa: ANN401 - lxml's own
    return lxml_html.fromstring(answer.content.decode())


def static(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()


def codes(client: Client, address: str) -> list[str]:
    """Return the code that a page offers."""
    return [area.text for area in read(client.get(address)).iter("textarea")]


class EmbedTests:
    @pytest.mark.parametrize("language", ["", "/en"])
    def test_weighs_less_than_15_kilobytes_with_all_that_it_loads(
        self, client: Client, release: Release, language: str
    ) -> None:
        page = client.get(f"{language}{ADDRESS}").content.decode()

        loaded = re.findall(r'(?:src|href)="/static/([^"]+)"', page)
        parts = [page.encode(), *(static(name) for name in loaded)]
        assert loaded == ["dashboard/embed.css", "dashboard/embedded.js"]
        assert sum(map(len, parts)) < MOST
        assert sum(len(brotli.compress(part, quality=5)) for part in parts) < MOST / 3

    def test_shows_title_figure_chart_sentence_and_source(
        self, client: Client, release: Release
    ) -> None:
        root = read(client.get(f"/en{ADDRESS}"))
        text = " ".join(root.find("body").text_content().split())

        assert text.startswith(
            "Court appearance rate of agency heads Whole city · ? not proven "
            "at least 80 % target ≥ 100 % · 2020-12-31 · working target, "
            "not official"
        )
        assert "First half of 2019: at least 80 %." in text
        assert text.endswith(
            "Source: Fuzhou: law-based government in the first half of 2019, paragraph 7 · "
            "released 2019-07-09 · Zhunsheng: figures and sources"
        )
        assert len(root.findall(".//svg")) == 1
        assert "Demonstration" not in text

    def test_leads_to_the_whole_page_in_a_window_of_its_own(
        self, client: Client, release: Release
    ) -> None:
        [link] = read(client.get(f"{ADDRESS}?as_of=2019-07-09")).iter("a")

        assert dict(link.attrib) == {
            "href": "/indicators/court-appearance-rate/?place=city&as_of=2019-07-09",
            "target": "_blank",
            "rel": "noopener",
        }

    def test_says_that_made_up_figures_are_made_up(
        self,
        client: Client,
        release: Release,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.DEMONSTRATION = True

        assert "演示数据：本站内容均为虚构。" in client.get(ADDRESS).content.decode()

    def test_holds_no_inline_script_or_style(self, client: Client, release: Release) -> None:
        html = client.get(ADDRESS).content.decode()

        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", html)

    def test_brings_the_chart_script_only_where_it_is_asked_for(
        self,
        client: Client,
        release: Release,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.PLOTLY_SCRIPT = "plotly/plotly-basic.min.js"
        quiet = client.get(f"{ADDRESS}?period=2019-06-30").content.decode()
        lively = client.get(f"{ADDRESS}?period=2019-06-30&interactive=1").content.decode()

        assert ("plotly" in quiet, "data-chart" in quiet) == (False, False)
        assert "plotly-basic.min.js" in lively
        chart = "/indicators/court-appearance-rate/city/chart.json?period=2019-06-30"
        assert f'data-chart="{chart}"' in lively

    def test_shows_the_place_and_the_period_asked_for(
        self, client: Client, release: Release
    ) -> None:
        months = publishing.publish_generated(Size(1, 3, 2, first_year=2020))
        list(months)
        places = [one.series.place.code for one in selectors.listing(selectors.edition())[:]]
        other = next(code for code in places if code.startswith("99"))

        said = [
            " ".join(read(client.get(f"/embed/generated-00001/{query}")).text_content().split())
            for query in ("", f"?place={other}", "?period=2020-02-29")
        ]

        names = [text.split(" · ")[1].split()[-1] for text in said]
        assert names[0] == names[2] != names[1]
        assert ["2020-03-31为" in text for text in said] == [True, True, False]
        assert "2020-02-29为" in said[2]

    def test_frozen_by_a_day_keeps_what_was_public_then(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        publishing.correct(
            Observation.objects.get(indicator__code="service-items"),
            value=Decimal(811),
            reason="漏计一项",
            by=publisher,
            at=release.released_at + timedelta(days=1),
        )

        frozen = client.get("/embed/service-items/?as_of=2019-07-09").content.decode()
        newest = client.get("/embed/service-items/").content.decode()

        assert ("810项" in frozen, "811项" in frozen) == (True, False)
        assert ("810项" in newest, "811项" in newest) == (False, True)

    def test_takes_the_same_queries_whatever_the_history(
        self, client: Client, release: Release
    ) -> None:
        months = publishing.publish_generated(Size(1, 12, 1, first_year=2020))
        next(months)
        one = self.cost(client)
        list(months)

        assert self.cost(client) == one
        assert one <= 12

    def cost(self, client: Client) -> int:
        """Return how many queries the frame takes, made anew."""
        cache.clear()
        selectors.today.cache_clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get("/embed/generated-00001/")
        assert answer.status_code == 200
        return len(queries)


class NothingTests:
    @pytest.mark.parametrize(
        ("address", "status", "reason"),
        [
            ("/en/embed/nothing/", 404, "There is no such page"),
            (f"/en{ADDRESS}?place=nowhere", 404, "There is no such page"),
            (f"/en{ADDRESS}?period=2018-12-31", 404, "There is no such page"),
            (f"/en{ADDRESS}?as_of=2019-07-08", 404, "There is no such page"),
            (f"/en{ADDRESS}?period=June", 400, "“June” is no date. Write period as YYYY-MM-DD"),
            (f"/en{ADDRESS}?as_of=June", 400, "“June” is no date. Write as_of as YYYY-MM-DD"),
        ],
    )
    def test_is_said_within_the_frame(
        self, client: Client, release: Release, address: str, status: int, reason: str
    ) -> None:
        answer = client.get(address)

        heading = {404: "Nothing here", 400: "This address cannot be read"}[status]
        assert answer.status_code == status
        assert f"<h1>{heading}</h1>" in answer.content.decode()
        assert reason in unescape(answer.content.decode())
        assert "X-Frame-Options" not in answer
        assert "frame-ancestors *" in answer["Content-Security-Policy"]

    def test_is_left_of_an_indicator_that_is_public_no_more(
        self, client: Client, release: Release
    ) -> None:
        client.get("/embed/service-items/")
        indicator = Indicator.objects.get(code="service-items")
        indicator.is_public = False
        indicator.save()

        assert client.get("/embed/service-items/").status_code == 404


class SnippetTests:
    def test_comes_for_each_period_and_language(self, client: Client, release: Release) -> None:
        site, name = "http://testserver", "Court appearance rate of agency heads"
        script = f'<script src="{site}/static/dashboard/embed.js" async></script>'

        def code(address: str, title: str, height: int) -> str:
            return (
                f'<iframe src="{site}{address}" title="{title}" width="100%" height="{height}" '
                f'frameborder="0" loading="lazy"></iframe>\n{script}'
            )

        fixed = f"{ADDRESS}?place=city&amp;period=2019-06-30"
        assert codes(client, "/indicators/court-appearance-rate/") == [
            code(f"{ADDRESS}?place=city", "行政机关负责人出庭应诉率", 580),
            code(f"/en{ADDRESS}?place=city", name, 640),
            code(fixed, "行政机关负责人出庭应诉率", 580),
            code(f"/en{fixed}", name, 640),
        ]

    def test_of_an_earlier_day_stays_with_that_day(self, client: Client, release: Release) -> None:
        found = codes(client, "/indicators/service-items/?as_of=2019-07-09")

        assert ["as_of=2019-07-09" in code for code in found] == [False, False, True, True]

    def test_leads_to_frames_that_are_there(self, client: Client, release: Release) -> None:
        found = codes(client, "/indicators/service-items/")

        addresses = [lxml_html.fromstring(code).find(".//iframe").get("src") for code in found]
        assert [client.get(address).status_code for address in addresses] == [200] * 4

    def test_stays_one_text_whatever_the_name(self, client: Client, release: Release) -> None:
        indicator = Indicator.objects.get(code="service-items")
        indicator.name = '"></iframe></textarea><script>alert(1)</script>'
        indicator.save()

        answer = client.get("/indicators/service-items/")
        [frame, *_] = codes(client, "/indicators/service-items/")

        assert b"<script>alert" not in answer.content
        assert lxml_html.fromstring(frame).find(".//iframe").get("title") == indicator.name

    def test_names_a_script_that_is_served(self) -> None:
        assert b"event.origin !== home" in static("dashboard/embed.js")


class DocumentTests:
    TEXT = (Path(__file__).parents[2] / "docs" / "embedding.md").read_text(encoding="utf-8")

    def test_shows_the_code_that_the_page_offers(self, client: Client, release: Release) -> None:
        [example] = re.findall(r"```html\n(.*?)\n```", self.TEXT, re.DOTALL)

        offered, *_ = codes(client, "/indicators/court-appearance-rate/")
        assert example == offered.replace("http://testserver", "https://fz.example.cn")

    def test_names_addresses_that_are_there(self, client: Client, release: Release) -> None:
        named = re.findall(r"`((?:/en)?/(?:embed|indicators)/[^`]+)`", self.TEXT)
        without_font = () if chinese_fonts() else (".png",)

        asked = [one for one in named if not one.split("?")[0].endswith(without_font)]
        assert {address: client.get(address).status_code for address in asked} == dict.fromkeys(
            asked, 200
        )
        assert len(named) >= 10
