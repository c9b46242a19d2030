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
from django.conf import settings

ROOT = Path(__file__).parent.parent
# Long enough for a busy machine; nothing waits so long unless it hangs.
PATIENCE = 60


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


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the name of a database that holds the real report."""
    is_postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    name = f"at_once_{uuid4().hex}"
    if is_postgres:
        on_server("CREATE DATABASE {}", name)
        address = neighbour(os.environ["DATABASE_URL"], name)
    else:
        name = str(tmp_path_factory.mktemp("at_once") / "report.sqlite3")
        address = f"sqlite:///{name}"
    for words in (["migrate", "--verbosity=0"], ["load_report", "fixtures/fuzhou-2019h1"]):
        done = played(address, *words)
        assert done.returncode == 0, done.stderr
    yield name
    if is_postgres:
        on_server("DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture
def city(report: str, tmp_path: Path) -> Iterator[str]:
    """Return the address of a copy of the database that holds the real report."""
    if not report.endswith(".sqlite3"):
        name = f"at_once_{uuid4().hex}"
        on_server("CREATE DATABASE {} TEMPLATE {}", name, report)
        yield neighbour(os.environ["DATABASE_URL"], name)
        on_server("DROP DATABASE {} WITH (FORCE)", name)
        return
    shutil.copy(report, tmp_path / "city.sqlite3")
    yield f"sqlite:///{tmp_path / 'city.sqlite3'}"


def say(result: object) -> None:
    """Tell the test, which reads what this process writes."""
    sys.stdout.write(json.dumps(result))
    sys.stdout.flush()
