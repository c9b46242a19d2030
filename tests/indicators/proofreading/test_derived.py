"""Figures that a text computes from those beside them."""

from dataclasses import replace

import pytest

from indicators.bilingual import Text
from indicators.enums import StatementKind
from indicators.proofreading import Proof, ProofResult, proofread
from indicators.prose import Candidate, Statement, read
from indicators.series import Series
from tests.indicators.test_progress import make_series

UNTIED = [
    # Any two neighbours have a quotient that lies within a bound.
    "召开会议2次，组织培训3次，满意率60%以上。",
    "召开会议2次，组织培训3次，占60%以上。",
    "召开会议3次，印发文件2份，占比66.7%。",
    "申报单位43个，具有资格的35个，群众满意率81.4%。",
    "受理申请43件，组织调解35件，办结率81.4%。",
    "申报单位43个，新增窗口20个，具有资格的35个，占比81.4%。",
    "申报单位43个，具有资格的35个，占企业的81.4%。",
    "申报单位43个以上，具有资格的35个，占比81.4%。",
    "申报单位43个。具有资格的35个，占比81.4%。",
    "具有资格的35个，占比81.4%。",
    "取消199项，保留51个，合计250项。",
    "取消199项，保留51项，合计200项以上。",
    "取消199项，办理3件，保留51项，合计250项。",
]
TIED = [
    ("申报单位43个，具有资格的35个，占申报单位的81.4%。", "35 ÷ 43"),
    ("申报单位43个，新增窗口20个，具有资格的35个，占申报单位的81.4%。", "35 ÷ 43"),
    ("申报单位43个，具有资格的35个，占总数的八成以上。", "35 ÷ 43"),
    ("申报单位43个，具有资格的35个，比例为81.4%。", "35 ÷ 43"),
    ("受理申请43件，办结35件，办结率达81.4%。", "35 ÷ 43"),
    ("受理申请43件，其中35件已办结，按时办结率81.4%。", "35 ÷ 43"),
    ("申报单位43个，35个单位达标，占81.4%。", "35 ÷ 43"),
    ("受理申请43件。其中办结35件，办结率81.4%。", "35 ÷ 43"),
    ("办结3件，取消199项，保留51项，合计250项。", "199 + 51"),
]


def proofs(text: str) -> list[tuple[str, ProofResult | None, str]]:
    found = proofread(text, read(text), {})
    return [
        (one.statement.as_written, one.result, one.judged.working if one.judged else "")
        for one in found.figures
    ]


def series_named(name: str, definition: str) -> Series:
    """Return a series without figures."""
    return replace(
        make_series(target=None), name=Text(name, name), definition=Text(definition, definition)
    )


def result_of(spoken: list[Statement], known: dict[tuple[str, str], Series]) -> ProofResult | None:
    """Return what becomes of the last figure."""
    text = "受理43件；本月开会4次；办结35件；一次成功率81.4%。"
    return proofread(text, spoken, known).numbers[-1].result


class DerivedTests:
    def test_a_share_of_two_figures_beside_it_is_right(self) -> None:
        assert proofs("申报单位43个，具有资格的35个，占比81.4%。")[-1] == (
            "81.4%",
            ProofResult.SAME,
            "35 ÷ 43",
        )

    def test_a_share_that_does_not_follow_is_not_in_the_data(self) -> None:
        assert proofs("申报单位43个，具有资格的35个，占比82.4%。")[-1][1] is ProofResult.UNKNOWN

    @pytest.mark.parametrize(("text", "working"), TIED)
    def test_what_the_words_tie_together_is_right(self, text: str, working: str) -> None:
        assert proofs(text)[-1][1:] == (ProofResult.SAME, working)

    @pytest.mark.parametrize("text", UNTIED)
    def test_what_they_do_not_is_never_right_by_chance(self, text: str) -> None:
        assert proofs(text)[-1][1:] == (ProofResult.UNKNOWN, "")

    @pytest.mark.parametrize(
        ("definition", "result"),
        [
            ("办结案件数占受理案件数的比例", ProofResult.SAME),
            ("受理案件数占办结案件数的比例", ProofResult.UNKNOWN),
            ("办结案件数与受理案件数", ProofResult.UNKNOWN),
            ("群众满意程度", ProofResult.UNKNOWN),
        ],
    )
    def test_the_definition_of_the_indicator_ties_figures_together(
        self, definition: str, result: ProofResult
    ) -> None:
        figures = [
            one
            for one in read("受理43件；本月开会4次；办结35件；一次成功率81.4%。")
            if one.kind is StatementKind.FIGURE
        ]
        known = {
            (name, "city"): series_named(name, definition)
            for name in ("受理案件数", "开会次数", "办结案件数", "办结率")
        }
        spoken = [
            replace(one, candidates=(Candidate(name, place, 0.9),))
            for one, (name, place) in zip(figures, known, strict=True)
        ]

        assert result_of(spoken, known) is result

    def test_a_sum_of_the_figures_before_it_is_right(self) -> None:
        assert proofs("取消199项，保留51项，合计250项。")[-1] == (
            "250项",
            ProofResult.SAME,
            "199 + 51",
        )

    def test_a_sum_that_does_not_add_up_is_not_in_the_data(self) -> None:
        assert proofs("取消199项，保留51项，合计251项。")[-1][1] is ProofResult.UNKNOWN

    def test_figures_of_another_paragraph_are_not_added(self) -> None:
        assert proofs("取消199项，保留51项。\n合计250项。")[-1][1] is ProofResult.UNKNOWN

    def test_bounds_and_ranges_are_not_added(self) -> None:
        text = "取消199项以上，保留51项，另有3至5项，合计250项。"

        assert proofs(text)[-1][1] is ProofResult.UNKNOWN

    def test_a_plain_figure_is_never_derived(self) -> None:
        assert proofs("取消199项，保留51项，办理250项。")[-1][1] is ProofResult.UNKNOWN

    def test_what_is_no_figure_is_neither_right_nor_wrong(self) -> None:
        text = "2019年，取消199项。"
        found = proofread(text, read(text), {})

        assert found.numbers[0] == Proof(read(text)[0])
        assert [one.statement.as_written for one in found.of(ProofResult.UNKNOWN)] == ["199项"]
