"""Our own sentences with the figures in: whole, in both languages, and nothing left out."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from dashboard.reports import blocks, document, sentence_source
from dashboard.reports.blocks import Document, Ending, Sentence
from dashboard.reports.report_data import MOST_ROWS, ReportData
from dashboard.reports.slots import tree
from indicators import publishing, selectors
from indicators.bilingual import Text
from indicators.enums import Frequency, PlaceLevel, Qualifier, StatementKind, Status
from indicators.intake.texts.vocabulary import vocabulary
from indicators.models import Observation, Official, Release
from indicators.proofreading import ProofResult, proofread
from indicators.prose import read
from indicators.report_periods import ReportSpan
from indicators.series import Named, Place

from .report_data import HALF, material, point, real, series

LANGUAGES = ["zh-hans", "en"]


def text_of(written: Document) -> str:
    """Return what stands on the page, a paragraph a line."""
    found = (block for section in written.sections for block in section.blocks)
    words = [block.words for block in found if isinstance(block, blocks.ParagraphBlock)]
    return "\n".join([written.title, *words])


def citing(sentence: Sentence) -> set[tuple[str, str]]:
    """Return which figures the sentence cites."""
    return {part.figure.key for part in sentence.parts if part.figure}


class OwnSentencesTests:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_cite_every_figure_of_the_real_report_once(
        self, release: Release, language: str
    ) -> None:
        written = document.write(real(), language)

        cited = [part.figure.key for one in written.sentences for part in one.parts if part.figure]
        assert len(cited) == len(set(cited)) == 37

    def test_have_all_areas_in_order_and_then_how_they_were_written(self, release: Release) -> None:
        headings = [section.heading for section in document.write(real(), "zh-hans").sections]

        assert headings == [
            "",
            "法治政府建设基础",
            "政府职能转变",
            "政府立法",
            "依法行政决策",
            "行政执法监督",
            "行政复议与应诉",
            "社会治理",
            "编写说明",
        ]

    def test_name_indicator_and_place_near_each_figure(self, release: Release) -> None:
        for sentence in document.write(real(), "zh-hans").sentences:
            for part in sentence.parts:
                if part.figure:
                    name = part.figure.series.name.zh.rpartition("：")[2]
                    place = part.figure.series.place.name.zh
                    assert name in sentence.words
                    assert place in sentence.words

    def test_write_figures_as_officials_do(self, release: Release) -> None:
        text = text_of(document.write(real(), "zh-hans"))

        for written in ("42万人", "3.6万人", "1007项", "80%以上", "近1000人", "10余次"):
            assert written in text
        assert not re.search(r"\d,\d{3}", text)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_leave_no_slot_and_no_gap_in_the_text(self, release: Release, language: str) -> None:
        written = document.write(real(), language)

        assert "{" not in text_of(written)
        assert [len(end.lines) for end in written.ends] == [4]
        assert written.mark == ""
        assert all(one.words.strip() for one in written.sentences)

    def test_of_both_languages_use_the_same_slots(self) -> None:
        slots = [
            sorted(
                slot
                for section in sentence_source.source(language).sections
                for block in section.blocks
                if isinstance(block, sentence_source.SourceParagraph)
                for sentence in block.sentences
                for slot in sentence_source.slots_in(sentence)
            )
            for language in LANGUAGES
        ]

        assert slots[0] == slots[1]
        assert sentence_source.charts_in(sentence_source.source("en")) == sentence_source.charts_in(
            sentence_source.source("zh-hans")
        )


class RoundTripTests:
    def test_is_read_back_with_every_figure_the_same(self, release: Release) -> None:
        """Read the page as the checker of texts reads any text, and set it beside the data."""
        known = selectors.in_report(selectors.edition(), HALF)
        text = text_of(document.write(real(), "zh-hans"))

        proofs = proofread(
            text, read(text, vocabulary()), {(one.code, one.place.code): one for one in known}
        )

        same = {
            (one.series.code, one.series.place.code)
            for one in proofs.of(ProofResult.SAME)
            if one.series
        }
        assert same == {(one.code, one.place.code) for one in known}
        assert len(same) == 37
        assert proofs.of(ProofResult.DIFFERS) == []

    def test_finds_value_and_qualifier_of_each_figure_in_its_words(self, release: Release) -> None:
        for sentence in document.write(real(), "zh-hans").sentences:
            for part in sentence.parts:
                if part.figure is None or part.figure.point is None:
                    continue
                [found, *dates] = [
                    one for one in read(f"{part.words}。") if one.kind is StatementKind.FIGURE
                ]
                assert (found.value, found.qualifier) == (
                    part.figure.point.value,
                    part.figure.point.qualifier,
                )
                assert dates == []


class CorrectionTests:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize(
        "code", ["service-items", "legislative-meetings", "key-legally-literate-villagers"]
    )
    def test_changes_exactly_the_sentences_that_cite_the_figure(
        self, release: Release, publisher: Official, code: str, language: str
    ) -> None:
        before = document.write(real(), language).sentences

        observation = Observation.objects.get(indicator__code=code)
        publishing.correct(
            observation,
            value=Decimal(observation.value or 0) + 1,
            qualifier=Qualifier(observation.qualifier),
            reason="漏计一项",
            by=publisher,
            at=release.released_at + timedelta(days=1),
        )
        after = document.write(real(), language).sentences

        changed = [old for old, new in zip(before, after, strict=True) if old.words != new.words]
        citing_it = [one for one in before if (code, observation.place.code) in citing(one)]
        assert changed == citing_it
        assert len(changed) == 1

    def test_that_turns_a_standing_changes_the_sentences_about_standings_too(
        self, release: Release, publisher: Official
    ) -> None:
        before = document.write(real(), "zh-hans").sentences

        publishing.correct(
            Observation.objects.get(indicator__code="certificates-cancelled"),
            value=Decimal(250),
            reason="复核",
            by=publisher,
            at=release.released_at + timedelta(days=1),
        )
        after = document.write(real(), "zh-hans").sentences

        changed = [new.words for old, new in zip(before, after, strict=True) if old != new]
        own = [words for words in changed if "取消调整的证明事项累计250项" in words]
        counted = [
            words for words in changed if words.startswith("其中设有定量目标的6项：已达成1项")
        ]
        assert (len(changed), len(own), len(counted)) == (2, 1, 1)


class NothingIsLeftOutTests:
    def test_of_an_indicator_that_the_text_does_not_name(self, release: Release) -> None:
        new = series(point("1234"), code="new-one", name=Text("新增事项", "New items"))

        written = document.write(
            material(new, series(point("810"), place=place("city-level"))), "zh-hans"
        )

        [section] = [one for one in written.sections if one.heading == "政府职能转变"]
        words = [
            block.words for block in section.blocks if isinstance(block, blocks.ParagraphBlock)
        ]
        assert words == [
            "政务服务方面，列入市本级清单的政务服务事项810项。",
            "新增事项（全市）为1234项。",
        ]

    def test_of_an_area_that_the_text_does_not_name(self) -> None:
        area = Named("parks", Text("公园绿地", "Parks"), 90)

        written = document.write(material(series(point("5"), area=area)), "en")

        [section] = [one for one in written.sections if one.heading == "Parks"]
        [block] = section.blocks
        assert isinstance(block, blocks.ParagraphBlock)
        assert block.words == "Service items (Whole city): 5 items."

    def test_of_sentences_that_speak_of_what_is_unknown_here(self) -> None:
        written = document.write(material(series(point("5"))), "zh-hans")

        assert "领导小组" not in text_of(written)
        assert [one.heading for one in written.sections] == ["", "政府职能转变", "编写说明"]

    def test_points_to_the_tables_for_single_counties(self) -> None:
        county = Place("361002", Text("临川区", "Linchuan"), PlaceLevel.DIVISION, 9)
        made = material(series(point("5")), series(point("3"), place=county))

        written = document.write(made, "zh-hans")

        assert "各县（市、区）数据1项，见附表。" in text_of(written)
        assert [row.cells[:3] for row in written.annexes[0].tables[0].rows] == [
            ("政务服务事项", "全市", "5项"),
            ("政务服务事项", "临川区", "3项"),
        ]

    def test_says_how_many_are_left_out_of_a_very_long_list(self) -> None:
        many = [series(point("1"), code=f"one-{number}") for number in range(MOST_ROWS + 7)]

        written = document.write(material(*many), "zh-hans")

        table = written.annexes[0].tables[0]
        assert (len(table.rows), table.more) == (MOST_ROWS, "其余7项从略，见网站数据下载。")
        assert "其余7项从略" in text_of(written)


class MissingTests:
    def test_leaves_a_mark_in_the_sentence_and_a_line_at_the_end(self) -> None:
        named = series(point(None, status=Status.NOT_YET_REPORTED), place=place("city-level"))
        unnamed = series(code="other", name=Text("其他事项", "Other items"))

        written = document.write(material(named, unnamed, series(point("1"))), "zh-hans")

        assert "列入市本级清单的政务服务事项【尚未上报：政务服务事项】。" in text_of(written)
        assert "其他事项（全市）为【缺：其他事项】。" in text_of(written)
        assert "缺少或不完整的数据2项，已在文中标明，并列于文末。" in text_of(written)
        assert written.ends == (
            Ending(
                "附：缺少或不完整的数据",
                ("政务服务事项（市本级）：尚未上报", "其他事项（全市）：缺报"),
            ),
        )

    def test_asks_for_no_yearly_figure_in_the_first_half(self) -> None:
        yearly = series(code="yearly", frequency=Frequency.YEAR)

        half = document.write(material(yearly, series(point("1"))), "zh-hans")
        whole = document.write(
            material(yearly, series(point("1")), span=ReportSpan(2019)), "zh-hans"
        )

        assert half.ends == ()
        assert [end.lines for end in whole.ends] == [
            ("政务服务事项（全市）：缺报",),
            ("政务服务事项（全市）：1项（截至2019年6月30日）",),
        ]

    def test_draws_no_chart_of_what_is_missing(self) -> None:
        gone = series(code="certificates-cancelled", place=place("city-level"))

        written = document.write(material(gone, series(point("1"))), "zh-hans")

        found = [block for section in written.sections for block in section.blocks]
        assert not any(isinstance(block, blocks.Picture) for block in found)


class InternalTests:
    def test_marks_the_document_and_each_figure_that_is_not_public(self) -> None:
        draft = series(replace(point("811"), release=0), place=place("city-level"))
        public = series(point("5"))

        written = document.write(material(draft, public, is_internal=True), "zh-hans")

        assert written.mark == "【内部草稿】"
        assert "政务服务事项811项【内部草稿】。" in text_of(written)
        assert "政务服务事项（全市）为5项。" in text_of(written)
        assert "本报告为内部草稿" in text_of(written)
        rows = [row.cells for row in written.annexes[0].tables[0].rows]
        assert [cells[2] for cells in rows] == ["811项【内部草稿】", "5项"]


class OverviewTests:
    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("zh-hans", "2019年上半年，本报告共载数据1项，分属1个领域，由1个单位负责。"),
            (
                "en",
                "For the first half of 2019, this report states 1 figure from 1 area, kept by 1 "
                "organisation.",
            ),
        ],
    )
    def test_counts_one_as_one(self, language: str, words: str) -> None:
        written = document.write(material(series(point("1"))), language)

        assert written.sentences[0].words == words

    def test_of_a_year_is_called_annual(self) -> None:
        made = material(series(point("1")), span=ReportSpan(2019))

        titles = [document.write(made, language).title for language in LANGUAGES]
        assert titles == [
            "法治政府建设指标进展年度报告（2019年）",
            "Progress of law-based government: annual report, year 2019",
        ]

    def test_names_what_needs_attention_with_the_worst_first(self, release: Release) -> None:
        words = document.write(real(), "zh-hans").sentences[2].words

        assert words == (
            "需要重点推进的有：市本级政务服务事项（市本级，进度滞后）、访调对接试点县"
            "（县(区)合计，进度滞后）、成功化解的矛盾纠纷（县(区)合计，进度滞后）。"
        )


class TreeTests:
    def test_answers_for_a_large_city_without_reading_figures_that_nobody_asks_for(self) -> None:
        made = ReportData(HALF, HALF.days.end, material(series(point("1"))).figures)

        assert tree(made).find("service_items.city.nothing") is None
        assert tree(made).find("nothing.city") is None


def place(code: str) -> Place:
    return Place(code, Text("市本级", "City-level bodies"), PlaceLevel.CITY_LEVEL, 0)
