"""The least that granian can serve: its own start is all there is to wait for."""

from collections.abc import Callable, Iterable
from typing import Any


def application(
    _environment: dict[str, Any], start: Callable[[str, list[tuple[str, str]]], object]
) -> Iterable[bytes]:
    """Greet."""
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"hello</html>"]
