"""What the public pages promise."""

import csv
import gzip
import io
import re
from datetime import datetime, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import brotli
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dashboard.tables.indicators import IndicatorTable
from indicators import publishing, selectors
from indicators.models import (
    Area,
    Indicator,
    Observation,
    Official,
    Organisation,
    Place,
    PublicState,
    Release,
)
from indicators.synthetic import Size

PAGES = [
    "/",
    "/indicators/",
    "/indicators/court-appearance-rate/",
    "/indicators/ganfutong-items/",
    "/areas/functions/",
    "/organisations/",
    "/organisations/justice-bureau/",
    "/places/city/",
    "/sources/fuzhou-2019h1/",
    "/releases/",
    "/reports/",
    "/reports/2019-h1/",
    "/quality/",
    "/about/",
    "/data/",
]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("page", PAGES)
class EveryPageTests:
    def test_of_an_earlier_day_answers_within_twelve_queries(
        self, client: Client, release: Release, page: str, language: str
    ) -> None:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"{language}{page}?as_of=2019-07-09")

        assert answer.status_code == 200
        assert len(queries) <= 12

    def test_answers_within_twelve_queries_and_60_kilobytes(
        self, client: Client, release: Release, page: str, language: str
    ) -> None:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(language + page)

        assert answer.status_code == 200
        assert len(queries) <= 12
        assert len(answer.content) <= 60_000

    def test_holds_no_inline_script_or_style(
        self, client: Client, release: Release, page: str, language: str
    ) -> None:
        html = client.get(language + page).content.decode()

        # What search engines read is data: no browser runs it.
        html = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", html)
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", html)

    def test_says_that_nothing_was_public_before_the_first_release(
        self, client: Client, release: Release, page: str, language: str
    ) -> None:
        html = client.get(f"{language}{page}?as_of=2019-07-08").content.decode()

        assert ("Nothing was public." if language else "当日尚无公开内容。") in html
        assert "80%" not in html.split("<main", 1)[1] or "about" in page

    def test_is_answered_from_memory_and_with_304_the_second_time(
        self, client: Client, release: Release, page: str, language: str
    ) -> None:
        first = client.get(language + page)

        with CaptureQueriesContext(connection) as queries:
            again = client.get(language + page, headers={"if-none-match": first["ETag"]})

        assert (again.status_code, again.content, len(queries)) == (304, b"", 1)


