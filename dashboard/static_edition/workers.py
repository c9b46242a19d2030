"""Several processes that do parts of some work side by side.

Each has a pipe of its own, so that it ends when the process that started it is gone, however
that ended; a lock that was inherited is given back at once.
"""

import gc
import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar, cast

from django.db import connections

Told = TypeVar("Told")
Part = TypeVar("Part")
Result = TypeVar("Result")
# Prepares with what all are told at the start, gives what does the work, and cleans up.
Begin = Callable[[Told], AbstractContextManager[Callable[[Part], Result]]]


class WorkFailed(RuntimeError):
    """A worker stopped, or met an error; the text is its traceback."""


class Alone(Generic[Told, Part, Result]):
    """Does the same in this process."""

    def __init__(self, begin: Begin[Told, Part, Result]) -> None:
        self._begin, self._stack = begin, ExitStack()

    def begin(self, told: Told) -> None:
        """Begin."""
        self._work = self._stack.enter_context(self._begin(told))

    def work(self, parts: Iterable[Part]) -> Iterator[Result]:
        """Yield what comes of each part."""
        yield from map(self._work, parts)

    def close(self) -> None:
        """Clean up."""
        self._stack.close()


class Workers(Generic[Told, Part, Result]):
    """Processes that do the work by parts; ``lock`` is open here, and they need no share of it."""

    def __init__(self, number: int, begin: Begin[Told, Part, Result], lock: int) -> None:
        # A connection cannot be shared across a fork. What is there now stays to the end: looking
        # through it for garbage, here and in each process, would copy it and take half a second.
        connections.close_all()
        gc.freeze()
        context = multiprocessing.get_context("fork")
        self.pipes: list[Connection] = []
        self.processes = []
        for _ in range(number):
            ours, theirs = context.Pipe()
            inherited = [*self.pipes, ours]
            process = context.Process(
                target=_serve, args=(theirs, inherited, begin, lock), daemon=True
            )
            process.start()
            theirs.close()
            self.pipes.append(ours)
            self.processes.append(process)

    def begin(self, told: Told) -> None:
        """Let each begin, and return when all have."""
        for pipe in self.pipes:
            pipe.send(told)
        for pipe in self.pipes:
            _received(pipe)

    def work(self, parts: Iterable[Part]) -> Iterator[Result]:
        """Yield what comes of each part, in no order."""
        waiting = iter(parts)
        busy = [pipe for pipe in self.pipes if _is_handed(pipe, waiting)]
        while busy:
            for pipe in cast(list[Connection], wait(busy)):
                yield cast(Result, _received(pipe))
                if not _is_handed(pipe, waiting):
                    busy.remove(pipe)

    def close(self) -> None:
        """Let all of them end."""
        for pipe in self.pipes:
            pipe.close()
        for process in self.processes:
            process.join()


def _is_handed(pipe: Connection, waiting: Iterator[object]) -> bool:
    """Hand the next part over, if there is one."""
    for part in waiting:
        pipe.send(part)
        return True
    return False


def _received(pipe: Connection) -> object:
    try:
        is_done, result = pipe.recv()
    except EOFError as error:
        raise WorkFailed("A process that makes pages was stopped.") from error
    if not is_done:
        raise WorkFailed(result)
    return result


def _serve(
    pipe: Connection, inherited: list[Connection], begin: Begin[object, object, object], lock: int
) -> None:
    for one in inherited:
        one.close()
    os.close(lock)
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        try:
            with begin(pipe.recv()) as work:
                pipe.send((True, None))
                while True:
                    pipe.send((True, work(pipe.recv())))
        except (EOFError, KeyboardInterrupt, BrokenPipeError):
            raise
        except Exception:  # noqa: BLE001 - told to who waits for it, with all that is known
            pipe.send((False, traceback.format_exc()))
