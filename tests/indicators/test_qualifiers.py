"""What the table of qualifiers promises."""

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.enums import Qualifier
from indicators.grammar import ParsedFigure, understand
from indicators.qualifiers import ROWS, around

ROOT = Path(__file__).parent.parent.parent
USERS = (
    "indicators.intervals", "indicators.units", "indicators.series", "indicators.progress",
    "indicators.narrative", "indicators.exports", "indicators.grammar",
    "dashboard.charts.trend", "dashboard.charts.svg",
)  # fmt: skip
ONE_MORE = f"""
import importlib
from indicators import enums
from indicators.bilingual_choices import Words, words
members = [(one.name, (one.value, one.label)) for one in enums.Qualifier]
members.append(("UNLIKE", ("unlike", words("非", "unlike"))))
enums.Qualifier = Words("Qualifier", members)
for name in {USERS}:
    try:
        importlib.import_module(name)
    except LookupError as error:
        print(name, error)
"""


class RowTests:
    def test_a_qualifier_without_one_stops_everything_that_reads_or_shows_figures(self) -> None:
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", ONE_MORE], cwd=ROOT, capture_output=True, text=True, check=False
        )

        assert done.stderr == ""
        assert done.stdout.splitlines() == [
            f"{name} No row says what these qualifiers mean: UNLIKE." for name in USERS
        ]

    @pytest.mark.parametrize("app", ["indicators", "dashboard"])
    def test_are_the_only_place_that_tells_qualifiers_apart(self, app: str) -> None:
        named = {
            str(path.relative_to(ROOT)): set(re.findall(r"Qualifier\.([A-Z]\w+)", path.read_text()))
            for path in (ROOT / app).rglob("*.py")
            if "migrations" not in path.parts
        }

        several = {path for path, names in named.items() if len(names - {"EXACT"}) > 1}
        assert several - {"indicators/qualifiers.py"} == set()

    @pytest.mark.parametrize("place", ["before", "inside", "after"])
    def test_give_a_word_in_one_place_to_one_qualifier(self, place: str) -> None:
        words = [word for row in ROWS.values() for word in getattr(row, place)]

        assert len(words) == len(around(place))

    @pytest.mark.parametrize("qualifier", Qualifier)
    def test_write_what_is_read_again(self, qualifier: Qualifier) -> None:
        written = ROWS[qualifier].written.format("30项")

        assert understand(written) == ParsedFigure(Decimal(30), qualifier, "项")
