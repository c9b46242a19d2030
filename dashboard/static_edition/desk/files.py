"""What the desk keeps of the edition: the newest zip, what it is of, and how far a run is."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TypeVar

from dashboard import jobs

FOLDER = "folder"
# How often a run writes down how far it is.
SECONDS = 1


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
    made_at: str

    @property
    def released_at(self) -> datetime | None:
        """Return when the newest release in it became public."""
        return datetime.fromisoformat(self.released) if self.released else None

    @property
    def ready_at(self) -> datetime:
        """Return when its run began."""
        return datetime.fromisoformat(self.made_at)

    @property
    def name(self) -> str:
        """Return what the file is called where it is saved."""
        day = self.as_of or self.released[:10]
        return f"static-edition-{day}.zip" if day else "static-edition.zip"


@dataclass(frozen=True, slots=True)
class Steps:
    """How far the run is: pages and files done, those known so far, and whether it packs them."""

    done: int = 0
    total: int = 0
    is_packing: bool = False


Written = TypeVar("Written", Kept, Steps)


class Progress:
    """Progress of a run that others can read."""

    def __init__(self) -> None:
        self.total: float | None = None
        self._done, self._next = 0.0, 0.0
        write(Steps())

    def update(self, n: float = 1) -> None:
        """Go so many steps on."""
        self._done += n
        if monotonic() >= self._next:
            self._next = monotonic() + SECONDS
            write(Steps(int(self._done), int(self.total or 0)))


def place() -> Path:
    """Return where the desk keeps its edition."""
    return jobs.place("static-edition")


def newest_kept() -> Kept | None:
    """Return the newest zip, which stays until the next is finished."""
    return _read(Kept)


def newest_steps() -> Steps:
    """Return how far the newest run is."""
    return _read(Steps) or Steps()


def write(what: Kept | Steps) -> None:
    """Write it down in one step, so that nobody reads a half of it."""
    path = _path(type(what))
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(what)))
    unfinished.replace(path)


def _read(kind: type[Written]) -> Written | None:
    """Return what was written down; nothing where another version of the code wrote it."""
    try:
        return kind(**json.loads(_path(kind).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def _path(kind: type[Kept | Steps]) -> Path:
    return place() / f"{kind.__name__.lower()}.json"
