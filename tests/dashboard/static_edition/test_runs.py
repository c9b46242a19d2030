"""A run renders everything, writes what is other than before, and ends at once where nothing is."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard import code_digest, typesetting
from dashboard.static_edition.manifest import File
from dashboard.static_edition.publisher import SameFile, refuse_same_names
from dashboard.static_edition.renderer import Page
from indicators.models import Official, Release

from .editions import correct, make, tree

pytestmark = pytest.mark.django_db

# What shows the newest figure of service-items, or which release is the newest, in each language.
SHOWING_IT = {
    "areas/functions/index.html",
    "data/index.html",
    "embed/service-items/index.html",
    "index.html",
    "indicators/index.html",
    "indicators/service-items/city-level/chart.svg",
    "indicators/service-items/index.html",
    "organisations/service-centre/index.html",
    "places/city-level/index.html",
    "releases/RELEASE/index.html",
    "releases/feed.atom",
    "releases/index.html",
    "reports/2019-h1/index.html",
    "reports/2019/index.html",
    "search-index.js",
    "search-index.json",
    "standing-behind.html",
    "screen-1.html",
    "standing-not_shown.html",
    "standing-on_track.html",
}
# Files that serve both languages.
FILES_OF_IT = {
    "data/catalog.jsonld",
    "data/catalog.ttl",
    "data/indicators.zip",
    "data/observations.csv",
    "data/observations.json",
    "data/observations.xlsx",
    "data/sdmx/observations.csv",
    "data/sdmx/structure.xml",
    "indicators/service-items.csv",
    "indicators/service-items.json",
    "indicators/service-items.xlsx",
}


def times(folder: Path) -> dict[Path, int]:
    """Return when each file and folder was last changed."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


class ChangeTests:
    def test_is_written_to_the_files_that_show_a_corrected_figure_alone(
        self, release: Release, publisher: Official, folder: Path
    ) -> None:
        first = make(folder)
        before = times(folder)
        correct("service-items", release, publisher)

        outcome = make(folder)

        newest = Release.objects.latest("released_at")
        pages = {name.replace("RELEASE", f"{newest.pk}") for name in SHOWING_IT}
        changed = pages | FILES_OF_IT | {f"en/{page}" for page in pages}
        assert set(outcome.written) == changed
        assert "811项" in (folder / "indicators" / "service-items" / "index.html").read_text()
        now, kept = times(folder), {one.name for one in first.pages.values()} - changed
        assert len(kept) > 300
        assert [name for name in kept if now[folder / name] != before[folder / name]] == []

    def test_makes_the_same_as_a_first_run(
        self, release: Release, publisher: Official, folder: Path, tmp_path: Path
    ) -> None:
        make(folder)
        correct("service-items", release, publisher)

        make(folder)
        make(tmp_path / "anew")

        assert tree(folder) == tree(tmp_path / "anew")

    def test_to_a_file_or_its_loss_is_mended(self, release: Release, folder: Path) -> None:
        make(folder)
        before = tree(folder)
        (folder / "about" / "index.html").write_text("changed")
        (folder / "quality" / "index.html").unlink()

        outcome = make(folder)

        assert outcome.written == ("about/index.html", "quality/index.html")
        assert tree(folder) == before


class NothingChangedTests:
    def test_ends_at_once_and_writes_nothing(self, release: Release, folder: Path) -> None:
        first = make(folder)
        before = times(folder)

        again = make(folder)

        assert (again.files, again.pages, again.removed) == (len(first.pages), {}, ())
        assert times(folder) == before

    def test_renders_everything_where_that_is_asked_for(self, small: None, folder: Path) -> None:
        first = make(folder)

        again = make(folder, everything=True)

        assert (again.pages.keys(), again.written) == (first.pages.keys(), ())

    def test_does_not_hold_with_another_setting_that_pages_show(
        self,
        small: None,
        folder: Path,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        make(folder)
        others = {
            "CITY_NAME_EN": "Elsewhere",
            "CITY_NAME_ZH": "别处市",
            "DEMONSTRATION": True,
            "LICENCE": "CC0 1.0",
            "LICENCE_URL": "https://licence.example/",
            "PLOTLY_SCRIPT": "",
            "SITE_URL": "https://site.example",
        }

        made = {}
        for name, value in others.items():
            setattr(settings, name, value)
            made[name] = len(make(folder).pages)

        assert all(made.values()), made

    def test_does_not_hold_with_other_code_address_or_day_nor_where_nobody_knows(
        self,
        small: None,
        folder: Path,
        settings: Any,  # noqa: ANN401 - pytest-django's own
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        make(folder)
        other_address = make(folder, "/fz/")
        other_day = make(folder, "/fz/", date(2019, 7, 31))
        monkeypatch.setattr(code_digest, "code_and_packages", lambda: "other code")
        other_code = make(folder, "/fz/", date(2019, 7, 31))
        shutil.rmtree(settings.VAR)
        nobody_knows = make(folder, "/fz/", date(2019, 7, 31))

        assert all((other_address.pages, other_day.pages, other_code.pages, nobody_knows.pages))
        assert make(folder, "/fz/", date(2019, 7, 31)).pages == {}

    def test_does_not_hold_with_another_version_of_a_package(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.syspath_prepend(tmp_path)
        package = tmp_path / "package-1.0.dist-info"
        known = set()
        for act in (lambda: None, package.mkdir, lambda: package.rename(tmp_path / "b.dist-info")):
            act()
            code_digest.code_and_packages.cache_clear()
            known.add(code_digest.fingerprint())

        assert len(known) == 3


class PageTests:
    def test_of_one_name_are_refused_also_where_case_makes_no_difference(self) -> None:
        one, other = (Page(name, name, File("", 0)) for name in ("a/B.html", "A/b.html"))

        with pytest.raises(SameFile):
            refuse_same_names([one, other])

    def test_look_for_no_fonts(
        self, small: None, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(typesetting, "chinese_fonts", lambda: pytest.fail("looked for fonts"))

        make(folder)

        assert (folder / "reports" / "2019-h1" / "index.html").is_file()
