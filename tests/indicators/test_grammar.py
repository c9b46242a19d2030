"""Which figures officials may write, and what each of them means."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import grammar
from indicators.bilingual import Text
from indicators.enums import Qualifier
from indicators.grammar import NotAFigure, ParsedFigure, refusals, step_of, understand, write
from indicators.grammar.pattern import WORDS

LARGEST = 10**14 - 1
UNITS = ["", "%", "项", "人", "人次", "个百分点", "件/年", "平方千米", "‰", "items"]
FULL_WIDTH = str.maketrans("0123456789,.-%", "０１２３４５６７８９，．－％")  # noqa: RUF001
SCRAPS = [*WORDS, *"0123456789,.- %/零一两三十百千万亿分之几半数个人成年翻番点壹拾²:(含)", "百分之"]


def in_chinese(number: int) -> str:
    """Write the number as a numeral: 10050 is 一万零五十."""
    groups = [number // 10**8, number // 10**4 % 10**4, number % 10**4]
    written = ""
    for group, size in zip(groups, ["亿", "万", ""], strict=True):
        if not group:
            continue
        digits = in_chinese(group) if group >= 10**4 else "".join(_places(group))
        gap = written and group < 1000
        written += f"{'零' if gap else ''}{digits}{size}"
    return written or "零"


def _places(group: int) -> list[str]:
    """Write the four places of the group, with one 零 for the gaps between them."""
    places: list[str] = []
    gap = False
    for digit, place in zip(f"{group:04}", ["千", "百", "十", ""], strict=True):
        if digit == "0":
            gap = bool(places)
            continue
        places.append(f"{'零' if gap else ''}{'零一二三四五六七八九'[int(digit)]}{place}")
        gap = False
    return places


class NothingTests:
    @pytest.mark.parametrize(
        "text",
        ["不适用", " 不 适 用 ", "不涉及", "N/A", "n / a", "Not applicable", "\uff2e\uff0f\uff21"],
    )
    def test_tells_what_does_not_apply(self, text: str) -> None:
        assert grammar.means_not_applicable(text)

    @pytest.mark.parametrize("text", ["", "0", "5", "无", "/", "80%以上", "不适用5", "适用"])
    def test_takes_nothing_else_for_it(self, text: str) -> None:
        assert not grammar.means_not_applicable(text)

    @pytest.mark.parametrize(
        "text", ["无", "暂无", "没有", "/", "\uff0f", "-", "\u2014\u2014", "--", "\uff0d", "None"]
    )
    def test_says_what_to_write_for_each_sense_of_nothing(self, text: str) -> None:
        with pytest.raises(NotAFigure) as refused:
            understand(text)

        assert refused.value.message == refusals.WHICH_NOTHING


class QualifiedTests:
    @pytest.mark.parametrize(
        ("text", "qualifier", "written"),
        [
            ("80", Qualifier.AT_LEAST, "80以上"),
            ("3.6万人", Qualifier.MORE_THAN, "超过3.6万人"),
            ("\uff18\uff10项", Qualifier.NEARLY, "近\uff18\uff10项"),
            ("百分之八十五", Qualifier.AT_LEAST, "百分之八十五以上"),
            ("一百", Qualifier.ABOUT, "约一百"),
            (f"{'0' * 98}1", Qualifier.AT_MOST, "不超过1"),
        ],
    )
    def test_keeps_the_text_where_that_reads_as_meant(
        self, text: str, qualifier: Qualifier, written: str
    ) -> None:
        figure = understand(text)

        assert figure is not None
        assert grammar.qualified(text, figure, qualifier) == written
        assert understand(written) == figure._replace(qualifier=qualifier)

    @given(
        st.decimals(-(10**9), 10**9, places=2),
        st.sampled_from(UNITS),
        st.sampled_from([one for one in Qualifier if one is not Qualifier.EXACT]),
    )
    def test_says_value_unit_and_qualifier(
        self, value: Decimal, unit: str, qualifier: Qualifier
    ) -> None:
        figure = ParsedFigure(value.normalize(), Qualifier.EXACT, unit)

        written = grammar.qualified(write(*figure), figure, qualifier)

        assert understand(written) == figure._replace(qualifier=qualifier)


class UnderstandTests:
    @pytest.mark.parametrize("text", ["", " ", "\n", "\u3000"])
    def test_finds_nothing_where_nothing_was_said(self, text: str) -> None:
        assert understand(text) is None

    @pytest.mark.parametrize(
        ("text", "value", "unit"),
        [
            ("１９９", "199", ""),  # noqa: RUF001
            ("199项", "199", "项"),
            ("1,007", "1007", ""),
            ("1，007项", "1007", "项"),
            ("42,000", "42000", ""),
            ("1 319 项", "1319", "项"),
            ("1,234,567.5", "1234567.5", ""),
            ("80 %", "80", "%"),
            ("８０％", "80", "%"),  # noqa: RUF001
            ("85.10", "85.10", ""),
            ("-3", "-3", ""),
            ("－3%", "-3", "%"),  # noqa: RUF001
            ("−3", "-3", ""),
            ("42万", "420000", ""),
            ("3.6万人", "36000", "人"),
            ("1.5亿", "150000000", ""),
            ("1万亿元", "1000000000000", "元"),
            ("3千", "3000", ""),
            ("3百万人次", "3000000", "人次"),
            ("3个百分点", "3", "个百分点"),
            ("3百分点", "3", "百分点"),
            ("12平方千米", "12", "平方千米"),
            ("4件/年", "4", "件/年"),
            ("零", "0", ""),
            ("两项", "2", "项"),
            ("十五", "15", ""),
            ("一百九十九", "199", ""),
            ("两千三百", "2300", ""),
            ("两千零五", "2005", ""),
            ("一百\u3007五", "105", ""),
            ("一十五万零三百件", "150300", "件"),
            ("三亿零五十万", "300500000", ""),
            ("一万亿", "1000000000000", ""),
            ("百分之八十", "80", "%"),
            ("百分之80.5", "80.5", "%"),
            ("三百分点", "3", "百分点"),
            ("二零一九", "2019", ""),
            ("一零", "10", ""),
            ("三分之一", "33.333333", "%"),
            ("3万5千", "35000", ""),
            ("3个半", "3.5", "个"),
        ],
    )
    def test_reads_every_way_of_writing_a_number(self, text: str, value: str, unit: str) -> None:
        assert understand(text) == ParsedFigure(Decimal(value), Qualifier.EXACT, unit)

    def test_knows_no_negative_zero(self) -> None:
        assert str(understand("-0")) == str(understand("0"))

    @pytest.mark.parametrize(
        ("text", "value", "qualifier", "unit"),
        [
            ("80%以上", "80", Qualifier.AT_LEAST, "%"),
            ("百分之八十以上", "80", Qualifier.AT_LEAST, "%"),
            ("不少于22", "22", Qualifier.AT_LEAST, ""),
            ("不低于80%", "80", Qualifier.AT_LEAST, "%"),
            ("至少 3 次", "3", Qualifier.AT_LEAST, "次"),
            ("≥80％", "80", Qualifier.AT_LEAST, "%"),  # noqa: RUF001
            ("至少80%以上", "80", Qualifier.AT_LEAST, "%"),
            ("10余", "10", Qualifier.MORE_THAN, ""),
            ("10余次", "10", Qualifier.MORE_THAN, "次"),
            ("10多", "10", Qualifier.MORE_THAN, ""),
            ("百余件", "100", Qualifier.MORE_THAN, "件"),
            ("万余", "10000", Qualifier.MORE_THAN, ""),
            ("3万余人", "30000", Qualifier.MORE_THAN, "人"),
            ("2.5万多", "25000", Qualifier.MORE_THAN, ""),
            ("30多万人", "300000", Qualifier.MORE_THAN, "人"),
            ("十余万", "100000", Qualifier.MORE_THAN, ""),
            ("10万有余", "100000", Qualifier.MORE_THAN, ""),
            ("3年多", "3", Qualifier.MORE_THAN, "年"),
            ("超过10余次", "10", Qualifier.MORE_THAN, "次"),
            ("逾千人", "1000", Qualifier.MORE_THAN, "人"),
            ("多于3", "3", Qualifier.MORE_THAN, ""),
            ("＞3", "3", Qualifier.MORE_THAN, ""),  # noqa: RUF001
            ("不超过5天", "5", Qualifier.AT_MOST, "天"),
            ("至多5", "5", Qualifier.AT_MOST, ""),
            ("最多5", "5", Qualifier.AT_MOST, ""),
            ("5天以内", "5", Qualifier.AT_MOST, "天"),
            ("5%以下", "5", Qualifier.AT_MOST, "%"),
            ("不足百件", "100", Qualifier.LESS_THAN, "件"),
            ("低于5%", "5", Qualifier.LESS_THAN, "%"),
            ("少于-5", "-5", Qualifier.LESS_THAN, ""),
            ("近千", "1000", Qualifier.NEARLY, ""),
            ("近千人", "1000", Qualifier.NEARLY, "人"),
            ("将近1,000人", "1000", Qualifier.NEARLY, "人"),
            ("接近80%", "80", Qualifier.NEARLY, "%"),
            ("约42万", "420000", Qualifier.ABOUT, ""),
            ("大约42万", "420000", Qualifier.ABOUT, ""),
            ("42万左右", "420000", Qualifier.ABOUT, ""),
            ("约42万人左右", "420000", Qualifier.ABOUT, "人"),
            ("十来个", "10", Qualifier.ABOUT, "个"),
            ("十几个", "10", Qualifier.MORE_THAN, "个"),
        ],
    )
    def test_keeps_what_the_words_say(
        self, text: str, value: str, qualifier: Qualifier, unit: str
    ) -> None:
        assert understand(text) == ParsedFigure(Decimal(value), qualifier, unit)

    @pytest.mark.parametrize(
        ("message", "texts"),
        [
            (
                refusals.NO_FIGURE,
                "很多 若干 数十 数十万 几十 一半 过半 一些 项 以上 共199项 NaN 1万半 "
                f"Infinity -Infinity .5 % {'9' * 101}",
            ),
            (
                refusals.MORE_THAN_ONE,
                "10、15 1e40 1E3 1.5.2 1/2 2019年6月 3件五",
            ),
            (
                refusals.RANGE,
                "10至15 3-5 3~5 10—15 三至五 十至两 三五 七八十",
            ),
            (
                refusals.CONTRADICTION,
                "不少于22以下 近10余 约80%以上 约不超过5 10余以上 超过80%以上 约80%左右(不含)",
            ),
            (
                refusals.NOT_A_UNIT,
                "3人以上单位 7来来来 9人约 199项(含续办) 5. 80%以上% 百分之八十个 "
                f"12项,均已办结 3{'很' * 17} 5个/",
            ),
            (
                refusals.MISPLACED_SEPARATOR,
                "1,00,7 1,0007 0,007 10,15 1,0,0 1234,567 -1,00 1,000,00",
            ),
            (refusals.UNCLEAR_NUMERAL, "一百五 一百零五十 十百 十十 零万 零五 一分之一 3.5年半"),
            (
                refusals.TOO_MANY_DIGITS,
                f"100000000000000 三分之{'9' * 30} "
                f"1000000亿 0.0000001 1.{'0' * 40}万 {'9' * 100} 一千万亿",
            ),
        ],
        ids=lambda value: value.en[:30] if isinstance(value, Text) else "",
    )
    def test_says_what_is_wrong_and_how_to_write_it(self, message: Text, texts: str) -> None:
        found = {}
        for text in texts.split():
            with pytest.raises(NotAFigure) as refused:
                understand(text)
            found[text] = refused.value.message

        assert found == dict.fromkeys(texts.split(), message)

    @pytest.mark.parametrize(
        ("text", "sign"),
        [
            ("∞", "“∞” (U+221E)"),
            ("1_000", "“_” (U+005F)"),
            ("10²", "“²” (U+00B2)"),
            ("1٣", "“٣” (U+0663)"),
            ("199。", "“。” (U+3002)"),
            ("199\x07项", "U+0007"),
            ("80≥", "“≥”"),
            ("—5", "“—”"),
        ],
    )
    def test_names_the_sign_that_it_cannot_tell(self, text: str, sign: str) -> None:
        with pytest.raises(NotAFigure) as refused:
            understand(text)

        assert all(sign in language for language in refused.value.message)

    @pytest.mark.parametrize("text", ["10 15", "1 00", "1,000 000", "1, 007", "10\n15"])
    def test_does_not_join_two_numbers_over_a_space(self, text: str) -> None:
        with pytest.raises(NotAFigure):
            understand(text)

    @given(st.integers(-LARGEST, LARGEST), st.sampled_from(["", ",", " "]))
    def test_reads_any_integer_in_arabic_and_full_width_digits(
        self, number: int, separator: str
    ) -> None:
        text = f"{number:,}".replace(",", separator)

        understood = [understand(text), understand(text.translate(FULL_WIDTH))]

        assert understood == [ParsedFigure(Decimal(number), Qualifier.EXACT, "")] * 2

    @given(st.integers(0, 10**12) | st.integers(0, 10**5), st.sampled_from(["", "项", "人"]))
    def test_reads_any_integer_as_a_chinese_numeral(self, number: int, unit: str) -> None:
        text = f"{in_chinese(number)}{unit}"

        assert understand(text) == ParsedFigure(Decimal(number), Qualifier.EXACT, unit)

    @given(st.text() | st.lists(st.sampled_from(SCRAPS)).map("".join))
    def test_understands_or_refuses_whatever_is_typed(self, text: str) -> None:
        try:
            understood = understand(text)
        except NotAFigure as refused:
            assert all(refused.message)
            return
        if understood is not None:
            again = write(understood.value, understood.qualifier, understood.unit)
            assert understand(again) == understood


class StepTests:
    @pytest.mark.parametrize(
        ("as_written", "step"),
        [
            ("199项", "1"),
            ("18 462件", "1"),
            ("42万人", "10000"),
            ("2.35亿元", "1000000"),
            ("42万3156人", "1"),
            ("1亿2000万元", "10000"),
            ("三万人", "10000"),
            ("一百五十件", "1"),
            ("六十二点五", "0.1"),
            ("85.10%", "0.01"),
            ("八成", "10"),
            ("八成五", "1"),
            ("三分之二", "1"),
            ("翻一番", "10"),
            ("一年半", "0.1"),
            ("1 0 4 项", "1"),
            ("一百五", "1"),
        ],
    )
    def test_is_what_the_last_digit_written_is_worth(self, as_written: str, step: str) -> None:
        assert step_of(as_written) == Decimal(step)


class WriteTests:
    @pytest.mark.parametrize(
        ("qualifier", "written"),
        [
            (Qualifier.EXACT, "1000人"),
            (Qualifier.AT_LEAST, "1000人以上"),
            (Qualifier.MORE_THAN, "超过1000人"),
            (Qualifier.AT_MOST, "不超过1000人"),
            (Qualifier.LESS_THAN, "不足1000人"),
            (Qualifier.NEARLY, "近1000人"),
            (Qualifier.ABOUT, "约1000人"),
        ],
    )
    def test_writes_plain_digits_and_the_usual_word(
        self, qualifier: Qualifier, written: str
    ) -> None:
        assert write(Decimal("1000.000000"), qualifier, "人") == written

    @given(
        st.decimals(-LARGEST, LARGEST, places=6),
        st.sampled_from(Qualifier),
        st.sampled_from(UNITS),
    )
    def test_is_understood_as_what_was_meant(
        self, value: Decimal, qualifier: Qualifier, unit: str
    ) -> None:
        text = write(value, qualifier, unit)

        assert understand(text) == ParsedFigure(value, qualifier, unit)
