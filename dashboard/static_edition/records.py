"""What is remembered of the last run: each page's file, its links, and its questions.

It stays on this machine, outside the edition, because questions tell how the database looks; the
edition itself holds a manifest with nothing but names, sums and states.
"""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .notes import Question


@dataclass(frozen=True, slots=True)
class Record:
    """One file of the edition: its sum and size, and the state of all that its page depends on."""

    address: str
    file: str
    sha256: str
    size: int
    state: str
    title: str = ""
    links: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(slots=True)
class Memory:
    """The records of an edition by address, and the addresses that led to no page."""

    records: dict[str, Record] = field(default_factory=dict)
    dead: frozenset[str] = frozenset()


class Table:
    """Gives equal things one number, so that each is written once."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}

    def numbers_of(self, many: Iterable[Any]) -> list[int]:
        """Return the number of each."""
        return [self.numbers.setdefault(one, len(self.numbers)) for one in many]


def save(memory: Memory, manifest: str, path: Path) -> None:
    """Write the memory that belongs to the manifest with this sum."""
    texts, questions, links = Table(), Table(), Table()
    records = [
        [
            *texts.numbers_of((one.address, one.file, one.title)),
            one.sha256,
            one.size,
            one.state,
            links.numbers_of(one.links),
            questions.numbers_of(one.questions),
            texts.numbers_of(one.left_out),
        ]
        for one in memory.records.values()
    ]
    asked = [texts.numbers_of(question) for question in questions.numbers]
    written = {
        "manifest": manifest,
        "dead": sorted(memory.dead),
        "records": records,
        "questions": asked,
        "links": texts.numbers_of(links.numbers),
        "texts": list(texts.numbers),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(gzip.compress(json.dumps(written).encode(), compresslevel=1, mtime=0))
    unfinished.replace(path)


def load(manifest: str, path: Path) -> Memory:
    """Return the memory that belongs to the manifest with this sum; empty where there is none."""
    try:
        found = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, ValueError, EOFError):
        return Memory()
    if not isinstance(found, dict) or found.get("manifest") != manifest:
        return Memory()
    texts: list[str] = found["texts"]
    questions = [tuple(texts[number] for number in one) for one in found["questions"]]
    links = [texts[number] for number in found["links"]]
    records = {}
    for address, file, title, sha256, size, state, led, asked, left_out in found["records"]:
        records[texts[address]] = Record(
            texts[address],
            texts[file],
            sha256,
            size,
            state,
            texts[title],
            tuple(links[number] for number in led),
            tuple(questions[number] for number in asked),
            tuple(texts[number] for number in left_out),
        )
    return Memory(records, frozenset(found["dead"]))
