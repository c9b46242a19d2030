"""Which numbers of a text are figures, and what each of them says."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.enums import Qualifier, StatementKind
from indicators.grammar import write
from indicators.prose import Statement, read

EXACT, MORE_THAN, AT_LEAST = Qualifier.EXACT, Qualifier.MORE_THAN, Qualifier.AT_LEAST
FIGURES = [
    ("取消199项证明", "199项", "199", "项", EXACT),
    ("受理1319 项申请", "1319 项", "1319", "项", EXACT),
    ("其中６５项已办结", "６５项", "65", "项", EXACT),
    ("新收18 462件", "18 462件", "18462", "件", EXACT),
    ("办理1,007件", "1,007件", "1007", "件", EXACT),
    ("培养42万人", "42万人", "420000", "人", EXACT),
    ("骨干3.6万人", "3.6万人", "36000", "人", EXACT),
    ("投资2.3亿元", "2.3亿元", "230000000", "元", EXACT),
    ("面积8万平方米", "8万平方米", "80000", "平方米", EXACT),
    ("惠及3000户次", "3000户次", "3000", "户次", EXACT),
    ("开会两次", "两次", "2", "次", EXACT),
    ("梳理五个应用场景", "五个", "5", "个", EXACT),
    ("新增规章一件，", "一件", "1", "件", EXACT),
    ("增加一倍", "一倍", "1", "倍", EXACT),
    ("共二百五十件", "二百五十件", "250", "件", EXACT),
    ("两万五千人", "两万五千人", "25000", "人", EXACT),
    ("办结0件", "0件", "0", "件", EXACT),
    ("印发8大类", "8大类", "8", "类", EXACT),
    ("率达百分之八十五", "百分之八十五", "85", "%", EXACT),
    ("达百分之六十二点五", "百分之六十二点五", "62.5", "%", EXACT),
    ("死亡率千分之五", "千分之五", "5", "‰", EXACT),
    ("全年办结199，", "199", "199", "", EXACT),
    ("率达80%以上", "80%以上", "80", "%", AT_LEAST),
    ("不得少于两人", "不得少于两人", "2", "人", AT_LEAST),
    ("上百人次参加", "上百人次", "100", "人次", AT_LEAST),
    ("调研10余次", "10余次", "10", "次", MORE_THAN),
    ("处置万余次", "万余次", "10000", "次", MORE_THAN),
    ("处理一百余件", "一百余件", "100", "件", MORE_THAN),
    ("约谈十几件", "十几件", "10", "件", MORE_THAN),
    ("突破200件", "突破200件", "200", "件", MORE_THAN),
    ("历时5个多月", "5个多月", "5", "个月", MORE_THAN),
    ("点击10万+次", "10万+次", "100000", "次", MORE_THAN),
    ("近千人参加", "近千人", "1000", "人", Qualifier.NEARLY),
    ("损失≈860万元", "≈860万元", "8600000", "元", Qualifier.ABOUT),
    ("5个工作日内办结", "5个工作日内", "5", "个工作日", Qualifier.AT_MOST),
    ("不足30件", "不足30件", "30", "件", Qualifier.LESS_THAN),
    ("节约3万元", "3万元", "30000", "元", EXACT),
    ("同比-8.4%", "-8.4%", "-8.4", "%", EXACT),
    ("1 0 4 项 已 办 结 完 毕", "1 0 4 项", "104", "项", EXACT),
    ("收件（万件）\t38.72", "38.72", "387200", "件", EXACT),
    ("评价（条）\t2019", "2019", "2019", "条", EXACT),
    ("占三分之二", "三分之二", "66.666667", "%", EXACT),
    ("超过八成群众", "超过八成", "80", "%", MORE_THAN),
    ("收入翻了一番", "翻了一番", "100", "%", EXACT),
    ("浓度为35微克/立方米", "35微克/立方米", "35", "微克/立方米", EXACT),
]
RANGES = [
    ("10至15件", "10", "15", "件", EXACT),
    ("3-5天", "3", "5", "天", EXACT),
    ("10件至15件", "10", "15", "件", EXACT),
    ("1至2万人", "10000", "20000", "人", EXACT),
    ("80%—90%", "80", "90", "%", EXACT),
    ("三四个", "3", "4", "个", Qualifier.ABOUT),
    ("二三十人", "20", "30", "人", Qualifier.ABOUT),
]
OTHERS = [
    ("6月20日上线", "6月20日", "date"),
    ("2015-2020年", "2015-2020年", "date"),
    ("2019年1至6月", "2019年1至6月", "date"),
    ("二〇一九年六月", "二〇一九年六月", "date"),
    ("时间：8:30", "8:30", "date"),
    ("2019工作要点", "2019", "date"),
    ("累计2019", "2019", "date"),
    ("《纲要（2015-2020年）》", "2015-2020年", "date"),
    ("近三年", "近三年", "date"),
    ("国办发〔2017〕34号", "〔2017〕34号", "number_of_document"),
    ("第3号令", "第3号令", "number_of_document"),
    ("（2019）赣10行初12号", "（2019）赣10行初12号", "number_of_document"),
    ("GB/T 37668-2019", "GB/T 37668-2019", "number_of_document"),
    ("第32次会议", "第32次", "ordinal"),
    ("四届三次会议", "四届三次", "ordinal"),
    ("（一）履职", "（一）", "ordinal"),
    ("1. 履职", "1.", "ordinal"),
    ("1.1 本局", "1.1", "ordinal"),
    ("二是完善", "二是", "ordinal"),
    ("三级联动", "三级", "ordinal"),
    ("二次审议", "二次", "ordinal"),
    ("“五个一”工程", "五个一", "name"),
    ("比例为3：1", "3：1", "name"),
    ("比例为3比1", "3比1", "name"),
    ("世界500强企业", "500强", "name"),
    ("三次产业协同", "三次产业", "name"),
    ("实现两位数增长", "两位数", "name"),
    ("汽车零部件", "零部件", "name"),
    ("位居前10位", "前10位", "name"),
    ("三门峡市", "三门峡", "name"),
    ("改造三期", "三期", "name"),
    ("翻番目标", "", ""),
    ("今后五年", "今后五年", "date"),
    ("这五年", "这五年", "date"),
    ("拨打12345热线", "12345", "name"),
    ("7×24小时", "7×24小时", "name"),
    ("“1+2+N”", "1+2+N", "name"),
    ("双随机抽查", "双随机", "name"),
    ("“三二四”模式", "三二四", "name"),
    ("《规定七条》", "七", "name"),
    ("电话：3321006", "3321006", "name"),
    ("编码0012", "0012", "name"),
    ("5G网络", "5G", "name"),
    ("比分3-1，", "3-1", "name"),
    ("一项一项抓", "一项一项", "idiom"),
    ("进一步推进", "进一步", "idiom"),
    ("确定一个牵头单位", "一个", "idiom"),
    ("走过的一年，", "一年", "idiom"),
    ("千人大会", "千人", "idiom"),
    ("千件好事", "千件", "idiom"),
    ("数十次", "数十次", "idiom"),
    ("一百五件", "一百五件", "idiom"),
    ("三心两意", "三心两意", "idiom"),
    ("收件（件）\t千件好事", "千件", "idiom"),
    ("由来已久，统一部署", "", ""),
    ("三部门联合", "三部门", "figure"),
]


def only(text: str) -> Statement:
    [found] = read(text)
    return found


class FigureTests:
    @pytest.mark.parametrize(("text", "as_written", "value", "unit", "qualifier"), FIGURES)
    def test_is_read_with_value_unit_and_qualifier(
        self, text: str, as_written: str, value: str, unit: str, qualifier: Qualifier
    ) -> None:
        found = only(text)

        assert found.kind is StatementKind.FIGURE
        assert (found.as_written, found.unit, found.qualifier) == (as_written, unit, qualifier)
        assert f"{found.value.normalize():f}" == value if found.value is not None else False
        assert text.strip()[found.start : found.end] == as_written

    @pytest.mark.parametrize(("written", "low", "high", "unit", "qualifier"), RANGES)
    def test_may_be_a_range(
        self, written: str, low: str, high: str, unit: str, qualifier: Qualifier
    ) -> None:
        found = only(f"办理{written}，")

        assert found.kind is StatementKind.FIGURE
        assert (found.as_written, found.unit, found.qualifier) == (written, unit, qualifier)
        assert (f"{found.value:f}", f"{found.value_to:f}") == (low, high)

    @pytest.mark.parametrize(("text", "as_written", "kind"), OTHERS)
    def test_is_told_from_what_counts_nothing(self, text: str, as_written: str, kind: str) -> None:
        found = [(one.as_written, one.kind.value) for one in read(text)]

        assert found == ([(as_written, kind)] if kind else [])

    def test_leaves_marks_of_notes_and_lists_alone(self) -> None:
        found = read("取消199项[1]，保留51项①，办结1,378件2。\n- 受理5件")
        figures = [one.as_written for one in found if one.kind is StatementKind.FIGURE]

        assert figures == ["199项", "51项", "1,378件", "5件"]

    def test_takes_what_doubled_for_a_change(self) -> None:
        assert only("办案量翻了两番").is_change

    def test_knows_a_change_from_a_level(self) -> None:
        found = read("较上年增长62.5%，增幅为3.1%，分别下降25.5%、31.2%，精简为390项，达12件。")

        assert [one.is_change for one in found] == [True, True, True, True, False, False]

    def test_knows_what_was_before(self) -> None:
        found = read("由622份减为212份，上年同期为30件，较2018年的14.2%回落，是去年同期的2倍。")
        figures = [one for one in found if one.kind is StatementKind.FIGURE]

        assert [one.is_earlier for one in figures] == [True, False, True, True, False]

    @given(
        st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False),
        st.sampled_from(list(Qualifier)),
        st.sampled_from(["项", "件", "人", "%", "元", "个"]),
        st.sampled_from(["取消", "办结案件", "达到", "，"]),
    )
    def test_is_whatever_the_desk_would_write(
        self, value: object, qualifier: Qualifier, unit: str, before: str
    ) -> None:
        written = write(value, qualifier, unit)  # type: ignore[arg-type] # hypothesis' decimals

        found = only(f"{before}{written}。")

        assert (found.as_written, found.value, found.unit) == (written, value, unit)
        assert found.qualifier is qualifier


class TextTests:
    @given(
        st.text(
            st.sampled_from("0123456789一二三十百万亿项件人次年月日第、，。%余近至-（）“”由占\t "),
            max_size=60,
        )
    )
    def test_is_cut_into_numbers_that_stand_where_they_say(self, text: str) -> None:
        lines = [line.strip() for line in text.split("\n") if line.strip()]

        found = read(text)

        for one in found:
            assert lines[one.line - 1][one.start : one.end] == one.as_written
        spans = [(one.line, one.start, one.end) for one in found]
        assert spans == sorted(spans)
        assert all(
            before[0] < after[0] or before[2] <= after[1] for before, after in pairwise(spans)
        )

    def test_counts_paragraphs_and_lines(self) -> None:
        text = "法治报告2项\n\n全年办结3件。\n\n取消4项。"

        assert [(one.paragraph, one.line) for one in read(text)] == [(None, 1), (1, 2), (2, 3)]
