"""Go through the whole public site, page by page, from its seeds along its links."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from .addresses import INDEXES, OF_EVERYTHING, Addresses, in_own_language
from .records import Memory, Record
from .routes import paths_of
from .visitor import Task, Visit, Visits

# A part has at least so many addresses, and ends where an indicator does.
AT_ONCE = 32
# From so many figures on, the workbook takes as long as all other files of everything.
MANY = 20_000


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
    """Cuts what is to be visited into what one process visits at a time.

    ``figures`` are how many every file of everything holds.
    """

    def __init__(self, addresses: Addresses, figures: int) -> None:
        self.addresses, self.figures = addresses, figures
        names = OF_EVERYTHING | INDEXES
        self.of_everything = frozenset(one for name in names for one in paths_of(name))
        self.workbook = set(paths_of("observations_xlsx"))
        self.reports = paths_of("reports")[0]

    def of(self, wanted: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Yield the parts, each as soon as it is known: the work begins with the first.

        Files of everything take longest, and all of them read every figure: they come first,
        together, unless there are so many figures that reading them twice is sooner done. A report
        takes as long as a hundred pages: waited for at the end, it would be waited for alone.
        Neighbours share most of their questions, so they stay together.
        """
        waiting = set(wanted)
        files = waiting & self.of_everything
        workbook = files & self.workbook if self.figures > MANY else set()
        for some in (files - workbook, workbook):
            if some:
                yield tuple(sorted(some))
        reports = {one for one in waiting if in_own_language(one).startswith(self.reports)}
        for report in self._together(reports):
            yield tuple(report)
        part: list[str] = []
        for neighbours in self._together(waiting - files - reports):
            part += neighbours
            if len(part) >= AT_ONCE:
                yield tuple(part)
                part.clear()
        if part:
            yield tuple(part)

    def _together(self, some: Iterable[str]) -> Iterator[list[str]]:
        """Yield the addresses of the same content: in both languages, its files."""
        known = sorted((self._content(one), one) for one in some)
        for _, pairs in groupby(known, key=itemgetter(0)):
            yield [one for _, one in pairs]

    def _content(self, address: str) -> str:
        path = address.partition("?")[0]
        return self.addresses.read(address, "/").code or in_own_language(path)


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
        starts = set(seeds)
        self._visit(self.told)
        self.told = self.told & self.dead
        self.records.clear()
        self._follow(starts | self.known.records.keys())
        while new := (self.dead & self._linked(self.records)) - self.told:
            self.told |= new
            leading = {one.address for one in self.records.values() if new.intersection(one.links)}
            self._visit(leading, is_forced=True)
            self._follow(self._linked(leading & self.records.keys()))
        reached = self._reached(starts)
        asked = sorted({name for one in reached.values() for name in one.asked})
        questions = {name: self.questions[name] for name in asked}
        return Memory(reached, self.told, questions, {name: self.answers[name] for name in asked})

    def _follow(self, addresses: Iterable[str]) -> None:
        """Visit the addresses and all that they lead to, but none twice."""
        waiting = self._unseen(addresses)
        while waiting:
            self._visit(waiting)
            waiting = self._unseen(self._linked(waiting & self.records.keys()))

    def _unseen(self, addresses: Iterable[str]) -> set[str]:
        return set(addresses) - self.records.keys() - self.dead

    def _visit(self, addresses: Collection[str], *, is_forced: bool = False) -> None:
        self.progress.total = (self.progress.total or 0) + len(addresses)
        tasks = (Task(part, self.told, is_forced) for part in self.parts.of(addresses))
        for done in self.pool.work(tasks):
            self.questions.update(done.questions)
            self.answers.update(done.answers)
            for address in done.kept:
                self.records[address] = self.known.records[address]
            self.kept.update(done.kept)
            for visit in done.visits:
                self._take(visit)
            self.progress.update(len(done.kept) + len(done.visits))

    def _take(self, visit: Visit) -> None:
        address = visit.address
        self.kept.discard(address)
        if visit.record is None:
            self.dead.add(address)
            return
        self.records[address] = visit.record
        (self.written.add if visit.is_written else self.written.discard)(address)

    def _linked(self, addresses: Iterable[str]) -> set[str]:
        """Return what the pages lead to."""
        return set[str]().union(*(self.records[one].links for one in addresses))

    def _reached(self, starts: Iterable[str]) -> dict[str, Record]:
        """Return the records in the order of their addresses; what nothing leads to falls away."""
        reached: set[str] = set()
        new = self.records.keys() & set(starts)
        while new:
            reached |= new
            new = (self._linked(new) & self.records.keys()) - reached
        return {one: self.records[one] for one in sorted(reached)}
