"""Where a static edition will stand, as far as that is known."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

# Nobody can ever own this name (RFC 6761); it stands for the host until the links are written.
NOBODY = "http://edition.invalid"


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

    Raises NotABase.
    """
    parts = urlsplit(text if "//" in text else f"{site.rstrip('/')}/{text.lstrip('/')}")
    is_address = parts.scheme in ("http", "https") and parts.netloc
    is_path = not parts.scheme and not parts.netloc and not FORGOTTEN.match(text)
    if parts.query or parts.fragment or not (is_address or is_path):
        raise NotABase(text)
    origin = f"{parts.scheme}://{parts.netloc}" if is_address else ""
    return Base(origin, f"/{parts.path.strip('/')}/" if parts.path.strip("/") else "/")
