"""What the document says of the command is so."""

import json
import re
import shlex
from html import escape
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import BaseCommand, CommandError, call_command, load_command_class

from indicators.models import Release

DOCUMENT = Path(__file__).parents[3] / "docs" / "static-edition.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\.venv/bin/python manage\.py (publish_static .*)$", TEXT, re.MULTILINE)
NIGHTLY = re.findall(r"`manage\.py (keep_edition .*?)`", TEXT)
OPTIONS = re.findall(r"^\| `(--[-a-z]+)", TEXT, re.MULTILINE)
EDITIONS = [
    {"as_of": "", "base": "/"},
    {"as_of": "", "base": "https://www.example.gov.cn/fz/"},
    {"as_of": "2019-07-31", "base": "/"},
]


def options_of(command: str) -> set[str]:
    """Return the options that are the command's own."""

    def known(one: BaseCommand) -> set[str]:
        actions = one.create_parser("manage.py", command)._actions
        return {name for action in actions for name in action.option_strings}

    class Bare(BaseCommand):
        """Has only what every command has."""

    return known(load_command_class("dashboard", command)) - known(Bare())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("example", "edition"),
    [*zip(EXAMPLES, EDITIONS, strict=True)],
    ids=lambda value: str(value)[-30:],
)
def test_an_example_makes_the_edition_that_it_names(
    release: Release, tmp_path: Path, example: str, edition: dict[str, str]
) -> None:
    name, folder, *options = shlex.split(example)
    place = tmp_path / Path(folder).name

    told = StringIO()
    call_command(name, str(place), *options, "--processes", "1", stdout=StringIO(), stderr=told)

    made = json.loads((place / "manifest.json").read_text())["edition"]
    assert {key: made[key] for key in edition} == edition
    assert "<html" in (place / "en" / "index.html").read_text()
    feed = (place / "releases" / "feed.atom").read_text()
    has_host = edition["base"].startswith("https")
    assert ('href="https://www.example.gov.cn/fz/' in feed) == has_host
    indicator = (place / "indicators" / "service-items" / "index.html").read_text()
    code = escape('<iframe src="https://www.example.gov.cn/fz/embed/service-items/index.html"')
    assert (code in indicator, "iframe" in indicator) == (has_host, has_host)
    assert ("No host is known" in told.getvalue()) != has_host


@pytest.mark.django_db
def test_a_run_says_what_became_of_every_file(release: Release, tmp_path: Path) -> None:
    said = []
    for options in ([], [], ["--everything"]):
        told = StringIO()
        asked = [str(tmp_path / "x"), "--processes", "1", *options]
        call_command("publish_static", *asked, stdout=told, stderr=StringIO())
        said.append(told.getvalue().strip())

    number = said[0].partition(" ")[0]
    assert int(number) > 400
    assert said == [
        f"{number} files: {written} written, {same} as they were; 0 removed"
        for written, same in ((number, 0), (0, number), (0, number))
    ]


@pytest.mark.parametrize("number", ["0", "-1", "65", "many"])
def test_a_number_of_processes_that_serves_nobody_is_refused(tmp_path: Path, number: str) -> None:
    with pytest.raises(CommandError, match="write a number from 1 to 64"):
        call_command("publish_static", str(tmp_path), f"--processes={number}")


def test_the_table_names_every_option() -> None:
    assert set(OPTIONS) == options_of("publish_static")


def test_the_command_for_the_night_is_understood() -> None:
    [example] = NIGHTLY
    name, *options = shlex.split(example)

    parsed = load_command_class("dashboard", name).create_parser("manage.py", name)

    assert parsed.parse_args(options).base_path.address == "https://www.example.gov.cn/fz/"
