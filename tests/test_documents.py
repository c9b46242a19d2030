"""What the documents say of the software is so."""

from decimal import Decimal
from pathlib import Path

import pytest

from indicators.intake.grammar import NotAFigure, understand

DOCS = Path(__file__).parent.parent / "docs"


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
