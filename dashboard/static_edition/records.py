"""What is remembered of the last run: each page's file, its links, and its questions.

It stays on this machine, outside the edition, because questions tell how the database looks; the
edition itself holds a manifest with nothing but names, sums and sizes.
"""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .manifest import File
from .notes import Question
from .tables import Content


@dataclass(frozen=True, slots=True)
class Record:
    """One file of the edition: its sum and size, and the names of all that its page asked.

    A page that asked what cannot be asked again is not repeatable.
    """

    address: str
    file: str
    sha256: str
    size: int
    is_repeatable: bool
    title: str = ""
    links: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def as_listed(self) -> File:
        """Return the file as the manifest lists it."""
        return File(self.sha256, self.size)


@dataclass(slots=True)
class Memory:
    """The records of an edition by address, and the addresses that led to no page.

    ``surroundings`` names the code and the settings that made them. ``questions`` stand by their
    names, as do the ``answers``: each has one, because a run sees one state of everything.
    ``contents`` names what tables held, so that questions about one that is as it was need not be
    asked again.
    """

    records: dict[str, Record] = field(default_factory=dict)
    dead: frozenset[str] = frozenset()
    questions: dict[str, Question] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    contents: dict[str, Content] = field(default_factory=dict)
    surroundings: str = ""


class Table:
    """Gives equal things one number, so that each is written once."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}

    def number_of(self, one: Any) -> int:  # noqa: ANN401 - whatever has equals
        """Return its number."""
        return self.numbers.setdefault(one, len(self.numbers))

    def numbers_of(self, many: Iterable[Any]) -> list[int]:
        """Return the number of each."""
        return [self.number_of(one) for one in many]


def save(memory: Memory, manifest: str, path: Path) -> None:
    """Write the memory that belongs to the manifest with this sum."""
    texts, names, links, asked = Table(), Table(), Table(), Table()
    records = [
        [
            *texts.numbers_of((one.address, one.file, one.title)),
            one.sha256,
            one.size,
            one.is_repeatable,
            links.number_of(one.links),
            asked.number_of(one.asked),
            texts.numbers_of(one.left_out),
        ]
        for one in memory.records.values()
    ]
    written = {
        "manifest": manifest,
        "dead": sorted(memory.dead),
        "contents": {table: [one.name, one.last] for table, one in memory.contents.items()},
        "surroundings": memory.surroundings,
        "records": records,
        "links": [texts.numbers_of(one) for one in links.numbers],
        "asked": [names.numbers_of(one) for one in asked.numbers],
        "questions": [
            [name, memory.answers[name], *texts.numbers_of(memory.questions[name])]
            for name in names.numbers
        ],
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
    # An earlier version wrote the questions otherwise.
    is_ours = isinstance(found, dict) and isinstance(found.get("questions"), list)
    if not is_ours or found.get("manifest") != manifest:
        return Memory()
    texts: list[str] = found["texts"]
    names = [name for name, *_ in found["questions"]]
    # Most pages share theirs with another: in the other language, for a frame, as a file.
    links = [tuple(texts[number] for number in numbers) for numbers in found["links"]]
    asked = [tuple(names[number] for number in numbers) for numbers in found["asked"]]
    answers = {name: answer for name, answer, *_ in found["questions"]}
    questions = {
        name: tuple(texts[number] for number in parts) for name, _, *parts in found["questions"]
    }
    records = {}
    for address, file, title, sha256, size, repeatable, led, told, out in found["records"]:
        records[texts[address]] = Record(
            texts[address],
            texts[file],
            sha256,
            size,
            repeatable,
            texts[title],
            links[led],
            asked[told],
            tuple(texts[number] for number in out),
        )
    contents = {table: Content(name, last) for table, (name, last) in found["contents"].items()}
    dead, surroundings = frozenset(found["dead"]), found["surroundings"]
    return Memory(records, dead, questions, answers, contents, surroundings)
