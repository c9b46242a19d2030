"""Visit an address: keep its file where nothing changed that its page depends on, else make it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import notes
from .folder import Folder
from .maker import Made, Maker
from .manifest import sum_of
from .notes import Notes, Question, answer_of, digest
from .reader import part_of
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


class Visitor:
    """Visits addresses of one edition in one process."""

    def __init__(
        self, maker: Maker, folder: Folder, known: Mapping[str, Record], intact: Mapping[str, str]
    ) -> None:
        self.maker, self.folder = maker, folder
        self.known, self.intact = known, intact
        self._answers: dict[Question, str] = {}

    def visit_all(self, task: Task) -> list[Visit]:
        """Return what came of each address of the task."""
        self.maker.site.addresses.dead = task.dead
        return [self._visit(one, is_forced=task.is_forced) for one in task.addresses]

    def _visit(self, address: str, *, is_forced: bool) -> Visit:
        known = None if is_forced else self.known.get(address)
        if known and self._is_unchanged(known):
            return Visit(address, is_kept=True)
        asked = Notes()
        made = self.maker.make(address, asked)
        if made is None:
            return Visit(address)
        record = self._record(made, asked)
        is_there = self.intact.get(record.file) == record.sha256
        self.folder.stage(record.file, None if is_there else made.content)
        return Visit(address, record)

    def _is_unchanged(self, known: Record) -> bool:
        if not known.state or self.intact.get(known.file) != known.sha256:
            return False
        return self.state_of(known.questions) == known.state

    def _record(self, made: Made, asked: Notes) -> Record:
        questions = tuple(asked.questions)
        return Record(
            made.address,
            made.file,
            sum_of(made.content),
            len(made.content),
            self.state_of(questions) if asked.is_repeatable else "",
            made.title,
            made.links,
            questions,
            made.left_out,
        )

    def state_of(self, questions: Iterable[Question]) -> str:
        """Return a short name of the code, the settings, and the answers to the questions."""
        return digest(self.maker.site.surroundings, *map(self._answer, questions))

    def _answer(self, question: Question) -> str:
        if question[0] != notes.SQL:
            return self._asked(question)
        if question not in self._answers:
            self._answers[question] = self._asked(question)
        return self._answers[question]

    def _asked(self, question: Question) -> str:
        kind, about, *rest = question
        site = self.maker.site
        match kind:
            case notes.SQL:
                return answer_of(about, *rest)
            case notes.EDITION:
                return part_of(site.edition, about)
            case notes.FIRST_PLACE:
                return site.addresses.first_places.get(about, "")
            case notes.DEAD:
                return str(about in site.addresses.dead)
            case notes.ASSET:
                return site.assets.mark_of(about)
        raise LookupError(kind)
