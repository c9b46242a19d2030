"""Every page and file of the edition says what the live site says."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dashboard.static_edition import renderer
from dashboard.static_edition.publisher import Outcome
from dashboard.views import sources_and_releases
from indicators.models import Release

from .conftest import Edition
from .editions import make
from .sayings import BASE, charts_of, figures_of, said_by

pytestmark = pytest.mark.django_db
KINDS = {"html", "svg", "csv", "json", "jsonld", "xlsx", "zip", "atom", "xml", "ttl", "txt"}
# What the live site has elsewhere, or says otherwise since it has more to say.
UNLIKE = ("/static/", "/robots.txt")
# One figure, and files of each sort that show it.
FIGURE = re.compile(rb"810")
SHOWING = (
    "index.html",
    "en/index.html",
    "areas/functions/index.html",
    "data/observations.csv",
    "data/observations.json",
    "data/sdmx/observations.csv",
    "embed/service-items/index.html",
    "indicators/index.html",
    "indicators/service-items.csv",
    "indicators/service-items.json",
    "indicators/service-items/index.html",
    "indicators/service-items/city-level/chart.svg",
    "releases/1/index.html",
    "reports/2019-h1/index.html",
)


@dataclass(frozen=True)
class Comparison:
    """An edition beside the live site on the same day."""

    outcome: Outcome
    folder: Path
    client: Client
    day: str = ""

    def differences(self) -> list[tuple[str, object, object]]:
        """Return each address whose file says something else than the live site, with the first."""
        pages = [one for one in self.outcome.pages if not one.startswith(UNLIKE)]
        return [(one, *pair) for one in pages for pair in self._first_difference(one)]

    def _first_difference(self, address: str) -> list[tuple[object, object]]:
        name = self.outcome.pages[address].name
        live, static = self.live(address), (self.folder / name).read_bytes()
        said = said_by(name, live, is_live=True), said_by(name, static, is_live=False)
        if name.endswith(".html"):
            for chart in charts_of(live):
                said[0].extend(said_by(".json", self.live(chart), is_live=True))
        said[1].extend(figures_of(static, name))
        return [pair for pair in zip_longest(*said) if pair[0] != pair[1]][:1]

    def live(self, address: str) -> bytes:
        """Return what the live site answers."""
        mark = "&" if "?" in address else "?"
        is_dated = "as_of=" in address or not self.day
        answer: Any = self.client.get(address if is_dated else f"{address}{mark}as_of={self.day}")
        assert answer.status_code == 200, address
        content: bytes = answer.getvalue()
        return content

    def addresses(self) -> set[str]:
        return set(self.outcome.pages)

    def kinds(self) -> set[str]:
        return {one.name.rpartition(".")[2] for one in self.outcome.pages.values()}


class SamenessTests:
    def test_holds_for_every_page_and_file_of_the_real_report(
        self, client: Client, release: Release, folder: Path
    ) -> None:
        compared = Comparison(make(folder, BASE), folder, client)

        assert compared.differences() == []
        assert compared.kinds() >= KINDS
        assert compared.addresses() >= {
            "/data/",
            "/embed/service-items/",
            "/en/releases/",
            "/reports/2019-h1/",
            "/sources/fuzhou-2019h1/",
            "/indicators/random-inspection-items/?place=counties",
        }

    def test_holds_for_a_city_with_corrections_and_a_withdrawn_release(
        self,
        client: Client,
        busy_city: Callable[[], None],
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(sources_and_releases, "FIGURES", 10)
        busy_city()

        compared = Comparison(make(folder, BASE), folder, client)

        assert compared.differences() == []
        second = Release.objects.order_by("released_at")[1]
        assert compared.addresses() >= {
            f"/releases/{second.pk}/?page=2",
            "/indicators/generated-00001/?place=990001",
        }

    def test_holds_for_an_earlier_day_with_more_figures_than_are_kept_at_hand(
        self,
        client: Client,
        busy_city: Callable[[], None],
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(renderer, "AT_HAND", 10)
        busy_city()

        outcome = make(folder, BASE, as_of=date(2020, 2, 29))

        assert Comparison(outcome, folder, client, "2020-02-29").differences() == []
        newest = Release.objects.latest("released_at")
        assert not (folder / "releases" / str(newest.pk)).exists()

    @pytest.mark.parametrize("name", SHOWING)
    def test_would_not_hold_where_one_figure_were_another(self, real: Edition, name: str) -> None:
        content = (real.folder / name).read_bytes()
        said = [*said_by(name, content, is_live=False), *figures_of(content, name)]
        altered = [
            content[: one.start()] + b"811" + content[one.end() :]
            for one in FIGURE.finditer(content)
        ]

        assert altered
        for other in altered:
            assert [*said_by(name, other, is_live=False), *figures_of(other, name)] != said
