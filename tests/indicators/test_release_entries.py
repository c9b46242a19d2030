"""What releasing accepted entries promises."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from indicators import publishing, review, selectors
from indicators.bilingual import Text
from indicators.enums import EntryState, Outcome, Qualifier, Role, Standing, Status
from indicators.intake.desk import entries
from indicators.models import Entry, Indicator, Observation, Official, Organisation, Place, Release
from indicators.selectors import ListQuery

from .desk import NOW, fill, fresh, make_official, open_month

TITLE = Text("2019年7月发布", "Release of July 2019")
LATER = datetime(2019, 8, 20, 9, tzinfo=UTC)


def accepted(
    made: list[Entry], typed: list[str], reporter: Official, reviewer: Official
) -> list[Entry]:
    for entry, text in zip(made, typed, strict=True):
        fill(entry, text, reporter, explanation="已核实")
    done, refused = entries.submit([fresh(one) for one in made], by=reporter, at=NOW)
    assert not refused, refused
    for entry in done:
        review.accept(fresh(entry), seen=fresh(entry).version, by=reviewer, at=NOW)
    return [fresh(one) for one in made]


class ReleaseTests:
    def test_makes_accepted_entries_public_with_the_submission_as_their_source(
        self,
        month: list[Entry],
        reporter: Official,
        reviewer: Official,
        publisher: Official,
    ) -> None:
        ready = accepted(month, ["80", "15", "65"], reporter, reviewer)

        release = publishing.release_entries(ready, title=TITLE, by=publisher, at=LATER)

        listing = selectors.listing(selectors.edition(), ListQuery(family="ganfutong-items"))
        shown = {card.series.code: card.series.latest for card in listing[:]}
        assert {code: one.value for code, one in shown.items() if one} == {
            "ganfutong-items": Decimal(80),
            "ganfutong-items-provincial": Decimal(15),
            "ganfutong-items-city": Decimal(65),
        }
        point = shown["ganfutong-items"]
        assert point is not None
        assert point.citation.source.code == f"submission-{month[0].submission_id}"
        assert point.citation.source.name.zh.endswith("2019年7月填报")
        assert (point.citation.paragraph, point.citation.line) == (None, month[0].indicator.order)
        assert [fresh(one).observation for one in month] == list(
            release.observations.order_by("pk")
        )

    def test_shows_nothing_of_what_is_not_released(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        accepted(month, ["80", "15", "65"], reporter, reviewer)

        [card] = selectors.listing(selectors.edition(), ListQuery(family="ganfutong-items"))[:1]

        assert card.series.latest is not None
        assert card.series.latest.value == Decimal(76)

    def test_refuses_what_is_not_accepted_and_those_who_may_not(
        self,
        month: list[Entry],
        reporter: Official,
        reviewer: Official,
        publisher: Official,
    ) -> None:
        ready = accepted(month[:1], ["80"], reporter, reviewer)
        with pytest.raises(ValidationError):
            publishing.release_entries(month, title=TITLE, by=publisher, at=LATER)
        with pytest.raises(PermissionDenied):
            publishing.release_entries(ready, title=TITLE, by=reviewer, at=LATER)
        publishing.release_entries(ready, title=TITLE, by=publisher, at=LATER)

        with pytest.raises(ValidationError):
            publishing.release_entries(
                ready, title=TITLE, by=publisher, at=LATER + timedelta(days=1)
            )

    def test_of_what_does_not_apply_says_so_in_public(
        self, month: list[Entry], reporter: Official, reviewer: Official, publisher: Official
    ) -> None:
        [entry] = open_month("service-items")
        fill(entry, "", reporter, note="本月未统计", is_applicable=False)
        entries.submit([fresh(entry)], by=reporter, at=NOW)
        review.accept(fresh(entry), seen=1, by=reviewer, at=NOW)

        publishing.release_entries([fresh(entry)], title=TITLE, by=publisher, at=LATER)

        [card] = selectors.listing(selectors.edition(), ListQuery(family="service-items"))[:]
        assert card.series.latest is not None
        assert (card.series.latest.status, card.series.latest.value) == (
            Status.NOT_APPLICABLE,
            None,
        )
        assert card.series.latest_reported is not None
        assert card.series.latest_reported.value == Decimal(810)

    def test_corrects_a_public_figure_with_the_reason_that_was_given(
        self, month: list[Entry], reporter: Official, reviewer: Official, publisher: Official
    ) -> None:
        [entry] = open_month("service-items")
        ready = accepted([entry], ["811"], reporter, reviewer)
        publishing.release_entries(ready, title=TITLE, by=publisher, at=LATER)
        entries.reopen(fresh(entry), reason="漏计一项", by=reporter, at=LATER)
        again = accepted([entry], ["812"], reporter, reviewer)

        publishing.release_entries(again, title=TITLE, by=publisher, at=LATER + timedelta(days=1))

        versions = Observation.objects.filter(
            indicator=entry.indicator, period_end=date(2019, 7, 31)
        ).order_by("version")
        assert [(one.version, one.value, one.reason) for one in versions] == [
            (1, Decimal(811), ""),
            (2, Decimal(812), "漏计一项"),
        ]


class CoOwnedTests:
    def test_releases_the_sum_once_every_part_is_accepted(
        self, month: list[Entry], reporter: Official, reviewer: Official, publisher: Official
    ) -> None:
        Indicator.objects.get(code="service-items").co_owners.set(
            [Organisation.objects.get(code="petitions-bureau")]
        )
        partner = make_official("partner", Role.REPORTER, organisation="petitions-bureau")
        [mine] = open_month("service-items")
        [theirs] = open_month("service-items", owner="petitions-bureau")
        [one] = accepted([mine], ["800"], reporter, reviewer)
        half = publishing.compose([one])
        [other] = accepted([theirs], ["10余"], partner, reviewer)

        whole = publishing.compose([one, other])

        assert (half.ready, [entry.pk for entry in half.incomplete]) == ((), [mine.pk])
        [ready] = whole.ready
        assert (ready.figure.value, ready.figure.qualifier) == (
            Decimal(810),
            Qualifier.MORE_THAN,
        )
        assert ready.figure.as_written == "800 + 10余"

    def test_lets_one_owner_correct_a_part_that_is_public(
        self, month: list[Entry], reporter: Official, reviewer: Official, publisher: Official
    ) -> None:
        mine, theirs, _partner = self._shared(reporter, reviewer)
        publishing.release_entries([mine, theirs], title=TITLE, by=publisher, at=LATER)
        entries.reopen(fresh(mine), reason="漏计", by=reporter, at=LATER)
        [again] = accepted([mine], ["801"], reporter, reviewer)

        publishing.release_entries([again], title=TITLE, by=publisher, at=LATER + timedelta(1))

        newest = Observation.objects.filter(indicator=mine.indicator).latest("version")
        assert (newest.value, newest.version, newest.reason) == (Decimal(811), 2, "漏计")
        assert {fresh(one).observation for one in (mine, theirs)} == {newest}

    def test_leaves_a_part_that_does_not_apply_out_of_the_sum(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        mine, theirs, partner = self._shared(reporter, reviewer)
        entries.reopen(fresh(theirs), reason="无此业务", by=partner, at=NOW)
        fill(theirs, "", partner, note="无此业务", is_applicable=False)
        entries.submit([fresh(theirs)], by=partner, at=NOW)
        review.accept(fresh(theirs), seen=fresh(theirs).version, by=reviewer, at=NOW)

        for order in ([mine, theirs], [theirs, mine]):
            [ready] = publishing.compose([fresh(one) for one in order]).ready
            assert (ready.figure.value, ready.figure.status) == (Decimal(800), Status.REPORTED)
            assert ready.figure.as_written == "800"

    def _shared(self, reporter: Official, reviewer: Official) -> tuple[Entry, Entry, Official]:
        """Return the accepted parts of what two organisations report, and the second's reporter."""
        Indicator.objects.get(code="service-items").co_owners.set(
            [Organisation.objects.get(code="petitions-bureau")]
        )
        partner = make_official("partner", Role.REPORTER, organisation="petitions-bureau")
        [mine] = accepted(open_month("service-items"), ["800"], reporter, reviewer)
        [theirs] = accepted(
            open_month("service-items", owner="petitions-bureau"), ["10"], partner, reviewer
        )
        return mine, theirs, partner


