"""The static edition: seconds and size of the first run, of one without changes, of one release.

Each run is a process of its own, as a city starts it; a release corrects the newest figures of 20
indicators. Seconds of one machine say little of another: a loop of plain Python stands beside them.
"""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from .server import ROOT

TOUCHED, RELEASES = 20, 3
ROUNDS = 10_000_000


def yardstick() -> None:
    """Print how fast this machine runs Python."""
    start = time.perf_counter()
    for _ in range(ROUNDS):
        pass
    seconds = time.perf_counter() - start
    print(f"\nthe static edition, two languages; {ROUNDS:,} empty rounds take {seconds:.2f} s here")


def measure(database: str, var: Path, size: tuple[int, int, int]) -> None:
    """Print how long the runs take, on a copy of the database, which they change."""
    print(f"{size[0]:,} indicators x {size[1]} periods x {size[2]} place")
    place = var / "bench" / "edition"
    shutil.rmtree(place, ignore_errors=True)
    (place / "var").mkdir(parents=True)
    (place / "var" / "assets").symlink_to((var / "assets").resolve())
    copy = place / "city.sqlite3"
    with sqlite3.connect(database.removeprefix("sqlite:///")) as old, sqlite3.connect(copy) as new:
        old.backup(new)
    known = os.environ | {"DATABASE_URL": f"sqlite:///{copy}", "VAR_DIR": str(place / "var")}
    # Where nothing compiled is kept, every run compiles all code anew.
    known.pop("PYTHONDONTWRITEBYTECODE", None)
    folder = place / "edition"
    _manage(known, "collectstatic", "--no-input")
    after = [f"after {TOUCHED} corrections"] * RELEASES
    for name in ("first run", "again without changes", *after):
        if name.startswith("after"):
            steps = f"from tools.bench import corrections; corrections.publish({TOUCHED})"
            _manage(known, "shell", "--no-imports", "-c", steps)
        seconds, processor, said = _run(known, folder)
        print(
            f"    {name:22} {seconds:6.1f} s   {processor:6.1f} s of processor   {said}", flush=True
        )
    files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    print(f"    {len(files):,} files, {sum(files) / 1e6:,.0f} MB", flush=True)
    shutil.rmtree(place)


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
