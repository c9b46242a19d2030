"""The real report, loaded once for the tests that read it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from hypothesis import settings as examples

from indicators import publishing, selectors
from indicators.enums import Role
from indicators.models import Entry, Official, Release, RoleHeld
from tests.indicators.desk import CODES, make_official, open_month
from tests.indicators.target_factories import rate  # noqa: F401 - a fixture
from tests.scenes import EMPTY, REPORT, city, copies, forget_own, keep_own  # noqa: F401 - fixtures

FOLDER = Path(__file__).parent.parent / "fixtures" / "fuzhou-2019h1"

# A busy machine takes longer over an example, which says nothing of the code.
examples.register_profile("untimed", deadline=None)
examples.load_profile("untimed")

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


@pytest.fixture(autouse=True, scope="session")
def settings_of_tests() -> Iterator[None]:
    """Let pages name static files that are not collected, and tests log in by password alone.

    Those of the second factor ask for it again.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with override_settings(STORAGES=storages, REQUIRE_SECOND_FACTOR=False):
        yield


@pytest.fixture(autouse=True)
def places_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let no test wait for a place that another one, or a site, holds."""
    place = tmp_path_factory.getbasetemp() / "var" / uuid4().hex
    # Not a folder that pytest numbers: for that it reads through those of all tests before.
    place.mkdir(parents=True)
    with override_settings(VAR=place):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,  # noqa: ANN401 - pytest-django's own
    copies: Path,  # noqa: F811 - the fixture
) -> Iterator[None]:
    """Publish the real report once; every test takes back what it adds.

    Tests that need a database to themselves copy it as it is before, or after. They have no mark
    by which pytest-django's own fixture would know that there has to be one.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
        keep_own(copies / EMPTY)
        publishing.publish_report(FOLDER)
        keep_own(copies / REPORT)
    yield
    forget_own(copies / EMPTY)
    forget_own(copies / REPORT)
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


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
