"""Every page of the edition says what the live site says."""

import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import html
from openpyxl import load_workbook

from dashboard.static_edition.publisher import Outcome
from dashboard.views import records
from indicators.models import Release

from .conftest import Edition
from .editions import make

pytestmark = pytest.mark.django_db
# What the live site has and the edition has not, and the other way round.
ONLY_LIVE = (
    "//form|//footer//a[contains(@href, '/accounts/')]|//p[@class='notice']/a|//*[@data-live]"
)
ONLY_STATIC = "//main//script|//*[@data-index]"
CITED = "//dd/code"
# How to ask for an earlier day, which takes a server.
AS_OF = re.compile(r"Add \?as_of=.*?day\. |在任何网址后加[^。]*。 ?")


def words(page: bytes, taken_out: str) -> list[str]:
    """Return the words of the page, without some elements."""
    tree = html.document_fromstring(page.decode())
    for element in tree.xpath(f"{taken_out}|{CITED}|//head"):
        element.drop_tree()
    texts = (AS_OF.sub("", text).strip(" \n·") for text in tree.itertext())
    return [text for text in texts if text]


def cells(content: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def differences(outcome: Outcome, folder: Path, client: Client, day: str) -> list[str]:
    """Return the addresses whose file says something else than the live site."""
    found = []
    for address, record in outcome.records.items():
        if address.startswith("/static/"):
            continue
        mark = "&" if "?" in address else "?"
        answer: Any = client.get(f"{address}{mark}as_of={day}" if day else address)
        assert answer.status_code == 200, address
        live, static = answer.getvalue(), (folder / record.file).read_bytes()
        if record.file.endswith(".html"):
            is_same = words(live, ONLY_LIVE) == words(static, ONLY_STATIC)
        elif record.file.endswith(".xlsx"):
            is_same = cells(live) == cells(static)
        elif record.file.endswith(".atom"):
            is_same = entries(live) == entries(static)
        else:
            is_same = live == static
        if not is_same:
            found.append(address)
    return found


def entries(feed: bytes) -> list[str]:
    """Return what the feed says, without addresses."""
    tree = html.fromstring(feed)
    return list(tree.xpath("//title/text()|//summary/text()|//updated/text()"))


def charts(outcome: Outcome, folder: Path, client: Client) -> list[str]:
    """Return the pages whose chart has other data than the live one."""
    found = []
    for address, record in outcome.records.items():
        if "/indicators/" in address and record.file.endswith(".html"):
            static = html.fromstring((folder / record.file).read_bytes())
            live = html.fromstring(client.get(address).content)
            for script, place in zip(
                static.xpath("//script[@type='application/json']"),
                live.xpath("//@data-chart"),
                strict=True,
            ):
                if json.loads(script.text) != client.get(place).json():
                    found.append(address)
    return found


class SamenessTests:
    def test_holds_for_every_page_of_the_real_report(
        self, client: Client, release: Release, real: Edition
    ) -> None:
        assert differences(real.outcome, real.folder, client, "") == []
        assert charts(real.outcome, real.folder, client) == []
        assert len(real.outcome.records) > 250

    def test_holds_for_a_city_with_corrections_and_a_withdrawn_release(
        self,
        client: Client,
        busy_city: Callable[[], None],
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(records, "FIGURES", 10)
        busy_city()

        outcome = make(folder)

        assert differences(outcome, folder, client, "") == []
        assert charts(outcome, folder, client) == []
        assert "/releases/2/?page=2" in outcome.records
        assert "/indicators/generated-00001/?place=990001" in outcome.records

    def test_holds_for_an_earlier_day(
        self, client: Client, busy_city: Callable[[], None], folder: Path
    ) -> None:
        busy_city()

        outcome = make(folder, as_of=date(2020, 2, 29))

        assert differences(outcome, folder, client, "2020-02-29") == []
        page = (folder / "indicators" / "generated-00001" / "index.html").read_text()
        assert "2020-02-29 当日公开的内容" in page or "2020-02-29" in page
