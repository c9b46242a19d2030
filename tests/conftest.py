"""The real report, loaded once for the tests that read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache

from indicators.enums import Role
from indicators.intake import report
from indicators.models import Official, Release, RoleHeld

REPORT = Path(__file__).parent.parent / "fixtures" / "fuzhou-2019h1"


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Let no test see another's pages."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def release(db: None) -> Release:
    """Return the release of the real report."""
    return report.load(REPORT)


@pytest.fixture
def publisher(db: None) -> Official:
    """Return an official who may publish."""
    official = Official.objects.create(username="publisher")
    RoleHeld.objects.create(official=official, role=Role.PUBLISHER)
    return official
