"""What a text shows of its numbers promises."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.enums import Qualifier, StatementKind
from indicators.intake import texts
from indicators.intake.previous_figures import PastFigure
from indicators.intake.texts import Count, ExistingFigure, Number, Span, Stage
from indicators.intake.texts.pages import LONGEST, MOST_FIGURES
from indicators.models import Citation, Mention, Official, Release, Source
from indicators.periods import month_of

from .texts import (
    AS_CANCELLED,
    CANCELLED,
    GROWTH,
    IN_A_HEADING,
    KEPT,
    NOW,
    RANGE,
    RATE,
    RULES,
    VILLAGERS,
    make_reviewer,
    take,
    take_in,
)

AUGUST = month_of(2019, 8)


@pytest.fixture
def taker(release: Release) -> Official:
    return make_reviewer()


@pytest.fixture
def source(taker: Official) -> Source:
    return take_in(taker)


def offered(source: Source) -> dict[Span, Number]:
    return texts.with_offers(texts.numbers_of(source), AUGUST)


class NumbersTests:
    def test_are_all_there_with_their_kind(self, source: Source) -> None:
        found = [(one.kind, one.as_written) for one in texts.numbers_of(source)]

        assert [written for kind, written in found if kind is StatementKind.FIGURE] == [
            "210项", "51项", "85%以上", "5%", "45万人", "3.8万人", "4件", "15项", "30至40件", "3处",
        ]  # fmt: skip
        assert (StatementKind.NUMBER_OF_DOCUMENT, "〔2019〕5号") in found
        assert (StatementKind.ORDINAL, "第一责任人") in found

    def test_bring_the_decisions(self, taker: Official, source: Source) -> None:
        taken = take(source, CANCELLED, AS_CANCELLED, taker)
        ignored = texts.ignore(source, KEPT, by=taker, at=NOW)

        numbers = texts.numbers_of(source)

        assert {one.span: one.mention for one in numbers if one.mention} == {
            CANCELLED: taken,
            KEPT: ignored,
        }
        assert (texts.count(numbers), texts.count(numbers).left) == (Count(10, 1, 1), 8)

    def test_keep_a_decision_where_the_reader_now_finds_something_else(
        self, taker: Official, source: Source
    ) -> None:
        mention = texts.ignore(source, KEPT, by=taker, at=NOW)
        Mention.objects.filter(pk=mention.pk).update(start=28, as_written="事项51项")

        numbers = texts.numbers_of(source)

        [one] = [number for number in numbers if number.mention]
        assert (one.span, one.as_written, one.statement, one.best) == (
            Span(2, 28, 33),
            "事项51项",
            None,
            None,
        )
        assert (one.is_unsure, one.is_figure, one.same, one.different) == (False, True, None, None)
        assert KEPT not in {number.span for number in numbers}
        assert texts.with_offers(numbers, AUGUST)[one.span] == one


class OffersTests:
    def test_name_indicator_and_place_with_what_is_known(self, source: Source) -> None:
        found = offered(source)

        best = found[CANCELLED].best
        assert best is not None
        assert (best.key, best.fits, best.known) == (
            "certificates-cancelled@city-level",
            True,
            (),
        )
        assert best.last == PastFigure(date(2019, 6, 30), Decimal(199), Qualifier.EXACT)
        assert (found[CANCELLED].key, found[CANCELLED].is_unsure) == ("2-19-23", False)
        assert 0.5 < best.confidence <= 1
        plan = found[RULES].best
        assert plan is not None
        assert plan.known == (ExistingFigure(Decimal(4), Qualifier.EXACT, Stage.PUBLIC),)
        assert (found[RULES].same, found[RULES].different) == (plan.known[0], None)

    def test_say_where_something_else_is_known(self, taker: Official) -> None:
        source = take_in(taker, text="2019年上半年。\n取消证明事项200项。")

        [one] = texts.with_offers(texts.numbers_of(source), texts.period_of(source)).values()

        assert one.different == ExistingFigure(Decimal(199), Qualifier.EXACT, Stage.PUBLIC)
        assert one.same is None

    def test_leave_the_choice_to_people_where_none_is_plain(self, source: Source) -> None:
        found = offered(source)

        assert found[GROWTH].is_unsure
        assert found[RANGE].is_unsure
        assert found[RANGE].best is None
        assert not found[RATE].is_unsure
        assert not found[VILLAGERS].is_unsure

    def test_know_nothing_before_there_is_a_period(self, source: Source) -> None:
        found = texts.with_offers(texts.numbers_of(source), None)

        best = found[RULES].best
        assert best is not None
        assert best.known == ()


class SheetsTests:
    def test_are_the_text_itself_with_its_numbers_apart(self, source: Source) -> None:
        [sheet] = texts.sheets(source, texts.numbers_of(source))

        assert [(one.paragraph, one.line) for one in sheet] == [
            (None, 1),
            (1, 2),
            (2, 3),
            (None, 4),
            (3, 5),
        ]
        assert "\n".join("".join(part.text for part in one.parts) for one in sheet) == source.text
        heading = sheet[3]
        assert [(part.text, part.number and part.number.span) for part in heading.parts] == [
            ("附表：取消的年检年审事项", None),
            ("15项", IN_A_HEADING),
            ("", None),
        ]

    def test_end_after_so_many_figures_or_characters(self, taker: Official) -> None:
        lines = [f"取消证明事项{number}项。" for number in range(1, 71)]
        text = "\n".join(["2019年8月。", *lines, "长" * LONGEST + "。"])
        source = take_in(taker, text=text)

        sheets = texts.sheets(source, texts.numbers_of(source))

        assert [sum(len(one.figures) for one in sheet) for sheet in sheets] == [30, 30, 10, 0]
        assert texts.sheet_with(sheets, Span(2, 6, 8)) == 1
        assert texts.sheet_with(sheets, Span(40, 6, 9)) == 2
        assert texts.sheet_with(sheets, Span(99, 0, 1)) == 1

    def test_cut_a_line_that_is_too_long_between_its_numbers(self, taker: Official) -> None:
        line = "".join(f"取消证明事项{n}项，" for n in range(1, 66)) + "长" * LONGEST + "另5件。尾"
        source = take_in(taker, text=line)

        sheets = texts.sheets(source, texts.numbers_of(source))

        stretches = [one for sheet in sheets for one in sheet]
        assert "".join(part.text for one in stretches for part in one.parts) == line
        assert [len(one.figures) for one in stretches] == [MOST_FIGURES, MOST_FIGURES, 5, 1]
        last = stretches[-1].figures[0].span
        assert texts.sheet_with(sheets, last) == len(sheets)

    def test_cost_the_same_number_of_queries_whatever_is_in_them(self, taker: Official) -> None:
        few = take_in(taker, text="2019年8月。\n取消证明事项210项。")
        many = take_in(taker)
        take(many, CANCELLED, AS_CANCELLED, taker)
        texts.ignore(many, KEPT, by=taker, at=NOW)
        texts.ignore(few, Span(2, 6, 10), by=taker, at=NOW)

        counted = []
        for source in (few, many):
            with CaptureQueriesContext(connection) as queries:
                numbers = texts.numbers_of(source)
                texts.offered(texts.sheets(source, numbers)[0], AUGUST)
            counted.append(len(queries))

        assert counted[0] == counted[1]


class SentenceTests:
    def test_is_missing_where_the_text_or_the_figure_is(self, source: Source) -> None:
        nowhere = Citation(source=source, paragraph=9, as_written="1项", start=0, end=2)

        assert texts.sentence_of(Citation(source=source, paragraph=1)) is None
        assert texts.sentence_of(nowhere) is None
