"""The manifest of a static edition: the name, SHA-256 and size of every file in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

NAME = "manifest.json"
FORMAT = 1
# An empty part is a name that begins or ends with a slash, or holds two in a row.
NOT_INSIDE = frozenset({"", ".", ".."})
to_json = json.JSONEncoder(ensure_ascii=False).encode


class BadManifest(ValueError):
    """The manifest cannot be read, or names files that no edition has."""


@dataclass(frozen=True, slots=True)
class File:
    """A file's sum, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What is in an edition, and of which day and data it is."""

    files: Mapping[str, File] = field(default_factory=dict)
    edition: Mapping[str, str] = field(default_factory=dict)
    as_read: bytes = field(default=b"", compare=False, repr=False)

    @cached_property
    def text(self) -> bytes:
        """Return the manifest as it is written, a line for each file.

        The same one is always the same bytes.
        """
        if self.as_read:
            return self.as_read
        head = to_json({"format": FORMAT, "edition": dict(self.edition)})[:-1]
        lines = ",\n".join(
            f"{to_json(name)}: {to_json({'sha256': one.sha256, 'size': one.size})}"
            for name, one in sorted(self.files.items())
        )
        return f'{head}, "files": {{\n{lines}\n}}}}\n'.encode()

    @property
    def sum(self) -> str:
        """Return the SHA-256 of the manifest itself."""
        return sum_of(self.text)


def read(text: bytes) -> Manifest:
    """Return the manifest; raises BadManifest where anything in it is not as it was written."""
    try:
        found = json.loads(text)
        is_known = found["format"] == FORMAT
        files = {name: File(one["sha256"], one["size"]) for name, one in found["files"].items()}
        manifest = Manifest(files, found["edition"], text)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadManifest(str(error)) from error
    if not is_known or not all(map(is_inside, files)):
        raise BadManifest("not ours")
    return manifest


def is_inside(name: str) -> bool:
    """Tell whether the name is one of a file below the edition's folder."""
    return NOT_INSIDE.isdisjoint(name.split("/")) and "\\" not in name and "\0" not in name


def sum_of(content: bytes) -> str:
    """Return the SHA-256 of the content."""
    return hashlib.sha256(content).hexdigest()
