"""One state of the database for several processes, without keeping anybody from writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def offered() -> Iterator[str]:
    """Hold the database still for the moment in which others take the state; yield its name.

    SQLite has no name for a state, but while one connection holds the lock nothing changes.
    """
    if connection.in_atomic_block:
        yield ""
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor.fetchone()[0]
    else:
        with transaction.atomic():
            yield ""


@contextmanager
def taken(name: str = "") -> Iterator[None]:
    """Read from the offered state, or from one of its own, within the block.

    Within a transaction everything is read from its state.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            if name:
                cursor.execute("SET TRANSACTION SNAPSHOT %s", [name])
            yield
    else:
        with _as_a_reader(connection), transaction.atomic(), connection.cursor() as cursor:
            # SQLite takes the state when something is first read.
            cursor.execute("SELECT count(*) FROM django_migrations")
            yield


@contextmanager
def _as_a_reader(sqlite: Any) -> Iterator[None]:  # noqa: ANN401 - of one backend only
    """Begin transactions that need not wait for the one writer, nor keep others from being it."""
    sqlite.ensure_connection()
    mode, sqlite.transaction_mode = sqlite.transaction_mode, None
    try:
        yield
    finally:
        sqlite.transaction_mode = mode