class PreviewTests:
    def test_is_exactly_what_the_release_then_changes(
        self, month: list[Entry], reporter: Official, reviewer: Official, publisher: Official
    ) -> None:
        [cancelled] = open_month("certificates-cancelled")
        owner = cancelled.submission.organisation.code
        jurist = make_official("jurist", Role.REPORTER, organisation=owner)
        [entry] = accepted([cancelled], ["250"], jurist, reviewer)

        preview = publishing.preview(publishing.compose([entry]), at=LATER)
        publishing.release_entries([entry], title=TITLE, by=publisher, at=LATER)

        [change] = preview.changes
        assert (change.standing_before, change.standing_after, change.flips) == (
            Standing.ON_TRACK,
            Standing.MET,
            True,
        )
        assert change.replaced is None
        [card] = selectors.listing(selectors.edition(), ListQuery(family="certificates-cancelled"))[
            :
        ]
        assert card.progress.standing is change.standing_after
        assert card.series.latest is not None
        assert (card.series.latest.value, card.series.latest.period) == (
            change.point.value,
            change.point.period,
        )

    def test_starts_a_place_that_had_no_figure(
        self, month: list[Entry], reporter: Official, reviewer: Official, publisher: Official
    ) -> None:
        county = Place.objects.get(code="361002")
        Entry.objects.filter(pk=month[0].pk).update(place=county)
        ready = accepted([fresh(month[0])], ["12"], reporter, reviewer)

        [change] = publishing.preview(publishing.compose([*ready, month[1]]), at=LATER).changes
        publishing.release_entries(ready, title=TITLE, by=publisher, at=LATER)

        assert (change.before.points, change.after.place.code) == ((), "361002")
        listing = selectors.listing(selectors.edition(), ListQuery(place="361002"))
        assert [card.series.code for card in listing[:]] == ["ganfutong-items"]

    def test_shows_standings_that_turn_because_a_due_date_passes(
        self, month: list[Entry], reporter: Official, reviewer: Official, publisher: Official
    ) -> None:
        [entry] = open_month("service-items", end=date(2021, 1, 31))
        [ready] = accepted([entry], ["810"], reporter, reviewer)

        preview = publishing.preview(publishing.compose([ready]), at=LATER)
        publishing.release_entries([ready], title=TITLE, by=publisher, at=LATER)

        turned = {one.series.code: (one.before, one.after) for one in preview.shifts}
        assert turned["petition-cases-resolved"] == (Standing.BEHIND, Standing.MISSED)
        now = {
            card.series.code: card.progress.standing
            for card in selectors.listing(selectors.edition())[:]
        }
        assert {code: after for code, (_, after) in turned.items()} == {
            code: now[code] for code in turned
        }

    def test_shows_which_rules_turn(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        ready = accepted(month, ["80", "15", "65"], reporter, reviewer)

        whole = publishing.preview(publishing.compose(ready), at=LATER)
        part = publishing.preview(publishing.compose([]), at=LATER)

        turned = {one.after.rule.code: one.after for one in whole.rules}
        assert turned["ganfutong-sum"].working == "15 + 65 = 80"
        assert turned["ganfutong-sum"].outcome is Outcome.HOLDS
        assert (part.changes, part.rules) == ((), ())


class WithdrawTests:
    def test_takes_the_figures_back_and_keeps_the_days_they_were_public(
        self, month: list[Entry], reporter: Official, reviewer: Official, publisher: Official
    ) -> None:
        ready = accepted(month, ["80", "15", "65"], reporter, reviewer)
        release = publishing.release_entries(ready, title=TITLE, by=publisher, at=LATER)
        at = LATER + timedelta(days=3)

        publishing.withdraw(release, reason="误发", by=publisher, at=at)

        choice = ListQuery(family="ganfutong-items")
        now = selectors.listing(selectors.edition(), choice)[:]
        then = selectors.listing(selectors.edition(date(2019, 8, 21)), choice)[:]
        after = selectors.listing(selectors.edition(date(2019, 8, 24)), choice)[:]
        values = [
            [card.series.latest.value for card in cards[:1] if card.series.latest]
            for cards in (now, then, after)
        ]
        assert values == [[Decimal(76)], [Decimal(80)], [Decimal(76)]]
        assert selectors.edition().day == date(2019, 6, 30)
        assert [fresh(one).state for one in month] == [EntryState.ACCEPTED] * 3

        again = publishing.release_entries(
            [fresh(one) for one in month],
            title=TITLE,
            by=publisher,
            at=at + timedelta(days=1),
        )
        newest = again.observations.get(indicator__code="ganfutong-items")
        assert (newest.version, newest.reason) == (2, "撤回后重新发布")

    def test_wants_the_right_a_reason_and_the_newest_release(
        self, release: Release, publisher: Official, reviewer: Official
    ) -> None:
        old = Observation.objects.get(indicator__code="service-items")
        publishing.correct(old, value=Decimal(811), reason="x", by=publisher, at=LATER)
        newest = Release.objects.latest("released_at")
        at = LATER + timedelta(days=1)

        with pytest.raises(PermissionDenied):
            publishing.withdraw(newest, reason="误发", by=reviewer, at=at)
        for wrong, reason in ((newest, " "), (release, "误发")):
            with pytest.raises(ValidationError):
                publishing.withdraw(wrong, reason=reason, by=publisher, at=at)

        publishing.withdraw(newest, reason="误发", by=publisher, at=at)
        [card] = selectors.listing(selectors.edition(), ListQuery(family="service-items"))[:]
        assert card.series.latest is not None
        assert card.series.latest.value == Decimal(810)
