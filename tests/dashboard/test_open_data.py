"""What the files and the page of open data promise over HTTP."""

import csv
import io
import json
import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import frictionless
import jsonschema
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree
from openpyxl import load_workbook
from rdflib import Graph
from rdflib.compare import isomorphic

from dashboard.views import sitemaps
from indicators import publishing, selectors
from indicators.enums import SourceKind
from indicators.exports import FLAT
from indicators.models import Indicator, Observation, Official, Release, Source
from indicators.synthetic import Size
from tests.indicators.everything import CODE, publish_everything

FILES = [
    "/data/observations.csv",
    "/data/observations.csv-metadata.json",
    "/data/observations.json",
    "/data/observations.xlsx",
    "/data/indicators.csv",
    "/data/indicators.csv-metadata.json",
    "/data/indicators.zip",
    "/data/releases/{release}.zip",
    "/data/sdmx/observations.csv",
    "/data/sdmx/structure.xml",
    "/data/catalog.jsonld",
    "/data/catalog.ttl",
    "/data/schema.json",
    "/sitemap.xml",
    "/robots.txt",
]


def get(client: Client, address: str, **headers: str) -> Any:  # noqa: ANN401 - the test client's own
    return client.get(address, headers=headers)


def body(answer: Any) -> bytes:  # noqa: ANN401 - the test client's own
    content: bytes = answer.getvalue()
    return content


def close(answer: HttpResponseBase) -> None:
    """Let go of what an unread answer holds; closing it would close the database as well."""
    for closer in answer._resource_closers:  # type: ignore[attr-defined]
        closer()


@pytest.mark.parametrize("file", FILES)
class EveryFileTests:
    def test_is_answered_with_304_without_being_made(
        self, client: Client, release: Release, file: str
    ) -> None:
        address = file.format(release=release.pk)
        first = get(client, address)
        close(first)

        with CaptureQueriesContext(connection) as queries:
            again = get(client, address, **{"if-none-match": first["ETag"]})

        assert (again.status_code, body(again), len(queries)) == (304, b"", 1)

    def test_is_answered_by_date_with_304(
        self, client: Client, release: Release, file: str
    ) -> None:
        address = file.format(release=release.pk)
        first = get(client, address)
        close(first)

        again = get(client, address, **{"if-modified-since": first["Last-Modified"]})

        assert (again.status_code, body(again)) == (304, b"")

    def test_tells_its_head_alone(self, client: Client, release: Release, file: str) -> None:
        address = file.format(release=release.pk)
        whole = get(client, address)
        close(whole)

        head = client.head(address)

        assert head.status_code == 200
        assert head["Content-Type"] == whole["Content-Type"]
        assert body(head) == b""


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("/data/")])
def test_a_file_says_the_same_in_both_languages(
    client: Client, release: Release, file: str
) -> None:
    address = file.format(release=release.pk)

    zh, en = body(get(client, address)), body(get(client, f"/en{address}"))

    if address.endswith(".xlsx"):
        assert sheets(zh) == sheets(en)
    else:
        assert zh == en


def test_every_file_is_in_the_documentation() -> None:
    page = (settings.BASE_DIR / "docs" / "open-data.md").read_text(encoding="utf-8")

    assert [file for file in FILES if file.format(release="N") not in page] == []


def sheets(content: bytes) -> list[list[tuple[Any, ...]]]:
    book = load_workbook(io.BytesIO(content))
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]


