"""Render the pages and files of an edition from their addresses, and stage those that changed."""

from dataclasses import dataclass

from indicators import selectors
from indicators.selectors import Edition

from . import assets, texts
from .addresses import STATIC, file_of, is_of_everything
from .folder import Folder
from .html import Rewriter
from .links import PageLinks
from .manifest import File, sum_of
from .request import Response, StaticRequest, ask
from .site import Site

HTML = "text/html"
JSON_IN_A_PAGE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
# Figures that a process may hold at once, about a kilobyte each.
AT_HAND = 100_000


@dataclass(frozen=True, slots=True)
class Part:
    """Addresses that are rendered together, and those that are known to lead nowhere."""

    addresses: tuple[str, ...]
    dead: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the edition: what its page leads to, and what was left out of it.

    ``is_changed`` says that the folder held another file in its place, or none.
    """

    address: str
    name: str
    file: File
    links: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    is_changed: bool = False


class Renderer:
    """Renders pages of one edition in one process."""

    def __init__(self, site: Site, folder: Folder) -> None:
        self.site, self.folder = site, folder
        self._lists = selectors.with_lists(site.edition)
        self._edition = self._lists

    def render(self, part: Part) -> list[tuple[str, Page | None]]:
        """Return the page of each address; None where the public site has none."""
        self.site.addresses.dead = part.dead
        self._edition = self._with_figures(part)
        return [(address, self._page(address)) for address in part.addresses]

    def _with_figures(self, part: Part) -> Edition:
        """Return the edition with what the part's pages show at hand."""
        if any(map(is_of_everything, part.addresses)):
            is_large = selectors.number_of_figures(self._lists) > AT_HAND
            return self._lists if is_large else selectors.with_every_figure(self._lists)
        links = (self.site.addresses.read(address, "/") for address in part.addresses)
        return selectors.with_families(self._lists, {link.code for link in links if link.code})

    def _page(self, address: str) -> Page | None:
        if address.startswith(STATIC):
            content = assets.read(address)
            return None if content is None else self._staged(address, content)
        links = PageLinks(self.site, address, lambda chart: self._figure(chart, links))
        response = self._response(address, links)
        if response is None:
            return None
        content, left_out = self._finished(response, links)
        return self._staged(address, content, links.found, left_out)

    def _staged(
        self,
        address: str,
        content: bytes,
        links: tuple[str, ...] = (),
        left_out: tuple[str, ...] = (),
    ) -> Page:
        name, file = file_of(address), File(sum_of(content), len(content))
        is_changed = not self.folder.holds(name, file)
        self.folder.stage(name, content if is_changed else None)
        return Page(address, name, file, links, left_out, is_changed)

    def _response(self, address: str, links: PageLinks) -> Response | None:
        return ask(StaticRequest(address, self.site, self._edition, links))

    def _figure(self, address: str, links: PageLinks) -> str | None:
        """Return a chart's data as an element that runs nothing: a policy may forbid scripts."""
        response = self._response(address, links)
        if response is None:
            return None
        data = response.content.decode().translate(JSON_IN_A_PAGE)
        return f'<script type="application/json">{data}</script>'

    def _finished(self, response: Response, links: PageLinks) -> tuple[bytes, tuple[str, ...]]:
        """Return the content with its links written, and what was left out."""
        if response.content_type.startswith(HTML):
            rewriter = Rewriter(links)
            return rewriter.rewrite(response.content.decode()).encode(), tuple(rewriter.left_out)
        if not texts.is_to_rewrite(response.content_type, response.content):
            return response.content, ()
        has_host = bool(self.site.base.origin)
        text = texts.rewrite(response.content.decode(), links.whole_address, has_host=has_host)
        return text.encode(), ()
