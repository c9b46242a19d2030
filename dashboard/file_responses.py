"""Files as responses: named, sent in parts as they are made, or spooled on disk first."""

from collections.abc import Callable, Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase

BLOCK = 1 << 16


def sent(parts: Iterable[str | bytes], sort: str, name: str) -> HttpResponseBase:
    """Return the parts as a file of that name, each sent as soon as it is made."""
    return named(StreamingHttpResponse(parts, content_type=sort), name)


def named(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    """Return the answer as a file of that name."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def spooled(write: Callable[[IO[bytes]], None]) -> Iterator[bytes]:
    """Yield the file that ``write`` fills, which waits on disk until it is whole."""
    with TemporaryFile() as file:
        write(file)
        file.seek(0)
        while block := file.read(BLOCK):
            yield block
