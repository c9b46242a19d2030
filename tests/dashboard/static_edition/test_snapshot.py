"""An edition is of one state of the data, whatever is published while it is made."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from dashboard.static_edition.base import base_of
from dashboard.static_edition.publisher import Options, publish
from dashboard.static_edition.seeds import Starts, starts_of
from indicators import publishing
from indicators.enums import Role
from indicators.models import Indicator, Observation, Official, RoleHeld
from indicators.selectors import Edition
from tests.scenes import play

from .editions import Steps, tree

pytestmark = pytest.mark.xdist_group("at_once")
CODE = "service-items"
PAGE = f"indicators/{CODE}/index.html"


class CorrectedMeanwhile(Steps):
    """Lets a correction come out, through another connection, once some pages are made."""

    corrected_at: float = 0

    def update(self, n: float = 1) -> None:
        super().update(n)
        if not self.corrected_at:
            self.corrected_at = self.done
            other = Thread(target=correct)
            other.start()
            other.join()


def correct() -> None:
    """Correct the figure to 811."""
    publisher = Official.objects.create(username="publisher")
    RoleHeld.objects.create(official=publisher, role=Role.PUBLISHER)
    wrong = Observation.objects.select_related("release").get(indicator__code=CODE)
    at = wrong.release.released_at + timedelta(days=1)
    publishing.correct(wrong, value=Decimal(811), reason="漏计一项", by=publisher, at=at)
    connection.close()


def compared(processes: int) -> object:
    """Tell whether a run equals the one before, though a correction came out in its middle."""
    Indicator.objects.exclude(code=CODE).update(is_public=False)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with TemporaryDirectory() as place, override_settings(VAR=place, STORAGES=storages):
        before, folder = Path(place) / "before", Path(place) / "now"
        publish(Options(before, base_of("/"), processes=processes), Steps())
        meanwhile = CorrectedMeanwhile()
        publish(Options(folder, base_of("/"), processes=processes), meanwhile)
        is_same = tree(folder) == tree(before)
    is_in_between = 0 < meanwhile.corrected_at < meanwhile.done
    is_out = Observation.objects.filter(indicator__code=CODE, value=811).exists()
    return [is_same, is_in_between, is_out]


def begun_over_a_correction() -> object:
    """Tell of what state an edition is before whose processes began a correction came out."""
    Indicator.objects.exclude(code=CODE).update(is_public=False)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}

    def corrected_first(edition: Edition) -> Starts:
        if not Official.objects.filter(username="publisher").exists():
            other = Thread(target=correct)
            other.start()
            other.join()
        return starts_of(edition)

    with (
        TemporaryDirectory() as place,
        override_settings(VAR=place, STORAGES=storages),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("dashboard.static_edition.publisher.starts_of", corrected_first)
        folder, after = Path(place) / "now", Path(place) / "after"
        publish(Options(folder, base_of("/"), processes=2), Steps())
        publish(Options(after, base_of("/"), processes=2), Steps())
        return [tree(folder) == tree(after), "811项" in (folder / PAGE).read_text()]


def alone_over_a_correction() -> object:
    return compared(processes=1)


def side_by_side_over_a_correction() -> object:
    return compared(processes=2)


class SnapshotTests:
    @pytest.mark.parametrize("scene", [alone_over_a_correction, side_by_side_over_a_correction])
    def test_shows_nothing_of_a_release_that_came_out_while_it_was_made(
        self,
        city: str,
        scene: Callable[[], object],
    ) -> None:
        assert play(city, scene) == [True, True, True]

    def test_shows_all_of_a_release_that_came_out_before_it_was_begun(self, city: str) -> None:
        assert play(city, begun_over_a_correction) == [True, True]
