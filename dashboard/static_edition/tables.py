"""What became of the tables since the last run.

One look through a table takes less than the questions about it, which read it several times.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any

from django.db import connection

from indicators.models import Observation

# Rows that are fetched at once, so that a large table need not fit into memory.
ROWS = 5_000
WORD = re.compile(r"\w+")
# Publishing adds rows to these, and changes none.
GROWING = frozenset(
    {"indicators_citation", "indicators_observation", "indicators_release", "indicators_source"}
)
FIGURES, INDICATORS = "indicators_observation", "indicators_indicator"
# What figures are asked for by; an indicator stands for itself and its parts.
FAMILY, RELEASE, SOURCE = "family", "release", "source"


@dataclass(frozen=True, slots=True)
class Content:
    """A short name of a table's rows, and of the last one its key, where the table only grows."""

    name: str = ""
    last: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """The tables that are as they were, those that at most have more rows, and what is new in them.

    ``about`` holds the scopes of new figures.
    """

    unchanged: frozenset[str] = frozenset()
    grown: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()

    def spare(self, sql: str, scope: str) -> bool:
        """Tell whether the statement's answer must still be the same.

        The answer within a scope consists of its figures, of older versions, and of what their keys
        lead to: where no row changed, only new figures of the scope can make it another.
        """
        asked = tables_in(sql)
        changed = asked - self.unchanged
        if not changed:
            return bool(asked)
        return bool(scope) and scope not in self.about and changed <= self.grown


def scope(kind: str, which: object) -> str:
    """Return the name of all figures of an indicator with its parts, or of a release.

    Those of a source are the ones that were first taken from it: a correction is none of them.
    """
    return f"{kind} {which}"


def look(before: Mapping[str, Content]) -> tuple[dict[str, Content], Changes]:
    """Return what each table holds, and what became of it."""
    now: dict[str, Content] = {}
    is_history_kept = True
    for table in sorted(_table_names()):
        if table in GROWING:
            now[table], is_kept = _growing(table, before.get(table, Content()))
            is_history_kept = is_history_kept and is_kept
        else:
            now[table] = _content_of(table)
    unchanged = frozenset(table for table, content in now.items() if before.get(table) == content)
    # A part that was given to another whole would be looked for at the wrong one.
    if is_history_kept and INDICATORS in unchanged:
        return now, Changes(unchanged, GROWING, _about(before[FIGURES].last))
    return now, Changes(unchanged)


def _about(last: int) -> frozenset[str]:
    """Return what the figures after this key are about."""
    new = Observation.objects.filter(pk__gt=last).order_by()
    found = new.values_list("indicator__code", "indicator__part_of__code", "release_id")
    first = new.filter(version=1).values_list("citation__source_id", flat=True)
    about = {scope(SOURCE, source) for source in first.distinct()}
    for code, whole, release in found.distinct():
        about |= {scope(FAMILY, code), scope(FAMILY, whole), scope(RELEASE, release)}
    return frozenset(about)


def _content_of(table: str) -> Content:
    found = blake2b(digest_size=16)
    name = _quoted(table)
    for rows in _rows(f"SELECT {_row_of(table)} FROM {name} ORDER BY 1"):  # noqa: S608 - ours
        found.update(repr(rows).encode())
    return Content(found.hexdigest())


def _growing(table: str, known: Content) -> tuple[Content, bool]:
    """Return what the table holds, and whether the rows up to the last known one are as known."""
    found = blake2b(digest_size=16)
    last = known.last
    rows_of = f"SELECT id, {_row_of(table)} FROM {_quoted(table)} WHERE id"  # noqa: S608 - ours
    for rows in _rows(f"{rows_of} <= {known.last} ORDER BY id"):
        # Row by row, for the same rows are fetched in other lots when there are more of them.
        found.update("".join(map(repr, rows)).encode())
    is_kept = found.hexdigest() == known.name
    for rows in _rows(f"{rows_of} > {known.last} ORDER BY id"):
        found.update("".join(map(repr, rows)).encode())
        last = rows[-1][0]
    return Content(found.hexdigest(), last), is_kept


def _rows(sql: str) -> Iterator[list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(ROWS):
            yield rows


@cache
def tables_in(sql: str) -> frozenset[str]:
    """Return the tables that the statement may name."""
    return frozenset(WORD.findall(sql)).intersection(_table_names())


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
