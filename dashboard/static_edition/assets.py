"""The site's style sheet, scripts and pictures, under names that change with their content."""

import hashlib
import re
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.staticfiles import finders

from .addresses import STATIC

HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
MARK = 12


class Assets:
    """Reads static files as pages name them; each is read once."""

    def __init__(self) -> None:
        self._known: dict[str, bytes | None] = {}

    def read(self, address: str) -> bytes | None:
        """Return the file's content, or None where there is no such file."""
        if address not in self._known:
            path = _found(address.removeprefix(STATIC))
            self._known[address] = path.read_bytes() if path else None
        return self._known[address]

    def file_of(self, address: str) -> str:
        """Return the file's name in the edition; one without a mark of its content gets one."""
        path, content = PurePosixPath(address.lstrip("/")), self.read(address)
        if content is None or HASHED.search(path.name):
            return str(path)
        mark = hashlib.sha256(content).hexdigest()[:MARK]
        return str(path.with_name(f"{path.stem}.{mark}{path.suffix}"))


def _found(name: str) -> Path | None:
    """Look among the files as they are written, then among the collected ones with their marks."""
    found = finders.find(name)
    if isinstance(found, str):
        return Path(found)
    collected = Path(settings.STATIC_ROOT) / name
    return collected if collected.is_file() else None
