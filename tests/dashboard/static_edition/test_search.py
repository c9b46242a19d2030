"""The index that the edition's script searches: whole, the same as the list, and up to date."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from dashboard.tables.indicators import IndicatorTable, TextColumn
from indicators import publishing, selectors
from indicators.bilingual import Text
from indicators.models import Indicator, Observation, Official, Release, Rule

from .conftest import Edition
from .editions import make

pytestmark = pytest.mark.django_db
INDEXES = ("search-index.json", "en/search-index.json")
FILES = {"search-index.js", "search-index.json", "en/search-index.js", "en/search-index.json"}
CANCELLED = "indicators/certificates-cancelled/index.html"
APPEARED = "indicators/court-appearance-rate/index.html"
WORDS = ["199 certificate requirements", 199, 1, "≥ 250 certificate requirements"]
LANGUAGES = pytest.mark.parametrize("folder", ["", "en/"], ids=["zh", "en"])


def index_in(folder: Path, name: str = INDEXES[0]) -> dict[str, Any]:
    """Return the edition's index."""
    found: dict[str, Any] = json.loads((folder / name).read_text())
    return found


def table_of(page: Path) -> list[list[str]]:
    """Return the cells of the page's table, and where its first column leads."""
    rows = html.parse(page).getroot().xpath("//tbody/tr")
    return [
        [*(cell.text_content() for cell in row.iter("td")), row.xpath("string(td[1]/a/@href)")]
        for row in rows
    ]


def rows_of(index: dict[str, Any]) -> list[list[str]]:
    """Return what the script would draw of the whole list: the table's columns by their names."""
    cards = [
        {"name": name, "owner": owner, "area": area}
        | dict(zip(index["columns"], cells, strict=True))
        for _code, name, _other, area, owner, places in index["indicators"]
        for cells in places
    ]
    return [
        [*(drawn(index, card, name) for name in IndicatorTable.base_columns), card["href"]]
        for card in cards
    ]


def drawn(index: dict[str, Any], card: dict[str, Any], name: str) -> str:
    """Return a cell: what many cards share stands once in the index."""
    words: str = index[f"{name}s"][card[name]][1] if f"{name}s" in index else card[name]
    return words or "—"


