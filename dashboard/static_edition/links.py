"""What the links of one page lead to, and how they stand in its file."""

from collections.abc import Callable
from urllib.parse import urlsplit

from .addresses import file_of, link_to
from .base import NOBODY
from .site import Site


class PageLinks:
    """The links of one page; keeps those that lead somewhere in the edition.

    ``chart`` returns a chart's data as they stand in a page.
    """

    def __init__(self, site: Site, address: str, chart: Callable[[str], str | None]) -> None:
        self.site, self.address, self._chart = site, address, chart
        self.up = "../" * file_of(address).count("/")
        self._found: dict[str, None] = {}
        self._local: dict[str, str | None] = {}

    @property
    def found(self) -> tuple[str, ...]:
        """Return the addresses that the page leads to, each once."""
        return tuple(self._found)

    def local(self, href: str) -> str | None:
        """Return the link as it must stand in the page's file; None where it leads nowhere."""
        if href not in self._local:
            self._local[href] = self._written(href, self.up)
        return self._local[href]

    def whole_address(self, href: str) -> str:
        """Return the whole address where a host is known, else the one seen from this file."""
        start = self.site.base.address if self.site.base.origin else self.up
        return self._written(href, start) or urlsplit(href).path

    def is_outside(self, href: str) -> bool:
        """Tell whether the link leads to another host."""
        parts = urlsplit(href)
        return bool(parts.netloc or parts.scheme) and not href.startswith(NOBODY)

    def figure(self, href: str) -> str | None:
        """Return the chart's data, ready to stand in the page; None where there are none."""
        address = self.site.addresses.read(href, self.address).address
        return self._chart(address) if address else None

    def _written(self, href: str, start: str) -> str | None:
        link = self.site.addresses.read(href, self.address)
        if link.address is None or link.is_dead:
            return None
        self._found[link.address] = None
        path = f"{start}{link_to(link.address)}"
        return f"{path}#{link.fragment}" if link.fragment else path
