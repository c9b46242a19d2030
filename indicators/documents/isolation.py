"""Read a foreign file in a process of its own, with limits of memory, time and output. Pure.

Readers of PDF, Word, HTML and Excel are large programs, some of them in C; what makes one of them
take all memory, run without end or fall over must end that process alone, never the site.

A reader is a module that is run as ``python -m MODULE``: it calls ``serve`` with its function.
"""

import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indicators.bilingual import Text
from indicators.documents.refusal import FileRefused

MB = 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]
LIMITS = "READER_LIMITS"
REFUSED = 3
# Behind what answers people.
NICENESS = 10
LONGEST_COMPLAINT = 2000

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may take: bytes of its own memory, seconds, and bytes of what it returns."""

    memory: int = 300 * MB
    seconds: int = 20
    output: int = 4 * MB


USUAL = Limits()


def run(reader: str, content: bytes, limits: Limits = USUAL) -> Any:  # noqa: ANN401 - JSON
    """Return what the reader, named as a module, makes of the content.

    Raises Refused with the reader's own reasons, or because it took too much memory or time.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made:
        given.write(content)
        given.seek(0)
        status, complaint = _status(reader, limits, given.fileno(), made.fileno())
        made.seek(0)
        if status == 0:
            return json.loads(made.read(limits.output))
        if status == REFUSED:
            raise FileRefused(*(Text(*one) for one in json.loads(made.read(limits.output))))
    logger.warning("%s ended with %s: %s", reader, status, complaint)
    raise FileRefused(too_expensive(limits))


def _status(reader: str, limits: Limits, given: int, made: int) -> tuple[int | str, str]:
    """Return how the process ended, and the end of what it complained of."""
    said = f"{limits.memory} {limits.seconds} {limits.output}"
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(  # noqa: S603 - our own module, and data on its input alone
            [sys.executable, "-m", reader],
            stdin=given,
            stdout=made,
            stderr=complaints,
            cwd=ROOT,
            env=os.environ | {LIMITS: said},
        )
        try:
            status: int | str = process.wait(limits.seconds)
        except subprocess.TimeoutExpired:
            status = "no end"
        finally:
            process.kill()
            process.wait()
        complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - LONGEST_COMPLAINT))
        return status, complaints.read().decode(errors="replace")


def too_expensive(limits: Limits = USUAL) -> Text:
    """Return what is said of a file that a reader did not get to the end of."""
    memory = limits.memory // MB
    return Text(
        f"读取该文件超出限度（内存{memory}MB，时间{limits.seconds}秒）。请拆分文件，或用原软件重新另存后再上传。",
        f"Reading the file takes more than {memory} MB of memory or {limits.seconds} seconds. "
        "Split it, or open it in its own program and save it anew.",
    )


def serve(read: Callable[[bytes], object]) -> None:
    """Be the reader: take limits and content, write what ``read`` returns as JSON, and end."""
    memory, seconds, output = map(int, os.environ[LIMITS].split())
    _limit(memory, seconds, output)
    content = sys.stdin.buffer.read()
    try:
        made, status = read(content), 0
    except FileRefused as refused:
        made, status = refused.messages, REFUSED
    # Where PYTHONUNBUFFERED is set, sys.stdout drops what found no room, and says nothing.
    with os.fdopen(sys.stdout.fileno(), "wb", closefd=False) as out:
        out.write(json.dumps(made).encode())
    sys.exit(status)


def _limit(memory: int, seconds: int, output: int) -> None:
    """Let the kernel end this process where it takes more than it may."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
