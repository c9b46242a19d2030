"""The static edition: seconds and size of the first run, of one without changes, of one release.

Each run is a process of its own, as a city starts it; the release corrects the newest figure of 20
indicators.
"""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from indicators import publishing
from indicators.figures import Figure
from indicators.models import Release
from indicators.texts import Text

from .server import ROOT

TOUCHED = 20


def measure(database: str, var: Path) -> None:
    """Print how long the runs take, on a copy of the database, which they change."""
    print("\nthe static edition, two languages")
    place = var / "bench" / "edition"
    shutil.rmtree(place, ignore_errors=True)
    (place / "var").mkdir(parents=True)
    (place / "var" / "assets").symlink_to((var / "assets").resolve())
    copy = place / "city.sqlite3"
    with sqlite3.connect(database.removeprefix("sqlite:///")) as old, sqlite3.connect(copy) as new:
        old.backup(new)
    known = os.environ | {"DATABASE_URL": f"sqlite:///{copy}", "VAR_DIR": str(place / "var")}
    folder = place / "edition"
    _manage(known, "collectstatic", "--no-input")
    for name in ("first run", "again without changes", f"after {TOUCHED} corrections"):
        if name.startswith("after"):
            steps = "from tools.bench import edition; edition.correct()"
            _manage(known, "shell", "--no-imports", "-c", steps)
        seconds, processor, said = _run(known, folder)
        print(
            f"    {name:22} {seconds:6.1f} s   {processor:6.1f} s of processor   {said}", flush=True
        )
    files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    print(f"    {len(files):,} files, {sum(files) / 1e6:,.0f} MB", flush=True)
    shutil.rmtree(place)


def correct() -> None:
    """Publish new versions of the newest figures of some indicators in one release."""
    newest = Release.objects.public().latest("released_at")
    figures = [
        Figure(
            one.indicator, one.place, one.period_start, one.period_end,
            (one.value or Decimal(0)) + 1, one.citation, reason="Measured again",
        )
        for one in newest.observations.select_related("indicator", "place", "citation")[:TOUCHED]
    ]  # fmt: skip
    at = newest.released_at + timedelta(days=1)
    publishing.publish(figures, title=Text("更正", "Corrections"), by=newest.released_by, at=at)


def _run(known: dict[str, str], folder: Path) -> tuple[float, float, str]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    said = _manage(known, "publish_static", str(folder))
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, processor, said.strip().splitlines()[-1]


def _manage(known: dict[str, str], *command: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "manage.py", *command],
        cwd=ROOT, env=known, check=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return done.stdout
