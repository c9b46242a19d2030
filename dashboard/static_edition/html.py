"""Make a page's links lead to files beside it, and leave out what needs a server.

Works on the text of the tags and leaves everything else as the view made it, to the byte.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Protocol

# Start tags that may name an address, and end tags of what may be left out.
TAG = re.compile(
    r"<(?:(?P<end>/a\s*)|(?P<name>a|area|audio|div|embed|figure|form|iframe|image|img|link"
    r"|meta|object|script|source|track|use|video)(?=[\s/>]))"
    r"""(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*)>"""
)
ATTRIBUTE = re.compile(r'\s(href|src|data|poster|data-chart|data-index)="([^"]*)"')
# Nothing in it needs to be escaped, nor does anything in the names of files.
PLAIN_LINK = re.compile(r'<a href="(?P<href>/[^"&]*)"(?P<rest>(?: (?:class|aria-current)="\w+")*)>')
FOLLOWED = frozenset({"a", "area"})
# Says of a page where it is reached, which takes a host.
NO_HOST = re.compile(r'property="og:[^"]*"\s+content="/')
CANONICAL = 'rel="canonical"'
CHART = "data-chart"
# What a browser reads out of the page itself, or hands to another program.
HARMLESS = ("#", "data:", "mailto:", "tel:")


class LoadsFromElsewhere(ValueError):
    """A page wants to load what is not in the edition."""


class Linker(Protocol):
    """Knows the page's surroundings: what its links lead to, and its charts."""

    def local(self, href: str) -> str | None:
        """Return the link as it must stand in the page's file; None where it leads nowhere."""

    def is_outside(self, href: str) -> bool:
        """Tell whether the link leads to another host."""

    def figure(self, href: str) -> str | None:
        """Return the chart's data, ready to stand in a page; None where there are none."""


@dataclass(slots=True)
class Rewriter:
    """Copies a page tag by tag; what was left out because it needs a server is kept for reports."""

    linker: Linker
    parts: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    # Ends of links that were opened without a link.
    _unlinked: bool = False

    def rewrite(self, html: str) -> str:
        """Return the page as it stands in the edition."""
        done = 0
        for tag in TAG.finditer(html):
            if tag.start() < done:
                continue
            self.parts.append(html[done : tag.start()])
            if tag["name"] == "form":
                self.left_out.append("form")
                done = html.index("</form>", tag.end()) + len("</form>")
                continue
            self.parts.append(self._end() if tag["end"] else self._start(tag))
            done = tag.end()
        self.parts.append(html[done:])
        return "".join(self.parts)

    def _end(self) -> str:
        is_dropped, self._unlinked = self._unlinked, False
        return "" if is_dropped else "</a>"

    def _start(self, tag: re.Match[str]) -> str:
        """Return the start tag with its addresses as they must stand, or nothing."""
        name, whole = tag["name"], tag[0]
        if plain := PLAIN_LINK.fullmatch(whole):
            return self._link(plain["href"], plain["rest"], whole)
        if name == "meta":
            return "" if NO_HOST.search(whole) else whole
        found = {key: unescape(value) for key, value in ATTRIBUTE.findall(tag["rest"])}
        written = {key: self._written(name, key, value, whole) for key, value in found.items()}
        figure = self.linker.figure(found[CHART]) if CHART in found else None
        if any(value is None for value in written.values()):
            self._unlinked = name == "a"
            self.left_out.append(whole)
            return ""
        return _with(whole, written) + (figure or "")

    def _link(self, href: str, rest: str, whole: str) -> str:
        """Return what most tags are, a link to another page, without looking for anything else."""
        written = self.linker.local(href)
        if written is None:
            self._unlinked = True
            self.left_out.append(whole)
            return ""
        return f'<a href="{written}"{rest}>'

    def _written(self, name: str, key: str, href: str, whole: str) -> str | None:
        if key == CHART:
            return ""
        if href.startswith(HARMLESS):
            return href
        if self.linker.is_outside(href):
            if name in FOLLOWED or CANONICAL in whole:
                return href
            raise LoadsFromElsewhere(whole)
        found = self.linker.local(href)
        if found is None and name == "script":
            raise LoadsFromElsewhere(whole)
        return found


def _with(tag: str, written: Mapping[str, str | None]) -> str:
    """Return the tag with the values in the place of its own."""

    def replaced(match: re.Match[str]) -> str:
        value = written.get(match[1])
        return match[0] if value is None else f'{match[0][0]}{match[1]}="{escape(value)}"'

    return ATTRIBUTE.sub(replaced, tag) if written else tag
