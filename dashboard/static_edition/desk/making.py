"""Make the desk's edition, and pack it: what the job does."""

from datetime import date, datetime
from pathlib import Path

from django.utils import timezone
from django_tasks import task

from dashboard.page_cache import public_state
from dashboard.static_edition.base import Base, base_of
from dashboard.static_edition.folder import Folder
from dashboard.static_edition.publisher import Options, publish

from . import files
from .archive import write_zip
from .files import Kept, Progress, Steps

PROCESSES = 2


@task()
def make_edition(as_of: str, base: str) -> None:
    """Make it in the worker; ``as_of`` is empty for what is public now."""
    keep(base_of(base), date.fromisoformat(as_of) if as_of else None)


def keep(base: Base, as_of: date | None = None, *, processes: int = PROCESSES) -> Kept:
    """Bring the kept folder up to date, pack it, and take the place of the zip before.

    Raises FolderRefused.
    """
    folder, begun_at = files.place() / files.FOLDER, timezone.now()
    state, _ = public_state()
    publish(Options(folder, base, as_of, processes=processes), Progress())
    files.write(Steps(is_packing=True))
    return _packed(Folder(folder), state, at=begun_at)


def _packed(folder: Folder, state: str, *, at: datetime) -> Kept:
    with folder.locked():
        listed = folder.open()
        path = files.place() / f"{listed.sum}.zip"
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
        made_at=at.isoformat(),
    )
    files.write(kept)
    _forget_others(path)
    return kept


def _forget_others(kept: Path) -> None:
    """Remove zips of earlier editions, and those that a run did not finish."""
    for path in [*kept.parent.glob("*.zip"), *kept.parent.glob("*.unfinished")]:
        if path != kept:
            path.unlink()
