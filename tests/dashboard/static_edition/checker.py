"""Check the links of an edition as a browser would follow them from its files."""

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

# Attributes that make a browser load something at once, and those that people follow.
LOADED = ("src", "poster", "data", "data-index")
FOLLOWED = ("href",)
INDEX = "search-index.json"
CSS_URL = re.compile(r"url\(([^)]*)\)|@import")


@dataclass(slots=True)
class Found:
    """What is wrong with an edition."""

    broken: list[tuple[str, str]] = field(default_factory=list)
    loads_from_outside: list[tuple[str, str]] = field(default_factory=list)
    leads_outside: list[tuple[str, str]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    links: int = 0


def check(folder: Path) -> Found:
    """Return what is wrong with the edition in the folder."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {name: html.parse(folder / name).getroot() for name in files if name.endswith(".html")}
    anchors = {name: set(page.xpath("//@id|//a/@name")) for name, page in pages.items()}
    found = Found()
    for name, page in pages.items():
        found.forms += [name for _ in page.iter("form")]
        for is_loaded, link in _links(page):
            _look(found, name, link, files, anchors, is_loaded=is_loaded)
    for name in sorted(name for name in files if name.endswith((".atom", ".svg", INDEX))):
        read = _links_of_index if name.endswith(INDEX) else _links_of_xml
        for link in read(folder / name):
            _look(found, name, link, files, anchors, is_loaded=name.endswith(".svg"))
    for name in sorted(name for name in files if name.endswith(".css")):
        for match in CSS_URL.finditer((folder / name).read_text()):
            found.loads_from_outside.append((name, match[0]))
    return found


def _links(page: html.HtmlElement) -> Iterator[tuple[bool, str]]:
    for element in page.iter():
        for attribute in (*LOADED, *FOLLOWED):
            link = element.get(attribute) if isinstance(element.tag, str) else None
            if link is not None:
                yield attribute in LOADED or element.tag in ("link", "image", "use"), link
    for link in page.xpath("//*/@srcset|//*/@action|//*/@formaction|//*/@background"):
        yield True, link


def _links_of_xml(path: Path) -> list[str]:
    links: list[str] = etree.parse(path).xpath("//@href")
    return links


def _links_of_index(path: Path) -> list[str]:
    index = json.loads(path.read_text())
    cards = [card for indicator in index["indicators"] for card in indicator[-1]]
    return [*(card[5] for card in cards), *(page[-1] for page in index["pages"])]


def _look(  # noqa: PLR0913 - one link with all around it
    found: Found,
    name: str,
    link: str,
    files: set[str],
    anchors: dict[str, set[str]],
    *,
    is_loaded: bool,
) -> None:
    found.links += 1
    parts = urlsplit(link)
    if parts.scheme == "data":
        return
    if parts.scheme or parts.netloc:
        (found.loads_from_outside if is_loaded else found.leads_outside).append((name, link))
        return
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
    target = name if not parts.path else target
    is_there = target in files and not parts.path.startswith("/") and not parts.query
    if not is_there or (parts.fragment and parts.fragment not in anchors.get(target, ())):
        found.broken.append((name, link))
