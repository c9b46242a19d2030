"""The folder of an edition: whole files at any moment, and nobody else's touched."""

import fcntl
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from dashboard.static_edition import manifest
from dashboard.static_edition.base import base_of
from dashboard.static_edition.folder import Folder, FolderRefused
from dashboard.static_edition.manifest import File, Manifest, sum_of
from dashboard.static_edition.publisher import Options, publish

from .conftest import Edition
from .editions import Steps, make, tree

OLD = {"index.html": b"old", "same.html": b"same", "gone/deep/one.html": b"gone", "two.csv": b"2"}
NEW = {"index.html": b"new page", "same.html": b"same", "added/new.html": b"added", "two.csv": b"3"}
STEPS = ("replace", "unlink", "write_bytes", "rmdir")


class Cut(Exception):
    """The run ends here, as if somebody had pulled the plug."""


def put(path: Path, files: Mapping[str, bytes], *, is_forced: bool = False) -> list[str]:
    """Publish the files into the folder, and return the names of those removed."""
    folder = Folder(path, is_forced=is_forced)
    listed = {name: File(sum_of(content), len(content)) for name, content in files.items()}
    with folder.locked():
        old = folder.open()
        for name, content in files.items():
            folder.stage(name, None if folder.holds(name, listed[name]) else content)
        return folder.publish(old, Manifest(listed))


def shown(path: Path) -> dict[str, bytes]:
    """Return the files that a visitor can reach."""
    hidden = (".staging/", manifest.NAME)
    return {name: content for name, content in tree(path).items() if not name.startswith(hidden)}


@contextmanager
def cut_after(steps: int) -> Iterator[None]:
    """Let so many changes of the file system happen, and no more."""
    left = iter(range(steps))
    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(Path, name, _counted(getattr(Path, name), left))
        yield


def _counted(change: object, left: Iterator[int]) -> object:
    def counted(*arguments: object, **named: object) -> object:
        if next(left, None) is None:
            raise Cut
        return change(*arguments, **named)  # type: ignore[operator]

    return counted


def cuts(path: Path) -> Iterator[int]:
    """Publish the new edition over the old, and cut it short after ever more steps."""
    steps = 0
    while True:
        folder = path / str(steps)
        put(folder, OLD)
        try:
            with cut_after(steps):
                put(folder, NEW)
        except Cut:
            yield steps
            steps += 1
        else:
            return


class ReplacementTests:
    def test_writes_what_is_new_removes_what_is_gone_and_the_folders_left_empty(
        self, folder: Path
    ) -> None:
        put(folder, OLD)

        gone = put(folder, NEW)

        assert (gone, shown(folder)) == (["gone/deep/one.html"], NEW)
        assert not (folder / "gone").exists()

    def test_leaves_files_of_others_and_the_folders_that_hold_them(self, folder: Path) -> None:
        put(folder, OLD)
        (folder / "gone" / "of-somebody.txt").write_text("mine")

        put(folder, NEW)

        assert shown(folder) == NEW | {"gone/of-somebody.txt": b"mine"}

    def test_never_changes_a_file_that_somebody_is_reading(self, folder: Path) -> None:
        put(folder, OLD)

        with (folder / "index.html").open("rb") as read:
            put(folder, NEW)

            assert read.read() == b"old"
        assert (folder / "index.html").read_bytes() == b"new page"

    def test_cut_short_anywhere_leaves_whole_files_and_no_link_to_a_missing_one(
        self, folder: Path
    ) -> None:
        seen = []
        for steps in cuts(folder):
            now = shown(folder / str(steps))
            seen.append(now)
            assert all(content in (OLD.get(name), NEW.get(name)) for name, content in now.items())
            assert OLD.keys() & NEW.keys() <= now.keys()
            if now["index.html"] == NEW["index.html"]:
                assert "added/new.html" in now
            if "gone/deep/one.html" not in now:
                assert now == NEW

        assert seen[0] == OLD
        assert seen[-1] == NEW

    def test_cut_short_before_the_staged_manifest_leaves_the_old_edition(
        self, folder: Path
    ) -> None:
        for steps in cuts(folder):
            path = folder / str(steps)
            if not (path / ".staging" / manifest.NAME).exists() and shown(path) != NEW:
                assert shown(path) == OLD

    @pytest.mark.parametrize("wanted", [NEW, OLD, {"index.html": b"another"}])
    def test_cut_short_is_finished_by_the_next_run(
        self, folder: Path, wanted: dict[str, bytes]
    ) -> None:
        for steps in cuts(folder):
            path = folder / str(steps)

            put(path, wanted)

            assert shown(path) == wanted
            assert manifest.read((path / manifest.NAME).read_bytes()).files.keys() == wanted.keys()
            assert not (path / ".staging").exists()

    def test_is_not_led_astray_by_a_staged_manifest_that_cannot_be_read(self, folder: Path) -> None:
        put(folder, OLD)
        (folder / ".staging").mkdir()
        (folder / ".staging" / manifest.NAME).write_text("{")

        put(folder, NEW)

        assert shown(folder) == NEW


