"""Editions made in a folder of the test's own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from dashboard.static_edition.publisher import Outcome
from indicators import publishing
from indicators.models import Indicator, Observation, Official, Release
from indicators.synthetic import Size

from .editions import make


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> None:  # noqa: ANN401 - pytest-django's own
    """Remember runs in a folder of the test's own."""
    settings.VAR = tmp_path / "var"


@dataclass(frozen=True)
class Edition:
    """An edition of the real report that many tests look at, and none changes."""

    folder: Path
    outcome: Outcome


@pytest.fixture(scope="session")
def real(
    django_db_setup: None,
    django_db_blocker: Any,  # noqa: ANN401 - pytest-django's own
    tmp_path_factory: pytest.TempPathFactory,
) -> Edition:
    """Return the edition of the real report, made once."""
    folder = tmp_path_factory.mktemp("real") / "edition"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with django_db_blocker.unblock(), override_settings(VAR=folder.parent, STORAGES=storages):
        return Edition(folder, make(folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the edition goes."""
    return tmp_path / "edition"


@pytest.fixture
def small(release: Release) -> None:
    """Leave one indicator public, so that an edition is soon made."""
    Indicator.objects.exclude(code="service-items").update(is_public=False)


@pytest.fixture
def busy_city(release: Release, publisher: Official) -> Callable[[], None]:
    """Return a function that publishes made-up months, corrects figures, and withdraws one.

    Of the real report only the parts of a sum, and what two places report, stay public.
    """

    def publish() -> None:
        few = ("ganfutong-items", "ganfutong-items-city", "supervision-items")
        Indicator.objects.exclude(code__in=few).update(is_public=False)
        list(publishing.publish_generated(Size(9, 3, 2, first_year=2020)))
        at = Release.objects.latest("released_at").released_at
        for number, code in enumerate(("generated-00001", "generated-00001", "generated-00007"), 1):
            wrong = Observation.objects.filter(indicator__code=code).order_by("-version")[0]
            publishing.correct(
                wrong,
                value=Decimal(60 + number),
                reason="核对后更正",
                by=publisher,
                at=at + timedelta(days=number),
            )
        newest = Release.objects.latest("released_at")
        publishing.withdraw(
            newest, reason="误发", by=publisher, at=newest.released_at + timedelta(hours=1)
        )

    return publish
