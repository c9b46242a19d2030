"""Publish a static edition into a folder: make what changed, and put it in place."""

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localtime

from dashboard.fingerprint import digest
from indicators import reading
from indicators.reading import Edition

from . import answers, records, snapshot, tables
from .addresses import Addresses, Target
from .assets import Assets
from .base import Base
from .crawl import Crawl, Parts, Progress
from .folder import Folder
from .maker import Maker
from .manifest import File, Manifest
from .records import Memory, Record
from .routes import public_alone
from .seeds import starts_of
from .site import Site
from .surroundings import surroundings_of
from .tables import Changes
from .visitor import Task, Visitor, Visits
from .workers import Alone, Workers

Pool = Alone["Begun", Task, Visits] | Workers["Begun", Task, Visits]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which edition, for where: ``everything`` makes each page again, changed or not."""

    folder: Path
    base: Base
    as_of: date | None = None
    everything: bool = False
    is_forced: bool = False
    processes: int = 1

    @property
    def day(self) -> str:
        """Return the edition's day as it stands in addresses."""
        return self.as_of.isoformat() if self.as_of else ""


class SameFile(ValueError):
    """Two addresses would become one file."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: its pages, those it kept, and the files it wrote and removed."""

    records: Mapping[str, Record]
    kept: frozenset[str]
    written: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def left_out(self) -> dict[str, tuple[str, ...]]:
        """Return what was left out of pages because it needs a server, by address."""
        return {one.address: one.left_out for one in self.records.values() if one.left_out}


def publish(wanted: Wanted, progress: Progress) -> Outcome:
    """Bring the folder up to date, and return what was done.

    Raises FolderRefused where the folder is in use or holds something else.
    """
    folder = Folder(wanted.folder, is_forced=wanted.is_forced)
    with folder.locked() as lock, public_alone(), _without_garbage():
        return Run(wanted, folder, progress).publish(lock)


@contextmanager
def _without_garbage() -> Iterator[None]:
    """Look for garbage seldom: little comes up, and each look goes through all that is kept."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@dataclass(frozen=True, slots=True)
class Begun:
    """What all processes are told at the start: the state of the database, and what it shows."""

    state: str
    edition: Edition
    first_places: dict[str, str]
    targets: dict[str, Target]
    changes: Changes


class Run:
    """One run, while the folder is its own."""

    def __init__(self, wanted: Wanted, folder: Folder, progress: Progress) -> None:
        self.wanted, self.folder, self.progress = wanted, folder, progress
        self.old = folder.open()
        self.path = memory_path(wanted.folder)
        self.surroundings = surroundings_of(wanted.base, wanted.day)
        self.known = Memory() if wanted.everything else records.load(self.old.sum, self.path)

    def publish(self, lock: int) -> Outcome:
        """Make what changed, and put it in place."""
        with self._pool(lock) as pool:
            with snapshot.offered() as state:
                edition = reading.edition(self.wanted.as_of)
                starts = starts_of(edition)
                contents, changes = tables.look(self.known.contents)
                begun = Begun(state, edition, starts.first_places, starts.targets, changes)
                pool.begin(begun)
            addresses = self._site(begun).addresses
            parts = Parts(addresses, reading.number_of_figures(edition))
            crawl = Crawl(pool, parts, self.known, self.progress)
            memory = crawl.walk(addresses.each(starts.paths))
        memory.contents, memory.surroundings = contents, self.surroundings
        return self._put_in_place(memory, crawl, edition)

    @contextmanager
    def _pool(self, lock: int) -> Iterator[Pool]:
        """Give those who visit: processes side by side, or this one alone."""
        with ExitStack() as stack:
            pool: Pool
            if self.wanted.processes > 1:
                pool = Workers(self.wanted.processes, self._visits, lock)
            else:
                stack.enter_context(snapshot.taken())
                pool = Alone(self._visits)
            stack.callback(pool.close)
            yield pool

    @contextmanager
    def _visits(self, begun: Begun) -> Iterator[Callable[[Task], Visits]]:
        with snapshot.taken(begun.state):
            site = self._site(begun)
            known = self.known
            asked = answers.Answers(site, known.questions, known.answers, begun.changes)
            comparable = known.records if known.surroundings == self.surroundings else {}
            yield Visitor(Maker(site), self.folder, asked, comparable).visit_all

    def _site(self, begun: Begun) -> Site:
        base, day = self.wanted.base, self.wanted.day
        addresses = Addresses(begun.first_places, day, begun.targets)
        return Site(base, begun.edition, addresses, Assets())

    def _put_in_place(self, memory: Memory, crawl: Crawl, edition: Edition) -> Outcome:
        released = edition.newest_release
        about = {
            "as_of": self.wanted.day,
            "base": self.wanted.base.address,
            "released": localtime(released).isoformat() if released else "",
        }
        new = Manifest(_files(memory), about)
        gone = self.folder.publish(self.old, new)
        if memory != self.known:
            records.save(memory, new.sum, self.path)
        reached = memory.records
        written = sorted(reached[one].file for one in crawl.written.intersection(reached))
        kept = frozenset(crawl.kept.intersection(reached))
        return Outcome(reached, kept, tuple(written), tuple(gone))


def _files(memory: Memory) -> dict[str, File]:
    """Return each file; no two pages may want the same one, also where case makes no difference."""
    names: dict[str, str] = {}
    for one in memory.records.values():
        other = names.setdefault(one.file.casefold(), one.address)
        if other != one.address:
            raise SameFile(other, one.address)
    return {one.file: one.as_listed for one in memory.records.values()}


def memory_path(folder: Path) -> Path:
    """Return where this machine remembers what it published into the folder."""
    name = digest(os.fspath(folder.resolve()))
    return Path(settings.VAR) / "static-edition" / f"{name}.json.gz"
