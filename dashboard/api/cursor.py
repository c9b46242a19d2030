"""Opaque pagination cursors: encode and decode the key of a page's last row."""

import base64
import binascii
import json

from indicators.selectors import End

from .params import wrong
from .problems import RequestRefused, bad_parameter


def written(name: str, end: End) -> str:
    """Return the cursor that stands for the end of a page of the list so named."""
    text = json.dumps([name, *end], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(name: str, cursor: str | None) -> End | None:
    """Return the end for which the cursor stands; raise Refused where it is of another list."""
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        kind, *end = json.loads(base64.urlsafe_b64decode(padded))
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise refused() from error
    if kind != name or not all(type(one) in (str, int) for one in end):
        raise refused()
    return tuple(end)


def refused() -> RequestRefused:
    """Return the refusal of a cursor."""
    return bad_parameter("cursor", "cursor", wrong("cursor"))
