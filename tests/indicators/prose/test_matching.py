"""What a figure of a text speaks of, by the words around it."""

import pytest

from indicators.enums import PlaceLevel
from indicators.intake.texts.vocabulary import vocabulary
from indicators.models import Indicator, Release
from indicators.prose import Spot, Subject, Vocabulary, read

CITY = Spot("city", PlaceLevel.CITY, "全市")
BODIES = Spot("city-level", PlaceLevel.CITY_LEVEL, "市本级")
COUNTIES = Spot("counties", PlaceLevel.COUNTIES, "县(区)合计")
YUNXI = Spot("369001", PlaceLevel.DIVISION, "云溪县")
LINHE = Spot("369002", PlaceLevel.DIVISION, "临河区")
SHA = Spot("369003", PlaceLevel.DIVISION, "沙县")


def subject(code: str, name: str, unit: str = "件", whole: str = "", *places: Spot) -> Subject:
    return Subject(code, name, "", unit, whole, places or (CITY,))


KNOWN = Vocabulary(
    (
        subject("cases", "办理的行政复议案件"),
        subject("corrected", "其中:纠错的行政复议案件", "件", "cases"),
        subject("suits", "参与的行政应诉案件"),
        subject("rate", "负责人出庭应诉率", "%"),
        subject("fines", "罚没金额", "元"),
        subject("items", "监管事项", "项", "", BODIES, COUNTIES),
        subject("mediators", "专职人民调解员", "名", "", CITY, YUNXI, LINHE),
        subject("trees", "古树", "株", "", SHA),
        Subject("aid", "法律援助", "为经济困难公民提供的无偿服务", "件", "", (CITY,)),
    )
)


def matched(text: str) -> list[tuple[str, str, str]]:
    return [
        (one.as_written, *((one.best.indicator, one.best.place) if one.best else ("", "")))
        for one in read(text, KNOWN)
    ]


