"""One state of the database, without keeping anybody from writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import connection, transaction

# SQLite takes the state when something is first read.
BEGINNINGS = {
    "postgresql": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "sqlite": "SELECT count(*) FROM django_migrations",
}


@contextmanager
def held() -> Iterator[None]:
    """Read from one state within the block.

    Within a transaction everything is read from its state.
    """
    if connection.in_atomic_block:
        yield
        return
    # A reader need not wait for SQLite's one writer, nor keep others from being it.
    database = cast(Any, connection)
    database.ensure_connection()
    usual = getattr(database, "transaction_mode", None)
    database.transaction_mode = None
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(BEGINNINGS[connection.vendor])
            yield
    finally:
        database.transaction_mode = usual
