"""The API: series of one page, and every figure page by page."""

import json
import time
import urllib.request
from collections.abc import Callable

from .load import Timing, ask

COLD = range(90, 110)
SERIES = "/api/v1/series?limit=100"
WALK = "/api/v1/observations?limit=500"
BROTLI = "Accept-Encoding: br\r\n"


def measure(port: int, seconds: float, line: Callable[[str, Timing], None]) -> None:
    """Print how fast a page of series comes, and the first and last tenth of a walk."""
    line("API series, repeat", ask(port, SERIES, seconds=seconds, headers=BROTLI))
    # Unknown parameters are refused, so that a page not asked for yet is one of another length.
    line("API series, cold", _timed(port, [f"/api/v1/series?limit={size}" for size in COLD]))
    pages = _walk(port)
    tenth = max(len(pages.seconds) // 10, 1)
    line("API figures, first pages", Timing(pages.seconds[:tenth], pages.size))
    line("API figures, last pages", Timing(pages.seconds[-tenth:], pages.size))


def _timed(port: int, paths: list[str]) -> Timing:
    times, size = [], 0
    for path in paths:
        start = time.perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
            size = len(answer.read())
        times.append(time.perf_counter() - start)
    return Timing(times, size)


def _walk(port: int) -> Timing:
    address = f"http://127.0.0.1:{port}{WALK}"
    times, size = [], 0
    while address:
        start = time.perf_counter()
        with urllib.request.urlopen(address) as answer:
            content = answer.read()
        times.append(time.perf_counter() - start)
        size, address = len(content), json.loads(content)["next"]
    return Timing(times, size)
