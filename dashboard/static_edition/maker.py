"""Make one page or file of the edition from its address."""

from dataclasses import dataclass

from . import texts
from .addresses import STATIC
from .base import NOBODY
from .html import Rewriter, title_of
from .links import PageLinks
from .notes import ASSET, Notes
from .reader import Reader
from .request import Answer, StaticRequest, ask
from .site import Site

HTML = "text/html"
JSON_IN_A_PAGE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the edition, what its page leads to, and what was left out of it."""

    address: str
    file: str
    content: bytes
    links: tuple[str, ...] = ()
    title: str = ""
    left_out: tuple[str, ...] = ()


class Maker:
    """Makes the pages of one edition."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def make(self, address: str, notes: Notes) -> Made | None:
        """Return the file, or None where the public site has no such page; note what it asks."""
        file = self.site.file_of(address)
        if address.startswith(STATIC):
            notes.note(ASSET, address)
            content = self.site.assets.read(address)
            return Made(address, file, content) if content is not None else None
        links = PageLinks(self.site, address, notes, lambda chart: self._figure(chart, links))
        answer = self._answer(address, links)
        if answer is None:
            return None
        content, title, left_out = self._finished(answer, links)
        return Made(address, file, content, links.found, title, left_out)

    def _answer(self, address: str, links: PageLinks) -> Answer | None:
        site = self.site
        reader = Reader(site.edition, links.notes, site.memo)
        return ask(StaticRequest(address, reader, links, site.lasting_address(address)))

    def _figure(self, address: str, links: PageLinks) -> str | None:
        """Return a chart's data as an element that runs nothing: a policy may forbid scripts."""
        answer = self._answer(address, links)
        if answer is None:
            return None
        data = answer.content.decode().translate(JSON_IN_A_PAGE)
        return f'<script type="application/json">{data}</script>'

    def _finished(self, answer: Answer, links: PageLinks) -> tuple[bytes, str, tuple[str, ...]]:
        """Return the content with its links written, its title, and what was left out."""
        if answer.content_type.startswith(HTML):
            html, rewriter = answer.content.decode(), Rewriter(links)
            content = rewriter.rewrite(html).encode()
            return content, title_of(html), tuple(rewriter.left_out)
        if not texts.is_text(answer.content_type) or NOBODY.encode() not in answer.content:
            return answer.content, "", ()
        has_host = bool(self.site.base.origin)
        text = texts.rewrite(answer.content.decode(), links.whole_address, has_host=has_host)
        return text.encode(), "", ()
