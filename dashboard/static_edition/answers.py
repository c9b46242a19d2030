"""Answer again what pages asked, as shortly as can be told."""

from collections.abc import Iterable, Mapping

from django.db import connection

from dashboard.fingerprint import digest

from . import notes
from .notes import Question, from_text
from .reader import part_of
from .site import Site
from .tables import Changes


class Answers:
    """Names of answers: of the last run where nothing that they come from changed, else asked now.

    ``questions`` and ``known`` are those of the last run by their names; ``changes`` says what
    became of the tables since.
    """

    def __init__(
        self,
        site: Site,
        questions: Mapping[str, Question],
        known: Mapping[str, str],
        changes: Changes,
    ) -> None:
        self.site, self.known, self.changes = site, known, changes
        self.questions = dict(questions)
        self._names = {question: name for name, question in questions.items()}
        self._given: dict[str, str] = {}
        self._same: set[str] = set()
        self._spared: dict[tuple[str, str], bool] = {}

    def named(self, question: Question) -> str:
        """Return the question's name."""
        name = self._names.get(question)
        if name is None:
            name = self._names[question] = digest(*question)
            self.questions[name] = question
        return name

    def told(self, question: Question, answer: str) -> str:
        """Return the question's name; an answer that came with it need not be asked for."""
        name = self.named(question)
        if answer:
            self._given[name] = answer
        return name

    def forget(self, kind: str) -> None:
        """Ask again about what is no longer as it was."""
        for name in [name for name in self._given if self.questions[name][0] == kind]:
            del self._given[name]
            self._same.discard(name)

    def hold(self, names: Iterable[str]) -> bool:
        """Tell whether the questions with the names still have the last run's answers."""
        return self._same.issuperset(names) or all(map(self._holds, names))

    def _holds(self, name: str) -> bool:
        if name not in self._same and self.of(name) == self.known[name]:
            self._same.add(name)
        return name in self._same

    def of(self, name: str) -> str:
        """Return a short name of the answer to the question with the name."""
        given = self._given.get(name)
        if given is None:
            given = self._given[name] = self._asked(name, self.questions[name])
        return given

    def _asked(self, name: str, question: Question) -> str:
        kind, about = question[:2]
        match kind:
            case notes.SQL:
                _, sql, params, scope = question
                return self._lasting(name, sql, scope) or answer_of(sql, params)
            case notes.EDITION:
                return part_of(self.site.edition, about)
            case notes.FIRST_PLACE:
                return self.site.addresses.first_places.get(about, "")
            case notes.DEAD:
                return str(about in self.site.addresses.dead)
            case notes.ASSET:
                return self.site.assets.mark_of(about)
        raise LookupError(kind)

    def _lasting(self, name: str, sql: str, scope: str) -> str | None:
        """Return the last run's answer where it still holds."""
        asked = sql, scope
        if asked not in self._spared:
            self._spared[asked] = self.changes.spare(sql, scope)
        return self.known.get(name) if self._spared[asked] else None


def answer_of(sql: str, params: str) -> str:
    """Ask the database, and return a short name of its answer."""
    with connection.cursor() as cursor:
        cursor.execute(sql, from_text(params))
        return notes.named(cursor.fetchall())
