"""Print how fast the site answers at three sizes, beside the least that Django can do.

Everything is asked of one worker over one connection, on this machine, in this run: only the ratios
say something elsewhere. The made-up databases stay in ``var/bench`` for the next run.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from dashboard.management.granian import OPTIONS

from . import api, browser, edition, files, foreign, prose
from .load import Timing, ask
from .server import ROOT, memory, served

SIZES = ((60, 24, 1), (1000, 60, 1), (1000, 60, 12))
# What becomes a static edition: a year of half-years, five of them, five of months.
EDITIONS = ((1000, 2, 1), (1000, 10, 1), (1000, 60, 1))
# Indicators, months and places whose figures of the next month one organisation reports.
WORKBOOK = (1000, 2, 20)
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))
BROTLI = "Accept-Encoding: br\r\n"
PAGES = (
    ("overview", "/"),
    ("table", "/indicators/"),
    ("detail", "/indicators/generated-00004/"),
    ("earlier day", "/?as_of=2017-06-30"),
)


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0, help="for each line")
    parser.add_argument("--sizes", type=int, default=len(SIZES), help="how many of the sizes")
    parser.add_argument("--edition", action="store_true", help="the static edition alone")
    chosen = parser.parse_args()
    if not chosen.edition:
        _measure_site(chosen.sizes, chosen.seconds)
    if chosen.edition or chosen.sizes == len(SIZES):
        _measure_editions()


def _measure_editions() -> None:
    edition.yardstick()
    for size in EDITIONS:
        edition.measure(_database(size), VAR, size)


def _measure_site(sizes: int, seconds: float) -> None:
    prose.measure()
    foreign.measure()
    hello, rows = _yardstick(seconds)
    for size in SIZES[:sizes]:
        cached, cold = _site(size, seconds)
        if size == SIZES[0]:
            _ratio("cached overview / hello", cached.rate / hello.rate)
            _ratio("cold overview / bare page of 60 rows", cold.rate / rows.rate)
    _workbook()


def _yardstick(seconds: float) -> tuple[Timing, Timing]:
    print("bare Django under the same server")
    command = ["-m", "granian", *OPTIONS, "--port", "{port}", "tools.bench.bare:application"]
    with served(command) as (port, _pid):
        hello, rows = (ask(port, path, seconds=seconds) for path in ("/hello", "/rows"))
    _line("hello", hello)
    _line("60 rows", rows)
    return hello, rows


def _site(size: tuple[int, int, int], seconds: float) -> tuple[Timing, Timing]:
    indicators, months, places = size
    print(f"\n{indicators:,} indicators x {months} months x {places} places")
    known = {"DATABASE_URL": _database(size), "API_REQUESTS_PER_MINUTE": "0"}
    with served(["manage.py", "serve"], **known) as (port, pid):
        found = {}
        for name, path in PAGES:
            found[name, "repeat"] = ask(port, path, seconds=seconds, headers=BROTLI)
            found[name, "cold"] = ask(port, path, seconds=seconds, is_cold=True, headers=BROTLI)
            _line(f"{name}, repeat", found[name, "repeat"])
            _line(f"{name}, cold", found[name, "cold"])
        api.measure(port, seconds, _line)
        print(f"    memory per worker: {', '.join(f'{one} MB' for one in memory(pid))}")
        if browser.CHROMIUM and size == SIZES[0]:
            _first_view(port)
    # A server of their own: what pages took before would hide what the files take.
    with served(["manage.py", "serve"], **known) as (port, pid):
        files.measure(port, pid, indicators * months * places)
    return found["overview", "repeat"], found["overview", "cold"]


def _workbook() -> None:
    """Time 20,000 rows of a workbook, out and back."""
    print("\nthe monthly workbook, 20,000 rows")
    known = os.environ | {"DATABASE_URL": _database(WORKBOOK)}
    file = VAR / "bench" / "workbook.xlsx"
    for half in ("out", "back"):
        steps = f"from tools.bench import workbook; workbook.{half}({str(file)!r})"
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", steps],
            cwd=ROOT, env=known, check=True,
        )  # fmt: skip


def _first_view(port: int) -> None:
    view = browser.first_view(f"http://127.0.0.1:{port}/indicators/generated-00004/")
    print(f"    first chart drawn after {view.drawn:.0f} ms, interactive {view.interactive:.0f} ms")
    print(f"    first view: {view.bytes_all:,} bytes, {view.bytes_without_plotly:,} without plotly")


def _database(size: tuple[int, int, int]) -> str:
    """Return the address of the made-up database, made now where it is missing."""
    path = VAR / "bench" / ("x".join(map(str, size)) + ".sqlite3")
    path.parent.mkdir(parents=True, exist_ok=True)
    address = f"sqlite:///{path}"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        known = os.environ | {"DATABASE_URL": f"sqlite:///{unfinished}"}
        names = ("indicators", "months", "places")
        options = [f"--{name}={number}" for name, number in zip(names, size, strict=True)]
        for command in (["migrate", "--verbosity=0"], ["generate", *options]):
            subprocess.run(  # noqa: S603 - our own commands
                [sys.executable, "manage.py", *command],
                cwd=ROOT, env=known, check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
        unfinished.rename(path)
    return address


def _line(name: str, timing: Timing) -> None:
    middle, slow = timing.percentile(0.5), timing.percentile(0.99)
    print(
        f"    {name:24} p50 {middle:9.2f} ms   p99 {slow:9.2f} ms   "
        f"{timing.rate:8.1f}/s   {timing.size:12,} bytes",
        flush=True,
    )


def _ratio(name: str, ratio: float) -> None:
    print(f"    {name}: {ratio:.2f}", flush=True)


if __name__ == "__main__":
    main()
