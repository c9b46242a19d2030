"""No link of the edition is broken, and nothing comes from another host."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import translation

from dashboard.page_cache import is_published
from dashboard.static_edition.addresses import INDEXES, OF_EVERYTHING, Addresses
from dashboard.static_edition.crawl import AT_ONCE, MANY, Parts
from dashboard.static_edition.seeds import starts_of
from indicators import selectors
from indicators.models import Release

from .checker import Found, check
from .conftest import Edition
from .editions import make

pytestmark = pytest.mark.django_db
BASE = "https://www.example.org/fz/"


def strays(found: Found) -> list[tuple[str, str]]:
    """Return the links to other hosts, but for the one to the licence's own words."""
    return [one for one in found.leads_outside if one[1] != settings.LICENCE_URL]


class LinkTests:
    def test_of_the_real_report_are_whole_and_stay_within_the_edition(self, real: Edition) -> None:
        found = check(real.folder)

        assert (found.broken, found.loads_from_outside, strays(found)) == ([], [], [])
        assert found.forms == []
        assert found.links > 3000
        # Views leave out what needs a server themselves, with the words around it.
        assert real.outcome.left_out == {}

    def test_name_the_host_only_where_a_relative_one_is_not_allowed(
        self, release: Release, folder: Path
    ) -> None:
        make(folder, BASE, date(2019, 7, 9))

        found = check(folder)
        assert (found.broken, found.loads_from_outside) == ([], [])
        assert {name for name, _ in strays(found)} == {
            "releases/feed.atom",
            "en/releases/feed.atom",
        }
        assert all(link.startswith(BASE) for _, link in strays(found))
        assert all((folder / link.removeprefix(BASE)).is_file() for _, link in strays(found))

    def test_are_whole_before_the_first_release(self, release: Release, folder: Path) -> None:
        make(folder, as_of=date(2019, 7, 8))

        found = check(folder)
        assert (found.broken, found.loads_from_outside, strays(found)) == ([], [], [])
        assert "当日尚无公开内容" in (folder / "index.html").read_text()

    @pytest.mark.parametrize("name", sorted(OF_EVERYTHING))
    def test_to_a_download_in_both_languages_lead_to_one_file_that_is_the_same_for_both(
        self, client: Client, release: Release, real: Edition, name: str
    ) -> None:
        paths = []
        for language in ("zh-hans", "en"):
            with translation.override(language):
                paths.append(reverse(name))
        chinese, english = (client.get(path).getvalue() for path in paths)

        assert chinese == english
        assert (real.folder / paths[0].lstrip("/")).is_file()
        assert not (real.folder / paths[1].lstrip("/")).exists()


class StartTests:
    def test_lead_to_what_the_url_table_says(self, release: Release) -> None:
        starts = starts_of(selectors.edition())

        known = Addresses(starts.first_places, "", starts.targets)
        asked = Addresses(starts.first_places)
        assert len(starts.targets) > 400
        for path in starts.targets:
            assert known.read(path, "/") == asked.read(path, "/")
        first = next(iter(starts.first_places))
        for query in ("?place=city-level", "?place=counties#chart", "?page=1", "?page=2", "?sort="):
            href = f"/indicators/{first}/{query}"
            assert known.read(href, "/") == asked.read(href, "/")


class PublicTests:
    def test_are_all_published_pages_but_those_that_an_edition_is_not_to_have(self) -> None:
        left_out = published("dashboard.urls") - published("dashboard.public_urls")

        assert left_out == {"api", "chart_png", "release_package", "report_pdf", "report_word"}


def published(table: str) -> set[str | None]:
    """Return the names of the published pages in the table of addresses."""
    waiting = list(get_resolver(table).url_patterns)
    found: set[str | None] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, URLResolver):
            waiting += one.url_patterns
        elif is_published(one.callback):
            found.add(one.name)
    return found


class PartTests:
    def test_hold_each_address_once_and_keep_those_of_an_indicator_together(
        self, release: Release
    ) -> None:
        starts = starts_of(selectors.edition())
        addresses = Addresses(starts.first_places, "", starts.targets)
        reports = ["/reports/2019/", "/en/reports/2019/", "/reports/2019-h1/"]
        wanted = list(dict.fromkeys([*addresses.each(starts.paths), *reports]))

        parts = list(Parts(addresses, MANY).of(wanted))

        assert sorted(one for part in parts for one in part) == sorted(wanted)
        with translation.override(settings.LANGUAGE_CODE):
            everything = {reverse(name) for name in OF_EVERYTHING}
            indexes = {reverse(name) for name in INDEXES}
        assert set(parts[0]) == everything.union(indexes, (f"/en{path}" for path in indexes))
        assert parts[1:4] == [
            ("/en/reports/", "/reports/"),
            ("/reports/2019-h1/",),
            ("/en/reports/2019/", "/reports/2019/"),
        ]
        assert max(map(len, parts)) < 2 * AT_ONCE
        homes = {
            code: {
                number
                for number, part in enumerate(parts)
                for one in part
                if addresses.read(one, "/").code == code
            }
            for code in starts.first_places
        }
        assert {len(numbers) for numbers in homes.values()} == {1}

    def test_of_many_figures_hold_the_workbook_by_itself(self, release: Release) -> None:
        addresses = Addresses({})
        wanted = ["/data/observations.csv", "/data/observations.xlsx", "/data/observations.json"]

        parts = list(Parts(addresses, MANY + 1).of(wanted))

        assert parts == [
            ("/data/observations.csv", "/data/observations.json"),
            ("/data/observations.xlsx",),
        ]
