"""Several processes that do parts of some work side by side, or this one alone."""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, ExitStack
from multiprocessing.synchronize import Barrier
from threading import Thread
from typing import Any, Generic, TypeVar, cast

from django.db import connections

State = TypeVar("State")
Part = TypeVar("Part")
Result = TypeVar("Result")
# Prepares with what all are told at the start, gives what does the work, and cleans up.
Begin = Callable[[State], AbstractContextManager[Callable[[Part], Result]]]
# Seconds that one process waits for the others to begin.
PATIENCE = 60


class Workers(Generic[State, Part, Result]):
    """Does the work by parts, in so many processes; one is this process itself."""

    def __init__(self, number: int, begin: Begin[State, Part, Result]) -> None:
        self._number, self._begin, self._stack = number, begin, ExitStack()
        self._pool = _forked(number, begin) if number > 1 else None

    def begin(self, state: State) -> None:
        """Let each begin, and return when all have."""
        if self._pool is None:
            self._work = self._stack.enter_context(self._begin(state))
            return
        for begun in [self._pool.submit(_begin, state) for _ in range(self._number)]:
            begun.result()

    def work(self, parts: Iterable[Part]) -> Iterator[Result]:
        """Yield what comes of each part, in no order."""
        if self._pool is None:
            yield from map(self._work, parts)
            return
        for done in as_completed([self._pool.submit(_work, part) for part in parts]):
            yield cast(Result, done.result())

    def close(self) -> None:
        """Let all of them end."""
        self._stack.close()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


class _Process:
    """What a process of the pool keeps: how to begin, and since then how to work."""

    begin: Begin[Any, Any, Any]
    work: Callable[[Any], Any]
    all_there: Barrier
    # Held to the end of the process.
    stack = ExitStack()


def _forked(number: int, begin: Begin[Any, Any, Any]) -> ProcessPoolExecutor:
    # A connection cannot be shared across a fork. What is there now stays to the end: looking
    # through it for garbage, here and in each process, would copy it and take half a second.
    connections.close_all()
    gc.freeze()
    context = multiprocessing.get_context("fork")
    prepared = begin, context.Barrier(number)
    pool = ProcessPoolExecutor(number, context, initializer=_prepare, initargs=prepared)
    # The processes are forked with the first work, while no connection is open.
    pool.submit(int).result()
    return pool


def _prepare(begin: Begin[Any, Any, Any], all_there: Barrier) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _Process.begin, _Process.all_there = staticmethod(begin), all_there


def _end_with_parent() -> None:
    """End when the process that started this one is gone, however that ended.

    A lock that was inherited is given back then, and not before: nobody else may write meanwhile.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _begin(state: object) -> None:
    """Begin, in each process once: nobody takes a second call before all have taken one."""
    _Process.all_there.wait(PATIENCE)
    _Process.work = staticmethod(_Process.stack.enter_context(_Process.begin(state)))


def _work(part: object) -> object:
    return _Process.work(part)
