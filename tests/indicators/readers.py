"""A reader that behaves as it is told, run in a process of its own."""

import os
import signal
from collections.abc import Callable

from indicators.bilingual import Text
from indicators.documents.isolation import serve
from indicators.documents.refusal import FileRefused


def refuse() -> None:
    """Refuse for two reasons."""
    raise FileRefused(Text("不行。", "No."), Text("也不行。", "Neither."))


def spin() -> None:
    """Take time without end."""
    while True:
        pass


DEEDS: dict[bytes, Callable[[], object]] = {
    b"refuse": refuse,
    b"hoard": lambda: len(bytearray(64 * 1024 * 1024)),
    b"chatter": lambda: "x" * 1024 * 1024,
    b"spin": spin,
    b"wait": signal.pause,
    b"die": lambda: os.kill(os.getpid(), signal.SIGKILL),
    b"fail": lambda: os.environ["A_FAULT_OF_THE_READER"],
}


def read(content: bytes) -> object:
    """Return what came in, or do what it says."""
    return DEEDS.get(content, content.decode)()


if __name__ == "__main__":
    serve(read)
