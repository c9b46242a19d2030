"""Entering many figures at once: all, or none and every problem."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from indicators import audit, review, tokens
from indicators.enums import EntryState, Qualifier, Role, Status, TokenPower
from indicators.intake.api import BatchRefused, BatchResult, IncomingFigure, enter_all
from indicators.intake.desk import entries
from indicators.models import Entry, Event, Indicator, Official, Place, Submission, Token
from tests.indicators.desk import CODES, NOW, fill, fresh, make_official

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def submission(month: list[Entry]) -> Submission:
    return month[0].submission


@pytest.fixture
def system(submission: Submission) -> Official:
    """Return what stands for a system that reports for the organisation."""
    root = Official.objects.create(username="root", is_superuser=True)
    return issue(submission, root, "业务系统").official


def issue(submission: Submission, by: Official, name: str) -> Token:
    day = NOW.date() + timedelta(days=30)
    terms = tokens.Terms(name, submission.organisation, [TokenPower.REPORT], day)
    return tokens.issue(terms, by=by, at=NOW)[0]


def sent(number: int, typed: str = "", **more: Any) -> IncomingFigure:  # noqa: ANN401 - any of its parts
    """Return a figure for one of the month's three entries."""
    indicator = CODES[number]
    place = Indicator.objects.get(code=indicator).places.all()[0].code
    return IncomingFigure(indicator, place, typed, **more)


def enter(
    submission: Submission,
    by: Official,
    *figures: IncomingFigure,
    submit: bool = False,
    at: datetime = NOW,
) -> BatchResult:
    return enter_all(submission, figures, submit=submit, by=by, at=at)


def problems(
    submission: Submission, by: Official, *figures: IncomingFigure, submit: bool = False
) -> list[tuple[int, str, str]]:
    """Return where and what the problems are, and see that nothing was kept."""
    before = list(Entry.objects.order_by("pk").values())
    with pytest.raises(BatchRefused) as caught:
        enter(submission, by, *figures, submit=submit)
    assert list(Entry.objects.order_by("pk").values()) == before
    return [(one.number, one.field, one.code) for one in caught.value.problems]


