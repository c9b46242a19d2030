"""Whatever pages follow from besides the data has a name that changes with it."""

from pathlib import Path
from typing import Any

import pytest

from dashboard import fingerprint, typesetting
from dashboard.static_edition.addresses import Addresses
from dashboard.static_edition.assets import Assets
from dashboard.static_edition.base import base_of
from dashboard.static_edition.maker import Maker
from dashboard.static_edition.notes import Notes
from dashboard.static_edition.seeds import starts_of
from dashboard.static_edition.site import Site
from dashboard.static_edition.surroundings import surroundings_of
from indicators import reading
from indicators.models import Release


class SurroundingsTests:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("CITY_NAME_EN", "Elsewhere"),
            ("CITY_NAME_ZH", "别处市"),
            ("DEMONSTRATION", True),
            ("LICENCE", "CC0 1.0"),
            ("LICENCE_URL", "https://licence.example/"),
            ("PLOTLY_SCRIPT", "another.js"),
            ("SITE_URL", "https://site.example"),
        ],
    )
    def test_are_others_with_another_setting(
        self,
        settings: Any,  # noqa: ANN401 - pytest-django's own
        name: str,
        value: object,
    ) -> None:
        before = surroundings_of(base_of("/"), "")

        setattr(settings, name, value)

        assert surroundings_of(base_of("/"), "") != before

    def test_are_others_with_another_base_or_day(self) -> None:
        known = {
            surroundings_of(base_of("/"), ""),
            surroundings_of(base_of("/fz/"), ""),
            surroundings_of(base_of("/"), "2019-07-31"),
        }

        assert len(known) == 3

    def test_are_others_with_another_version_of_a_package(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.syspath_prepend(tmp_path)
        fingerprint.code_and_packages.cache_clear()
        known = {surroundings_of(base_of("/"), "")}
        package = tmp_path / "package-1.0.dist-info"
        package.mkdir()
        fingerprint.code_and_packages.cache_clear()
        known.add(surroundings_of(base_of("/"), ""))
        package.rename(tmp_path / "package-1.1.dist-info")
        fingerprint.code_and_packages.cache_clear()

        assert len({*known, surroundings_of(base_of("/"), "")}) == 3


@pytest.mark.parametrize("address", ["/indicators/service-items/", "/reports/2019-h1/"])
def test_no_page_looks_for_fonts(
    release: Release, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    edition = reading.edition()
    starts = starts_of(edition)
    addresses = Addresses(starts.first_places, "", starts.targets)
    maker = Maker(Site(base_of("/"), edition, addresses, Assets()))
    monkeypatch.setattr(typesetting, "chinese_fonts", lambda: pytest.fail("looked for fonts"))

    assert maker.make(address, Notes())
