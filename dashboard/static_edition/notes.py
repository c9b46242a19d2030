"""Note what a page asks, and is told, so that it need not be made again while answers last.

A page follows from the code, the settings, and the answers to its questions: to the database, to
the edition about itself, to the other pages about their names. Whoever asks the same questions
again and gets the same answers has the same page.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection

from dashboard.fingerprint import digest

# A kind, and what is asked: ("edition", "day"), ("sql", statement, parameters, scope).
Question = tuple[str, ...]
SQL, EDITION, FIRST_PLACE, DEAD, ASSET = "sql", "edition", "first place", "dead", "asset"
TYPES: dict[str, tuple[type, Callable[[str], object]]] = {
    "datetime": (datetime, datetime.fromisoformat),
    "date": (date, date.fromisoformat),
    "decimal": (Decimal, Decimal),
    "uuid": (UUID, UUID),
}


class Unrepeatable(TypeError):
    """Something was asked that cannot be asked again."""


class Rows:
    """A cursor's answer, read to its end, for whoever goes on to fetch it."""

    def __init__(self, cursor: Any, rows: list[Any]) -> None:  # noqa: ANN401 - any database's
        self.cursor, self.rest = cursor, iter(rows)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else the cursor has
        """Return what the cursor itself knows: its description, how to close it."""
        return getattr(self.cursor, name)

    def __iter__(self) -> Iterator[Any]:
        """Walk the rows that are left."""
        return self.rest

    def fetchone(self) -> Any:  # noqa: ANN401
        """Return the next row, or None."""
        return next(self.rest, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        """Return so many of the rows that are left."""
        return list(islice(self.rest, size))

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        return list(self.rest)


class Notes:
    """The questions of one page, each once, in order.

    Those to the database stand with the name of their answer, others without one.
    """

    def __init__(self) -> None:
        self.questions: dict[Question, str] = {}
        self.is_repeatable = True
        self._scope = ""

    def note(self, *question: str, answer: str = "") -> None:
        """Keep the question."""
        self.questions[question] = answer

    @contextmanager
    def apart(self) -> Iterator[dict[Question, str]]:
        """Keep what is asked within the block in a list of its own as well."""
        outer, self.questions = self.questions, {}
        try:
            yield self.questions
        finally:
            outer.update(self.questions)
            self.questions = outer

    @contextmanager
    def within(self, scope: str) -> Iterator[None]:
        """Keep with each query of the block that it asks for figures of the scope alone."""
        outer, self._scope = self._scope, scope
        try:
            yield
        finally:
            self._scope = outer

    @contextmanager
    def of_queries(self) -> Iterator[None]:
        """Keep what is asked of the database within the block."""
        with connection.execute_wrapper(self._query):
            yield

    def _query(self, execute: Callable[..., Any], *asked: Any) -> Any:  # noqa: ANN401 - Django's own
        """Ask, and look at the answer on its way: asking again for it would take as long."""
        sql, params, _, context = asked
        cursor = context["cursor"]
        if isinstance(cursor.cursor, Rows):
            cursor.cursor = cursor.cursor.cursor
        done = execute(*asked)
        if cursor.description is None:
            return done
        rows = cursor.cursor.fetchall()
        cursor.cursor = Rows(cursor.cursor, rows)
        try:
            self.note(SQL, sql, to_text(params or ()), self._scope, answer=named(rows))
        except Unrepeatable:
            self.is_repeatable = False
        return done


def named(rows: list[Any]) -> str:
    """Return a short name of the database's answer."""
    return digest(repr(rows))


def to_text(params: Any) -> str:  # noqa: ANN401 - whatever a database takes
    """Write parameters so that the same ones can be given again; raises Unrepeatable."""
    return json.dumps(list(params), default=_tagged, ensure_ascii=False)


def from_text(text: str) -> list[Any]:
    """Return the parameters."""
    found: list[Any] = json.loads(text, object_hook=_untagged)
    return found


def _tagged(value: object) -> dict[str, str]:
    for name, (kind, _) in TYPES.items():
        if isinstance(value, kind):
            return {name: value.isoformat() if isinstance(value, date) else str(value)}
    raise Unrepeatable(type(value).__name__)


def _untagged(found: dict[str, str]) -> object:
    [(name, text)] = found.items()
    return TYPES[name][1](text)
