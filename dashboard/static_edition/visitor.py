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
    """What came of an address: its record, or none where its page is kept or it leads to none."""

    address: str
    record: Record | None = None
    is_kept: bool = False
    is_written: bool = False


@dataclass(frozen=True, slots=True)
class Visits:
    """What came of a task, and what its new pages asked and were told, by the questions' names.

    Nothing is said twice.
    """

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
        visits = [self._visit(one, is_forced=task.is_forced) for one in task.addresses]
        asked = {name for one in visits if one.record for name in one.record.asked}
        new = asked - self._told
        self._told |= new
        questions = {name: self.answers.questions[name] for name in new}
        return Visits(visits, questions, {name: self.answers.of(name) for name in new})

    def _visit(self, address: str, *, is_forced: bool) -> Visit:
        known = None if is_forced else self.known.get(address)
        if known and self._is_unchanged(known):
            return Visit(address, is_kept=True)
        asked = Notes()
        made = self.maker.make(address, asked)
        if made is None:
            return Visit(address)
        record = self._record(made, asked)
        is_there = self.folder.holds(record.file, record.as_listed)
        self.folder.stage(record.file, None if is_there else made.content)
        return Visit(address, record, is_written=not is_there)

    def _is_unchanged(self, known: Record) -> bool:
        is_same = known.is_repeatable and self.answers.hold(known.asked)
        return is_same and self.folder.holds(known.file, known.as_listed)

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
