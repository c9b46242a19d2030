"""How well texts are read that nobody wrote for the reader: it may get better, never worse."""

import pytest

from . import scoring


class ScoreTests:
    @pytest.mark.parametrize(
        ("pattern", "recall", "precision"),
        [("dev_*.txt", 0.997, 0.995), ("held_*.txt", 0.994, 0.986), ("fresh_*.txt", 0.989, 0.992)],
    )
    def test_figures_are_found_with_value_unit_and_qualifier(
        self, pattern: str, recall: float, precision: float
    ) -> None:
        score = scoring.figures(pattern)

        assert score.labelled > 400
        assert (score.recall >= recall, score.precision >= precision) == (True, True), score

    @pytest.mark.parametrize(
        ("pattern", "declared", "recall", "precision"),
        [
            ("subjects_dev_*.txt", "subjects.yaml", 0.7, 0.95),
            ("subjects_held_*.txt", "subjects.yaml", 0.45, 0.9),
            ("subjects_fresh_*.txt", "subjects_fresh.yaml", 0.74, 0.9),
        ],
    )
    def test_what_a_figure_speaks_of_is_chosen_rather_rarely_than_wrongly(
        self, pattern: str, declared: str, recall: float, precision: float
    ) -> None:
        score = scoring.subjects(pattern, declared)

        assert (score.recall >= recall, score.precision >= precision) == (True, True), score
