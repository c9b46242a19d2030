"""Go through the whole public site, page by page, from its seeds along its links."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from .addresses import Addresses, in_own_language, is_of_everything
from .renderer import Page, Part
from .routes import paths_of

# A part has at least so many addresses, and ends where an indicator does.
AT_ONCE = 200
# From so many figures on, the workbook takes as long as all other files of everything.
MANY = 20_000
# Renders parts, and yields what came of each: its addresses, with None where no page is.
Render = Callable[[Iterable[Part]], Iterator[list[tuple[str, Page | None]]]]


class Progress(Protocol):
    """Told how far the way goes, and of each step on it."""

    total: float | None

    def update(self, n: float = 1) -> object:
        """Go so many steps on."""


class Parts:
    """Cuts what is to be rendered into what one process renders at a time.

    ``figures`` are how many every file of everything holds.
    """

    def __init__(self, addresses: Addresses, figures: int) -> None:
        self.addresses, self.figures = addresses, figures
        self.workbook = set(paths_of("observations_xlsx"))
        self.reports = paths_of("reports")[0]

    def of(self, wanted: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Yield the parts.

        Files of everything take longest, and all of them read every figure: they come first,
        together, unless there are so many figures that reading them twice is sooner done. A report
        takes as long as a hundred pages: waited for at the end, it would be waited for alone.
        Pages and files of an indicator stay together, because they show the same figures.
        """
        waiting = set(wanted)
        files = {one for one in waiting if is_of_everything(one)}
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
    """One way through the site."""

    def __init__(self, render: Render, parts: Parts, progress: Progress) -> None:
        self.render, self.parts, self.progress = render, parts, progress
        self.pages: dict[str, Page] = {}
        self.dead: set[str] = set()
        # Of the dead addresses, those that pages have to be without.
        self.unlinked: frozenset[str] = frozenset()

    def walk(self, seeds: Iterable[str]) -> dict[str, Page]:
        """Return all pages that the seeds lead to, in the order of their addresses.

        A page whose link proves to lead nowhere is rendered again without it.
        """
        self._follow(set(seeds))
        while new := (self.dead & self._linked(self.pages)) - self.unlinked:
            self.unlinked |= new
            leading = {one.address for one in self.pages.values() if new.intersection(one.links)}
            self._render(leading)
            self._follow(self._linked(leading))
        return {address: self.pages[address] for address in sorted(self.pages)}

    def _follow(self, addresses: set[str]) -> None:
        """Render the addresses and all that they lead to, but none twice."""
        while waiting := addresses - self.pages.keys() - self.dead:
            self._render(waiting)
            addresses = self._linked(waiting & self.pages.keys())

    def _render(self, addresses: Collection[str]) -> None:
        self.progress.total = (self.progress.total or 0) + len(addresses)
        parts = [Part(some, self.unlinked) for some in self.parts.of(addresses)]
        for found in self.render(parts):
            for address, page in found:
                if page is None:
                    self.dead.add(address)
                else:
                    self.pages[address] = page
            self.progress.update(len(found))

    def _linked(self, addresses: Iterable[str]) -> set[str]:
        """Return what the pages lead to."""
        return set[str]().union(*(self.pages[one].links for one in addresses))
