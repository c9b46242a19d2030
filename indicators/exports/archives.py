"""Members of a zip that say nothing of the time or the machine they were made at."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NO_TIME = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o644 << 16
BLOCK = 1 << 20


def add_text(archive: ZipFile, name: str, text: str) -> None:
    """Add a text as a file."""
    archive.writestr(_member(name), text.encode())


def add_file(archive: ZipFile, name: str, path: Path, compression: int = ZIP_DEFLATED) -> None:
    """Add a file of any size, a block at a time."""
    member = _member(name, compression)
    member.file_size = path.stat().st_size
    with archive.open(member, "w") as target:
        for block in blocks_of(path):
            target.write(block)


def blocks_of(path: Path) -> Iterator[bytes]:
    """Yield the file's content in blocks."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _member(name: str, compression: int = ZIP_DEFLATED) -> ZipInfo:
    member = ZipInfo(name, NO_TIME)
    member.create_system, member.external_attr = UNIX, READABLE
    member.compress_type = compression
    return member