class ChangesTests:
    def test_show_at_once_after_a_correction(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        client.get("/indicators/service-items/")
        publishing.correct(
            Observation.objects.get(indicator__code="service-items"),
            value=Decimal(811),
            reason="漏计一项",
            by=publisher,
            at=release.released_at + timedelta(days=1),
        )

        html = client.get("/indicators/service-items/").content.decode()

        assert "811项" in html
        assert "漏计一项" in html

    def test_of_a_definition_show_at_once(self, client: Client, release: Release) -> None:
        client.get("/indicators/service-items/")
        indicator = Indicator.objects.get(code="service-items")
        indicator.name = "改过的名称"
        indicator.save()

        assert "改过的名称" in client.get("/indicators/service-items/").content.decode()

    def test_an_indicator_that_is_not_public_is_nowhere(
        self, client: Client, release: Release
    ) -> None:
        indicator = Indicator.objects.get(code="service-items")
        indicator.is_public = False
        indicator.save()

        assert client.get("/indicators/service-items/").status_code == 404
        for page in [*PAGES, "/data/observations.csv", "/data/indicators.csv"]:
            assert b"service-items" not in client.get(page).getvalue(), page


class CompressionTests:
    def test_sends_the_same_page_in_fewer_bytes_to_who_can_read_it(
        self, client: Client, release: Release
    ) -> None:
        whole = client.get("/")
        small = client.get("/", headers={"accept-encoding": "gzip, br"})

        assert brotli.decompress(small.content) == whole.content
        assert len(small.content) < 10_000
        assert "Accept-Encoding" in small["Vary"]

    @pytest.mark.parametrize(
        "file", ["indicators.csv", "observations.csv", "observations.json", "sdmx/observations.csv"]
    )
    def test_sends_a_long_file_in_fewer_bytes(
        self, client: Client, release: Release, file: str
    ) -> None:
        accepted = {"Accept-Encoding": "gzip, deflate, br"}
        plain: Any = client.get(f"/data/{file}")
        small: Any = client.get(f"/data/{file}", headers=accepted)
        head = client.head(f"/data/{file}", headers=accepted)

        assert "Content-Encoding" not in plain
        assert small["Content-Encoding"] == head["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in small["Vary"]
        whole, content = plain.getvalue(), small.getvalue()
        assert gzip.decompress(content) == whole
        assert len(content) < len(whole) / 2

    @pytest.mark.parametrize("file", ["indicators.zip", "observations.xlsx"])
    def test_sends_as_it_is_what_is_compressed_already(
        self, client: Client, release: Release, file: str
    ) -> None:
        answer: Any = client.get(f"/data/{file}", headers={"Accept-Encoding": "gzip, br"})

        assert "Content-Encoding" not in answer
        assert answer.getvalue()[:2] == b"PK"


class EarlierDayTests:
    @pytest.mark.parametrize("language", ["", "/en"])
    @pytest.mark.parametrize("page", [*PAGES, "/indicators/?q=出庭&sort=-value"])
    def test_stays_in_every_link(
        self, client: Client, release: Release, page: str, language: str
    ) -> None:
        mark = "&" if "?" in page else "?"
        html = client.get(f"{language}{page}{mark}as_of=2019-07-09").content.decode()

        links = [
            unescape(link) for link in re.findall(r'(?:href|data-chart)="(/[^"]*|\?[^"]*)"', html)
        ]
        way_back = unescape(re.search(r'class="notice".*?href="([^"]*)"', html, re.S)[1])  # type: ignore[index]
        kept = [link for link in links if "as_of=2019-07-09" in link]
        # A reader of the feed wants what comes, not what was.
        feed = {link for link in links if link.endswith("/releases/feed.atom")}
        rest = set(links) - set(kept) - feed - {way_back}
        assert len(kept) > 5
        assert {
            link
            for link in rest
            if "/accounts/login/" not in link and not link.startswith("/static/")
        } == set()

    @pytest.mark.parametrize(
        ("model", "page"),
        [
            (Area, "/areas/functions/"),
            (Organisation, "/organisations/justice-bureau/"),
            (Place, "/places/counties/"),
        ],
    )
    def test_shows_what_was_called_otherwise_then(
        self,
        client: Client,
        release: Release,
        model: type[Area | Organisation | Place],
        page: str,
    ) -> None:
        key = "slug" if model is Area else "code"
        one = model.objects.get(**{key: page.split("/")[2]})
        before = one.name_zh_hans  # type: ignore[union-attr]
        one.name = one.name_zh_hans = "改了名"  # type: ignore[union-attr]
        one.save()

        assert "<h1>改了名</h1>" in client.get(page).content.decode()
        assert f"<h1>{before}</h1>" in client.get(f"{page}?as_of=2019-07-09").content.decode()

    @pytest.mark.parametrize("page", ["/releases/{}/", "/sources/fuzhou-2019h1/"])
    @pytest.mark.parametrize("model", [Indicator, Place])
    def test_lists_figures_of_what_was_called_otherwise_then(
        self,
        client: Client,
        release: Release,
        model: type[Indicator | Place],
        page: str,
    ) -> None:
        one = model.objects.get(code="service-items" if model is Indicator else "city-level")
        before = one.name_zh_hans  # type: ignore[union-attr]
        one.name = one.name_zh_hans = "改了名"  # type: ignore[union-attr]
        one.save()

        now, then = (
            client.get(f"{page.format(release.pk)}{asked}").content.decode()
            for asked in ("", "?as_of=2019-07-09")
        )
        assert ("改了名" in now, "改了名" in then, before in then) == (True, False, True)

    def test_shows_what_an_area_was_said_to_be_about(
        self, client: Client, release: Release
    ) -> None:
        area = Area.objects.get(slug="functions")
        before = area.summary_zh_hans  # type: ignore[attr-defined]
        area.summary = area.summary_zh_hans = "改了说明"  # type: ignore[attr-defined]
        area.save()

        now, then = (
            client.get(f"/areas/functions/{asked}").content.decode()
            for asked in ("", "?as_of=2019-07-09")
        )

        assert ("改了说明" in now, "改了说明" in then) == (True, False)
        assert (before in now, before in then) == (False, True)

    def test_of_the_feed_is_kept(self, client: Client, release: Release) -> None:
        before = client.get("/releases/feed.atom?as_of=2019-07-08").content.decode()
        after = client.get("/releases/feed.atom?as_of=2019-07-09").content.decode()

        assert "<entry>" not in before
        assert after.count("<entry>") == 1


class RepeatVisitTests:
    def test_by_date_is_answered_with_304_until_something_changes(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        seen = client.get("/")["Last-Modified"]
        unchanged = client.get("/", headers={"if-modified-since": seen})
        publishing.correct(
            Observation.objects.get(indicator__code="service-items"),
            value=Decimal(811),
            reason="漏计一项",
            by=publisher,
            at=timezone.now(),
        )
        # Dates of HTTP tell no two changes within a second apart.
        PublicState.objects.update(changed_at=timezone.now() + timedelta(seconds=2))
        changed = client.get("/", headers={"if-modified-since": seen})

        assert (unchanged.status_code, changed.status_code) == (304, 200)

    def test_of_a_stream_is_answered_without_reading_a_figure(
        self, client: Client, release: Release
    ) -> None:
        tag = client.get("/data/observations.csv")["ETag"]

        with CaptureQueriesContext(connection) as queries:
            again = client.get("/data/observations.csv", headers={"if-none-match": tag})

        assert (again.status_code, len(queries)) == (304, 1)


class AddressTests:
    @pytest.mark.parametrize("day", ["x", "2019-02-30", "9999-01-01", "0001-01-01"])
    def test_with_a_bad_day_is_a_clear_400(
        self, client: Client, release: Release, day: str
    ) -> None:
        answer = client.get(f"/en/?as_of={day}")

        assert answer.status_code == 400
        assert "as_of" in answer.content.decode()

    def test_with_a_place_that_does_not_exist_is_a_404_instead_of_another_place(
        self, client: Client, release: Release
    ) -> None:
        assert client.get("/indicators/service-items/?place=nowhere").status_code == 404
        assert client.get("/indicators/service-items/?place=%00").status_code == 200
        # It exists, and had no figure: the reader came from a day on which it has one.
        assert client.get("/indicators/service-items/?place=counties").status_code == 200

    def test_that_leads_nowhere_is_a_friendly_404(self, client: Client, release: Release) -> None:
        answer = client.get("/indicators/nothing/")

        assert answer.status_code == 404
        assert "页面不存在" in answer.content.decode()


class ReadingAloneTests:
    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    @pytest.mark.parametrize("address", ["/", "/data/observations.csv", "/embed/service-items/"])
    def test_is_what_a_page_is_for(self, release: Release, method: str, address: str) -> None:
        client = Client(enforce_csrf_checks=True)

        answer = getattr(client, method)(address)

        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


class WithdrawnTests:
    @pytest.mark.parametrize(
        ("language", "gone", "withdrawn"),
        [
            ("", "该次发布的数据均已不再公开。", "已于2019-07-12 09:30撤回：误发"),
            (
                "/en",
                "None of its figures are public any more.",
                "Withdrawn on 2019-07-12 09:30: 误发",
            ),
        ],
    )
    def test_release_says_so_and_shows_no_empty_table(
        self, release: Release, publisher: Official, language: str, gone: str, withdrawn: str
    ) -> None:
        client, address = Client(), f"{language}/releases/{release.pk}/"
        before = client.get(address).content.decode()
        at = datetime(2019, 7, 12, 9, 30, tzinfo=timezone.get_current_timezone())
        publishing.withdraw(release, reason="误发", by=publisher, at=at)

        after = client.get(address).content.decode()
        listed = client.get(f"{language}/releases/").content.decode()

        assert ("<table" in before, gone in before) == (True, False)
        assert ("<table" in after, gone in after) == (False, True)
        assert (withdrawn in after, withdrawn in listed) == (True, True)


class SentenceTests:
    @pytest.mark.parametrize("page", ["/indicators/{}/", "/en/indicators/{}/", "/en/embed/{}/"])
    def test_keeps_each_day_on_one_line(self, client: Client, release: Release, page: str) -> None:
        html = client.get(page.format("certificates-cancelled")).content.decode()

        caption = html.partition("<figcaption>")[2].partition("</figcaption>")[0]
        days = re.findall(r"\d{4}-\d{2}-\d{2}", caption)
        assert len(days) >= 3
        assert re.findall(r"<span>([^<]*)</span>", caption) == days

    def test_stands_as_written_whatever_a_name_holds(
        self, client: Client, release: Release
    ) -> None:
        named = Indicator.objects.filter(code="certificates-cancelled")
        named.update(unit="<b>项</b>")

        html = client.get("/indicators/certificates-cancelled/").content.decode()

        assert "<b>项" not in html
        assert "&lt;b&gt;项" in html.partition("<figcaption>")[2]


class ListTests:
    def test_offers_to_sort_by_what_reading_sorts_by(self) -> None:
        columns = IndicatorTable.base_columns.items()

        assert {name for name, one in columns if one.orderable is not False} == {*selectors.SORTS}

    @pytest.mark.parametrize("page", ["/", "/indicators/", "/areas/functions/"])
    def test_takes_the_same_queries_for_one_and_for_many(
        self, client: Client, release: Release, page: str
    ) -> None:
        with CaptureQueriesContext(connection) as many:
            client.get(page)
        Indicator.objects.exclude(code="service-items").update(is_public=False)
        cache.clear()
        selectors.today.cache_clear()

        with CaptureQueriesContext(connection) as one:
            client.get(page)

        assert len(one) == len(many)
        assert len(many) <= (8 if page == "/" else 12)

    @pytest.mark.parametrize("page", ["/", "/indicators/", "/data/observations.csv"])
    def test_of_two_hundred_takes_the_queries_of_one(
        self, client: Client, release: Release, page: str
    ) -> None:
        Indicator.objects.exclude(code="service-items").update(is_public=False)
        with CaptureQueriesContext(connection) as one:
            client.get(page).getvalue()
        list(publishing.publish_generated(Size(200, 1, 1, first_year=2020)))
        cache.clear()
        selectors.today.cache_clear()

        with CaptureQueriesContext(connection) as many:
            answer = client.get(page)
            text = answer.getvalue().decode()

        assert "generated-00001" in text
        assert not page.endswith(".csv") or text.count("\r\n") == 1 + 1 + 200
        assert len(brotli.compress(text.encode())) < 60_000
        assert len(many) == len(one) or page.endswith(".csv")


class DownloadTests:
    def test_holds_every_figure_in_base_units(self, client: Client, release: Release) -> None:
        text = client.get("/data/observations.csv").getvalue().decode()
        rows = {(r["indicator"], r["place"]): r for r in csv.DictReader(io.StringIO(text[1:]))}

        assert text.startswith("\ufeffindicator,name_zh,")
        assert len(rows) == 37
        villagers = rows["legally-literate-villagers", "city"]
        assert (villagers["value"], villagers["as_written"]) == ("420000", "42万人")
        assert rows["court-appearance-rate", "city"] == {
            "indicator": "court-appearance-rate",
            "name_zh": "行政机关负责人出庭应诉率",
            "name_en": "Court appearance rate of agency heads",
            "place": "city",
            "period_start": "2019-01-01",
            "period_end": "2019-06-30",
            "value": "80",
            "unit": "%",
            "qualifier": "at_least",
            "as_written": "80%以上",
            "source": "fuzhou-2019h1",
            "paragraph": "7",
            "released_at": "2019-07-09T15:06:00+08:00",
            "version": "1",
            "lower": "80",
            "upper": "100",
            "reason": "",
        }

    @pytest.mark.parametrize(
        ("query", "codes"),
        [
            ("standing=not_shown", ["court-appearance-rate"]),
            ("q=出庭", ["court-appearance-rate"]),
            ("owner=petitions-bureau&standing=no_target", ["petition-cases-taken"]),
            ("q=nowhere", []),
        ],
    )
    def test_holds_exactly_what_the_filtered_table_shows(
        self, client: Client, release: Release, query: str, codes: list[str]
    ) -> None:
        text = client.get(f"/data/observations.csv?{query}").getvalue().decode()[1:]
        table = client.get(f"/indicators/?{query}").content.decode().split("<tbody>")[1]

        assert [row["indicator"] for row in csv.DictReader(io.StringIO(text))] == codes
        assert re.findall(r'href="/indicators/([-\w]+)/\?place', table) == codes

    @pytest.mark.parametrize("more", ["page=2", "sort=-value", "from=message", "as_of=2019-07-09"])
    def test_is_there_wherever_the_list_links_to_one(
        self, client: Client, release: Release, monkeypatch: pytest.MonkeyPatch, more: str
    ) -> None:
        monkeypatch.setattr("dashboard.views.indicators.ROWS", 10)
        html = client.get(f"/indicators/?standing=no_target&{more}").content.decode()
        links = [unescape(link) for link in re.findall(r'href="(/data/[^"]*\?[^"]*)"', html)]

        wanted = "?standing=no_target" + ("&as_of=2019-07-09" if "as_of" in more else "")
        assert {link.partition("/data/")[2].partition("?")[2] for link in links[:5]} == {wanted[1:]}
        for link in links:
            answer = client.get(link)
            assert answer.status_code == 200, link
            assert answer.getvalue()

    def test_of_many_rows_comes_in_parts(self, client: Client, release: Release) -> None:
        list(publishing.publish_generated(Size(300, 2, 1, first_year=2020)))

        answer: Any = client.get("/data/observations.csv")
        parts = list(answer.streaming_content)

        rows = list(csv.reader(io.StringIO(b"".join(parts).decode("utf-8-sig"))))
        assert len(parts) == 2
        assert len(rows) == 1 + 37 + 600
        assert {len(row) for row in rows} == {17}

    def test_comes_as_workbook_and_json_and_chart(self, client: Client, release: Release) -> None:
        assert client.get("/indicators/ganfutong-items.xlsx").content[:2] == b"PK"
        answer = client.get("/indicators/ganfutong-items.json").json()
        assert answer["series"][0]["observations"][0]["value"] == "76"
        chart = client.get("/indicators/ganfutong-items/city/chart.json").json()
        assert chart["data"][0]["y"] == [76.0]

    def test_of_health_says_that_the_database_answers(self, client: Client, db: None) -> None:
        assert client.get("/healthz").json() == {"database": "ok", "cache": "not shared"}

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
    def test_takes_nothing(self, method: str) -> None:
        strict = Client(enforce_csrf_checks=True)

        assert strict.generic(method, "/healthz").status_code == 405


class IconTests:
    def test_is_where_programs_look_without_being_told_to(self, client: Client) -> None:
        answer = client.get("/favicon.ico")

        assert (answer.status_code, answer["Content-Type"]) == (200, "image/x-icon")
        assert answer["Cache-Control"] == "public, max-age=604800"
        # Three pictures, of 16, 32 and 48 pixels.
        assert answer.content[:6] == b"\0\0\1\0\3\0"
        assert [answer.content[6 + 16 * number] for number in range(3)] == [16, 32, 48]
