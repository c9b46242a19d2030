"""Make editions for tests, in this process."""

from datetime import date
from pathlib import Path

from dashboard.static_edition.base import base_of
from dashboard.static_edition.publisher import Outcome, Wanted, publish


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
    return publish(Wanted(folder, base_of(base), as_of, everything), Steps())


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of the folder with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
