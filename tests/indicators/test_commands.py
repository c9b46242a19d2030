"""What the commands of the shell promise, each in a process and a database of its own."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from itertools import count
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indicators.models import Release
from tests.scenes import EMPTY

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def empty(django_db_setup: None, copies: Path, tmp_path: Path) -> Callable[[], Path]:
    """Return a function that makes another database with its tables and nothing in them."""
    numbers = count()
    return lambda: Path(shutil.copy(copies / EMPTY, tmp_path / f"{next(numbers)}.sqlite3"))


def run(database: Path, *command: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{database}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def figures(database: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(
            "SELECT indicator_id, place_id, period_end, value, qualifier"
            " FROM indicators_observation ORDER BY 1, 2, 3"
        ).fetchall()


@pytest.mark.slow
class GenerateTests:
    def test_fills_an_empty_database_the_same_way_for_the_same_seed(
        self, empty: Callable[[], Path]
    ) -> None:
        size = ("--indicators=4", "--months=2", "--places=2")
        first, second, other = empty(), empty(), empty()

        said = run(first, "generate", *size, "--seed=5")
        run(second, "generate", *size, "--seed=5")
        run(other, "generate", *size, "--seed=6")

        assert said == "16 figures\n"
        assert figures(first) == figures(second) != figures(other)
        assert len(figures(first)) == 16

    def test_refuses_a_database_that_holds_figures(self, release: Release) -> None:
        with pytest.raises(CommandError, match="holds definitions or accounts already"):
            call_command("generate", stdout=StringIO())
        assert Release.objects.get() == release

    def test_refuses_a_city_of_nothing(self, empty: Callable[[], Path]) -> None:
        with pytest.raises(subprocess.CalledProcessError) as refused:
            run(empty(), "generate", "--months=0")
        assert "start at 1" in refused.value.stderr


@pytest.mark.slow
class LoadReportTests:
    def test_publishes_the_folder(self, empty: Callable[[], Path]) -> None:
        database = empty()

        said = run(database, "load_report", "fixtures/fuzhou-2019h1")

        assert said == "2019年上半年数据: 37 figures\n"
        assert len(figures(database)) == 37

    def test_names_what_is_there_already_and_changes_nothing(self, release: Release) -> None:
        with pytest.raises(CommandError) as refused:
            call_command("load_report", "fixtures/fuzhou-2019h1")

        said = str(refused.value)
        assert said.startswith("Nothing is loaded; already in this database: place 361002, ")
        assert "organisation justice-bureau, " in said
        assert Release.objects.get() == release


@pytest.mark.slow
class RefreshTests:
    def test_finds_nothing_to_do_before_the_first_release(self, empty: Callable[[], Path]) -> None:
        code = (
            "from indicators import publishing, models;"
            "publishing.refresh(models.Indicator.objects.all());"
            "print(models.Standing.objects.count())"
        )

        assert run(empty(), "shell", "--no-imports", "-c", code) == "0\n"
