"""The site's style sheets, scripts and pictures, under the names by which pages load them.

Pages name a file with a mark of its content, as the live site does. What other sites name keeps
its plain name.
"""

from pathlib import Path
from typing import cast

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage

from .addresses import STATIC


def read(address: str) -> bytes | None:
    """Return the file's content, or None where there is no such file."""
    path = _found(address.removeprefix(STATIC))
    return path.read_bytes() if path else None


def are_collected() -> bool:
    """Tell whether every static file stands collected as it is now, under its marked name."""
    kept = cast(ManifestStaticFilesStorage, staticfiles_storage)
    names = getattr(kept, "hashed_files", None)
    if names is None:
        return True
    collected = Path(settings.STATIC_ROOT) / kept.manifest_name
    if not collected.exists():
        return False
    since = collected.stat().st_mtime
    return all(
        name in names and Path(storage.path(name)).stat().st_mtime <= since
        for finder in finders.get_finders()
        for name, storage in finder.list([])
    )


def _found(name: str) -> Path | None:
    """Look among the files as they are written, then among the collected ones with their marks."""
    found = finders.find(name)
    if isinstance(found, str):
        return Path(found)
    collected = Path(settings.STATIC_ROOT) / name
    return collected if collected.is_file() else None
