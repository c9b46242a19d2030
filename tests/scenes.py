"""Scenes that play in a process of their own, on a copy of the real report's database.

What a test takes back is seen by no other connection, so that whatever needs several of them, or
is killed, has a database to itself. A scene is a function; it says in JSON what came of it.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).parent.parent
# Long enough for a busy machine; nothing waits so long unless it hangs.
PATIENCE = 60
# Copies of the tests' own database: its tables alone, and with the real report.
EMPTY, REPORT = "empty", "report"


def neighbour(address: str, name: str) -> str:
    """Return the address of another database of the same server."""
    server, _question_mark, options = address.partition("?")
    return f"{server.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")


def on_server(command: str, *names: str) -> None:
    """Let the PostgreSQL server do what no transaction may."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(psycopg.sql.SQL(command).format(*map(psycopg.sql.Identifier, names)))


def played(database: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Return what became of the command in a process of its own."""
    return subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "-W", "error", "manage.py", *words],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database},
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
        check=False,
    )


def play(database: str, scene: Callable[[], object]) -> object:
    """Return what the scene says that came of it."""
    name = scene.__name__
    code = f"from tests.scenes import say; from {scene.__module__} import {name}; say({name}())"
    done = played(database, "shell", "--no-imports", "-c", code)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the copies of the tests' own database."""
    return tmp_path_factory.mktemp("copies")


def keep_own(copy: Path) -> None:
    """Copy the tests' own database as it is now, while no other connection to it is open.

    On PostgreSQL the copy is a database of the server, until it is forgotten.
    """
    if connection.vendor == "postgresql":
        forget_own(copy)
        own = connection.settings_dict["NAME"]
        connection.close()
        on_server("CREATE DATABASE {} TEMPLATE {}", _on_server(copy), own)
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])


def forget_own(copy: Path) -> None:
    """Remove the copy; a file goes with its folder."""
    if connection.vendor == "postgresql":
        on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", _on_server(copy))


def _on_server(copy: Path) -> str:
    return f"{connection.settings_dict['NAME']}_{copy.name}"


@pytest.fixture
def city(django_db_setup: None, copies: Path, tmp_path: Path) -> Iterator[str]:
    """Return the address of a database of its own that holds the real report."""
    if connection.vendor == "postgresql":
        name = f"at_once_{uuid4().hex}"
        on_server("CREATE DATABASE {} TEMPLATE {}", name, _on_server(copies / REPORT))
        yield neighbour(os.environ["DATABASE_URL"], name)
        on_server("DROP DATABASE {} WITH (FORCE)", name)
    else:
        yield copied(copies / REPORT, tmp_path / "city.sqlite3")


def copied(database: Path, to: Path) -> str:
    """Return the address of a new copy of the file."""
    shutil.copy(database, to)
    return f"sqlite:///{to}"


def say(result: object) -> None:
    """Tell the test, which reads what this process writes."""
    sys.stdout.write(json.dumps(result))
    sys.stdout.flush()
