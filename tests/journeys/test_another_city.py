"""Another city starts the site with nothing but what it made itself."""

import shutil
import urllib.request
from pathlib import Path

import pytest

from tests.scenes import EMPTY

from .conftest import DATABASE, Manage

MADE = """
from indicators.models import Official, Organisation, Place
Place.objects.create(code="city", name_zh_hans="南昌全市", name_en="All of Nanchang", level="city")
Organisation.objects.create(code="justice-bureau", name_zh_hans="南昌市司法局", kind="department")
Official.objects.create_user("archive", password="Xk29-rule-of-law")
"""
ASKED = """
from indicators.models import Indicator, Observation, Organisation, Place
print([one.name_zh_hans for one in (*Place.objects.all(), *Organisation.objects.all())],
      Indicator.objects.count(), Observation.objects.count())
"""


@pytest.fixture(scope="module")
def environment(environment: dict[str, str], copies: Path) -> dict[str, str]:
    """Return the environment of another city's site, which has its tables already."""
    shutil.copy(copies / EMPTY, Path(environment["VAR_DIR"]) / DATABASE)
    return environment | {"CITY_NAME_ZH": "南昌市", "CITY_NAME_EN": "Nanchang"}


def test_serves_another_city_without_a_figure_of_fuzhou(
    manage: Manage, request: pytest.FixtureRequest
) -> None:
    manage("shell", "--no-imports", "-c", MADE)

    site = request.getfixturevalue("site")

    for path in ("/", "/en/", "/data/", "/reports/"):
        with urllib.request.urlopen(f"{site}{path}") as answer:  # noqa: S310 - our own site
            page = answer.read().decode()
        assert "南昌市" in page or "Nanchang" in page
        assert "抚州" not in page
        assert "Fuzhou" not in page
        assert ('href="/admin/"' in page) == (path == "/")
    known = manage("shell", "--no-imports", "-c", ASKED)
    assert known == "['南昌全市', '南昌市司法局'] 0 0\n"
