"""What the pictures' addresses and the tags for sharing promise."""

import re
import struct
from datetime import timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from dashboard import typesetting
from indicators import publishing, selectors
from indicators.models import Observation, Official, Release
from indicators.synthetic import Size

ADDRESS = "/indicators/court-appearance-rate/city/chart"
needs_font = pytest.mark.skipif(not typesetting.chinese_fonts(), reason="no Chinese font")


def forget() -> None:
    cache.clear()
    selectors.today.cache_clear()


def tags(html: str) -> dict[str, str]:
    """Return the tags that say how a page is to be shared."""
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)">', html)
    return {name: unescape(content) for name, content in found}


class SvgAddressTests:
    @pytest.mark.parametrize(("language", "said"), [("", "80%以上"), ("/en", "at least 80 %")])
    def test_sends_a_file_in_the_language_of_the_address(
        self, client: Client, release: Release, language: str, said: str
    ) -> None:
        answer = client.get(f"{language}{ADDRESS}.svg")

        root = etree.fromstring(answer.content)
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer["Content-Disposition"] == 'inline; filename="court-appearance-rate.city.svg"'
        assert said in [element.text for element in root.iter("{*}text")]

    def test_shows_the_figures_of_the_day_and_the_period_asked_for(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        publishing.correct(
            Observation.objects.get(indicator__code="service-items"),
            value=Decimal(811),
            reason="漏计一项",
            by=publisher,
            at=release.released_at + timedelta(days=1),
        )
        address = "/indicators/service-items/city-level/chart.svg"

        asked = ("", "?as_of=2019-07-09", "?period=2019-06-30")
        said = [
            set(re.findall(r">(8\d\d项)<", client.get(address + one).content.decode()))
            for one in asked
        ]

        assert said == [{"811项"}, {"810项"}, {"811项"}]

    @pytest.mark.parametrize(
        ("query", "status"),
        [
            ("?as_of=2019-07-08", 404),
            ("?period=2019-05-31", 404),
            ("?period=2019", 400),
            ("?as_of=x", 400),
        ],
    )
    def test_of_nothing_public_is_none(
        self, client: Client, release: Release, query: str, status: int
    ) -> None:
        assert client.get(f"{ADDRESS}.svg{query}").status_code == status

    def test_of_another_place_is_none(self, client: Client, release: Release) -> None:
        address = "/indicators/court-appearance-rate/nowhere/chart"

        found = [client.get(f"{address}.{kind}").status_code for kind in ("svg", "png", "json")]

        assert found == [404, 404, 404]

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
        """Return how many queries the picture takes, made anew."""
        forget()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get("/indicators/generated-00001/generated-city/chart.svg")
        assert answer.status_code == 200
        return len(queries)


@needs_font
class PngAddressTests:
    def test_sends_as_many_pixels_as_asked(self, client: Client, release: Release) -> None:
        answers = [client.get(f"{ADDRESS}.png{query}") for query in ("", "?width=640")]

        found = [struct.unpack(">I", answer.content[16:20])[0] for answer in answers]
        assert found == [1200, 640]
        assert answers[0]["Content-Type"] == "image/png"

    @pytest.mark.parametrize("width", ["319", "2401", "99999999999", "x", "-640", "6e2", "", "٦٤٠"])
    def test_of_another_width_is_a_clear_400(
        self, client: Client, release: Release, width: str
    ) -> None:
        answer = client.get(f"/en{ADDRESS}.png?width={width}")

        assert answer.status_code == 400
        assert "from 320 to 2400" in answer.content.decode()

    def test_is_kept_until_something_changes_and_never_packed_twice(
        self, client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = client.get(f"{ADDRESS}.png")
        monkeypatch.setattr(typesetting, "chinese_fonts", tuple)

        again = client.get(f"{ADDRESS}.png", headers={"accept-encoding": "br"})
        unchanged = client.get(f"{ADDRESS}.png", headers={"if-none-match": first["ETag"]})

        assert (again.status_code, again.content) == (200, first.content)
        assert "Content-Encoding" not in again
        assert unchanged.status_code == 304


class NoFontTests:
    @pytest.fixture(autouse=True)
    def no_font(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(typesetting, "chinese_fonts", tuple)

    def test_leaves_a_reason_in_the_place_of_the_picture(
        self, client: Client, release: Release
    ) -> None:
        answer = client.get(f"/en{ADDRESS}.png")

        assert answer.status_code == 503
        assert answer.content.decode() == (
            "This server has no Chinese font to draw PNG pictures with; take chart.svg."
        )

    def test_leaves_the_picture_out_of_what_is_shared(
        self, client: Client, release: Release
    ) -> None:
        html = client.get("/indicators/court-appearance-rate/").content.decode()

        assert not {name for name in tags(html) if name.startswith("og:image")}
        assert tags(html)["twitter:card"] == "summary"
        assert "chart.png" not in html
        assert "chart.svg" in html


@needs_font
class SharingTests:
    @pytest.mark.parametrize(
        ("language", "locale", "title"),
        [
            ("", "zh_CN", "行政机关负责人出庭应诉率 · 全市"),
            ("/en", "en_US", "Court appearance rate of agency heads · Whole city"),
        ],
    )
    def test_shows_title_sentence_and_picture(
        self, client: Client, release: Release, language: str, locale: str, title: str
    ) -> None:
        page = f"{language}/indicators/court-appearance-rate/?as_of=2019-07-09"
        html = client.get(page).content.decode()

        found = tags(html)
        sentence = found["og:description"]
        site = "http://testserver"
        address = found["og:image"].removeprefix(site)
        caption = re.sub("</?span>", "", html.split("<figcaption>")[1])
        assert sentence in unescape(caption)
        assert found == {
            "og:type": "article",
            "og:site_name": "Zhunsheng" if language else "准绳",
            "og:locale": locale,
            "og:title": title,
            "og:description": sentence,
            "og:url": site + page,
            "og:image": f"{site}{language}{ADDRESS}.png?as_of=2019-07-09",
            "og:image:type": "image/png",
            "og:image:width": "1200",
            "og:image:height": found["og:image:height"],
            "og:image:alt": sentence,
            "twitter:card": "summary_large_image",
        }
        size = struct.unpack(">II", client.get(address).content[16:24])
        assert size == (1200, int(found["og:image:height"]))

    def test_leaves_a_page_without_figures_alone(self, client: Client, release: Release) -> None:
        html: Any = client.get("/indicators/service-items/?as_of=2019-07-08").content.decode()

        assert tags(html) == {}
