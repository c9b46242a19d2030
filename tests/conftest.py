"""The real report, loaded once for the tests that read it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.utils import translation

from indicators import publishing, selectors
from indicators.enums import Role
from indicators.models import Entry, Official, Release, RoleHeld
from tests.indicators.desk import CODES, make_official, open_month
from tests.indicators.target_factories import rate  # noqa: F401 - a fixture
from tests.scenes import city, report  # noqa: F401 - fixtures

REPORT = Path(__file__).parent.parent / "fixtures" / "fuzhou-2019h1"

# A name longer than this says less than its beginning.
LONG = 40


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Let no test see another's pages, or be counted with it."""
    cache.clear()
    caches["rates"].clear()
    selectors.today.cache_clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def first_language() -> Iterator[None]:
    """Let no test go on in the language of the page that another one looked at last."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(autouse=True)
def static_files_as_they_are(settings: Any) -> None:  # noqa: ANN401 - pytest-django's own
    """Let pages name static files without their being collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def password_is_enough(settings: Any) -> None:  # noqa: ANN401 - pytest-django's own
    """Let tests log in with a password alone; those of the second factor ask for it again."""
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture(autouse=True)
def places_of_its_own(settings: Any, tmp_path: Path) -> None:  # noqa: ANN401 - pytest-django's own
    """Let no test wait for a place that another one, or a site, holds."""
    settings.VAR = tmp_path


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:  # noqa: ANN401
    """Publish the real report once; every test takes back what it adds."""
    with django_db_blocker.unblock():
        publishing.publish_report(REPORT)


@pytest.fixture
def release(db: None) -> Release:
    """Return the release of the real report."""
    return Release.objects.get()


@pytest.fixture
def publisher(db: None) -> Official:
    """Return an official who may publish."""
    official = Official.objects.create(username="publisher")
    RoleHeld.objects.create(official=official, role=Role.PUBLISHER)
    return official


@pytest.fixture
def month(release: Release) -> list[Entry]:
    """Return an open month with the two parts of a sum and their whole."""
    return open_month(*CODES)


@pytest.fixture
def reporter(month: list[Entry]) -> Official:
    """Return the official who fills in that month."""
    owner = month[0].submission.organisation.code
    return make_official("reporter", Role.REPORTER, organisation=owner)


@pytest.fixture
def reviewer(release: Release) -> Official:
    """Return an official who decides on entries."""
    return make_official("reviewer", Role.REVIEWER)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a file by its beginning: an archive holds the moment at which each process made it."""
    return repr(val[:4]) if isinstance(val, bytes) and len(val) > LONG else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what asks the database, and keep nothing else on PostgreSQL: it would do the same."""
    asking = [item for item in items if _asks_the_database(item)]
    for item in asking:
        item.add_marker("database")
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
        items[:] = asking


def _asks_the_database(item: pytest.Item) -> bool:
    names = getattr(item, "fixturenames", ())
    return not {"db", "city"}.isdisjoint(names) or item.get_closest_marker("django_db") is not None
