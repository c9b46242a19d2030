"""What the desk keeps, whether a run is under way, and how one is started.

A run is a process of its own: it takes minutes in a large city, longer than a request may. It is
under way exactly as long as somebody holds its lock, which the system gives back however the
process ends, so that nothing has to be cleared up after one that was killed.
"""

import fcntl
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import IO, TypeVar

from django.conf import settings
from django.db import connection

from dashboard.fingerprint import digest
from dashboard.static_edition.folder import InUse

FOLDER, LOCK, DOOR, LOG = "folder", "lock", "door", "log"
RUN, KEPT = "run.json", "kept.json"


@dataclass(frozen=True, slots=True)
class Run:
    """The newest run: what was asked for, how far it is, and when it ended well, if it did."""

    as_of: str
    base: str
    begun_at: datetime
    done: int = 0
    total: int = 0
    is_packing: bool = False
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The newest finished zip: its file, and of what it is.

    ``state`` names the public data as they were when its run began.
    """

    file: str
    size: int
    files: int
    as_of: str
    base: str
    released: str
    state: str
    made_at: datetime

    @property
    def released_at(self) -> datetime | None:
        """Return when the newest release in it became public."""
        return datetime.fromisoformat(self.released) if self.released else None

    @property
    def name(self) -> str:
        """Return what the file is called where it is saved."""
        day = self.as_of or self.released[:10]
        return f"static-edition-{day}.zip" if day else "static-edition.zip"


Written = TypeVar("Written", Run, Kept)


def place() -> Path:
    """Return where the desk keeps its edition: a place for each database, as a demonstration's."""
    known = connection.settings_dict
    database = digest(*(str(known[part]) for part in ("ENGINE", "HOST", "PORT", "NAME")))
    path = Path(settings.VAR) / "static-edition" / f"desk-{database[:12]}"
    path.mkdir(parents=True, exist_ok=True)
    return path


def newest_run() -> tuple[Run | None, bool]:
    """Return the newest run, and whether it is under way; one that neither is nor ended was cut.

    Nobody can begin another between the two.
    """
    with _alone(), (place() / LOCK).open("w") as lock:
        is_under_way = not _takes(lock)
        return _read(RUN, Run), is_under_way


def newest_kept() -> Kept | None:
    """Return the newest zip, which stays until the next is finished."""
    return _read(KEPT, Kept)


def write(what: Run | Kept) -> None:
    """Write it down in one step, so that nobody reads a half of it."""
    path = place() / (RUN if isinstance(what, Run) else KEPT)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(what), default=str))
    unfinished.replace(path)


@contextmanager
def held() -> Iterator[int]:
    """Keep other runs out, within the block and for as long as who inherits the lock lives.

    Raises InUse.
    """
    with (place() / LOCK).open("w") as lock:
        with _alone():
            is_ours = _takes(lock)
        if not is_ours:
            raise InUse(place())
        yield lock.fileno()


@contextmanager
def inherited(lock: int) -> Iterator[None]:
    """Give the lock back at the end of the block, before the process has ended."""
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)


def start(as_of: str, base: str, *, at: datetime) -> None:
    """Let a process of its own make the edition, and go on. Raises InUse."""
    command = [sys.executable, "manage.py", "keep_edition", "--base-path", base]
    with held() as lock, (place() / LOG).open("wb") as log:
        write(Run(as_of, base, at))
        process = subprocess.Popen(  # noqa: S603 - our own command, and no shell
            [*command, "--lock", str(lock), *(["--as-of", as_of] if as_of else [])],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[lock],
            start_new_session=True,
        )
    # Somebody has to ask how it ended, or the system remembers it for ever.
    Thread(target=process.wait, daemon=True).start()


@contextmanager
def _alone() -> Iterator[None]:
    """Let nobody else look at the lock meanwhile, who would take the look for a run."""
    with (place() / DOOR).open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _takes(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(name: str, kind: type[Written]) -> Written | None:
    """Return what was written down; nothing where another version of the code wrote it."""
    try:
        found = json.loads((place() / name).read_text())
        moments = {
            key: datetime.fromisoformat(text)
            for key, text in found.items()
            if key.endswith("_at") and text
        }
        return kind(**found | moments)
    except (OSError, ValueError, TypeError):
        return None
