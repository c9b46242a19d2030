"""The folder of a static edition: one run at a time, whole files, and nobody else's touched.

Changed files are written beside the edition first, in ``.staging``. The new manifest there says
that they are complete. Only then do they take their places, one rename each: new files first,
so that no page ever leads to one that is missing, removals after that, the manifest last. A run
that is cut short before the staged manifest leaves the old edition as it was; one that is cut
short after it is finished by the next run.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from . import manifest
from .manifest import File, Manifest

STAGING, FILES = ".staging", "files"
MENTIONED = 5


class FolderRefused(Exception):
    """The folder cannot hold the edition, or not now; the text says why and what to do."""


class Folder:
    """The folder of one edition."""

    def __init__(self, path: Path, *, is_forced: bool = False) -> None:
        self.path, self.is_forced = path, is_forced
        self.staging = path / STAGING
        self._name = os.fspath(path)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep all other runs out.

        Raises FolderRefused where another run is at work.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            raise FolderRefused(f"{self.path} cannot be written to: {error.strerror}.") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise FolderRefused(
                f"Another run is publishing into {self.path}. Wait until it has ended."
            ) from error
        try:
            yield
        finally:
            os.close(handle)

    def open(self) -> Manifest:
        """Finish what a run before left behind, and return the manifest of what is there.

        Raises FolderRefused where the folder holds something else.
        """
        staged = self._read(self.staging)
        if staged:
            self._put_in_place(staged, self._read(self.path) or Manifest())
        shutil.rmtree(self.staging, ignore_errors=True)
        try:
            return self._manifest()
        except manifest.BadManifest as error:
            if self.is_forced:
                return Manifest()
            raise FolderRefused(
                f"{self.path / manifest.NAME} cannot be read, so that nobody knows which files are "
                "the edition's. With --force all are written anew, and none is removed."
            ) from error

    def holds(self, name: str, file: File) -> bool:
        """Tell whether the file stands in its place, to the byte."""
        try:
            # Of ten thousand files: a Path for each would take as long as the reading.
            with open(f"{self._name}/{name}", "rb", buffering=0) as there:  # noqa: PTH123
                content = there.read()
        except OSError:
            return False
        return len(content) == file.size and manifest.sum_of(content) == file.sha256

    def is_whole(self, listed: Manifest) -> bool:
        """Tell whether every file of the manifest stands in its place, to the byte."""
        return all(self.holds(name, file) for name, file in listed.files.items())

    def stage(self, name: str, content: bytes | None) -> None:
        """Write a file beside the edition; without content the one in its place is right."""
        path = self._staged(name)
        if content is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def publish(self, old: Manifest, new: Manifest) -> list[str]:
        """Put what is staged in its place, remove what is no longer there, and return its names.

        Raises FolderRefused where a new file would take the place of somebody else's.
        """
        if not self.is_forced:
            self._refuse_others(old, new)
        if not self.staging.exists() and new.text == old.text:
            return []
        self.staging.mkdir(exist_ok=True)
        unfinished = self.staging / "unfinished"
        with unfinished.open("wb") as file:
            file.write(new.text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.staging / manifest.NAME)
        gone = self._put_in_place(new, old)
        shutil.rmtree(self.staging)
        return gone

    def _manifest(self) -> Manifest:
        path = self.path / manifest.NAME
        if path.exists():
            return manifest.read(path.read_bytes())
        if any(self.path.iterdir()) and not self.is_forced:
            raise FolderRefused(
                f"{self.path} is not empty, and no static edition is in it. Name a new folder; or "
                "with --force it goes in between what is there, and files of the same names are "
                "lost."
            )
        return Manifest()

    def _refuse_others(self, old: Manifest, new: Manifest) -> None:
        added = [name for name in new.files if name not in old.files]
        others = [name for name in added if self._is_somebody_elses(name, new.files[name])]
        if others:
            some = ", ".join(others[:MENTIONED]) + (" ..." if len(others) > MENTIONED else "")
            raise FolderRefused(
                f"These files are in the way and are not the edition's: {some}. Move them away, "
                "or lose them with --force."
            )

    def _is_somebody_elses(self, name: str, file: File) -> bool:
        return os.path.lexists(self.path / name) and not self.holds(name, file)

    def _put_in_place(self, new: Manifest, old: Manifest) -> list[str]:
        """Do, or finish, what the staged manifest says, and return the names that it removes."""
        staged = {path.name for path in (self.staging / FILES).glob("*")}
        names = [name for name in new.files if self._staged(name).name in staged]
        for name in sorted(names, key=lambda name: (name in old.files, name)):
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            self._staged(name).replace(target)
        gone = [name for name in old.files if name not in new.files]
        for name in gone:
            self._remove(name)
        (self.staging / manifest.NAME).replace(self.path / manifest.NAME)
        return gone

    def _staged(self, name: str) -> Path:
        """Return where the file is staged: all in one folder, for folders are slow to remove."""
        return self.staging / FILES / manifest.sum_of(name.encode())

    def _read(self, path: Path) -> Manifest | None:
        """Return the folder's manifest, or None where there is none that can be read."""
        with suppress(FileNotFoundError, manifest.BadManifest):
            return manifest.read((path / manifest.NAME).read_bytes())
        return None

    def _remove(self, name: str) -> None:
        """Remove the file, and the folders that it leaves empty."""
        path = self.path / name
        with suppress(FileNotFoundError):
            path.unlink()
        for folder in path.relative_to(self.path).parents[:-1]:
            with suppress(OSError):
                (self.path / folder).rmdir()
