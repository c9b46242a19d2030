"""A real Redis of a test's own, which can be killed and made to hang."""

import os
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import redis

PROGRAM = shutil.which("redis-server") or ""
ATTEMPTS = 200


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class RedisServer:
    """Redis on a port of its own, without anything on disk."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Return where it is."""
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def client(self) -> redis.Redis:
        """Return a client of the test's own, which waits patiently."""
        return redis.Redis(port=self.port)

    def start(self) -> None:
        """Start it, and return once it answers."""
        options = ["--port", f"{self.port}", "--bind", "127.0.0.1", "--save", ""]
        self.process = subprocess.Popen(  # noqa: S603 - the program that was found
            [PROGRAM, *options], cwd=self.folder, stdout=subprocess.DEVNULL
        )
        pause = Event()
        for _ in range(ATTEMPTS):
            try:
                self.client.ping()
            except redis.RedisError:
                pause.wait(0.05)
            else:
                return
        raise AssertionError("Redis did not start")

    def keys(self, pattern: str) -> list[str]:
        """Return the names of what it holds."""
        return [os.fsdecode(key) for key in self.client.keys(pattern)]

    def hang(self) -> None:
        """Let it take connections, and answer nothing."""
        assert self.process
        os.kill(self.process.pid, signal.SIGSTOP)

    def kill(self) -> None:
        """End it at once."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None
