"""Go through the whole public site, page by page, from its seeds along its links."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from .addresses import STATIC, in_own_language, is_of_everything
from .records import Memory, Record
from .routes import route_of
from .visitor import Task, Visit, Visits

# Neighbours share most of their questions, so they go to one process together.
AT_ONCE = 16


class Pool(Protocol):
    """Whoever visits addresses, a part at a time."""

    def work(self, parts: Iterable[Task]) -> Iterator[Visits]:
        """Yield what came of each part."""


class Progress(Protocol):
    """Told how far the way goes, and of each step on it."""

    total: float | None

    def update(self, n: float = 1) -> object:
        """Go so many steps on."""


def neighbourhood(address: str) -> tuple[bool, str, str]:
    """Return what brings pages of the same content together: one in both languages, one's files.

    A report takes as long as a hundred pages: waited for at the end, it would be waited for alone.
    """
    path = in_own_language(address.partition("?")[0])
    route = None if path.startswith(STATIC) else route_of(path)
    if route is None:
        return True, path, address
    return route.name != "report", route.arguments.get("code", path), address


def parts(addresses: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield what one process visits at a time.

    Files of everything take longest, and all of them read every figure: they come first, together.
    """
    known = sorted(addresses, key=neighbourhood)
    files = tuple(one for one in known if is_of_everything(one))
    pages = [one for one in known if not is_of_everything(one)]
    if files:
        yield files
    yield from (tuple(pages[start : start + AT_ONCE]) for start in range(0, len(pages), AT_ONCE))


class Crawl:
    """One way through the site.

    ``told`` are the addresses that are known to lead nowhere, so that no page links to them.
    """

    def __init__(self, pool: Pool, known: Memory, progress: Progress) -> None:
        self.pool, self.known, self.progress = pool, known, progress
        self.told = known.dead
        self.records: dict[str, Record] = {}
        self.questions = dict(known.questions)
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
        asked = {name for one in reached.values() for name, _ in one.asked}
        questions = {name: self.questions[name] for name in sorted(asked)}
        return Memory(reached, self.told, questions)

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
        tasks = (Task(part, self.told, is_forced) for part in parts(addresses))
        for done in self.pool.work(tasks):
            self.questions.update(done.questions)
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
