"""The labelled texts say where each number stands, and what it is."""

from decimal import Decimal
from pathlib import Path

import pytest

from indicators.enums import Qualifier

from . import corpus
from .corpus import BadMark, Flag, Kind, Labelled

MARKED = """
  [[一、|ordinal]]复议

共办[[1 319 件|figure|1319|件|exact|cases]]，由[[近千件|figure|1000|件|nearly|cases|earlier]]增来；
限[[3—5天|figure|3..5|天|exact|time]]，降[[2.5%|figure|2.5|%|exact|time|change]]，[[统一|idiom]]办。
"""
CLEAN = """一、复议
共办1 319 件，由近千件增来；
限3—5天，降2.5%，统一办。"""


class ParseTests:
    def test_takes_the_marks_out_of_the_text(self) -> None:
        assert corpus.parse("x", MARKED).clean == CLEAN

    def test_says_where_each_number_stands_and_what_it_is(self) -> None:
        figure, exact, nearly = Kind.FIGURE, Qualifier.EXACT, Qualifier.NEARLY
        none: frozenset[Flag] = frozenset()
        earlier, change = frozenset({Flag.EARLIER}), frozenset({Flag.CHANGE})
        thousand, half = Decimal(1000), Decimal("2.5")

        assert corpus.parse("x", MARKED).labels == (
            Labelled(1, 0, 2, "一、", Kind.ORDINAL),
            Labelled(2, 2, 9, "1 319 件", figure, Decimal(1319), None, "件", exact, "cases", none),
            Labelled(2, 11, 14, "近千件", figure, thousand, None, "件", nearly, "cases", earlier),
            Labelled(3, 1, 5, "3—5天", figure, Decimal(3), Decimal(5), "天", exact, "time", none),
            Labelled(3, 7, 11, "2.5%", figure, half, None, "%", exact, "time", change),
            Labelled(3, 12, 14, "统一", Kind.IDIOM),
        )

    @pytest.mark.parametrize(
        "marked",
        [
            "[[5件]]",
            "[[5件|figure]]",
            "[[5件|figure|5|件|exact]]",
            "[[5件|figure|five|件|exact|cases]]",
            "[[5件|figure|5|件|perhaps|cases]]",
            "[[5件|figure|5|件|exact|cases|later]]",
            "[[5件|number]]",
            "[[5月|date|5|月|exact|month]]",
            "[[|idiom]]",
            "[[5件|idiom]]]]",
            "[[5件|idiom",
        ],
    )
    def test_refuses_a_mark_that_makes_no_sense(self, marked: str) -> None:
        with pytest.raises(BadMark):
            corpus.parse("x", marked)


class TextsTests:
    def test_yields_the_files_that_fit_in_the_order_of_their_names(self, tmp_path: Path) -> None:
        for name in ("dev_b", "held_a", "dev_a"):
            (tmp_path / f"{name}.txt").write_text(f"{name}[[统一|idiom]]", encoding="utf-8")

        found = corpus.texts("dev_*.txt", within=tmp_path)

        assert [(text.name, text.clean) for text in found] == [
            ("dev_a", "dev_a统一"),
            ("dev_b", "dev_b统一"),
        ]

    @pytest.mark.parametrize("text", list(corpus.texts()), ids=lambda text: text.name)
    def test_cuts_each_number_out_exactly_as_written(self, text: corpus.Text) -> None:
        lines = text.clean.split("\n")

        assert [lines[label.line - 1][label.start : label.end] for label in text.labels] == [
            label.as_written for label in text.labels
        ]

    @pytest.mark.parametrize("prefix", ["dev", "held", "fresh"])
    def test_has_enough_of_each_set_to_measure_by(self, prefix: str) -> None:
        found = list(corpus.texts(f"{prefix}_*.txt"))
        labels = [label for text in found for label in text.labels]

        assert len(found) >= 8
        assert len(labels) >= 200
        assert sum(label.kind is Kind.FIGURE for label in labels) >= 120

    @pytest.mark.parametrize("prefix", ["dev", "held", "fresh"])
    def test_names_a_declared_indicator_and_place_for_each_subject(self, prefix: str) -> None:
        declared = corpus.declared(f"subjects_{prefix}_1")
        places = {place["code"] for place in declared["places"]}
        known = {
            f"{indicator['code']}@{place}"
            for indicator in declared["indicators"]
            for place in indicator["places"]
        }

        named = {
            label.subject
            for text in corpus.texts(f"subjects_{prefix}_*.txt")
            for label in text.labels
            if label.kind is Kind.FIGURE
        }

        assert {pair.partition("@")[2] for pair in known} <= places
        assert named <= known | {"-"}
        assert len(named) > 40
        assert "-" in named