class RefusalTests:
    def test_of_a_second_run_while_the_first_is_at_work(self, folder: Path) -> None:
        with Folder(folder).locked(), pytest.raises(FolderRefused, match="Another run"):
            put(folder, NEW)

        put(folder, NEW)
        assert shown(folder) == NEW

    def test_of_a_folder_with_other_files_unless_forced(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "of-somebody.txt").write_text("mine")

        with pytest.raises(FolderRefused, match="is not empty"):
            put(folder, NEW)
        assert shown(folder) == {"of-somebody.txt": b"mine"}

        put(folder, NEW, is_forced=True)
        assert shown(folder) == NEW | {"of-somebody.txt": b"mine"}

    def test_of_a_place_that_somebody_took_since_unless_forced(self, folder: Path) -> None:
        put(folder, OLD)
        (folder / "added").mkdir()
        (folder / "added" / "new.html").write_text("mine")

        with pytest.raises(
            FolderRefused, match=r"in the way and are not the edition's: added/new\.html\."
        ):
            put(folder, NEW)
        assert shown(folder) == OLD | {"added/new.html": b"mine"}

        put(folder, NEW, is_forced=True)
        assert shown(folder) == NEW

    @pytest.mark.parametrize(
        "text",
        [
            "{",
            "[]",
            '{"format": 2, "edition": {}, "files": {}}',
            '{"format": 1, "edition": {}, "files": {"../x": {"sha256": "", "size": 1}}}',
            '{"format": 1, "edition": {}, "files": {"/x": {"sha256": "", "size": 1}}}',
            '{"format": 1, "edition": {}, "files": {"a/../../x": {"sha256": "", "size": 1}}}',
            '{"format": 1, "edition": {}, "files": {"a//x": {"sha256": "", "size": 1}}}',
            '{"format": 1, "edition": {}, "files": {"./x": {"sha256": "", "size": 1}}}',
            '{"format": 1, "edition": {}, "files": {"": {"sha256": "", "size": 1}}}',
            '{"format": 1, "edition": {}, "files": {"a\\\\x": {"sha256": "", "size": 1}}}',
        ],
    )
    def test_of_a_manifest_that_no_run_wrote_unless_forced(self, folder: Path, text: str) -> None:
        put(folder, OLD)
        (folder / manifest.NAME).write_text(text)
        (folder.parent / "x").write_text("mine")

        with pytest.raises(FolderRefused, match="cannot be read"):
            put(folder, NEW)
        assert shown(folder) == OLD

        put(folder, NEW, is_forced=True)
        assert shown(folder) == OLD | NEW
        assert (folder.parent / "x").read_text() == "mine"


def wait_for_the_lock(path: Path) -> None:
    """Return once nobody holds the folder, and let it go."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    os.close(handle)


class KilledAt(Steps):
    """Ends the process as ``kill -9`` does, after so many pages."""

    def __init__(self, pages: int) -> None:
        self.pages = pages

    def update(self, n: float = 1) -> None:
        super().update(n)
        if self.done >= self.pages:
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.django_db
class KilledTests:
    @pytest.mark.parametrize("processes", [1, 2])
    def test_run_leaves_the_old_edition_and_the_next_one_finishes(
        self, real: Edition, folder: Path, processes: int
    ) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("a process killed with a share of the connection takes it along")
        put(folder, OLD)
        child = os.fork()
        if not child:
            publish(Options(folder, base_of("/"), processes=processes), KilledAt(40))
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        assert shown(folder) == OLD
        assert len(list((folder / ".staging" / "files").iterdir())) > 0

        # Its processes could still write: the lock is theirs until they are gone.
        wait_for_the_lock(folder)
        make(folder)

        assert tree(folder) == tree(real.folder)
