"""Signs that mean the same become one, and lead back to where they stood."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.signs import NormalisedLine, alike, plain

CHARACTER = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ebef]")
RADICALS = [
    chr(code)
    for code in range(0x2E80, 0x2FD6)
    if "RADICAL" in unicodedata.name(chr(code), "") and chr(code) != "⺀"
]


class AlikeTests:
    @pytest.mark.parametrize(
        ("sign", "ways"),
        [
            ("-", "-−－–﹣‐‑⁻"),  # noqa: RUF001
            ("--", "—―～〜~﹘"),  # noqa: RUF001
            ("≥", "≥≧⩾"),
            ("≤", "≤≦⩽"),
            (">", ">＞﹥"),  # noqa: RUF001
            ("%", "%％﹪"),  # noqa: RUF001
            ("9", "９𝟗𝟡"),  # noqa: RUF001
            ("零", "〇○"),  # noqa: RUF001
            ("日", "日⽇"),
            ("长", "⻓长"),
            ("金", "金\uf90a"),
            (" ", "\u3000\xa0\u2009\u202f"),
            ("km²", ["㎢", "ｋｍ²"]),
            ("", "\u200b\u200e\u202a\u2062\u2066\xad\ufeff\ufe0f\u034f"),
        ],
    )
    def test_makes_one_sign_of_all_its_ways(self, sign: str, ways: str) -> None:
        assert {alike(way) for way in ways} == {sign}

    def test_makes_a_character_of_every_radical(self) -> None:
        left = [sign for sign in RADICALS if not CHARACTER.fullmatch(alike(sign))]

        assert len(RADICALS) == 114 + 214
        assert left == []

    @pytest.mark.parametrize("sign", "²³¹①½㈠Ⅷ℃‰…。、")
    def test_leaves_what_means_something_else(self, sign: str) -> None:
        assert alike(sign) == sign


class NormalisedLineTests:
    @given(st.text(st.sampled_from("1 2，—–㎢\u200b件⼆ －(～."), max_size=20))  # noqa: RUF001
    def test_leads_back_to_the_signs_that_a_part_was_made_of(self, original: str) -> None:
        line = NormalisedLine(original)

        for at in range(len(line.text)):
            start, end = line.span(at, at + 1)
            assert end == start + 1
            assert line.text[at] in plain(original[start]) + " -"

    def test_takes_a_minus_before_a_space_for_the_dash_of_a_list(self) -> None:
        assert [plain(text) for text in ("- 5", "-5", "10 - 15")] == ["--5", "-5", "10-15"]