class IndexTests:
    @LANGUAGES
    def test_says_what_the_list_of_indicators_says(self, real: Edition, folder: str) -> None:
        listed = table_of(real.folder / f"{folder}indicators/index.html")
        drawn = rows_of(index_in(real.folder, f"{folder}search-index.json"))

        assert len(listed) == 37
        # Links are relative to the file that they stand in; the list is one folder deeper.
        assert [row[:-1] for row in drawn] == [row[:-1] for row in listed]
        assert [f"../{row[-1]}" for row in drawn] == [row[-1] for row in listed]

    def test_holds_what_an_indicator_is_found_by(self, real: Edition) -> None:
        chinese, english = (index_in(real.folder, name) for name in INDEXES)
        codes = ("certificates-cancelled", "court-appearance-rate")
        found = {one[0]: one for one in chinese["indicators"] if one[0] in codes}
        [in_english] = [one for one in english["indicators"] if one[0] == codes[0]]

        assert found == {
            "certificates-cancelled": [
                "certificates-cancelled",
                "取消调整的证明事项",
                "Certificate requirements abolished or adjusted",
                1,
                1,
                [[1, "199项", 199, 1, "≥ 250项", CANCELLED, ""]],
            ],
            "court-appearance-rate": [
                "court-appearance-rate",
                "行政机关负责人出庭应诉率",
                "Court appearance rate of agency heads",
                5,
                1,
                [[0, "80%以上", 80, 5, "≥ 100%（工作目标）", APPEARED, ""]],
            ],
        }
        assert in_english == [
            "certificates-cancelled",
            "Certificate requirements abolished or adjusted",
            "取消调整的证明事项",
            1,
            1,
            [[1, *WORDS, f"../en/{CANCELLED}", ""]],
        ]
        written = [place[-1] for one in chinese["indicators"] for place in one[-1]]
        assert sorted(filter(None, written)) == ["3.6万人", "42万人", "近千人"]
        assert chinese["areas"][5] == [
            "disputes",
            "行政复议与应诉",
            "Reconsideration and litigation",
        ]
        assert chinese["owners"][1] == ["justice-bureau", "市司法局", "Justice Bureau"]
        assert chinese["places"] == [
            ["city", "全市", "Whole city"],
            ["city-level", "市本级", "City-level bodies"],
            ["counties", "县(区)合计", "Counties and districts together"],
        ]

    def test_holds_every_other_page_that_somebody_looks_for(self, real: Edition) -> None:
        chinese = index_in(real.folder)

        kinds = [kind for kind, *_ in chinese["pages"]]
        some = [page for page in chinese["pages"] if page[0] in ("place", "release", "report")]
        assert {kind: (name, kinds.count(kind)) for kind, name in chinese["kinds"].items()} == {
            "area": ("领域", 7),
            "organisation": ("单位", 17),
            "place": ("口径", 3),
            "source": ("来源", 5),
            "release": ("发布", 1),
            "report": ("报告", 2),
        }
        assert some == [
            ["place", "全市", "Whole city", "places/city/index.html"],
            ["place", "市本级", "City-level bodies", "places/city-level/index.html"],
            [
                "place",
                "县(区)合计",
                "Counties and districts together",
                "places/counties/index.html",
            ],
            [
                "release",
                "2019年上半年数据",
                "Figures of the first half of 2019",
                "releases/1/index.html",
            ],
            ["report", "2019年", "year 2019", "reports/2019/index.html"],
            ["report", "2019年上半年", "first half of 2019", "reports/2019-h1/index.html"],
        ]

    @LANGUAGES
    def test_is_also_a_script_that_says_the_same(self, real: Edition, folder: str) -> None:
        data = (real.folder / f"{folder}search-index.json").read_text()
        script = (real.folder / f"{folder}search-index.js").read_text()

        assert script == f"window.zhunshengIndex = {data};\n"

    def test_is_read_in_few_queries_however_long_the_list_is(
        self, client: Client, release: Release
    ) -> None:
        with CaptureQueriesContext(connection) as of_many:
            many = client.get("/search-index.json").json()
        Indicator.objects.exclude(code="service-items").update(is_public=False)
        cache.clear()
        selectors.today.cache_clear()
        with CaptureQueriesContext(connection) as of_one:
            one = client.get("/search-index.json").json()

        assert (len(many["indicators"]), len(one["indicators"])) == (35, 1)
        assert len(of_one) == len(of_many) <= 12


class FurtherColumnTests:
    def test_is_declared_once_for_the_list_the_index_and_its_script(
        self, client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        unit = TextColumn("Measure", lambda card: Text(card.series.unit.zh, "x"), orderable=False)
        monkeypatch.setitem(IndicatorTable.base_columns, "unit", unit)

        listed = html.fromstring(client.get("/indicators/").content).xpath("//tbody/tr")
        index = client.get("/search-index.json").json()

        assert [row.xpath("string(td[8])") for row in listed] == [
            row[-2] for row in rows_of(index)[: len(listed)]
        ]
        assert {"项", "人", "%"} <= {row[-2] for row in rows_of(index)}


class RunTests:
    def test_writes_the_index_again_when_a_card_changes(
        self, release: Release, publisher: Official, folder: Path
    ) -> None:
        make(folder)
        publishing.correct(
            Observation.objects.get(indicator__code="service-items"),
            value=Decimal(811),
            reason="漏计一项",
            by=publisher,
            at=release.released_at + timedelta(days=1),
        )

        outcome = make(folder)

        rows = [row for row in rows_of(index_in(folder)) if row[0] == "政务服务事项"]
        assert set(outcome.written) >= FILES
        assert [row[1] for row in rows if "service-items/" in row[-1]] == ["811项"]

    def test_keeps_the_index_when_something_else_changes(
        self, release: Release, folder: Path
    ) -> None:
        make(folder)
        rule: Any = Rule.objects.order_by("pk")[0]
        rule.name_zh_hans = "改过的名称"
        rule.save()

        outcome = make(folder)

        assert "quality/index.html" in outcome.written
        assert FILES.isdisjoint(outcome.written)


class LiveSiteTests:
    @pytest.mark.parametrize("page", ["/", "/indicators/", "/en/indicators/service-items/"])
    def test_loads_neither_the_script_nor_its_box(
        self, client: Client, release: Release, page: str
    ) -> None:
        answer = client.get(page).content.decode()

        assert "edition.js" not in answer
        assert "sorting.js" not in answer
        assert "search-index" not in answer
        assert "data-column" not in answer
