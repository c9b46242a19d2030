"""Desk, workbook, API, administration and published texts read a figure in one and the same way."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from dashboard.api.payloads import Sending, parsed
from indicators.bilingual import Text
from indicators.enums import Qualifier, StatementKind
from indicators.grammar import refusals, unit_of
from indicators.intake import cells
from indicators.intake.entry_input import EntryInput, NotUnderstood, heard
from indicators.intake.workbook.reader import figure_in
from indicators.intake.workbook.xlsx_reader import sheets_of
from indicators.prose import Statement, read
from indicators.qualifiers import ROWS
from indicators.signs import plain

from .workbook.files import book_of

ANOTHER_UNIT = "公顷"
ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


class Form(NamedTuple):
    """A way to write something, and what it says, or by which name it is refused."""

    written: str
    value: str
    qualifier: str
    unit: str
    refusal: str

    @property
    def said(self) -> tuple[Decimal, str] | Text:
        """Return the figure, or the message to whoever wrote it."""
        if not self.refusal:
            return Decimal(self.value), self.qualifier
        name, _, sign = self.refusal.partition(" ")
        message: Text = getattr(refusals, name)(sign) if sign else getattr(refusals, name)
        return message


def forms() -> list[Form]:
    """Return the table of examples, in which signs that nobody sees are spelled out."""
    with Path(__file__).with_name("written_figures.tsv").open(encoding="utf-8") as table:
        lines = [line.rstrip("\n").split("\t") for line in table][1:]
    return [Form(_spelled(written), *rest) for written, *rest in lines]


def _spelled(written: str) -> str:
    return ESCAPED.sub(lambda code: chr(int(code[1], 16)), written)


FORMS = forms()
Said = tuple[Decimal | None, str] | Text
Way = Callable[[list[str], list[str]], list[Said]]


def desk(written: list[str], units: list[str]) -> list[Said]:
    """Return what the desk takes each text for, in a field of the unit beside it."""
    return [_heard(one, unit) for one, unit in zip(written, units, strict=True)]


def _heard(typed: str, unit: str) -> Said:
    try:
        found = heard(EntryInput(typed), unit)
    except NotUnderstood as refused:
        return refused.message
    return found.value, str(found.qualifier)


def workbook(written: list[str], units: list[str]) -> list[Said]:
    """Return the same of the cells of a workbook."""
    [grid] = sheets_of(book_of(*([one] for one in written)))
    typed = [figure_in(row[0]) for row in grid.rows]
    return desk([str(one) for one in typed], units)


def api(written: list[str], units: list[str]) -> list[Said]:
    """Return the same of what another system sends."""
    entries = [{"indicator": "a", "place": "b", "value": one} for one in written]
    sent = parsed(json.dumps({"entries": entries}).encode(), Sending)
    return desk([one.value or "" for one in sent.entries], units)


def administration(written: list[str], units: list[str]) -> list[Said]:
    """Return the same of the cells of a table of targets; limits have a column of their own."""

    def amount(typed: str, unit: str) -> Said:
        try:
            return cells.amount(typed, unit), Qualifier.EXACT.value
        except cells.NotReadable as refused:
            return refused.message

    return [amount(one, unit) for one, unit in zip(written, units, strict=True)]


def figures_in(written: str) -> list[Statement]:
    """Return the figures of a sentence with these words."""
    return [one for one in read(f"共办理{written}。") if one.kind is StatementKind.FIGURE]


def in_a_text(written: str) -> Statement | None:
    """Return the figure that the sentence states by these words, and no other words."""
    found = figures_in(written)
    return next((one for one in found if plain(one.as_written) == plain(written)), None)


class FormTests:
    @pytest.mark.parametrize("way", [desk, workbook, api])
    def test_are_read_or_refused_alike_wherever_they_are_typed(self, way: Way) -> None:
        found = way([one.written for one in FORMS], [one.unit for one in FORMS])

        assert dict(zip(FORMS, found, strict=True)) == {one: one.said for one in FORMS}

    def test_are_read_alike_by_the_administration_which_asks_for_limits_apart(self) -> None:
        found = administration([one.written for one in FORMS], [one.unit for one in FORMS])

        limits = {one: cells.NO_QUALIFIER for one in FORMS if one.qualifier not in ("", "exact")}
        assert dict(zip(FORMS, found, strict=True)) == {one: one.said for one in FORMS} | limits

    def test_keep_their_unit(self) -> None:
        counted = [one for one in FORMS if one.unit]

        found = desk([one.written for one in counted], [ANOTHER_UNIT] * len(counted))

        assert found == [
            Text(f"计量单位应为“公顷”，不是“{one.unit}”。", f"The unit is 公顷, not “{one.unit}”.")
            for one in counted
        ]

    @pytest.mark.parametrize("form", [one for one in FORMS if not one.refusal], ids=str)
    def test_say_the_same_in_a_text(self, form: Form) -> None:
        found = in_a_text(form.written)

        assert found is not None
        assert (found.value, found.value_to, found.unit, found.qualifier) == (
            Decimal(form.value),
            None,
            form.unit,
            Qualifier(form.qualifier),
        )

    @pytest.mark.parametrize("form", [one for one in FORMS if one.refusal], ids=str)
    def test_are_no_single_figure_in_a_text_where_they_are_refused(self, form: Form) -> None:
        found = in_a_text(form.written)

        if form.refusal in ("NAME", "RATIO"):
            assert figures_in(form.written) == []
        is_range = found is not None and found.value_to is not None
        assert is_range == (form.refusal == "RANGE")
        assert is_range or found is None


NUMBERS = ["199", "3.6万", "42万3156", "1,007", "一百五十", "壹佰贰拾", "80", "三百"]


class WordTests:
    @pytest.mark.parametrize("qualifier", [one for one in Qualifier if ROWS[one].before])
    def test_before_a_number_mean_the_same_at_the_desk_and_in_a_text(
        self, qualifier: Qualifier
    ) -> None:
        wrong = [
            (word, number, unit)
            for word, number, unit in product(ROWS[qualifier].before, NUMBERS, ["件", "%"])
            if word not in ("上", "过") and not _is_said(f"{word}{number}{unit}", unit, qualifier)
        ]

        assert wrong == []

    @pytest.mark.parametrize("qualifier", [one for one in Qualifier if ROWS[one].after])
    def test_behind_a_number_mean_the_same_at_the_desk_and_in_a_text(
        self, qualifier: Qualifier
    ) -> None:
        units = {"强": "%", "弱": "%", "内": "天"}

        wrong = [
            (word, number)
            for word, number in product(ROWS[qualifier].after, NUMBERS)
            if not _is_said(f"{number}{(unit := units.get(word, '件'))}{word}", unit, qualifier)
        ]

        assert wrong == []


def _is_said(written: str, unit: str, qualifier: Qualifier) -> bool:
    typed, found = _heard(written, unit), in_a_text(written)
    return (
        found is not None
        and typed == (found.value, str(qualifier))
        and (found.unit, found.qualifier) == (unit, qualifier)
    )


class UnitTests:
    @pytest.mark.parametrize(
        ("registered", "written"),
        [("㎡", "12平米²"), ("m2", "12㎡"), ("㎡", "12 m²"), ("\uff05", "12%"), ("大类", "8大类")],
    )
    def test_of_an_indicator_may_be_written_in_other_signs(
        self, registered: str, written: str
    ) -> None:
        found = _heard(written, registered)

        assert isinstance(found, Text) == ("平米" in written), unit_of(registered)
