"""A whole text beside what is public, and beside what is accepted too."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from indicators import proofreading, prose, publishing, review, selectors, series_builders
from indicators.intake.desk import entries
from indicators.models import Entry, Indicator, Observation, Official, Release
from indicators.proofreading import ProofResult, Proofs
from tests.indicators.desk import NOW, fill, fresh

TEXT = """2019年上半年法治政府建设情况

全市认真推进改革。市本级取消调整证明事项199项，暂时保留的证明事项51项，合计250项；编制市本级政务服务事项810项。

梳理市本级监管事项1007项，县（区）6565项。全市行政机关负责人出庭应诉率达80%以上，培养法律明白人42万人。植树300株。
"""
LATER = datetime(2019, 8, 20, tzinfo=UTC)


def results(found: Proofs) -> dict[str, str]:
    return {
        one.statement.as_written: one.result.value
        for one in found.figures
        if one.result is not None
    }


@pytest.fixture
def as_written(release: Release) -> dict[str, str]:
    return results(proofreading.against_public(TEXT, selectors.edition()))


class AgainstPublicTests:
    def test_says_same_for_what_the_data_say(self, as_written: dict[str, str]) -> None:
        assert as_written == {
            "199项": "same",
            "51项": "same",
            "250项": "same",
            "810项": "same",
            "1007项": "same",
            "6565项": "same",
            "80%以上": "same",
            "42万人": "same",
            "300株": "unknown",
        }

    @pytest.mark.parametrize(
        ("right", "wrong"),
        [("810项", "811项"), ("6565项", "6556项"), ("80%以上", "85%以上"), ("42万人", "43万人")],
    )
    def test_finds_exactly_the_altered_figure(
        self, as_written: dict[str, str], right: str, wrong: str
    ) -> None:
        found = proofreading.against_public(TEXT.replace(right, wrong), selectors.edition())

        assert results(found) == {
            wrong if written == right else written: "differs" if written == right else result
            for written, result in as_written.items()
        }

    def test_names_the_public_figure_that_differs(self, release: Release) -> None:
        found = proofreading.against_public(TEXT.replace("810", "811"), selectors.edition())
        [differing] = found.of(ProofResult.DIFFERS)

        assert differing.judged is not None
        assert differing.judged.point is not None
        assert differing.judged.point.value == Decimal(810)
        assert differing.judged.point.released_at == release.released_at
        assert differing.series is not None
        assert differing.series.code == "service-items"

    @pytest.mark.parametrize(("confidence", "result"), [(0.44, "unsure"), (0.45, "differs")])
    def test_doubts_a_difference_where_the_subject_is_doubtful(
        self, release: Release, confidence: float, result: str
    ) -> None:
        [series] = series_builders.all_series(Indicator.objects.filter(code="service-items"))
        [statement] = prose.read("编制政务服务事项811项。")
        guess = prose.Candidate("service-items", series.place.code, confidence)

        found = proofreading.proofread(
            "编制政务服务事项811项。",
            [replace(statement, candidates=(guess,))],
            {(series.code, series.place.code): series},
        )

        assert results(found) == {"811项": result}

    def test_follows_a_correction_but_not_on_the_days_before_it(
        self, release: Release, publisher: Official
    ) -> None:
        wrong = Observation.objects.get(indicator__code="service-items")
        publishing.correct(wrong, value=Decimal(811), reason="复核", by=publisher, at=LATER)

        now = results(proofreading.against_public(TEXT, selectors.edition()))
        then = results(proofreading.against_public(TEXT, selectors.edition(date(2019, 8, 1))))

        assert now["810项"] == "differs"
        assert then["810项"] == "same"

    def test_knows_nothing_before_the_first_release(self, release: Release) -> None:
        found = proofreading.against_public(TEXT, selectors.edition(date(2019, 1, 1)))

        assert {written for written, result in results(found).items() if result != "unknown"} == {
            "250项"
        }

    def test_never_speaks_of_what_is_not_public(self, release: Release) -> None:
        Indicator.objects.filter(code="service-items").update(is_public=False)

        found = proofreading.against_public(TEXT, selectors.edition())

        assert "service-items" not in {one.series.code for one in found.figures if one.series}

    def test_takes_as_many_queries_for_a_long_text(
        self, release: Release, django_assert_num_queries: object
    ) -> None:
        for text in (TEXT, TEXT * 5):
            with django_assert_num_queries(10):  # type: ignore[operator] # pytest-django's own
                proofreading.against_public(text, selectors.edition())


class AgainstAcceptedTests:
    def test_counts_what_is_accepted_and_not_yet_public(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        for entry, typed in zip(month, ("80", "15", "65"), strict=True):
            fill(entry, typed, reporter)
        from_desk = [fresh(entry) for entry in month]
        entries.submit(from_desk, by=reporter, at=NOW)
        text = "2019年7月情况。“赣服通”抚州分厅接入事项80项。"

        waiting = results(proofreading.against_accepted(text, selectors.edition(), at=LATER))
        for entry in from_desk:
            review.accept(fresh(entry), seen=fresh(entry).version, by=reviewer, at=NOW)
        accepted = results(proofreading.against_accepted(text, selectors.edition(), at=LATER))
        public = results(proofreading.against_public(text, selectors.edition()))

        assert waiting == {"80项": "unknown"}
        assert accepted == {"80项": "same"}
        assert public == {"80项": "unknown"}
