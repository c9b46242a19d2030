"""Addresses in files that are no pages: feeds, JSON, XML."""

import re
from collections.abc import Callable
from uuid import NAMESPACE_URL, uuid5

from .base import NOBODY

TEXTS = (
    "application/atom+xml",
    "application/json",
    "application/xml",
    "application/ld+json",
    "text/",
)
# A feed must name things by something absolute and lasting, whether a host is known or not.
PLACE = re.compile(rf"""{re.escape(NOBODY)}[^\s"'<>,\\]*""")
ID = re.compile(rf"<id>({re.escape(NOBODY)}[^<]*)</id>")


def is_to_rewrite(content_type: str, content: bytes) -> bool:
    """Tell whether addresses stand in the file as plain text."""
    kind = content_type.partition(";")[0]
    is_text = kind.startswith(TEXTS) or kind.endswith(("+json", "+xml"))
    return is_text and NOBODY.encode() in content


def rewrite(text: str, write: Callable[[str], str], *, has_host: bool) -> str:
    """Return the text with each address that was made without a host as ``write`` has it."""
    if not has_host:
        text = ID.sub(lambda found: f"<id>urn:uuid:{uuid5(NAMESPACE_URL, found[1])}</id>", text)
    return PLACE.sub(lambda found: write(found[0]), text)
