"""Every text on screen is said in Chinese as well."""

from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import ngettext
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}


def texts(app: str) -> set[str]:
    found: set[str] = set()
    for path in (ROOT / app).rglob("*"):
        if path.suffix not in {".py", ".html"} or "migrations" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            # What stands before a text is white space, which Python would take for its own.
            source = "\n".join(line.lstrip() for line in templatize(source).splitlines())
        messages = extract("python", BytesIO(source.encode()), KEYWORDS)
        found |= {first(message) for _, message, _, _ in messages}
    return found


def first(message: str | Sequence[str]) -> str:
    """Return the singular where there is a plural."""
    return message if isinstance(message, str) else message[0]


@pytest.mark.parametrize("app", ["dashboard", "indicators"])
def test_no_text_is_missing_in_chinese(app: str) -> None:
    with (ROOT / app / "locale/zh_Hans/LC_MESSAGES/django.po").open("rb") as file:
        said = {
            first(message.id) for message in read_po(file) if message.string and not message.fuzzy
        }

    assert texts(app) - said == set()


@pytest.mark.parametrize("app", ["dashboard", "indicators"])
def test_no_text_is_said_in_two_ways(app: str) -> None:
    lines = (ROOT / app / "locale/zh_Hans/LC_MESSAGES/django.po").read_text("utf-8").splitlines()
    counted = Counter(line for line in lines if line.startswith("msgid ") and line != 'msgid ""')

    assert [line for line, number in counted.items() if number > 1] == []


@pytest.mark.parametrize("app", ["dashboard", "indicators"])
def test_a_sign_for_per_cent_is_doubled_as_in_the_text(app: str) -> None:
    """Django shows a template's text in English where it cannot put values into the Chinese."""
    with (ROOT / app / "locale/zh_Hans/LC_MESSAGES/django.po").open("rb") as file:
        alone = [
            message.string
            for message in read_po(file)
            if "python-format" not in message.flags
            and "%" in str(message.string).replace("%%", "")
            and "%" not in first(message.id).replace("%%", "")
        ]

    assert alone == []


def test_a_number_of_things_is_chinese_whatever_the_number() -> None:
    with translation.override("zh-hans"):
        said = {
            ngettext("%(number)s earlier figure", "%(number)s earlier figures", number)
            for number in (1, 2, 36)
        }

    assert said == {"更早的%(number)s个数据"}
