"""Make the desk's edition, and pack it: what a run does."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from time import monotonic

from django.utils import timezone

from dashboard.http import public_state
from dashboard.static_edition.base import Base
from dashboard.static_edition.desk import runs
from dashboard.static_edition.desk.archive import write_zip
from dashboard.static_edition.desk.runs import Kept, Run
from dashboard.static_edition.folder import Folder
from dashboard.static_edition.publisher import Options, publish

PROCESSES = 2
# How often a run writes down how far it is.
SECONDS = 1


class Told:
    """Progress that others can read; ``run`` is the newest state of it."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.total: float | None = None
        self._done, self._next = 0.0, 0.0
        runs.write(run)

    def update(self, n: float = 1) -> None:
        """Go so many steps on."""
        self._done += n
        if monotonic() >= self._next:
            self._next = monotonic() + SECONDS
            self.say(done=int(self._done), total=int(self.total or 0))

    def say(self, **changes: object) -> None:
        """Write down what changed."""
        self.run = replace(self.run, **changes)  # type: ignore[arg-type]
        runs.write(self.run)


def keep(base: Base, as_of: date | None = None, *, processes: int = PROCESSES) -> Kept:
    """Bring the kept folder up to date, pack it, and take the place of the zip before.

    Whoever calls it holds the lock of runs. Raises FolderRefused.
    """
    folder = runs.place() / runs.FOLDER
    wanted = Options(folder, base, as_of, processes=processes)
    told = Told(Run(wanted.day, base.address, timezone.now()))
    state, _ = public_state()
    publish(wanted, told)
    told.say(is_packing=True)
    kept = _packed(Folder(folder), state, at=told.run.begun_at)
    told.say(ended_at=timezone.now())
    return kept


def _packed(folder: Folder, state: str, *, at: datetime) -> Kept:
    with folder.locked():
        listed = folder.open()
        path = runs.place() / f"{listed.sum}.zip"
        if not path.exists():
            unfinished = path.with_suffix(".unfinished")
            with unfinished.open("wb") as target:
                write_zip(target, folder.path, listed)
            unfinished.replace(path)
    about = listed.edition
    kept = Kept(
        file=path.name,
        size=path.stat().st_size,
        files=len(listed.files),
        as_of=about["as_of"],
        base=about["base"],
        released=about["released"],
        state=state,
        made_at=at,
    )
    runs.write(kept)
    _forget_others(path)
    return kept


def _forget_others(kept: Path) -> None:
    """Remove zips of earlier editions, and those that a run did not finish."""
    for path in [*kept.parent.glob("*.zip"), *kept.parent.glob("*.unfinished")]:
        if path != kept:
            path.unlink()
