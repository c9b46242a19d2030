"""Everything as one file: rows a second, and the most memory that a worker takes on the way."""

import time
from pathlib import Path

from .load import Connection
from .server import memory, workers

FILES = (
    ("CSV", "/data/observations.csv"),
    ("JSON", "/data/observations.json"),
    ("SDMX-CSV", "/data/sdmx/observations.csv"),
    ("Data Package", "/data/indicators.zip"),
)
RESET_THE_PEAK = "5"


def measure(port: int, pid: int, rows: int) -> None:
    """Ask for each file once, and print its speed, its size and the peak memory (Linux)."""
    Connection(port).get("/about/")
    print(f"    memory before: {', '.join(f'{one} MB' for one in memory(pid)) or 'unknown'}")
    for name, path in FILES:
        for worker in workers(pid):
            Path(f"/proc/{worker}/clear_refs").write_text(RESET_THE_PEAK)
        start = time.perf_counter()
        size = Connection(port).get(path)
        seconds = time.perf_counter() - start
        peaks = [f"{_peak(worker)} MB" for worker in workers(pid)]
        print(
            f"    every figure as {name:12} {rows / seconds:9,.0f} rows/s   {size:13,} bytes   "
            f"peak memory {', '.join(peaks) or 'unknown'}",
            flush=True,
        )


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if "VmHWM" in line)
