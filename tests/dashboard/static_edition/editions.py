"""Make editions for tests, in this process, and change what they show."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from dashboard.static_edition.base import base_of
from dashboard.static_edition.publisher import Options, Outcome, publish
from indicators import publishing
from indicators.models import Observation, Official, Release


class Steps:
    """Counts the steps of a run."""

    total: float | None = None
    done: float = 0

    def update(self, n: float = 1) -> None:
        self.done += n


def make(
    folder: Path, base: str = "/", as_of: date | None = None, *, everything: bool = False
) -> Outcome:
    """Publish the edition into the folder."""
    return publish(Options(folder, base_of(base), as_of, everything), Steps())


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of the folder with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def correct(code: str, release: Release, publisher: Official) -> Observation:
    """Correct the indicator's only figure to 811 a day after its release, and return it."""
    return publishing.correct(
        Observation.objects.get(indicator__code=code),
        value=Decimal(811),
        reason="漏计一项",
        by=publisher,
        at=release.released_at + timedelta(days=1),
    )
