"""What the commands that read texts share: a file's text, and a list printed as JSON."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import get_language

from indicators import documents
from indicators.documents.refusal import FileRefused


def text_from(file: str) -> str:
    """Return the text of the file, or of standard input for "-".

    Raises CommandError with one line where there is no such file, or it cannot be read.
    """
    try:
        if file == "-":
            return documents.text_in(sys.stdin.buffer)
        with Path(file).open("rb") as content:
            return documents.text_in(content)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
    except FileRefused as refused:
        said = " ".join(refused.in_language(get_language() or "zh-hans"))
        raise CommandError(f"{file}: {said}", returncode=2) from refused


def json_list(objects: Iterable[dict[str, object]]) -> Iterator[str]:
    """Yield the lines of one JSON list, an object a line."""
    start = "["
    for one in objects:
        yield f"{start}{json.dumps(one, ensure_ascii=False)}"
        start = ", "
    yield "[]" if start == "[" else "]"


def put(lines: Iterable[str], out: TextIO | OutputWrapper) -> None:
    """Print the lines, or as many of them as somebody still reads."""
    try:
        out.write("\n".join(lines))
        out.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
