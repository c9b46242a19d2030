"""What taking a figure from the public promises: proposed, accepted, released, told everywhere."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from indicators import audit, narrative, publishing, review, selectors
from indicators.bilingual import Text
from indicators.enums import EntryState, Outcome, Role, Status
from indicators.enums import Standing as StandingOf
from indicators.intake.desk import due_entries, entries, withdrawals
from indicators.intake.previous_figures import backgrounds
from indicators.intake.validation import figures_of_period
from indicators.models import (
    Entry,
    Indicator,
    Observation,
    Official,
    Organisation,
    Release,
    Standing,
    Submission,
)
from indicators.progress import measure
from indicators.selectors import ListQuery
from indicators.series import Series

from .desk import NOW, fill, fresh, make_official, open_month

CODE = "service-items"
TITLE = Text("撤回", "Withdrawal")
LATER = datetime(2019, 8, 20, 9, tzinfo=UTC)
REASON = "口径有误，正在核实"


def public(code: str = CODE) -> Observation:
    found: Observation = Observation.objects.current().get(indicator__code=code)
    return found


def released(entry: Entry, by: Official, at: datetime = LATER) -> Release:
    return publishing.release_entries([fresh(entry)], title=TITLE, by=by, at=at)


def accepted(entry: Entry, by: Official, at: datetime = NOW) -> Entry:
    review.accept(fresh(entry), seen=fresh(entry).version, by=by, at=at)
    return fresh(entry)


def series(code: str = CODE, day: date | None = None) -> Series:
    [card] = selectors.cards(selectors.edition(day), Indicator.objects.filter(code=code))
    return card.series


@pytest.fixture
def owner(release: Release) -> Official:
    """Return a reporter of the organisation that owns the indicator."""
    return make_official("owner", Role.REPORTER, organisation="service-centre")


@pytest.fixture
def gone(owner: Official, reviewer: Official, publisher: Official) -> Entry:
    """Return the proposal by which a figure of the loaded report is no longer public."""
    entry = withdrawals.propose(public(), reason=REASON, by=owner, at=NOW)
    released(accepted(entry, reviewer), publisher)
    return fresh(entry)


class ProposeTests:
    def test_submits_what_stays_public_until_it_is_reviewed_and_released(
        self, owner: Official, reviewer: Official, publisher: Official
    ) -> None:
        entry = withdrawals.propose(public(), reason=f" {REASON} ", by=owner, at=NOW)

        assert (entry.state, entry.status, entry.reason) == ("submitted", "withdrawn", REASON)
        assert entry.submission == Submission.objects.get(
            organisation__code="service-centre", period__end=date(2019, 6, 30)
        )
        assert review.queue().get() == entry
        assert review.others_of(entry) == []
        assert not publishing.compose([entry]).ready
        accepted(entry, reviewer)
        assert public().value == Decimal(810)
        released(entry, publisher)
        assert public().status == Status.WITHDRAWN
        verbs = audit.history_of(entry).values_list("verb", flat=True)
        assert list(verbs) == ["accepted", "proposed to withdraw"]

    @pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER])
    def test_is_open_to_the_office_but_somebody_else_decides(
        self, release: Release, reviewer: Official, role: Role
    ) -> None:
        by = make_official("office", *{role, Role.REVIEWER})
        entry = withdrawals.propose(public(), reason=REASON, by=by, at=NOW)

        with pytest.raises(PermissionDenied):
            accepted(entry, by)
        assert accepted(entry, reviewer).state == EntryState.ACCEPTED

    def test_is_open_to_who_owns_or_shares_the_indicator_and_to_no_other(
        self, owner: Official
    ) -> None:
        partner = make_official("partner", Role.REPORTER, organisation="petitions-bureau")
        viewer = make_official("viewer", Role.VIEWER, organisation="service-centre")
        codes = withdrawals.figures_for(owner).values_list("indicator__owner__code", flat=True)

        for stranger in (partner, viewer, make_official("nobody", Role.REPORTER)):
            with pytest.raises(PermissionDenied):
                withdrawals.propose(public(), reason=REASON, by=stranger, at=NOW)
        assert set(codes) == {"service-centre"}
        assert not withdrawals.figures_for(viewer).exists()
        shared = Organisation.objects.get(code="petitions-bureau")
        Indicator.objects.get(code=CODE).co_owners.add(shared)
        entry = withdrawals.propose(public(), reason=REASON, by=partner, at=NOW)
        assert (
            [*withdrawals.proposals_for(owner)] == [*withdrawals.proposals_for(partner)] == [entry]
        )

    def test_wants_a_reason_the_public_version_and_no_second_proposal(
        self, owner: Official, publisher: Official
    ) -> None:
        old = public()
        publishing.correct(old, value=Decimal(811), reason="漏计", by=publisher, at=LATER)
        now = public()
        with translation.override("en"):
            with pytest.raises(ValidationError, match="Say why"):
                withdrawals.propose(now, reason=" ", by=owner, at=NOW)
            with pytest.raises(ValidationError, match="not public any more"):
                withdrawals.propose(old, reason=REASON, by=owner, at=NOW)
            withdrawals.propose(now, reason=REASON, by=owner, at=NOW)
            with pytest.raises(ValidationError, match="proposed already"):
                withdrawals.propose(now, reason=REASON, by=owner, at=NOW)

        assert Entry.objects.withdrawals().count() == 1

    def test_takes_up_what_was_sent_back(self, owner: Official, reviewer: Official) -> None:
        entry = withdrawals.propose(public(), reason="有误", by=owner, at=NOW)
        review.send_back(entry, reason="请写明原因", seen=0, by=reviewer, at=NOW)

        again = withdrawals.propose(public(), reason=REASON, by=owner, at=LATER)

        assert (again.pk, again.state, again.reason) == (entry.pk, "submitted", REASON)
        assert (again.return_reason, again.version) == ("", 2)

    def test_is_no_part_of_what_is_owed_and_cannot_be_filled_in(self, owner: Official) -> None:
        entry = withdrawals.propose(public(), reason=REASON, by=owner, at=NOW)

        assert not Entry.objects.owed().filter(pk=entry.pk).exists()
        assert not Entry.objects.from_texts().exists()
        for act in (
            lambda: fill(entry, "1", owner),
            lambda: entries.withdraw(entry, by=owner, at=NOW),
            lambda: entries.reopen(entry, reason="x", by=owner, at=NOW),
        ):
            with pytest.raises(PermissionDenied):
                act()

    @pytest.mark.parametrize(
        ("nonsense", "rule"),
        [
            ({"reason": ""}, "only_a_withdrawal_has_that_status_and_it_says_why"),
            ({"status": Status.MISSING}, "only_a_withdrawal_has_that_status_and_it_says_why"),
            ({"withdraws": None}, "an_entry_cites_or_withdraws_exactly_as_its_origin_says"),
        ],
    )
    def test_of_nothing_or_for_nothing_is_refused_by_the_database(
        self, owner: Official, nonsense: dict[str, object], rule: str
    ) -> None:
        entry = withdrawals.propose(public(), reason=REASON, by=owner, at=NOW)

        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(**nonsense)


class DropTests:
    def test_forgets_the_proposal_and_leaves_a_trace(
        self, owner: Official, reviewer: Official
    ) -> None:
        entry = accepted(withdrawals.propose(public(), reason=REASON, by=owner, at=NOW), reviewer)
        history = audit.history_of(entry)

        withdrawals.drop(entry, by=owner, at=NOW)

        assert not Entry.objects.withdrawals().exists()
        assert (history[0].verb, history[0].detail) == ("dropped a withdrawal", {"reason": REASON})
        with pytest.raises(ValidationError):
            withdrawals.drop(entry, by=owner, at=NOW)

    def test_is_for_those_who_may_propose_and_before_the_release(
        self, gone: Entry, owner: Official, month: list[Entry]
    ) -> None:
        stranger = make_official("stranger", Role.REPORTER, organisation="petitions-bureau")

        for entry, by in ((gone, stranger), (month[0], owner)):
            with pytest.raises(PermissionDenied):
                withdrawals.drop(entry, by=by, at=NOW)
        with pytest.raises(ValidationError):
            withdrawals.drop(gone, by=owner, at=NOW)


class ReleaseTests:
    def test_shows_a_version_without_a_value_its_reason_and_day(self, gone: Entry) -> None:
        [point] = series().points

        assert [(one.version, one.value, one.status, one.reason) for one in point.versions] == [
            (1, Decimal(810), Status.REPORTED, ""),
            (2, None, Status.WITHDRAWN, REASON),
        ]
        assert (point.released_at, point.as_written) == (LATER, "")
        assert point.citation == point.earlier[0].citation
        assert series().show(point) == Text("已撤回", "withdrawn")
        assert series().withdrawn == (point,)

    def test_says_so_in_words(self, gone: Entry) -> None:
        said = narrative.describe(series(), measure(series(), date(2019, 8, 31)))

        assert said == Text(
            "截至2019-06-30的数据已于2019-08-20撤回，原因：口径有误，正在核实。",
            f"As of 2019-06-30: the figure was withdrawn on 2019-08-20 (reason: {REASON}).",
        )
        row = Standing.objects.get(indicator__code=CODE)
        assert (row.sentence_zh_hans, row.standing) == (said.zh, StandingOf.NO_DATA)  # type: ignore[attr-defined]
        assert (row.latest, row.previous, row.newest) == (None, None, public())

    def test_leaves_what_was_public_before(self, gone: Entry) -> None:
        assert [one.value for one in series(day=date(2019, 8, 19))] == [Decimal(810)]
        assert [one.value for one in series(day=date(2019, 8, 20))] == [None]

    def test_falls_back_to_the_figures_before_however_many_are_gone(
        self, owner: Official, reviewer: Official, publisher: Official
    ) -> None:
        at = LATER
        for number, typed in enumerate(("820", "830", "840")):
            at += timedelta(days=30)
            end = (date(2019, 7, 31), date(2019, 8, 31), date(2019, 9, 30))[number]
            [row] = open_month(CODE, end=end)
            fill(row, typed, owner)
            entries.submit([fresh(row)], by=owner, at=at)
            released(accepted(row, reviewer), publisher, at)
        for end in (date(2019, 9, 30), date(2019, 8, 31)):
            at += timedelta(days=1)
            wrong = Observation.objects.current().get(indicator__code=CODE, period_end=end)
            entry = withdrawals.propose(wrong, reason=REASON, by=owner, at=at)
            released(accepted(entry, reviewer), publisher, at)

        standing = Standing.objects.get(indicator__code=CODE)
        assert standing.latest is not None
        assert standing.previous is not None
        shown = (standing.latest.value, standing.previous.value)
        assert shown == (Decimal(820), Decimal(810))
        today = selectors.listing(selectors.edition(), ListQuery(family=CODE))[:1]
        then = selectors.listing(selectors.edition(at.date()), ListQuery(family=CODE))[:1]
        for [card] in (today, then):
            assert card.series.latest is not None
            assert card.series.latest.is_withdrawal
            assert card.series.latest_reported is not None
            assert card.series.latest_reported.value == Decimal(820)
        [october] = open_month(CODE, end=date(2019, 10, 31))
        [behind] = backgrounds([october]).values()
        assert [one.value for one in behind.past] == [Decimal(810), Decimal(820)]

    def test_breaks_no_rule_and_proves_none(
        self, owner: Official, reviewer: Official, publisher: Official
    ) -> None:
        part = public("ganfutong-items-city")
        entry = withdrawals.propose(part, reason=REASON, by=reviewer, at=NOW)
        accepted(entry, make_official("second", Role.REVIEWER))
        entry = fresh(entry)
        preview = publishing.preview(publishing.compose([entry]), at=LATER)
        released(entry, publisher)

        [change] = preview.changes
        assert (change.after.show(change.point).zh, change.standing_after) == ("已撤回", "no_data")
        [rule] = preview.rules
        assert (rule.before.outcome, rule.after.outcome) == (Outcome.HOLDS, Outcome.CANNOT_CHECK)
        result = {one.rule.code: one for one in selectors.rule_results(selectors.edition())}
        assert result["ganfutong-sum"].outcome is Outcome.CANNOT_CHECK
        codes = {"ganfutong-items", "ganfutong-items-city"}
        known = figures_of_period(codes, part.period_end)
        assert {code for code, _place in known} == {"ganfutong-items"}

    def test_refuses_what_was_corrected_meanwhile(
        self, owner: Official, reviewer: Official, publisher: Official
    ) -> None:
        old = public()
        entry = accepted(withdrawals.propose(old, reason=REASON, by=owner, at=NOW), reviewer)
        publishing.correct(old, value=Decimal(811), reason="漏计", by=publisher, at=LATER)

        composed = publishing.compose([entry])

        assert ([one.entries for one in composed.clashing], composed.ready) == ([(entry,)], ())
        with pytest.raises(ValidationError):
            released(entry, publisher, LATER + timedelta(days=1))
        assert public().value == Decimal(811)

    def test_can_be_followed_by_a_new_figure(
        self, owner: Official, reviewer: Official, publisher: Official
    ) -> None:
        [row] = open_month(CODE)
        fill(row, "820", owner)
        entries.submit([fresh(row)], by=owner, at=NOW)
        released(accepted(row, reviewer), publisher)
        wrong = fresh(row).observation
        assert wrong is not None
        entry = withdrawals.propose(wrong, reason=REASON, by=owner, at=NOW)
        at = LATER + timedelta(days=1)
        released(accepted(entry, reviewer), publisher, at)
        assert entry.submission == row.submission
        [shown] = due_entries.rows_of([fresh(row)])
        assert shown.withdrawal == entry

        entries.reopen(fresh(row), reason="核实后重新公布", by=owner, at=at)
        fill(row, "821", owner)
        entries.submit([fresh(row)], by=owner, at=at)
        released(accepted(row, reviewer), publisher, at + timedelta(days=1))

        newest = series().points[-1]
        assert [(one.value, one.reason) for one in newest.versions] == [
            (Decimal(820), ""),
            (None, REASON),
            (Decimal(821), "核实后重新公布"),
        ]
        row_now = Standing.objects.get(indicator__code=CODE)
        assert row_now.latest is not None
        assert row_now.latest.value == Decimal(821)

    def test_that_is_withdrawn_itself_brings_the_figure_back(
        self, gone: Entry, publisher: Official
    ) -> None:
        at = LATER + timedelta(days=1)

        publishing.withdraw(
            Release.objects.public().latest("released_at"), reason="误撤", by=publisher, at=at
        )

        assert public().value == Decimal(810)
        assert fresh(gone).observation is None
        again = released(gone, publisher, at + timedelta(days=1))
        assert again.observations.get().version == 3
