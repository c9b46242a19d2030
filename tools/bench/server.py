"""Start a server as the site does, one worker, and say how much memory it takes."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60


@contextmanager
def served(command: list[str], **environment: str) -> Iterator[tuple[int, int]]:
    """Run the command with a free PORT; give the port and the process while it serves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    known = os.environ | environment | {"PORT": str(port), "WORKERS": "1"}
    arguments = [part.replace("{port}", str(port)) for part in command]
    with subprocess.Popen(  # noqa: S603 - our own commands
        [sys.executable, *arguments], cwd=ROOT, env=known, stdout=subprocess.DEVNULL
    ) as process:
        try:
            _wait(port, process)
            yield port, process.pid
        finally:
            process.terminate()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


def memory(pid: int) -> list[int]:
    """Return the megabytes that each worker holds in memory (Linux; elsewhere nothing)."""
    return [_resident(worker) for worker in workers(pid)]


def workers(pid: int) -> list[int]:
    """Return the processes that answer, which start no others (Linux; elsewhere none are known)."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [int(child) for child in children.read_text().split()] if children.exists() else []
    return [one for child in found for one in workers(child) or [child]]


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if "VmRSS" in line)
