"""What the documents say of the software is so."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.grammar import NotAFigure, understand

DOCS = Path(__file__).parent.parent / "docs"
# A module by its file's name, or a place by its path from the top.
NAMED = re.compile(r"`([\w./]+\.py|(?:dashboard|indicators|tests|tools)/[\w/]+)`")


def tables(name: str) -> list[list[list[str]]]:
    """Return the cells of each table in a document, without its head."""
    found: list[list[list[str]]] = []
    inside = False
    for line in (DOCS / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not inside:
            found.append([])
        found[-1].append(cells)
        inside = True
    return [rows[2:] for rows in found]


UNDERSTOOD, _QUALIFIERS, REFUSED = tables("figures.md")


@pytest.mark.parametrize("row", UNDERSTOOD, ids=lambda row: row[0])
def test_a_figure_is_understood_as_the_document_says(row: list[str]) -> None:
    written, value, qualifier, unit = row

    found = understand(written)

    assert found is not None
    assert (found.value, found.qualifier.value, found.unit) == (Decimal(value), qualifier, unit)


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row[0])
def test_what_the_document_calls_unclear_is_refused(row: list[str]) -> None:
    with pytest.raises(NotAFigure):
        understand(row[0])


def test_every_file_that_a_document_names_is_there() -> None:
    root = DOCS.parent
    places = ("dashboard", "indicators", "tests", "tools", "docs", "fixtures")
    there = [f"/{one.relative_to(root)}" for place in places for one in (root / place).rglob("*")]
    documents = [*DOCS.rglob("*.md"), *root.glob("*.md")]
    named = {
        (document.name, name)
        for document in documents
        for name in NAMED.findall(document.read_text(encoding="utf-8"))
        if document.name != "CHANGELOG.md"
    }

    missing = {
        (document, name) for document, name in named if not any(_ends(one, name) for one in there)
    }

    assert missing == set()


def _ends(path: str, name: str) -> bool:
    return path.endswith(f"/{name.rstrip('/')}")
