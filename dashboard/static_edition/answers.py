"""Answer again what pages asked, as shortly as can be told."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b

from django.db import connection
from django.db.backends.utils import CursorWrapper

from . import notes
from .notes import Question, digest, from_text
from .reader import part_of
from .records import Asked
from .site import Site

# Rows that are fetched at once, so that a large table need not fit into memory.
ROWS = 5_000
WORD = re.compile(r"\w+")


class Answers:
    """Names of answers: of the last run where nothing that they come from changed, else asked now.

    ``questions`` and ``known`` are those of the last run by their names, ``unchanged`` the tables
    that are as they were then.
    """

    def __init__(
        self,
        site: Site,
        questions: Mapping[str, Question],
        known: Mapping[str, str],
        unchanged: frozenset[str],
    ) -> None:
        self.site, self.known, self.unchanged = site, known, unchanged
        self.questions = dict(questions)
        self._names = {question: name for name, question in questions.items()}
        self._given: dict[str, str] = {}
        self._tables: dict[str, bool] = {}

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

    def hold(self, asked: Iterable[Asked]) -> bool:
        """Tell whether all questions still have the same answers."""
        given = self._given
        return all(given.get(name) == answer or self.of(name) == answer for name, answer in asked)

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
                return self._lasting(name, about) or answer_of(about, question[2])
            case notes.EDITION:
                return part_of(self.site.edition, about)
            case notes.FIRST_PLACE:
                return self.site.addresses.first_places.get(about, "")
            case notes.DEAD:
                return str(about in self.site.addresses.dead)
            case notes.ASSET:
                return self.site.assets.mark_of(about)
        raise LookupError(kind)

    def _lasting(self, name: str, sql: str) -> str | None:
        """Return the last run's answer where it still holds."""
        if sql not in self._tables:
            tables = tables_in(sql)
            self._tables[sql] = bool(tables) and tables <= self.unchanged
        return self.known.get(name) if self._tables[sql] else None


def answer_of(sql: str, params: str) -> str:
    """Ask the database, and return a short name of its answer."""
    with connection.cursor() as cursor:
        cursor.execute(sql, from_text(params))
        return notes.named(cursor.fetchall())


def tables_in(sql: str) -> frozenset[str]:
    """Return the tables that the statement may name."""
    return frozenset(WORD.findall(sql)).intersection(_table_names())


def tables() -> dict[str, str]:
    """Return a short name of the content of each table.

    One look through a table takes less than the questions about it, which read it several times.
    """
    with connection.cursor() as cursor:
        return {table: _content_of(table, cursor) for table in sorted(_table_names())}


def _content_of(table: str, cursor: CursorWrapper) -> str:
    found = blake2b(digest_size=16)
    cursor.execute(f"SELECT {_row_of(table)} FROM {_quoted(table)} ORDER BY 1")  # noqa: S608 - ours
    while rows := cursor.fetchmany(ROWS):
        found.update(repr(rows).encode())
    return found.hexdigest()


def _row_of(table: str) -> str:
    """Return what makes one text of a row, within the database: far faster than value by value."""
    if connection.vendor == "postgresql":
        return f"CAST({_quoted(table)} AS text)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {_quoted(table)} LIMIT 0")  # noqa: S608 - ours
        return " || ',' || ".join(f"quote({_quoted(column[0])})" for column in cursor.description)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


@cache
def _table_names() -> frozenset[str]:
    names = connection.introspection.django_table_names(include_views=False)
    return frozenset(name for name in names if name.startswith("indicators_"))