class EnterTests:
    def test_keeps_figures_as_officials_write_them(
        self, submission: Submission, system: Official, month: list[Entry]
    ) -> None:
        done = enter(
            submission,
            system,
            sent(1, "13项"),
            sent(0, "80以上", note="含下放事项"),
            sent(2, is_applicable=False, note="本期无此项"),
        )

        assert (done.changed, done.submitted) == (3, 0)
        assert [entry.indicator.code for entry in done.entries] == [CODES[1], CODES[0], CODES[2]]
        held = [fresh(entry) for entry in month]
        assert [
            (one.typed, one.value, one.qualifier, one.status, one.note, one.version) for one in held
        ] == [
            ("80以上", Decimal(80), Qualifier.AT_LEAST, Status.REPORTED, "含下放事项", 1),
            ("13项", Decimal(13), Qualifier.EXACT, Status.REPORTED, "", 1),
            ("", None, Qualifier.EXACT, Status.NOT_APPLICABLE, "本期无此项", 1),
        ]
        assert {(one.state, one.entered_by, one.entered_at) for one in held} == {
            (EntryState.DRAFT, system, NOW)
        }

    def test_leaves_the_trace_that_the_desk_leaves(
        self, submission: Submission, system: Official, month: list[Entry], reporter: Official
    ) -> None:
        enter(submission, system, sent(0, "76"))
        fill(month[1], "13", reporter)

        by_system, by_person = (
            Event.objects.get(verb="entered", record=f"entry {entry.pk}") for entry in month[:2]
        )
        assert by_system.by == system
        assert by_system.detail.keys() == by_person.detail.keys()
        assert by_system.detail["after"].keys() == by_person.detail["after"].keys()
        assert (by_system.detail["before"]["typed"], by_system.detail["after"]["typed"]) == (
            "",
            "76",
        )

    def test_submits_what_stands(
        self, submission: Submission, system: Official, month: list[Entry]
    ) -> None:
        figures = (sent(0, "78"), sent(1, "15"), sent(2, "63"))

        done = enter(submission, system, *figures, submit=True)

        assert (done.changed, done.submitted) == (3, 3)
        held = [fresh(entry) for entry in month]
        assert {
            (one.state, one.submitted_by, one.submitted_at, one.first_submitted_at, one.risk)
            for one in held
        } == {(EntryState.SUBMITTED, system, NOW, NOW, 0)}
        assert Event.objects.filter(verb="submitted", by=system).count() == 3

    def test_goes_on_to_review_like_any_other(
        self,
        submission: Submission,
        system: Official,
        month: list[Entry],
        reviewer: Official,
    ) -> None:
        figures = (sent(0, "78"), sent(1, "15"), sent(2, "63"))
        enter(submission, system, *figures, submit=True)

        review.accept(fresh(month[0]), seen=1, by=reviewer, at=LATER)
        review.send_back(fresh(month[1]), reason="请核对", seen=1, by=reviewer, at=LATER)

        assert [fresh(entry).state for entry in month] == ["accepted", "returned", "submitted"]
        again = enter(submission, system, *figures, submit=True, at=LATER)
        # What came back is confirmed by being sent again; all else stays as it is.
        assert (again.changed, again.submitted) == (1, 1)
        assert [fresh(entry).state for entry in month] == ["accepted", "submitted", "submitted"]
        assert fresh(month[1]).first_submitted_at == NOW

    def test_says_what_is_found_without_being_asked_to_submit(
        self, submission: Submission, system: Official, month: list[Entry]
    ) -> None:
        done = enter(submission, system, sent(0, "760"))

        assert [one.code for one in done.found[month[0].pk]] == ["unit_slip"]

    def test_sent_again_changes_nothing(
        self, submission: Submission, system: Official, month: list[Entry]
    ) -> None:
        enter(submission, system, sent(0, "76"))
        before = list(Entry.objects.values())

        again = [
            enter(submission, system, sent(0, typed), at=LATER).changed
            for typed in ("76", "76项", "七十六")
        ]

        assert (again, list(Entry.objects.values())) == ([0, 0, 0], before)
        assert Event.objects.filter(verb="entered").count() == 1

    def test_lets_old_words_stand_for_the_same_figure_alone(
        self, submission: Submission, system: Official, month: list[Entry]
    ) -> None:
        enter(submission, system, sent(0, "76", note="备注", explanation="说明"))

        words = []
        for more in (
            sent(0, "76项"),
            sent(0, "76", note="新备注"),
            sent(0, "77"),
            sent(0, "78", explanation="新说明"),
            sent(0, "78", explanation=""),
        ):
            enter(submission, system, more)
            words.append((fresh(month[0]).note, fresh(month[0]).explanation))

        assert words == [("备注", "说明"), ("新备注", "说明"), ("", ""), ("", "新说明"), ("", "")]
        before = [event.detail["before"] for event in audit.history_of(month[0])]
        assert ("新备注", "说明") in [(one["note"], one["explanation"]) for one in before if one]

    def test_takes_no_reason_for_nothing_as_the_note_of_a_figure(
        self, submission: Submission, system: Official, month: list[Entry]
    ) -> None:
        enter(submission, system, sent(0, note="没有", is_applicable=False))
        enter(submission, system, sent(0, "76"))

        assert (fresh(month[0]).value, fresh(month[0]).note) == (Decimal(76), "")

    def test_takes_a_qualifier_beside_the_value(
        self, submission: Submission, system: Official, month: list[Entry]
    ) -> None:
        enter(
            submission,
            system,
            sent(0, "76", qualifier="at_least"),
            sent(1, "13以上", qualifier="at_least"),
        )

        assert [fresh(entry).qualifier for entry in month[:2]] == ["at_least", "at_least"]

    def test_replaces_what_a_system_has_entered(
        self, submission: Submission, system: Official, month: list[Entry]
    ) -> None:
        enter(submission, system, sent(0, "76"))
        root = Official.objects.get(username="root")
        successor = issue(submission, root, "新系统").official

        enter(submission, successor, sent(0, "77"))

        assert fresh(month[0]).value == 77

    def test_replaces_a_persons_word_only_where_it_was_seen(
        self, submission: Submission, system: Official, month: list[Entry], reporter: Official
    ) -> None:
        version = fill(month[0], "75", reporter).version

        assert problems(submission, system, sent(0, "76")) == [(0, "version", "changed")]
        enter(submission, system, sent(0, "76", version=version))

        assert fresh(month[0]).value == 76

    def test_refuses_a_stranger(self, submission: Submission) -> None:
        stranger = make_official("stranger", Role.REPORTER, organisation="petitions-bureau")

        with pytest.raises(PermissionDenied):
            enter(submission, stranger, sent(0, "76"))

    def test_takes_the_same_queries_for_one_and_for_many(
        self, submission: Submission, system: Official
    ) -> None:
        places = [
            Place.objects.create(code=f"p{number}", name=f"p{number}", level="city")
            for number in range(36)
        ]
        indicator = Indicator.objects.get(code="service-items")
        Entry.objects.bulk_create(
            Entry(submission=submission, indicator=indicator, place=place) for place in places
        )
        counts = []
        for some in (places[:2], places[2:]):
            figures = [IncomingFigure("service-items", place.code, "810") for place in some]
            with CaptureQueriesContext(connection) as queries, transaction.atomic():
                done = enter(submission, system, *figures, submit=True)
                transaction.set_rollback(True)
            assert done.submitted == len(some)
            counts.append(len(queries))

        assert counts[0] == counts[1] <= 25


