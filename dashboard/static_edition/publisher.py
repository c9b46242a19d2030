"""Publish a static edition into a folder: render everything, and put in place what changed."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localtime

from dashboard.code_digest import digest, fingerprint
from dashboard.page_cache import public_state
from indicators import selectors
from indicators.selectors import Edition

from . import snapshot
from .addresses import Addresses
from .base import Base
from .crawl import Crawl, Parts, Progress
from .folder import Folder
from .manifest import Manifest
from .renderer import Page, Part, Renderer
from .routes import edition_urls
from .seeds import starts_of
from .site import Site
from .workers import side_by_side

Rendered = list[tuple[str, Page | None]]


@dataclass(frozen=True, slots=True)
class Options:
    """Which edition, for where: ``everything`` renders it even where nothing changed."""

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


class StateMoved(Exception):
    """What is public changed before all processes had begun to read it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: how many files there are, and the names of those it wrote and removed.

    ``pages`` is empty where nothing had changed, so that nothing was rendered.
    """

    files: int
    pages: Mapping[str, Page]
    removed: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """Return the names of the files that are other than before."""
        return tuple(sorted(one.name for one in self.pages.values() if one.is_changed))

    @property
    def left_out(self) -> dict[str, tuple[str, ...]]:
        """Return what was left out of pages because it needs a server, by address."""
        return {one.address: one.left_out for one in self.pages.values() if one.left_out}


def publish(options: Options, progress: Progress) -> Outcome:
    """Bring the folder up to date, and return what was done.

    Raises FolderRefused where the folder is in use or holds something else.
    """
    folder = Folder(options.folder, is_forced=options.is_forced)
    with folder.locked(), edition_urls(), _without_garbage():
        return _Run(options, folder, progress).publish()


@contextmanager
def _without_garbage() -> Iterator[None]:
    """Look for garbage seldom: little comes up, and each look goes through all that is kept."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class _Run:
    """One run, while the folder is its own."""

    def __init__(self, options: Options, folder: Folder, progress: Progress) -> None:
        self.options, self.folder, self.progress = options, folder, progress
        self.old = folder.open()
        name = digest(os.fspath(options.folder.resolve()))
        self.mark = Path(settings.VAR) / "static-edition" / name

    def publish(self) -> Outcome:
        """Render everything unless nothing changed, and put in place what is other than before."""
        if not self.options.everything and self._is_up_to_date():
            return Outcome(len(self.old.files), {})
        while True:
            with suppress(StateMoved):
                return self._published()

    def _published(self) -> Outcome:
        """Publish what is public now; raises StateMoved before anything is rendered."""
        with snapshot.held():
            state, _ = public_state()
            edition = selectors.edition(self.options.as_of)
            starts = starts_of(edition)
            addresses = Addresses(starts.first_places, self.options.day, starts.targets)
            parts = Parts(addresses, selectors.number_of_figures(edition))
        renders = partial(self._renders, Site(self.options.base, edition, addresses), state)
        with side_by_side(self.options.processes, renders) as render:
            pages = Crawl(render, parts, self.progress).walk(addresses.each(starts.paths))
        return self._put_in_place(pages, edition, state)

    def _is_up_to_date(self) -> bool:
        """Tell whether the folder is what this code makes of what is public now."""
        try:
            made_of = self.mark.read_text()
        except OSError:
            return False
        state, _ = public_state()
        return made_of == self._made_of(state, self.old) and self.folder.is_whole(self.old)

    def _made_of(self, state: str, manifest: Manifest) -> str:
        base, day = self.options.base, self.options.day
        return digest(fingerprint(), base.address, day, state, manifest.sum)

    @contextmanager
    def _renders(self, site: Site, state: str) -> Iterator[Callable[[Part], Rendered]]:
        """Render in the state of the public data that has the name."""
        with edition_urls(), snapshot.held():
            if public_state()[0] != state:
                raise StateMoved
            yield Renderer(site, self.folder).render

    def _put_in_place(self, pages: Mapping[str, Page], edition: Edition, state: str) -> Outcome:
        released = edition.newest_release
        about = {
            "as_of": self.options.day,
            "base": self.options.base.address,
            "released": localtime(released).isoformat() if released else "",
        }
        refuse_same_names(pages.values())
        new = Manifest({one.name: one.file for one in pages.values()}, about)
        removed = self.folder.publish(self.old, new)
        self.mark.parent.mkdir(parents=True, exist_ok=True)
        self.mark.write_text(self._made_of(state, new))
        return Outcome(len(new.files), pages, tuple(removed))


def refuse_same_names(pages: Iterable[Page]) -> None:
    """Raise SameFile where two pages want one file, also where case makes no difference."""
    names: dict[str, str] = {}
    for one in pages:
        other = names.setdefault(one.name.casefold(), one.address)
        if other != one.address:
            raise SameFile(other, one.address)
