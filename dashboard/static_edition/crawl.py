"""Go through the whole public site, page by page, from its seeds along its links."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from .addresses import INDEXES, OF_EVERYTHING, Addresses, in_own_language
from .records import Memory, Record
from .routes import paths_of
from .visitor import Task, Visit, Visits

# A part has at least so many addresses, and ends where an indicator does.
AT_ONCE = 32


class Pool(Protocol):
    """Whoever visits addresses, a part at a time."""

    def work(self, parts: Iterable[Task]) -> Iterator[Visits]:
        """Yield what came of each part."""


class Progress(Protocol):
    """Told how far the way goes, and of each step on it."""

    total: float | None

    def update(self, n: float = 1) -> object:
        """Go so many steps on."""


class Parts:
    """Cuts what is to be visited into what one process visits at a time."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        names = OF_EVERYTHING | INDEXES
        self.of_everything = frozenset(one for name in names for one in paths_of(name))
        self.reports = paths_of("reports")[0]

    def of(self, wanted: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Yield the parts.

        Neighbours share most of their questions, so they stay together. Files of everything take
        longest, and all of them read every figure: they come first, together. A report takes as
        long as a hundred pages: waited for at the end, it would be waited for alone.
        """
        known = sorted((self._place(one), one) for one in wanted)
        if files := tuple(one for _, one in known if one in self.of_everything):
            yield files
        pages = [pair for pair in known if pair[1] not in self.of_everything]
        part: list[str] = []
        for _, neighbours in groupby(pages, key=itemgetter(0)):
            part += (one for _, one in neighbours)
            if len(part) >= AT_ONCE:
                yield tuple(part)
                part.clear()
        if part:
            yield tuple(part)

    def _place(self, address: str) -> tuple[bool, str]:
        """Return what brings pages of the same content together: in both languages, its files."""
        path = in_own_language(address.partition("?")[0])
        return not path.startswith(self.reports), self.addresses.read(address, "/").code or path


class Crawl:
    """One way through the site.

    ``told`` are the addresses that are known to lead nowhere, so that no page links to them.
    """

    def __init__(self, pool: Pool, parts: Parts, known: Memory, progress: Progress) -> None:
        self.pool, self.parts, self.known, self.progress = pool, parts, known, progress
        self.told = known.dead
        self.records: dict[str, Record] = {}
        self.questions, self.answers = dict(known.questions), dict(known.answers)
        self.dead: set[str] = set()
        self.kept: set[str] = set()
        self.written: set[str] = set()

    def walk(self, seeds: Iterable[str]) -> Memory:
        """Return the records of all pages that the seeds lead to.

        Most pages are those of the last run: visited from the start, none waits for a link to it.
        """
        starts = list(dict.fromkeys(seeds))
        self._visit(sorted(self.told))
        self.told = self.told & self.dead
        self.records.clear()
        self._follow([*starts, *self.known.records])
        while new := (self.dead & self._linked()) - self.told:
            self.told |= new
            leading = [one.address for one in self.records.values() if new.intersection(one.links)]
            self._visit(leading, is_forced=True)
            self._follow(link for one in leading for link in self.records[one].links)
        reached = self._reached(starts)
        asked = sorted({name for one in reached.values() for name in one.asked})
        questions = {name: self.questions[name] for name in asked}
        return Memory(reached, self.told, questions, {name: self.answers[name] for name in asked})

    def _follow(self, addresses: Iterable[str]) -> None:
        """Visit the addresses and all that they lead to, but none twice."""
        waiting = self._unseen(addresses)
        while waiting:
            self._visit(waiting)
            found = (self.records[one].links for one in waiting if one in self.records)
            waiting = self._unseen(link for links in found for link in links)

    def _unseen(self, addresses: Iterable[str]) -> list[str]:
        return [
            one
            for one in dict.fromkeys(addresses)
            if one not in self.records and one not in self.dead
        ]

    def _visit(self, addresses: list[str], *, is_forced: bool = False) -> None:
        self.progress.total = (self.progress.total or 0) + len(addresses)
        tasks = (Task(part, self.told, is_forced) for part in self.parts.of(addresses))
        for done in self.pool.work(tasks):
            self.questions.update(done.questions)
            self.answers.update(done.answers)
            for visit in done.visits:
                self._take(visit)
            self.progress.update(len(done.visits))

    def _take(self, visit: Visit) -> None:
        address = visit.address
        record = self.known.records[address] if visit.is_kept else visit.record
        if record is None:
            self.dead.add(address)
            return
        self.records[address] = record
        (self.kept.add if visit.is_kept else self.kept.discard)(address)
        (self.written.add if visit.is_written else self.written.discard)(address)

    def _linked(self) -> set[str]:
        return {link for one in self.records.values() for link in one.links}

    def _reached(self, starts: list[str]) -> dict[str, Record]:
        """Return the records in the order of their addresses; what nothing leads to falls away."""
        reached: set[str] = set()
        waiting = [one for one in starts if one in self.records]
        while waiting:
            address = waiting.pop()
            if address not in reached:
                reached.add(address)
                waiting += [one for one in self.records[address].links if one in self.records]
        return {one: self.records[one] for one in sorted(reached)}
