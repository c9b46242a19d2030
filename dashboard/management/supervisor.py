"""Keep a server running: start it again when it ends by itself, and end all of it when asked to.

Takes the place of ``manage.py serve`` once everything is prepared, and knows nothing of Django, so
that it takes little memory. A worker may run beside the server, which goes on without it:
``python -m dashboard.management.supervisor PROGRAM ARGUMENT ... [--beside PROGRAM ARGUMENT ...]``
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from threading import Event

# Seconds: who ran so long has worked, and what ended it then is no fault of its settings.
WORKED = 15
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
# So often may a server end that never worked before: a person must look.
TRIES = 3
# Seconds that a server may take to end, requests in hand included; and a worker, whose jobs are
# safe to cut short.
PATIENCE, PATIENCE_WITH_WORKER = 40, 5
BESIDE = "--beside"
SET_PARENT_DEATH_SIGNAL = 1


@dataclass(frozen=True, slots=True)
class Program:
    """A command, what people call it, and how long it may take to end.

    One that is needed and never works ends everything.
    """

    command: Sequence[str]
    name: str = "server"
    patience: int = PATIENCE
    is_needed: bool = True


class Supervisor:
    """Runs one program for as long as nobody asks it to stop."""

    def __init__(self, program: Program, say: Callable[[str], object]) -> None:
        self._program, self._say = program, say
        self._child: subprocess.Popen[bytes] | None = None
        self._stopping = Event()

    def run(self) -> int:
        """Return 0 once it was asked to stop, or the program's code where it never worked."""
        for asked in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(asked, self._stop)
        signal.signal(signal.SIGALRM, self._kill)
        name, failures, has_worked, pause = self._program.name, 0, False, FIRST_PAUSE
        while True:
            start = time.monotonic()
            code = self._run_once()
            if self._stopping.is_set():
                return 0
            failures += 1
            if time.monotonic() - start >= WORKED:
                failures, has_worked, pause = 0, True, FIRST_PAUSE
            if failures >= TRIES and not has_worked and self._program.is_needed:
                self._say(f"The {name} ended {TRIES} times (code {code}) and never worked.")
                return code if code > 0 else 1
            self._say(f"The {name} ended (code {code}) and starts again in {pause:.0f} s.")
            self._stopping.wait(pause)
            if self._stopping.is_set():
                return 0
            pause = min(2 * pause, LONGEST_PAUSE)

    def _run_once(self) -> int:
        """Run the program and return its code once nothing of it is left, its port least of all."""
        parent = os.getpid()
        self._child = subprocess.Popen(  # noqa: S603 - our own command
            self._program.command,
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
        """End the program in good order; at once if somebody asks again or it takes too long."""
        if self._stopping.is_set():
            self._kill()
        self._stopping.set()
        if self._child and self._child.returncode is None:
            self._child.terminate()
            signal.alarm(self._program.patience)

    def _kill(self, *_signal: object) -> None:
        if self._child:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._child.pid, signal.SIGKILL)


def _end_with(parent: int) -> None:
    """Let the kernel end this process in good order where its parent is killed (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _beside(command: Sequence[str]) -> Iterator[None]:
    """Keep a worker running within the block, from a process of its own."""
    parent = os.getpid()
    own = os.fork()
    if not own:
        _end_with(parent)
        program = Program(command, "worker", PATIENCE_WITH_WORKER, is_needed=False)
        os._exit(Supervisor(program, _say).run())
    try:
        yield
    finally:
        os.kill(own, signal.SIGTERM)
        os.waitpid(own, 0)


def main(arguments: Sequence[str]) -> int:
    """Run the server, and the worker if one is named; return the server's code."""
    end = arguments.index(BESIDE) if BESIDE in arguments else len(arguments)
    server, worker = arguments[:end], arguments[end + 1 :]
    with _beside(worker) if worker else nullcontext():
        return Supervisor(Program(server), _say).run()


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
