"""Ask one address again and again over one open connection, and keep each answer's time."""

import itertools
import socket
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """How long answers took, in seconds, and how large the last one was."""

    seconds: list[float]
    size: int

    @property
    def rate(self) -> float:
        """Return answers per second."""
        return len(self.seconds) / sum(self.seconds)

    def percentile(self, share: float) -> float:
        """Return the time, in milliseconds, within which that share of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] * 1000


class Connection:
    """A bare HTTP connection: a library would take longer than the answers that it measures."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.file = self.socket.makefile("rb")

    def get(self, path: str, headers: str = "", host: str = "127.0.0.1") -> int:
        """Return how many bytes the answer's body has; raise where it is no success."""
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n".encode("latin-1")
        )
        status = int(self.file.readline().split()[1])
        fields = {}
        while (line := self.file.readline()) != b"\r\n":
            name, value = line.split(b":", 1)
            fields[name.strip().lower()] = value.strip().lower()
        if status not in (200, 304):
            raise RuntimeError(f"{path}: {status}")
        if fields.get(b"transfer-encoding") == b"chunked":
            return self._chunks()
        return len(self.file.read(int(fields.get(b"content-length", 0))))

    def _chunks(self) -> int:
        size = 0
        while length := int(self.file.readline(), 16):
            size += len(self.file.read(length))
            self.file.readline()
        self.file.readline()
        return size


def ask(
    port: int, path: str, *, seconds: float, is_cold: bool = False, headers: str = ""
) -> Timing:
    """Ask for so many seconds, at least twice; a cold answer is one to an address not asked yet.

    Only the port in it is another one each time, which no page looks at.
    """
    connection, run = Connection(port), time.time_ns()
    size = connection.get(path, headers)
    times: list[float] = []
    end = time.perf_counter() + seconds
    for number in itertools.count():
        start = time.perf_counter()
        if start > end and len(times) > 1:
            return Timing(times, size)
        host = f"127.0.0.1:{run + number}" if is_cold else "127.0.0.1"
        size = connection.get(path, headers, host)
        times.append(time.perf_counter() - start)
    raise AssertionError("counting never ends")
