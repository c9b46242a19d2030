"""A digest of code, packages and settings: everything besides the data that pages depend on.

Kept answers, their tags and static editions carry the name, so that an upgrade or another setting
reaches every reader at once, and processes of different code can share one cache.
"""

import hashlib
import sys
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

# Compiled code follows from its source; tests and locks make no pages.
CODE = ("dashboard", "indicators")
PASSED_OVER = frozenset({".pyc", ".po"})
# What administrators set, and pages show; all other settings are code.
SETTINGS = (
    "CITY_NAME_EN",
    "CITY_NAME_ZH",
    "DEMONSTRATION",
    "LICENCE",
    "LICENCE_URL",
    "PLOTLY_SCRIPT",
    "SITE_URL",
)


def fingerprint() -> str:
    """Return a short name of the code, the packages, the settings and the collected files.

    Code is read once in each process: what it loaded at its start is what it answers with.
    """
    chosen = [f"{name} {getattr(settings, name)}" for name in SETTINGS]
    collected = getattr(staticfiles_storage, "manifest_hash", "")
    return digest(code_and_packages(), *chosen, collected)


@cache
def code_and_packages() -> str:
    """Return a short name of the program and of all that it was installed with."""
    return digest(_code(settings.BASE_DIR), *_packages())


def digest(*parts: str | bytes) -> str:
    """Return a short name of the parts."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


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
