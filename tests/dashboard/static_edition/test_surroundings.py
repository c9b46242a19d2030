"""Whatever pages follow from besides the data has a name that changes with it."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.static_edition.base import base_of
from dashboard.static_edition.surroundings import surroundings_of


class SurroundingsTests:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("CITY_NAME_EN", "Elsewhere"),
            ("CITY_NAME_ZH", "别处市"),
            ("CODE_VERSION", "another"),
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
        known = {surroundings_of(base_of("/"), "")}
        package = tmp_path / "package-1.0.dist-info"
        package.mkdir()
        known.add(surroundings_of(base_of("/"), ""))
        package.rename(tmp_path / "package-1.1.dist-info")

        assert len({*known, surroundings_of(base_of("/"), "")}) == 3