class AsOfTests:
    def test_a_day_before_the_first_release_gives_valid_empty_files(
        self,
        client: Client,
        release: Release,
        tmp_path: Any,  # noqa: ANN401 - a path
    ) -> None:
        day = "?as_of=2019-07-08"
        package = tmp_path / "empty.zip"
        package.write_bytes(body(get(client, f"/data/indicators.zip{day}")))

        text = body(get(client, f"/data/observations.csv{day}")).decode("utf-8-sig")
        value = json.loads(body(get(client, f"/data/observations.json{day}")))
        [observations, *_] = sheets(body(get(client, f"/data/observations.xlsx{day}")))
        sdmx = body(get(client, f"/data/sdmx/observations.csv{day}")).decode()

        assert frictionless.validate(str(package)).valid
        assert text == ",".join(FLAT.names) + "\r\n"
        jsonschema.validate(value, json.loads(body(get(client, "/data/schema.json"))))
        assert value["series"] == []
        assert [list(row) for row in observations] == [FLAT.names]
        assert sdmx.count("\r\n") == 1
        assert get(client, f"/data/releases/{release.pk}.zip{day}").status_code == 404
        for name in ("sdmx/structure.xml", "catalog.jsonld", "catalog.ttl", "indicators.csv"):
            assert get(client, f"/data/{name}{day}").status_code == 200

    def test_gives_what_was_public_then(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        before = body(get(client, "/data/observations.csv"))
        publish_everything(release, publisher)

        then = body(get(client, "/data/observations.csv?as_of=2019-07-09"))
        now = body(get(client, "/data/observations.csv"))

        assert then == before
        assert now.count(b"\r\n") == before.count(b"\r\n") + 13

    @pytest.mark.parametrize("file", FILES[:-3])
    def test_that_is_no_day_is_a_clear_400(
        self, client: Client, release: Release, file: str
    ) -> None:
        answer = get(client, f"/en{file.format(release=release.pk)}?as_of=x")

        assert answer.status_code == 400
        assert "Write as_of as YYYY-MM-DD" in answer.content.decode()


class FilterTests:
    @pytest.mark.parametrize("query", ["area=functions", "place=counties", "q=出庭", "q=nowhere"])
    def test_narrow_every_format_alike(
        self,
        client: Client,
        release: Release,
        query: str,
        tmp_path: Any,  # noqa: ANN401 - a path
    ) -> None:
        text = body(get(client, f"/data/observations.csv?{query}")).decode("utf-8-sig")
        value = json.loads(body(get(client, f"/data/observations.json?{query}")))
        [observations, *_] = sheets(body(get(client, f"/data/observations.xlsx?{query}")))
        zipped = body(get(client, f"/data/indicators.zip?{query}"))
        package = ZipFile(io.BytesIO(zipped)).read("data/observations.csv").decode()
        sdmx = body(get(client, f"/data/sdmx/observations.csv?{query}")).decode()

        def keys(rows: Any, code: str = "indicator", place: str = "place") -> list[Any]:  # noqa: ANN401 - dicts
            return sorted((row[code], row[place]) for row in rows)

        wanted = keys(csv.DictReader(io.StringIO(text)))
        assert wanted == keys(one for one in value["series"] for _ in one["observations"])
        assert wanted == keys(dict(zip(FLAT.names, row, strict=True)) for row in observations[1:])
        assert wanted == keys(csv.DictReader(io.StringIO(package)))
        assert wanted == keys(csv.DictReader(io.StringIO(sdmx)), "INDICATOR", "REF_AREA")

    def test_are_kept_in_the_link_to_what_describes_the_columns(
        self, client: Client, release: Release
    ) -> None:
        answer = get(client, "/data/observations.csv?area=functions&q=%E8%AF%81")
        close(answer)

        [address] = re.findall(
            r'<([^>]+)>; rel="describedby"; type="application/csvm', answer["Link"]
        )
        described = json.loads(body(get(client, address)))

        assert address == (
            "http://testserver/data/observations.csv-metadata.json?area=functions&q=%E8%AF%81"
        )
        assert described["url"] == "observations.csv?area=functions&q=%E8%AF%81"

    @pytest.mark.parametrize(
        "file",
        [
            "observations.csv",
            "observations.json",
            "observations.xlsx",
            "indicators.zip",
            "sdmx/observations.csv",
        ],
    )
    @pytest.mark.parametrize(
        ("query", "said"),
        [
            (
                "foo=1",
                "没有筛选项“foo”。可用的筛选项：q, area, owner, standing, place, as_of。",
            ),
            ("sort=name", "没有筛选项“sort”。"),
            ("area=nowhere", "没有领域“nowhere”。"),
            ("owner=nobody", "没有单位“nobody”。"),
            ("place=nowhere", "没有口径“nowhere”。"),
            ("standing=fine", "没有进展“fine”。可用的值："),
            ("area=functions%00", "筛选项“area”含有无法识别的字符。"),
            ("q=%00", "筛选项“q”含有无法识别的字符。"),
            ("area=functions&area=disputes", "筛选项“area”只能出现一次。"),
            ("as_of=1900-01-01", "as_of 须为 1949-10-01 至今天之间的日期。"),
        ],
    )
    def test_that_do_not_exist_are_refused_instead_of_giving_another_file(
        self, client: Client, release: Release, file: str, query: str, said: str
    ) -> None:
        answer = client.get(f"/data/{file}?{query}")

        assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
        heading, reason = answer.content.decode().splitlines()
        assert heading == "该网址无法识别"
        assert said in reason

    def test_are_refused_on_a_page_where_a_browser_asks(
        self, client: Client, release: Release
    ) -> None:
        accepted = "text/html,application/xhtml+xml,*/*;q=0.8"
        answer = client.get("/data/observations.csv?owners=x", headers={"Accept": accepted})

        assert (answer.status_code, answer["Content-Type"]) == (400, "text/html; charset=utf-8")
        assert "<h1>该网址无法识别</h1>" in answer.content.decode()

    @pytest.mark.parametrize(
        "path",
        [
            "/data/catalog.jsonld",
            "/data/catalog.ttl",
            "/data/indicators.csv",
            "/data/indicators.csv-metadata.json",
            "/data/releases/{}.zip",
            "/data/schema.json",
            "/data/sdmx/structure.xml",
            "/indicators/supervision-items.csv",
        ],
    )
    def test_are_refused_where_a_file_has_none(
        self, client: Client, release: Release, path: str
    ) -> None:
        answer = client.get(f"{path.format(release.pk)}?place=city-level")

        assert answer.status_code == 400
        assert "没有筛选项“place”。可用的筛选项：as_of。" in answer.content.decode()


class WorkbookTests:
    def test_of_more_than_a_sheet_can_hold_is_refused_with_a_way_out(
        self, client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("indicators.exports.MOST_ROWS", 36)

        refused = get(client, "/en/data/observations.xlsx")
        part = get(client, "/en/data/observations.xlsx?area=functions")

        assert refused.status_code == 400
        assert "Take the CSV file" in refused.content.decode()
        assert body(part)[:2] == b"PK"

    def test_of_one_indicator_is_read(self, client: Client, release: Release) -> None:
        [rows] = sheets(get(client, f"/indicators/{CODE}.xlsx").content)

        assert [row[FLAT.names.index("value")] for row in rows] == ["value", 80]


class ReleasePackageTests:
    def test_has_the_same_bytes_after_a_later_release(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        address = f"/data/releases/{release.pk}.zip"
        before = body(get(client, address))

        publish_everything(release, publisher)
        indicator = Indicator.objects.get(code=CODE)
        indicator.name = "改过的名称"
        indicator.save()
        after = body(get(client, address))

        assert after == before
        assert body(get(client, "/data/indicators.zip")) != before

    def test_of_nothing_is_nowhere(self, client: Client, release: Release) -> None:
        assert get(client, "/data/releases/999.zip").status_code == 404


class CatalogueTests:
    @pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
    def test_leads_to_files_that_are_there(self, client: Client, release: Release) -> None:
        as_json = Graph().parse(
            data=body(get(client, "/data/catalog.jsonld")).decode(), format="json-ld"
        )
        as_turtle = Graph().parse(
            data=body(get(client, "/data/catalog.ttl")).decode(), format="turtle"
        )

        dcat = "http://www.w3.org/ns/dcat#"
        files = {str(o) for _s, p, o in as_json if str(p) == f"{dcat}downloadURL"}
        pages = {str(o) for _s, p, o in as_json if str(p) == f"{dcat}landingPage"}
        assert isomorphic(as_json, as_turtle)
        assert len(files) == 8
        assert len(pages) == 2
        for address in files | pages:
            answer = client.head(address)
            assert (answer.status_code, address) == (200, address)

    def test_names_the_site_as_it_is_found_from_outside(
        self,
        client: Client,
        release: Release,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.SITE_URL = "https://fuzhou.example/"
        settings.LICENCE, settings.LICENCE_URL = "自定许可", "https://fuzhou.example/licence"
        settings.CITY_NAME_ZH, settings.CITY_NAME_EN = "某市", "Some City"

        turtle = body(get(client, "/data/catalog.ttl")).decode()
        page = get(client, "/data/").content.decode()

        assert "testserver" not in turtle
        assert "<https://fuzhou.example/data/observations.csv>" in turtle
        assert "dct:license <https://fuzhou.example/licence>" in turtle
        assert "某市法治政府建设指标" in page
        assert 'href="https://fuzhou.example/licence"' in page

    def test_of_a_demonstration_belongs_to_no_city(
        self,
        client: Client,
        release: Release,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.DEMONSTRATION = True
        settings.CITY_NAME_ZH = settings.CITY_NAME_EN = ""

        value = json.loads(body(get(client, "/data/observations.json")))
        page = get(client, "/en/data/").content.decode()
        robots = body(get(client, "/robots.txt")).decode()

        assert value["made_up"] is True
        assert value["publisher"] == {"zh": "准绳", "en": "Zhunsheng"}
        assert "Fuzhou" not in page.split("<section>")[0]
        assert "Disallow: /\n" in robots


class IndicatorPageTests:
    @pytest.mark.parametrize("language", ["", "/en"])
    def test_holds_its_data_for_search_engines(
        self, client: Client, release: Release, language: str
    ) -> None:
        html = get(client, f"{language}/indicators/{CODE}/").content.decode()

        [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        value = json.loads(block)
        assert value["@type"] == "Dataset"
        assert value["url"] == f"http://testserver/indicators/{CODE}/?place=city"
        assert [one["contentUrl"] for one in value["distribution"]] == [
            f"http://testserver/indicators/{CODE}.{kind}" for kind in ("csv", "json", "xlsx")
        ]

    def test_cannot_be_left_by_a_name(self, client: Client, release: Release) -> None:
        indicator = Indicator.objects.get(code=CODE)
        indicator.name = "</script><script>alert(1)</script>"
        indicator.save()

        html = get(client, f"/indicators/{CODE}/").content.decode()

        assert "<script>alert" not in html


SITEMAP = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.sitemaps.org/schemas/sitemap/0.9"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start><choice>
 <element name="urlset"><oneOrMore><element name="url">
  <element name="loc"><data type="anyURI"/></element>
  <optional><element name="lastmod"><data type="dateTime"/></element></optional>
  <oneOrMore><element name="link" ns="http://www.w3.org/1999/xhtml">
   <attribute name="rel" ns=""><value>alternate</value></attribute>
   <attribute name="hreflang" ns=""><choice>
    <value>zh-Hans</value><value>en</value><value>x-default</value></choice></attribute>
   <attribute name="href" ns=""><data type="anyURI"/></attribute>
  </element></oneOrMore></element></oneOrMore></element>
 <element name="sitemapindex"><oneOrMore><element name="sitemap">
  <element name="loc"><data type="anyURI"/></element></element></oneOrMore></element>
</choice></start></grammar>
"""
ATOM = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start>
 <element name="feed"><optional><attribute name="xml:lang"/></optional><interleave>
  <element name="title"><text/></element><element name="id"><data type="anyURI"/></element>
  <element name="updated"><data type="dateTime"/></element>
  <optional><element name="subtitle"><text/></element></optional>
  <zeroOrMore><ref name="link"/></zeroOrMore>
  <zeroOrMore><element name="entry"><interleave>
   <element name="title"><text/></element><element name="id"><data type="anyURI"/></element>
   <element name="updated"><data type="dateTime"/></element>
   <optional><element name="published"><data type="dateTime"/></element></optional>
   <oneOrMore><ref name="link"/></oneOrMore>
   <optional><element name="summary">
    <optional><attribute name="type" ns=""/></optional><text/></element></optional>
   <zeroOrMore><ref name="author"/></zeroOrMore>
  </interleave></element></zeroOrMore>
  <oneOrMore><ref name="author"/></oneOrMore>
 </interleave></element></start>
 <define name="link"><element name="link">
  <zeroOrMore><attribute><anyName/></attribute></zeroOrMore></element></define>
 <define name="author"><element name="author">
  <element name="name"><text/></element></element></define>
</grammar>
"""


def check(grammar: str, content: bytes) -> Any:  # noqa: ANN401 - lxml's own
    root = etree.fromstring(content)
    etree.RelaxNG(etree.fromstring(grammar)).assertValid(root)
    return root


class SitemapTests:
    def test_names_every_public_page_in_both_languages(
        self, client: Client, release: Release
    ) -> None:
        Source.objects.create(slug="unreleased", kind=SourceKind.REPORT, is_public=False)

        root = check(SITEMAP, body(get(client, "/sitemap.xml")))

        places = [one.text.removeprefix("http://testserver") for one in root.iter("{*}loc")]
        assert len(places) == len(set(places)) == 2 * (8 + 2 + 35 + 7 + 17 + 14 + 5 + 1)
        reports = [address for address in places if "/reports/" in address]
        assert reports == [
            "/reports/",
            "/en/reports/",
            "/reports/2019/",
            "/en/reports/2019/",
            "/reports/2019-h1/",
            "/en/reports/2019-h1/",
        ]
        for address in places:
            assert (get(client, address).status_code, address) == (200, address)

    def test_is_cut_where_one_file_cannot_hold_it(
        self, client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = check(SITEMAP, body(get(client, "/sitemap.xml")))
        cache.clear()
        monkeypatch.setattr(sitemaps, "PAGES_OF_A_FILE", 50)

        index = check(SITEMAP, body(get(client, "/sitemap.xml")))
        files = [one.text for one in index.iter("{*}loc")]
        parts = [check(SITEMAP, body(get(client, address))) for address in files]

        assert files == ["http://testserver/sitemap-1.xml", "http://testserver/sitemap-2.xml"]
        assert [one.text for part in parts for one in part.iter("{*}loc")] == [
            one.text for one in whole.iter("{*}loc")
        ]
        assert get(client, "/sitemap-3.xml").status_code == 404
        assert get(client, "/sitemap-0.xml").status_code == 404

    def test_tells_when_an_indicator_changed(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        publishing.correct(
            Observation.objects.get(indicator__code="service-items"),
            value=Decimal(811),
            reason="漏计一项",
            by=publisher,
            at=release.released_at + timedelta(days=1),
        )

        root = check(SITEMAP, body(get(client, "/sitemap.xml")))

        days = {one[0].text: one[1].text for one in root if one[1].tag.endswith("lastmod")}
        pages = "http://testserver/indicators"
        assert days[f"{pages}/service-items/"] == "2019-07-10T15:06:00+08:00"
        assert days[f"{pages}/work-tasks/"] == "2019-07-09T15:06:00+08:00"

    @pytest.mark.parametrize("day", ["2019-07-08", "2019-07-09"])
    def test_names_the_pages_of_an_earlier_day(
        self, client: Client, release: Release, publisher: Official, day: str
    ) -> None:
        later = publishing.correct(
            Observation.objects.get(indicator__code="service-items"),
            value=Decimal(811),
            reason="漏计一项",
            by=publisher,
            at=release.released_at + timedelta(days=1),
        ).release
        publishing.withdraw(
            later, reason="误发", by=publisher, at=later.released_at + timedelta(days=1)
        )

        root = check(SITEMAP, body(get(client, f"/sitemap.xml?as_of={day}")))

        places = [one.text for one in root.iter("{*}loc")]
        assert f"http://testserver/releases/{later.pk}/?as_of={day}" not in places
        assert (f"http://testserver/releases/{release.pk}/?as_of={day}" in places) == (
            day == "2019-07-09"
        )
        changed = {one.text for one in root.iter("{*}lastmod")}
        assert changed == ({"2019-07-09T15:06:00+08:00"} if day == "2019-07-09" else set())
        for address in places:
            assert (get(client, address).status_code, address) == (200, address)

    def test_leads_robots_to_it(self, client: Client, release: Release) -> None:
        robots = body(get(client, "/robots.txt")).decode().splitlines()

        assert robots[-1] == "Sitemap: http://testserver/sitemap.xml"
        assert {"Disallow: /desk/", "Disallow: /admin/"} <= set(robots)

    @pytest.mark.parametrize("language", ["", "/en"])
    def test_the_feed_is_atom(
        self, client: Client, release: Release, publisher: Official, language: str
    ) -> None:
        publish_everything(release, publisher)

        root = check(ATOM, body(get(client, f"{language}/releases/feed.atom")))

        assert len(list(root.iter("{*}entry"))) == 3

    def test_the_feed_says_that_a_release_was_withdrawn_from_the_day_on(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        at = release.released_at + timedelta(days=3)
        publishing.withdraw(release, reason="误发", by=publisher, at=at)

        [now] = check(ATOM, body(get(client, "/releases/feed.atom"))).iter("{*}entry")
        day = release.released_at.date()
        [then] = check(ATOM, body(get(client, f"/releases/feed.atom?as_of={day}"))).iter("{*}entry")

        said = [
            (datetime.fromisoformat(one.findtext("{*}updated")), one.findtext("{*}summary"))
            for one in (then, now)
        ]
        assert said == [(release.released_at, "37个数据"), (at, "37个数据 · 已撤回：误发")]


class QueryTests:
    @pytest.mark.parametrize(
        "address",
        ["/data/", "/sitemap.xml", "/data/catalog.ttl", "/data/sdmx/structure.xml"],
    )
    def test_are_as_many_for_one_as_for_two_hundred(
        self, client: Client, release: Release, address: str
    ) -> None:
        Indicator.objects.exclude(code=CODE).update(is_public=False)
        with CaptureQueriesContext(connection) as one:
            get(client, address)
        list(publishing.publish_generated(Size(200, 2, 1, first_year=2020)))
        cache.clear()
        selectors.today.cache_clear()

        with CaptureQueriesContext(connection) as many:
            answer = get(client, address)

        assert answer.status_code == 200
        assert len(one) == len(many) <= 12
