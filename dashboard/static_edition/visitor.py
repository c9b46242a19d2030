"""Visit an address: keep its file where nothing changed that its page depends on, else make it."""

from collections.abc import Mapping
from dataclasses import dataclass

from .answers import Answers
from .folder import Folder
from .maker import Made, Maker
from .manifest import sum_of
from .notes import DEAD, Notes, Question
from .records import Record


@dataclass(frozen=True, slots=True)
class Task:
    """Addresses to visit, and those that lead nowhere; a forced task keeps no page."""

    addresses: tuple[str, ...]
    dead: frozenset[str]
    is_forced: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of an address: its record, or none where it leads to no page."""

    address: str
    record: Record | None = None
    is_written: bool = False


@dataclass(frozen=True, slots=True)
class Visits:
    """What came of a task: which addresses keep their pages, and the visits of all others.

    What the new pages asked and were told stands by the questions' names, and nothing twice.
    """

    kept: list[str]
    visits: list[Visit]
    questions: dict[str, Question]
    answers: dict[str, str]


class Visitor:
    """Visits addresses of one edition in one process."""

    def __init__(
        self, maker: Maker, folder: Folder, answers: Answers, known: Mapping[str, Record]
    ) -> None:
        self.maker, self.folder, self.answers, self.known = maker, folder, answers, known
        self._told: set[str] = set()

    def visit_all(self, task: Task) -> Visits:
        """Return what came of each address of the task."""
        if self.maker.site.addresses.dead != task.dead:
            self.maker.site.addresses.dead = task.dead
            self.answers.forget(DEAD)
        kept: list[str] = []
        visits: list[Visit] = []
        for address in task.addresses:
            if not task.is_forced and self._is_unchanged(address):
                kept.append(address)
            else:
                visits.append(self._visit(address))
        asked = {name for one in visits if one.record for name in one.record.asked}
        new = asked - self._told
        self._told |= new
        questions = {name: self.answers.questions[name] for name in new}
        return Visits(kept, visits, questions, {name: self.answers.of(name) for name in new})

    def _is_unchanged(self, address: str) -> bool:
        known = self.known.get(address)
        if known is None or not known.is_repeatable or not self.answers.hold(known.asked):
            return False
        return self.folder.holds(known.file, known.as_listed)

    def _visit(self, address: str) -> Visit:
        asked = Notes()
        made = self.maker.make(address, asked)
        if made is None:
            return Visit(address)
        record = self._record(made, asked)
        is_there = self.folder.holds(record.file, record.as_listed)
        self.folder.stage(record.file, None if is_there else made.content)
        return Visit(address, record, is_written=not is_there)

    def _record(self, made: Made, notes: Notes) -> Record:
        asked = tuple(self.answers.told(*one) for one in notes.questions.items())
        return Record(
            made.address,
            made.file,
            sum_of(made.content),
            len(made.content),
            notes.is_repeatable,
            made.title,
            made.links,
            asked,
            made.left_out,
        )
