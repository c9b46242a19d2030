"""Leave what is not public readable by the account alone that the site runs under."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

FILE, FOLDER = 0o600, 0o700
# What SQLite keeps beside a database; it makes them as readable as that is.
BESIDE = ("", "-wal", "-shm", "-journal")


def keep_private() -> list[Path]:
    """Take everybody else's rights from database, evidence, templates, uploads and the key.

    What is made from now on is made so; this is for files of earlier versions, and for a database
    that another program made. Returns what belongs to another account, and cannot be changed.
    """
    return [path for path in _private() if not _close(path)]


def _private() -> Iterator[Path]:
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        yield from (Path(f"{name}{end}") for end in BESIDE)
    yield settings.VAR / "secret_key"
    yield Path(settings.MEDIA_ROOT)
    yield from Path(settings.MEDIA_ROOT).rglob("*")


def _close(path: Path) -> bool:
    """Tell whether the path is private now; one that is not there is."""
    try:
        wanted = FOLDER if path.is_dir() else FILE
        if path.stat().st_mode & 0o777 != wanted:
            path.chmod(wanted)
    except FileNotFoundError:
        return True
    except PermissionError:
        return False
    return True
