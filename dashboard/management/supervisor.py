"""Keep a server running: start it again when it ends by itself, and end all of it when asked to.

Takes the place of ``manage.py serve`` once everything is prepared, and knows nothing of Django, so
that it takes little memory: ``python -m dashboard.management.supervisor PROGRAM ARGUMENT ...``
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Event

# Seconds: who ran so long has worked, and what ended it then is no fault of its settings.
WORKED = 15
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
# So often may a server end that never worked before: a person must look.
TRIES = 3
# Seconds that a server may take to end, requests in hand included.
PATIENCE = 40
SET_PARENT_DEATH_SIGNAL = 1


class Supervisor:
    """Runs one command for as long as nobody asks it to stop."""

    def __init__(self, command: Sequence[str], say: Callable[[str], object]) -> None:
        self._command, self._say = command, say
        self._child: subprocess.Popen[bytes] | None = None
        self._stopping = Event()

    def run(self) -> int:
        """Return 0 once it was asked to stop, or the server's code where it never worked."""
        for asked in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(asked, self._stop)
        signal.signal(signal.SIGALRM, self._kill)
        failures, has_worked, pause = 0, False, FIRST_PAUSE
        while True:
            start = time.monotonic()
            code = self._run_once()
            if self._stopping.is_set():
                return 0
            failures += 1
            if time.monotonic() - start >= WORKED:
                failures, has_worked, pause = 0, True, FIRST_PAUSE
            if failures >= TRIES and not has_worked:
                self._say(f"The server ended {TRIES} times (code {code}) and never worked.")
                return code if code > 0 else 1
            self._say(f"The server ended (code {code}) and starts again in {pause:.0f} s.")
            self._stopping.wait(pause)
            if self._stopping.is_set():
                return 0
            pause = min(2 * pause, LONGEST_PAUSE)

    def _run_once(self) -> int:
        """Run the server and return its code once nothing of it is left, its port least of all."""
        parent = os.getpid()
        self._child = subprocess.Popen(  # noqa: S603 - our own command
            self._command,
            # A group of its own, so that what it started can be found when it is gone.
            start_new_session=True,
            preexec_fn=lambda: _end_with(parent),
        )
        if self._stopping.is_set():
            self._child.terminate()
        code = self._child.wait()
        self._kill()
        return code

    def _stop(self, *_signal: object) -> None:
        """End the server in good order; at once, where somebody asks again or it takes too long."""
        if self._stopping.is_set():
            self._kill()
        self._stopping.set()
        if self._child and self._child.returncode is None:
            self._child.terminate()
            signal.alarm(PATIENCE)

    def _kill(self, *_signal: object) -> None:
        if self._child:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._child.pid, signal.SIGKILL)


def _end_with(parent: int) -> None:
    """Let the kernel end the server in good order where its supervisor is killed (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(Supervisor(sys.argv[1:], _say).run())
