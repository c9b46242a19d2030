"""Note what a page asks while it is made, so that it need not be made again while answers last.

A page follows from the code, the settings, and the answers to its questions: to the database, to
the edition about itself, to the other pages about their names. Whoever asks the same questions
again and gets the same answers has the same page.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

# A kind, and what is asked: ("sql", statement, parameters), ("edition", "day").
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


class Notes:
    """The questions of one page, each once, in order."""

    def __init__(self) -> None:
        self.questions: dict[Question, None] = {}
        self.is_repeatable = True

    def note(self, *question: str) -> None:
        """Keep the question."""
        self.questions[question] = None

    @contextmanager
    def apart(self) -> Iterator[dict[Question, None]]:
        """Keep what is asked within the block in a list of its own as well."""
        outer, self.questions = self.questions, {}
        try:
            yield self.questions
        finally:
            outer.update(self.questions)
            self.questions = outer

    @contextmanager
    def of_queries(self) -> Iterator[None]:
        """Keep what is asked of the database within the block."""
        with connection.execute_wrapper(self._query):
            yield

    def _query(self, execute: Callable[..., Any], *asked: Any) -> Any:  # noqa: ANN401 - Django's own
        sql, params, *_ = asked
        try:
            self.note(SQL, sql, to_text(params or ()))
        except Unrepeatable:
            self.is_repeatable = False
        return execute(*asked)


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


def digest(*parts: str | bytes) -> str:
    """Return a short name of the parts."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()
