"""Name everything besides the data that pages follow from: the code, its parts, the settings."""

import hashlib
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from .base import Base
from .notes import digest

# Compiled code follows from its source; tests and locks make no pages.
CODE = ("dashboard", "indicators")
PASSED_OVER = frozenset({".pyc", ".po"})
SETTINGS = (
    "CITY_NAME_EN",
    "CITY_NAME_ZH",
    "CODE_VERSION",
    "DEMONSTRATION",
    "LANGUAGE_CODE",
    "LANGUAGES",
    "LICENCE",
    "LICENCE_URL",
    "PLOTLY_SCRIPT",
    "SITE_URL",
    "TIME_ZONE",
)


def surroundings_of(base: Base, day: str) -> str:
    """Return a short name of the code, the packages, the settings, base and day."""
    chosen = [f"{name} {[*map(str, _all(getattr(settings, name)))]}" for name in SETTINGS]
    names = getattr(staticfiles_storage, "manifest_hash", "")
    return digest(_code(settings.BASE_DIR), *_packages(), *chosen, names, base.address, day)


def _all(value: object) -> list[object]:
    return [part for one in value for part in one] if isinstance(value, list) else [value]


def _packages() -> list[str]:
    """Return names that hold those of the packages and their versions.

    Reading these in each one's description would take as long as all else here.
    """
    folders = [Path(name) for name in sys.path if name]
    return sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))


def _code(root: Path) -> str:
    found = hashlib.blake2b(digest_size=16)
    for path in sorted(path for name in CODE for path in (root / name).rglob("*")):
        if path.suffix not in PASSED_OVER and path.is_file():
            found.update(f"{path.relative_to(root)}\n{path.stat().st_size}\n".encode())
            found.update(path.read_bytes())
    return found.hexdigest()
