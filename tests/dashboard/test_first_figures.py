"""What a first start puts into the database, and for whom it puts nothing."""

import os
from pathlib import Path

import pytest

from dashboard.management.first_figures import is_fuzhou
from tests.scenes import EMPTY, copied, played

START = """
from dashboard.management.first_figures import load_first_figures
from indicators.models import (
    Area, Observation, Official, Organisation, Place, Release, RoleHeld, Source
)
{made}
print(load_first_figures())
print(Place.objects.count(), Organisation.objects.count(), Source.objects.count())
print(Observation.objects.count(), Release.objects.count(), RoleHeld.objects.count())
"""
NOTHING_LOADED = "No figures are loaded; begin at /admin/ with the definition workbook."


@pytest.fixture
def database(django_db_setup: None, copies: Path, tmp_path: Path) -> str:
    """Return the address of an empty database."""
    return copied(copies / EMPTY, tmp_path / "city.sqlite3")


def start(database: str, made: str = "") -> list[str]:
    """Make what the city makes itself, start for the first time, and say what is there then."""
    done = played(database, "shell", "--no-imports", "-c", START.format(made=made))
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


class IsFuzhouTests:
    @pytest.mark.parametrize(
        ("zh", "en"), [("抚州市", "Fuzhou"), ("江西省抚州市", "Fuzhou City"), ("抚州", "FUZHOU")]
    )
    def test_knows_the_city_by_any_label(self, zh: str, en: str) -> None:
        assert is_fuzhou(zh, en)

    @pytest.mark.parametrize(
        ("zh", "en"),
        [
            ("福州市", "Fuzhou"),
            ("南昌市", "Nanchang"),
            ("南昌市", "Fuzhou"),
            ("抚州市", "Nanchang"),
            ("", ""),
        ],
    )
    def test_takes_no_other_city_for_it(self, zh: str, en: str) -> None:
        assert not is_fuzhou(zh, en)


@pytest.mark.slow
class LoadFirstFiguresTests:
    def test_publishes_the_report_once(self, database: str) -> None:
        assert start(database, "load_first_figures()") == ["", "14 17 5", "37 1 1"]

    @pytest.mark.parametrize(
        "named", [{"CITY_NAME_ZH": "福州市", "CITY_NAME_EN": "Fuzhou"}, {"START_EMPTY": "1"}]
    )
    def test_loads_nothing_for_another_city_or_on_request(
        self, named: dict[str, str], database: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in named.items():
            monkeypatch.setitem(os.environ, name, value)

        assert start(database) == [NOTHING_LOADED, "0 0 0", "0 0 0"]

    def test_starts_no_empty_site_of_another_city_on_these_figures(
        self, database: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        start(database, "load_first_figures()")
        for name, value in {"CITY_NAME_ZH": "南昌市", "START_EMPTY": "1"}.items():
            monkeypatch.setitem(os.environ, name, value)

        done = played(database, "serve")

        assert "This database holds the report of Fuzhou." in done.stderr
        assert done.returncode == 1

    @pytest.mark.parametrize(
        ("made", "left"),
        [
            ("Place.objects.create(code='city', level='city')", "1 0 0"),
            ("Place.objects.create(code='nanchang', level='city')", "1 0 0"),
            ("Organisation.objects.create(code='own', kind='office')", "0 1 0"),
            ("Area.objects.create(slug='functions')", "0 0 0"),
        ],
    )
    def test_never_joins_what_the_city_made_itself(
        self, made: str, left: str, database: str
    ) -> None:
        assert start(database, made) == ["", left, "0 0 0"]

    def test_makes_no_publisher_of_a_person_called_like_its_own_official(
        self, database: str
    ) -> None:
        said = start(database, "Official.objects.create_user('archive', password='Xk29-law')")

        assert said == [
            "The report of Fuzhou is not loaded; already in this database: official archive.",
            "0 0 0",
            "0 0 0",
        ]
