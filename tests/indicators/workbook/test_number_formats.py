"""What a number format makes of a cell's content."""

import pytest

from indicators.bilingual import Text
from indicators.intake.workbook.number_formats import (
    BUILT_IN,
    HIDES,
    ODD_FORMAT,
    SHOWS_ANOTHER,
    is_plain,
    number,
    shown,
)

CHINESE_ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '
# Formats, contents, and what is shown where that is more than the content; LibreOffice is asked to
# show the same in ``test_libreoffice.py``.
SHOWN: list[tuple[str, float | str, str | None]] = [
    # Qualifiers, units and other words, however they are put in.
    ('0"%以上"', 80.0, "80%以上"),
    ('"约"0', 70.0, "约70"),
    ('"约"0', -70.0, "-约70"),
    ('0"余"', 10.0, "10余"),
    ('0 "以上"', 80.0, "80以上"),
    ("0以上", 80.0, "80以上"),
    ("0\\以\\上", 80.0, "80以上"),
    ('[Red]"近"#,##0', 1000.0, "近1000"),
    ('[$-804]"约"0', 7.0, "约7"),
    ('_-"不足"* 0_-', 5.0, "不足5"),
    ('General"项以上"', 80.0, "80项以上"),
    ('"≥"0', 80.0, "≥80"),
    ('"共"0"项"', 3.0, "共3项"),
    ('"百分之"0', 80.0, "百分之80"),
    ('0"千米"', 3.0, "3千米"),
    ("[$¥-804]#,##0", 7.0, "¥7"),
    ('#"以上"', 0.0, "以上"),
    ('@"以上"', "80", "80以上"),
    ('0;@"以上"', "80", "80以上"),
    ('0;0;0;"不适用"', "甲", "不适用"),
    # Percentages.
    ("0%", 0.85, "85%"),
    ('0%"以上"', 0.8, "80%以上"),
    ('"不足"0%', 0.5, "不足50%"),
    ('0"以上"%', 0.8, "80以上%"),
    ("0%;-0%", -0.5, "-50%"),
    # Sections by the sign of the number.
    ('0;-0;"不适用"', 0.0, "不适用"),
    ('0;-0;"不适用"', 5.0, None),
    ('0;-0;"不适用"', -5.0, None),
    ('0;"不适用"', -5.0, "不适用"),
    ('0"以上";0', 0.0, "0以上"),
    ("0;\\-0\\余", -5.0, "-5余"),
    # Sections by condition.
    ('[>=100]0"以上";0', 120.0, "120以上"),
    ('[>=100]0"以上";0', 80.0, None),
    ('[=0]"不适用";[<>1]0;"一"', 0.0, "不适用"),
    ('[<10]"不足"0;[<=99.5]"近"0;"超过"0', 5.0, "不足5"),
    ('[<10]"不足"0;[<=99.5]"近"0;"超过"0', 50.0, "近50"),
    ('[<10]"不足"0;[<=99.5]"近"0;"超过"0', 500.0, "超过500"),
    # The same number in other signs.
    ("#,##0_);(#,##0)", 5.0, None),
    ("#,##0_);(#,##0)", -5.0, None),
    (CHINESE_ACCOUNTING, 1234.5, None),
    (CHINESE_ACCOUNTING, 0.0, None),
    (CHINESE_ACCOUNTING, -5.0, None),
    (CHINESE_ACCOUNTING, "甲", None),
    ("#,###", 5.0, None),
    ("# ?/?", 0.5, None),
    ("0.00E+00", 420000.0, None),
    ("[DBNum1][$-804]General", 123.0, None),
    ("0_以", 80.0, None),
    ("0;-0;0", "甲", None),
]


class ShownTests:
    @pytest.mark.parametrize(("code", "content", "said"), SHOWN)
    def test_is_what_the_format_puts_beside_the_content(
        self, code: str, content: float | str, said: str | None
    ) -> None:
        assert shown(code, content) == said

    @pytest.mark.parametrize(
        ("code", "content", "reason"),
        [
            ('0"万"', 42.0, ODD_FORMAT),
            ('@"万"', "42", ODD_FORMAT),
            ("0,", 42000.0, ODD_FORMAT),
            ("#,##0.0,,", 4.2e7, ODD_FORMAT),
            ("0,.0", 42000.0, ODD_FORMAT),
            ('0\\.0,"万"', 123456.0, ODD_FORMAT),
            ("0!.0,", 123456.0, ODD_FORMAT),
            ('"1"0', 80.0, ODD_FORMAT),
            ('0"00"', 80.0, ODD_FORMAT),
            ('"约80"', 5.0, ODD_FORMAT),
            ('"甲";0', 5.0, "甲"),
            (";;;", 5.0, HIDES),
            (";;;", "甲", HIDES),
            ("0;;", 0.0, HIDES),
            ("0;;", -5.0, HIDES),
            ("#,###", 0.0, HIDES),
            ("[Red]", 5.0, HIDES),
            ("[>100]0", 5.0, HIDES),
            ("0;[Red]0", -5.0, SHOWS_ANOTHER),
            ('0;0"以下"', -5.0, SHOWS_ANOTHER),
            ('[>=100]0"以上";0', -3.0, SHOWS_ANOTHER),
            ('[>=100]0"以上";0;0', 3.0, SHOWS_ANOTHER),
            ('"约"@', 70.0, SHOWS_ANOTHER),
            ("000-0000", 1234567.0, SHOWS_ANOTHER),
            ("aaaa", 5.0, SHOWS_ANOTHER),
            ("0.0.0", 5.0, SHOWS_ANOTHER),
        ],
    )
    def test_is_a_reason_where_it_is_another_number_or_nothing(
        self, code: str, content: float | str, reason: Text | str
    ) -> None:
        assert shown(code, content) == reason

    def test_of_a_format_that_is_built_in_needs_no_code_in_the_file(self) -> None:
        said = [shown(BUILT_IN[key], value) for key in (9, 37, 41, 44) for value in (0.0, -0.5)]

        assert said == ["0%", "-50%", None, None, None, None, "¥0", "-¥0.5"]

    def test_is_asked_for_only_where_a_format_may_show_more(self) -> None:
        plain = ["General", "GENERAL", "@", "0", "0.00", "#,##0.0##"]
        others = ["#", "0,", "0%", "0;0", '0"件"', "0.0E+0"]

        assert list(filter(is_plain, plain + others)) == plain


class NumberTests:
    @pytest.mark.parametrize(
        ("value", "written"),
        [
            (199.0, "199"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (0.57 * 100, "57"),
            (1007.5, "1007.5"),
            (2 / 3, "0.666667"),
            (66.66666666666667, "66.666667"),
            (1e-9, "0.000000001"),
            (123456789012345.0, "123456789012345"),
            (1e20, "100000000000000000000"),
            (float("inf"), "inf"),
        ],
    )
    def test_is_written_as_a_spreadsheet_shows_it(self, value: float, written: str) -> None:
        assert number(value) == written
