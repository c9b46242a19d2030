"""Where a static edition will stand, as far as that is known."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

# Nobody can ever own this name (RFC 6761); it stands for the host until the links are written.
NOBODY = "http://edition.invalid"

# Anything else would end the address, or begin something else, in a page or a feed.
PLAIN = re.compile(r"""[^\s"'<>\\]+""")
UP = ".."
# What stands in a path as it is, and what is encoded already.
UNCHANGED = "/%:@!$&()*+,;=~"
# www.example.org/fz without a scheme, or javascript:, would be taken for folders.
FORGOTTEN = re.compile(r"[\w-]+\.[\w.-]+(/|$)|[^/]*:", re.ASCII)


class NotABase(ValueError):
    """What was given is neither a path nor the address of a folder."""


@dataclass(frozen=True, slots=True)
class Base:
    """The folder's address: ``origin`` such as https://www.example.org, or none; and its path."""

    origin: str = ""
    path: str = "/"

    @property
    def address(self) -> str:
        """Return what all addresses in the edition start with: a path where no host is known."""
        return f"{self.origin}{self.path}"

    @property
    def cited(self) -> str:
        """Return the same as people write it down."""
        return self.address.partition("//")[2] or self.path


def base_of(text: str, site: str = "") -> Base:
    """Read a path such as /fz/, completed by the ``site``'s origin, or a whole address.

    What is not ASCII is encoded as addresses are. Raises NotABase.
    """
    try:
        parts = urlsplit(text if "//" in text else f"{site.rstrip('/')}/{text.lstrip('/')}")
        origin = _origin(parts) if parts.scheme or parts.netloc else ""
    except ValueError as error:
        raise NotABase(text) from error
    names = parts.path.strip("/").split("/")
    is_forgotten = "//" not in text and FORGOTTEN.match(text)
    is_more = parts.query or parts.fragment or UP in names
    if is_forgotten or is_more or not PLAIN.fullmatch(text):
        raise NotABase(text)
    path = quote("/".join(names), safe=UNCHANGED)
    return Base(origin, f"/{path}/" if path else "/")


def _origin(parts: SplitResult) -> str:
    """Return scheme, host and port; raise ValueError where there is more, or less."""
    is_web = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    if not is_web:
        raise NotABase(parts.netloc)
    port = f":{parts.port}" if parts.port else ""
    if parts.netloc.isascii():
        return f"{parts.scheme}://{parts.netloc}"
    return f"{parts.scheme}://{str(parts.hostname).encode('idna').decode()}{port}"
