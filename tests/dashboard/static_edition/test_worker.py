"""What becomes of the edition when the worker that makes it is killed: real processes."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from django_tasks_db.models import DBTaskResult

from dashboard import jobs
from dashboard.static_edition.desk import files, runs
from tests.scenes import PATIENCE, ROOT, play

from .editions import tree

pytestmark = pytest.mark.xdist_group("at_once")


@contextmanager
def worker() -> Iterator["subprocess.Popen[bytes]"]:
    """Let a worker run within the block."""
    with subprocess.Popen([sys.executable, "manage.py", "work", "--verbosity=0"], cwd=ROOT) as one:
        try:
            yield one
        finally:
            one.kill()


def until(is_so: Callable[[], object]) -> None:
    """Return once it is so, and fail where it never is."""
    pause = Event()
    for _ in range(20 * PATIENCE):
        if is_so():
            return
        pause.wait(0.05)
    raise TimeoutError


def base() -> str:
    """Return the address that the newest zip is for."""
    kept = files.newest_kept()
    return kept.base if kept else ""


def handed_over() -> dict[str, bytes]:
    """Return all files of the desk's edition, zip and notes included, but those that are staged."""
    return {name: some for name, some in tree(files.place()).items() if "/.staging/" not in name}


def killed_in_the_middle() -> object:
    """Kill the worker in its second run; return what had stayed, and how it went on."""
    staged = files.place() / files.FOLDER / ".staging" / "files"
    with worker() as killed:
        runs.start("", "/")
        until(lambda: base() == "/")
        until(lambda: DBTaskResult.objects.successful().exists())
        before = handed_over()
        runs.start("", "/fz/")
        until(lambda: staged.is_dir() and any(staged.iterdir()))
        killed.kill()
        killed.wait()
        # Its processes end with it, and give the locks back.
        until(lambda: not jobs.has_worker())
        cut_short = runs.newest_run()
        after = handed_over()
    after.pop("steps.json")
    before.pop("steps.json")
    with worker():
        until(lambda: DBTaskResult.objects.failed().exists())
        runs.start("", "/fz/")
        until(lambda: base() == "/fz/")
        until(lambda: DBTaskResult.objects.successful().count() == 2)
    names = {Path(name).name for name in handed_over()}
    return {
        "is the same": after == before,
        "is told": cut_short is not None and cut_short.is_cut_short,
        "statuses": sorted(DBTaskResult.objects.values_list("status", flat=True)),
        "is finished": "unfinished" not in " ".join(names) and not staged.exists(),
    }


def test_of_a_killed_worker_the_old_edition_stays_whole_and_the_job_can_be_begun_anew(
    city: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("DEBUG", "1")

    assert play(city, killed_in_the_middle) == {
        "is the same": True,
        "is told": True,
        "statuses": ["FAILED", "SUCCESSFUL", "SUCCESSFUL"],
        "is finished": True,
    }
