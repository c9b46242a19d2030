"""What stands in the cells and in the hidden marks of a row."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from indicators.enums import Frequency, Qualifier, Status
from indicators.intake.answers import Said
from indicators.intake.workbook.layout import (
    WORDS_OF_QUALIFIERS,
    Cells,
    Mark,
    cells_of,
    clean,
    code_of,
    digests_of,
    mark_of,
    read_mark,
)
from indicators.models import ReportingPeriod

REPORTED = Status.REPORTED


class CellsTests:
    @pytest.mark.parametrize(
        ("said", "cells"),
        [
            (Said("", None, "exact", Status.NOT_YET_REPORTED, "", ""), Cells()),
            (
                Said("199项", Decimal(199), "exact", REPORTED, "甲", "乙"),
                Cells("199项", "", "甲", "乙"),
            ),
            (Said("80以上", Decimal(80), "at_least", REPORTED, "", ""), Cells("80以上")),
            (Said("80", Decimal(80), "at_least", REPORTED, "", ""), Cells("80以上")),
            (Said("", Decimal("3.60"), "exact", REPORTED, "", ""), Cells("3.6")),
            (Said("八十几", Decimal(80), "about", REPORTED, "", ""), Cells("约80")),
            (
                Said("5", None, "exact", Status.NOT_APPLICABLE, "本期无此业务", ""),
                Cells("不适用", "", "本期无此业务"),
            ),
        ],
    )
    def test_show_what_was_typed_with_the_qualifier_that_was_chosen(
        self, said: Said, cells: Cells
    ) -> None:
        assert cells_of(said) == cells

    @pytest.mark.parametrize(
        ("text", "cleaned"),
        [
            (" 甲 ", "甲"),
            ("甲\r\n乙\r丙\t丁\x00\x0b\x85", "甲\n乙\n丙 丁"),
            ("\ud800𠮷\ufffe", "𠮷"),
            ("　甲　乙　", "甲　乙"),
        ],
    )
    def test_hold_no_sign_that_a_file_would_lose(self, text: str, cleaned: str) -> None:
        assert clean(text) == cleaned

    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_name_qualifiers_as_the_desk_does(self, language: str) -> None:
        with translation.override(language):
            named = {one: str(one.label) for one in Qualifier}

        said = {one: text.in_language(language) for one, text in WORDS_OF_QUALIFIERS.items()}
        assert said == named


class MarkTests:
    def test_is_read_as_it_was_written(self) -> None:
        mark = mark_of(812, 3) + digests_of(Cells("199", "", "甲"))

        assert mark == "ZS-812-3-8b695307--63ae8289-"
        assert read_mark(mark) == Mark(812, 3, ("8b695307", "", "63ae8289", ""))

    @pytest.mark.parametrize("text", ["", "812", "ZS-812-3", "ZS-1-2-x---", "ZS-9999999999-1----"])
    def test_is_no_other_text(self, text: str) -> None:
        assert read_mark(text) is None


class PeriodTests:
    @pytest.mark.parametrize(
        ("frequency", "end", "code"),
        [
            (Frequency.MONTH, date(2019, 7, 31), "2019-07"),
            (Frequency.HALF_YEAR, date(2019, 6, 30), "2019H1"),
            (Frequency.HALF_YEAR, date(2019, 12, 31), "2019H2"),
            (Frequency.YEAR, date(2019, 12, 31), "2019"),
        ],
    )
    def test_has_a_code_of_its_own(self, frequency: Frequency, end: date, code: str) -> None:
        period = ReportingPeriod(frequency=frequency, end=end, start=end, due=end)

        assert code_of(period) == code
