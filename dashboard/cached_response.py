"""A cached response: stored once, compressed, and served in the encoding that is accepted."""

import gzip
from typing import NamedTuple

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date

COMPRESSED = (
    "application/pdf",
    "application/vnd.openxmlformats",
    "application/zip",
    "image/png",
)
# In bytes, as kept: times the most entries of a cache it is the most that the cache takes.
LARGEST = 100_000
FAST = 1


class CachedResponse(NamedTuple):
    """A response in the cache, in brotli unless its format is compressed already."""

    content: bytes
    is_brotli: bool
    headers: dict[str, str]

    @classmethod
    def of(cls, made: HttpResponse) -> "CachedResponse":
        """Compress the answer, unless its format is compressed already."""
        headers = dict(made.items())
        if made["Content-Type"].startswith(COMPRESSED):
            return cls(made.content, is_brotli=False, headers=headers)
        content = brotli.compress(made.content, quality=5)
        return cls(content, is_brotli=True, headers=headers)

    @property
    def is_small(self) -> bool:
        """Tell whether it is worth its place among others; what is not is made each time."""
        return len(self.content) <= LARGEST

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer for a reader, or only that it has not changed."""
        content, encoding = self.content, ""
        accepted = request.headers.get("Accept-Encoding", "")
        if self.is_brotli and "br" in accepted:
            encoding = "br"
        elif self.is_brotli:
            content = brotli.decompress(content)
            if "gzip" in accepted:
                content, encoding = gzip.compress(content, FAST, mtime=0), "gzip"
        headers = {**self.headers, "Content-Length": str(len(content))}
        if encoding:
            headers["Content-Encoding"] = encoding
        answer = HttpResponse(content, headers=headers)
        changed = parse_http_date(headers["Last-Modified"])
        return get_conditional_response(request, headers["ETag"], changed, answer) or answer