class CandidateTests:
    def test_are_told_apart_by_the_words_that_lead_to_the_figure(self) -> None:
        assert matched("全市共办理行政复议案件50件，参与行政应诉案件23件。") == [
            ("50件", "cases", "city"),
            ("23件", "suits", "city"),
        ]

    def test_are_found_by_words_that_follow_the_figure(self) -> None:
        assert matched("今年以来有50件行政复议案件办理完毕。") == [("50件", "cases", "city")]

    def test_take_over_what_the_sentence_spoke_of(self) -> None:
        assert matched("梳理市本级监管事项1007项，县（区）6565项。") == [
            ("1007项", "items", "city-level"),
            ("6565项", "items", "counties"),
        ]

    def test_know_counties_and_districts_by_their_names(self) -> None:
        text = "专职人民调解员云溪县有12名，临河有15名；全市专职人民调解员27名。"

        assert matched(text) == [
            ("12名", "mediators", "369001"),
            ("15名", "mediators", "369002"),
            ("27名", "mediators", "city"),
        ]

    def test_share_out_the_figures_of_a_list_of_counties(self) -> None:
        assert matched("专职人民调解员方面，云溪县、临河区分别有12名、15名。") == [
            ("12名", "mediators", "369001"),
            ("15名", "mediators", "369002"),
        ]

    def test_share_out_the_figures_of_a_list_of_subjects(self) -> None:
        text = "市本级监管事项1007项，专职人民调解员27名；云溪县分别为30项和12名。"

        assert [found[1] for found in matched(text)][2:] == ["items", "mediators"]

    def test_let_a_semicolon_end_a_place_but_not_the_one_a_sentence_begins_with(self) -> None:
        text = "云溪县：市直监管事项9项；专职人民调解员12名。"

        assert [found[2] for found in matched(text)] == ["city-level", "369001"]

    def test_accept_a_measure_word_that_means_the_same_before_another(self) -> None:
        [same] = read("专职人民调解员27名。", KNOWN)
        [alike] = read("专职人民调解员27人。", KNOWN)
        [other] = read("专职人民调解员27个。", KNOWN)
        [none] = read("专职人民调解员27。", KNOWN)
        [share] = read("负责人出庭应诉率：81。", KNOWN)

        found = [one.best.confidence if one.best else 0 for one in (same, alike, none, other)]
        assert found == sorted(found, reverse=True)
        assert share.best is not None
        assert share.best.indicator == "rate"

    def test_profit_a_little_from_the_definition(self) -> None:
        [without] = read("办理法律服务5件。", KNOWN)
        [within] = read("为经济困难公民办理法律服务5件。", KNOWN)

        assert within.best is not None
        assert without.best is None or within.best.confidence > without.best.confidence

    def test_are_not_misled_by_the_separators_of_a_long_number(self) -> None:
        assert matched("行政复议案件办理1,007件，参与行政应诉案件23件。") == [
            ("1,007件", "cases", "city"),
            ("23件", "suits", "city"),
        ]

    def test_take_several_counties_for_a_sum_that_is_not_one_of_them(self) -> None:
        [found] = read("监管事项清单在云溪县、临河区共梳理30项。", KNOWN)

        assert found.best is not None
        assert (found.best.indicator, found.best.place) == ("items", "counties")

    def test_know_a_part_by_the_word_that_says_so(self) -> None:
        assert matched("办理行政复议案件50件，其中纠错的6件。") == [
            ("50件", "cases", "city"),
            ("6件", "corrected", "city"),
        ]

    def test_leave_out_what_is_counted_in_another_sort_of_unit(self) -> None:
        text = "行政复议案件占比50%。\n罚没金额23件。\n行政应诉案件办理30天。"

        assert [found[1] for found in matched(text)] == ["", "", ""]

    def test_are_none_where_the_words_are_strange(self) -> None:
        assert matched("栽种苗木300株，开放景点5个。") == [("300株", "", ""), ("5个", "", "")]

    def test_are_doubted_where_another_value_is_surer_of_the_subject(self) -> None:
        first, second = read("办理行政复议案件50件。另有行政复议案件60件。", KNOWN)

        assert first.best is not None
        assert first.best.indicator == "cases"
        assert second.best is None or second.best.confidence <= first.best.confidence / 2

    def test_give_one_value_said_twice_to_one_subject(self) -> None:
        found = matched("办理行政复议案件50件。全年办理行政复议案件50件。")

        assert [one[1] for one in found] == ["cases", "cases"]

    def test_trust_a_change_less_than_a_level(self) -> None:
        [level] = read("行政应诉案件23件。", KNOWN)
        [change] = read("行政应诉案件减少23件。", KNOWN)

        assert level.best is not None
        assert change.best is None or change.best.confidence < level.best.confidence / 2

    def test_are_the_same_whatever_the_value(self) -> None:
        one, other = (
            [(found.candidates) for found in read(f"办理行政复议案件{number}件。", KNOWN)]
            for number in (50, 7312)
        )

        assert one == other

    def test_use_the_heading_above(self) -> None:
        text = "参与的行政应诉案件\n全年23件，均已办结。"

        assert [found[1] for found in matched(text)] == ["suits"]


@pytest.mark.django_db
class VocabularyTests:
    def test_holds_every_indicator_that_is_counted_somewhere(self, release: Release) -> None:
        known = {one.code: one for one in vocabulary().subjects}

        assert len(known) == Indicator.objects.count()
        assert known["supervision-items"].places == (
            Spot("city-level", PlaceLevel.CITY_LEVEL, "市本级"),
            Spot("counties", PlaceLevel.COUNTIES, "县(区)合计"),
        )
        assert known["ganfutong-items-city"].whole == "ganfutong-items"

    def test_can_leave_out_what_is_not_public(self, release: Release) -> None:
        Indicator.objects.filter(code="service-items").update(is_public=False)

        names = {one.code for one in vocabulary(only_public=True).subjects}

        assert "service-items" not in names
        assert "service-items" in {one.code for one in vocabulary().subjects}

    def test_takes_as_many_queries_for_few_as_for_many(
        self, release: Release, django_assert_num_queries: object
    ) -> None:
        with django_assert_num_queries(4):  # type: ignore[operator] # pytest-django's own
            vocabulary()
