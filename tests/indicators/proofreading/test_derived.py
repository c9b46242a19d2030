"""Figures that a text computes from those beside them."""

from indicators.proofreading import Proof, ProofResult, proofread
from indicators.prose import read


def proofs(text: str) -> list[tuple[str, ProofResult | None, str]]:
    found = proofread(text, read(text), {})
    return [
        (one.statement.as_written, one.result, one.judged.working if one.judged else "")
        for one in found.figures
    ]


class DerivedTests:
    def test_a_share_of_two_figures_beside_it_is_right(self) -> None:
        assert proofs("申报单位43个，具有资格的35个，占比81.4%。")[-1] == (
            "81.4%",
            ProofResult.SAME,
            "35 ÷ 43",
        )

    def test_a_share_that_does_not_follow_is_not_in_the_data(self) -> None:
        assert proofs("申报单位43个，具有资格的35个，占比82.4%。")[-1][1] is ProofResult.UNKNOWN

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
