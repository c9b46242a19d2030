"""The paragraphs of an attached document, and where a figure stands in one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

INSIDE_A_NUMBER = re.compile(r"[0-9][.,]?$")


SENTENCE_ENDS = ("。", "!", "?", "！", "？", "；", ". ")


SENTENCE_END = re.compile("|".join(map(re.escape, SENTENCE_ENDS)))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a document; headings and page furniture have no number."""

    number: int | None
    text: str


def paragraphs(text: str) -> list[Paragraph]:
    """Split a document into its lines and number those that hold sentences, from 1.

    A published page carries a title, a date line and navigation around its body. A line without
    any sentence end is such a heading, so that the first full sentence starts paragraph 1.
    """
    lines = [line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip()]
    counted = 0
    result = []
    for line in lines:
        is_body = any(end in f"{line} " for end in SENTENCE_ENDS)
        counted += is_body
        result.append(Paragraph(counted if is_body else None, line))
    return result


def locate(paragraph: str, as_written: str, occurrence: int = 1) -> tuple[int, int] | None:
    """Return the character span of the given occurrence in the paragraph, or None.

    A figure inside a longer number does not count: "13" is not found in "1319".
    """
    start = next(islice(_starts(paragraph, as_written), occurrence - 1, None), None)
    return None if start is None else (start, start + len(as_written))


def occurrence_at(paragraph: str, as_written: str, start: int) -> int:
    """Return which occurrence of the figure starts there, as ``locate`` counts them."""
    return 1 + sum(1 for _ in takewhile(start.__gt__, _starts(paragraph, as_written)))


def _starts(paragraph: str, as_written: str) -> Iterator[int]:
    start = paragraph.find(as_written)
    while start >= 0:
        before = paragraph[max(start - 2, 0) : start]
        if not (as_written[0].isdigit() and INSIDE_A_NUMBER.search(before)):
            yield start
        start = paragraph.find(as_written, start + 1)


def sentence_around(paragraph: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the sentence that holds the span in three parts: before, within and after it."""
    ends = [match.end() for match in SENTENCE_END.finditer(paragraph)]
    first = max((one for one in ends if one <= start), default=0)
    last = min((one for one in ends if one >= end), default=len(paragraph))
    return paragraph[first:start].lstrip(), paragraph[start:end], paragraph[end:last].rstrip()
