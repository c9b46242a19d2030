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
from indicators import publishing
from indicators.enums import Role
from indicators.models import Indicator, Observation, Official, RoleHeld
from tests.scenes import play

from .editions import Steps, tree

pytestmark = pytest.mark.xdist_group("at_once")
CODE = "service-items"


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
