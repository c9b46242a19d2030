"""Several processes that do parts of some work side by side, or this one alone."""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from multiprocessing.synchronize import Barrier
from threading import Thread
from typing import Any, TypeVar

from django.db import connections

Part = TypeVar("Part")
Result = TypeVar("Result")
# Prepares, gives what does the work, and cleans up.
Begin = Callable[[], AbstractContextManager[Callable[[Part], Result]]]
# Yields what comes of each part, in no order.
Work = Callable[[Iterable[Part]], Iterator[Result]]
# Seconds that one process waits for the others to begin.
PATIENCE = 60


@contextmanager
def side_by_side(number: int, begin: Begin[Part, Result]) -> Iterator[Work[Part, Result]]:
    """Let so many processes begin, and yield what lets them work; one is this process itself."""
    if number == 1:
        with begin() as work:
            yield partial(map, work)
        return
    # A connection cannot be shared across a fork. What is there now stays to the end: looking
    # through it for garbage, here and in each process, would copy it and take half a second.
    connections.close_all()
    gc.freeze()
    context = multiprocessing.get_context("fork")
    prepared = begin, context.Barrier(number)
    pool = ProcessPoolExecutor(number, context, initializer=_prepare, initargs=prepared)
    try:
        for begun in [pool.submit(_begin) for _ in range(number)]:
            begun.result()
        yield lambda parts: (
            done.result() for done in as_completed([pool.submit(_work, one) for one in parts])
        )
    finally:
        pool.shutdown(cancel_futures=True)


class _Process:
    """What a process of the pool keeps: how to begin, and since then how to work."""

    begin: Begin[Any, Any]
    work: Callable[[Any], Any]
    all_there: Barrier
    # Held to the end of the process.
    stack = ExitStack()


def _prepare(begin: Begin[Any, Any], all_there: Barrier) -> None:
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


def _begin() -> None:
    """Begin, in each process once: nobody takes a second call before all have taken one."""
    _Process.all_there.wait(PATIENCE)
    _Process.work = staticmethod(_Process.stack.enter_context(_Process.begin()))


def _work(part: Any) -> Any:  # noqa: ANN401 - of any work
    return _Process.work(part)