class ProblemTests:
    def test_are_all_told_and_nothing_is_kept(
        self, submission: Submission, system: Official
    ) -> None:
        found = problems(
            submission,
            system,
            sent(0, "很多"),
            sent(1, "12"),
            sent(1, "13"),
            sent(2),
            IncomingFigure("nothing", "city", "1"),
            IncomingFigure(CODES[0], "361002", "1"),
            IncomingFigure("petition-cases-taken", "counties", "1"),
        )

        assert found == [
            (0, "value", "figure"),
            (2, "", "repeated"),
            (3, "value", "missing"),
            (4, "indicator", "unknown"),
            (5, "place", "unknown"),
            (6, "indicator", "foreign"),
        ]

    @pytest.mark.parametrize(
        ("figure", "expected"),
        [
            ({"typed": "76件"}, ("value", "figure")),
            ({"typed": "1" * 101}, ("value", "figure")),
            ({"typed": "76", "note": "字" * 2001}, ("note", "figure")),
            ({"typed": "76", "is_applicable": False}, ("not_applicable", "both")),
            ({"is_applicable": False}, ("note", "figure")),
            ({"typed": "76以上", "qualifier": "at_most"}, ("qualifier", "qualifier")),
            ({"typed": "76以上", "qualifier": "exact"}, ("qualifier", "qualifier")),
            (
                {"is_applicable": False, "note": "本期无此项", "qualifier": "about"},
                ("qualifier", "qualifier"),
            ),
            ({"typed": "76", "version": 3}, ("version", "changed")),
        ],
    )
    def test_name_the_field(
        self,
        submission: Submission,
        system: Official,
        figure: dict[str, Any],
        expected: tuple[str, str],
    ) -> None:
        assert problems(submission, system, sent(0, **figure)) == [(0, *expected)]

    def test_of_others_figures_name_their_owner(
        self, submission: Submission, system: Official
    ) -> None:
        with pytest.raises(BatchRefused) as caught:
            enter(submission, system, IncomingFigure("petition-cases-taken", "counties", "1"))

        assert caught.value.problems[0].message.zh == "该指标由市信访局填报。"

    def test_tell_nothing_of_figures_that_are_not_public(
        self, submission: Submission, system: Official
    ) -> None:
        Indicator.objects.filter(code="petition-cases-taken").update(is_public=False)

        assert problems(
            submission, system, IncomingFigure("petition-cases-taken", "counties", "1")
        ) == [(0, "indicator", "unknown")]

    def test_keep_back_every_figure_when_one_cannot_be_submitted(
        self, submission: Submission, system: Official
    ) -> None:
        # 15 + 63 = 78, and 760 is about ten times the 76 before.
        figures = (sent(0, "760"), sent(1, "15"), sent(2, "63"))

        found = problems(submission, system, *figures, submit=True)

        assert (0, "explanation", "unit_slip") in found
        assert {code for _number, _field, code in found} == {"unit_slip", "rule:ganfutong-sum"}
        assert {field for _number, field, code in found if code.startswith("rule")} == {"value"}

    def test_of_doubts_go_with_an_explanation(
        self, submission: Submission, system: Official, month: list[Entry]
    ) -> None:
        figures = (sent(0, "780"), sent(1, "15"), sent(2, "765"))
        explained = [replace(one, explanation="接入新平台") for one in figures]

        assert problems(submission, system, *figures, submit=True)
        enter(submission, system, *explained, submit=True)

        assert {fresh(entry).state for entry in month} == {EntryState.SUBMITTED}
        assert fresh(month[0]).risk == 1
        assert fresh(month[0]).findings[0]["code"] == "unit_slip"

    def test_guard_what_is_submitted(
        self, submission: Submission, system: Official, month: list[Entry]
    ) -> None:
        figures = (sent(0, "78"), sent(1, "15"), sent(2, "63"))
        enter(submission, system, *figures, submit=True)

        assert problems(submission, system, sent(0, "79")) == [(0, "", "locked")]
        entries.withdraw(fresh(month[0]), by=system, at=LATER)
        enter(submission, system, sent(0, "79"), at=LATER)
        assert fresh(month[0]).value == 79
