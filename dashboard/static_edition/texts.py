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
ID = re.compile(rf"<id>({re.escape(NOBODY)}[^<]*)</id>")


def is_text(content_type: str) -> bool:
    """Tell whether addresses stand in such a file as plain text."""
    kind = content_type.partition(";")[0]
    return kind.startswith(TEXTS) or kind.endswith(("+json", "+xml"))


def rewrite(text: str, origin: str, write: Callable[[str], str]) -> str:
    """Return the text with each absolute address of the site as ``write`` has it."""
    named = ID.sub(lambda found: f"<id>urn:uuid:{uuid5(NAMESPACE_URL, found[1])}</id>", text)
    return re.sub(rf"""{re.escape(origin)}[^\s"'<>,\\]*""", lambda found: write(found[0]), named)
