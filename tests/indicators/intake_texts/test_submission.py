"""What handing the figures of a text over to review and release promises."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from indicators import publishing, reminders, review, selectors
from indicators.bilingual import Text
from indicators.enums import EntryState, Qualifier, Role, SourceKind
from indicators.intake import texts
from indicators.intake.desk import entries
from indicators.intake.desk.entries import EntryInput
from indicators.intake.period_opening import open_periods
from indicators.intake.previous_figures import backgrounds
from indicators.intake.texts import Assignment, Span
from indicators.intake.validation import findings_for
from indicators.models import (
    Entry,
    Indicator,
    Mention,
    Notice,
    Observation,
    Official,
    Organisation,
    Release,
    ReportingPeriod,
    Source,
)
from indicators.periods import period_of
from indicators.selectors import ListQuery
from tests.indicators.desk import fill, fresh, make_official, open_month

from .texts import (
    AS_CANCELLED,
    AS_INSPECTIONS,
    AS_RATE,
    CANCELLED,
    IN_A_HEADING,
    KEPT,
    NOW,
    RATE,
    entry_of,
    make_reviewer,
    span_in,
    take,
    take_in,
)

TITLE = Text("2019年8月发布", "Release of August 2019")
LATER = NOW + timedelta(days=10)


@pytest.fixture
def taker(release: Release) -> Official:
    return make_reviewer()


@pytest.fixture
def source(taker: Official) -> Source:
    return take_in(taker)


def accepted(mention: Mention, reviewer: Official, explanation: str = "已核实") -> Entry:
    """Return the entry once it is submitted and accepted."""
    entry = entry_of(mention)
    taker = entry.entered_by
    assert taker is not None
    explained = {entry.pk: explanation}
    done, refused = texts.submit(mention.text.source, explained, by=taker, at=NOW)
    assert (refused, len(done)) == ([], 1)
    entry = entry_of(mention)
    review.accept(entry, seen=entry.version, by=reviewer, at=NOW)
    return entry_of(mention)


class SubmitTests:
    def test_sends_to_review_what_is_open_and_not_doubtful(
        self, taker: Official, source: Source
    ) -> None:
        plain, doubtful = (
            take(source, CANCELLED, AS_CANCELLED, taker),
            take(source, KEPT, Assignment("supervision-items", "city-level"), taker),
        )

        done, [refused] = texts.submit(source, {}, by=taker, at=NOW)

        assert [one.pk for one in done] == [plain.entry_id]
        assert refused.entry.pk == doubtful.entry_id
        assert [one.code for one in refused.findings] == ["jump"]
        listed = texts.taken_of(source)
        assert [(one.is_open, one.wants_explanation) for one in listed] == [
            (False, False),
            (True, True),
        ]

        [explained], none = texts.submit(
            source, {doubtful.entry_id or 0: " 机构改革 "}, by=taker, at=NOW
        )

        assert none == []
        entry = entry_of(doubtful)
        assert (explained.pk, entry.state, entry.explanation, entry.risk) == (
            doubtful.entry_id,
            EntryState.SUBMITTED,
            "机构改革",
            1,
        )

    def test_leaves_the_taker_the_one_who_entered_it(self, taker: Official, source: Source) -> None:
        mention = take(source, KEPT, Assignment("supervision-items", "city-level"), taker)
        other = make_reviewer("other")

        texts.submit(source, {mention.entry_id or 0: "机构改革"}, by=other, at=NOW)

        entry = entry_of(mention)
        assert (entry.entered_by, entry.submitted_by) == (taker, other)
        for one in (taker, other):
            with pytest.raises(PermissionDenied):
                review.accept(entry, seen=entry.version, by=one, at=NOW)

    def test_sends_what_was_returned_again_once_it_is_explained(
        self, taker: Official, source: Source, reviewer: Official
    ) -> None:
        mention = take(source, CANCELLED, AS_CANCELLED, taker)
        texts.submit(source, {}, by=taker, at=NOW)
        entry = entry_of(mention)
        review.send_back(entry, reason="口径？", seen=entry.version, by=reviewer, at=NOW)

        _done, [refused] = texts.submit(source, {}, by=taker, at=NOW)
        done, _refused = texts.submit(source, {entry.pk: "市本级"}, by=taker, at=NOW)

        assert [one.code for one in refused.findings] == ["untouched"]
        assert [one.pk for one in done] == [entry.pk]

    def test_is_for_reviewers(self, source: Source, publisher: Official) -> None:
        with pytest.raises(PermissionDenied):
            texts.submit(source, {}, by=publisher, at=NOW)


class ReleaseTests:
    def test_cites_the_text_and_makes_it_public_from_then_on(
        self, taker: Official, source: Source, reviewer: Official, publisher: Official
    ) -> None:
        ready = accepted(take(source, RATE, AS_RATE, taker), reviewer)
        composed = publishing.compose([ready])
        preview = publishing.preview(composed, at=LATER)
        assert not Source.objects.public().filter(pk=source.pk).exists()

        release = publishing.release_entries([ready], title=TITLE, by=publisher, at=LATER)

        assert preview.sources == (source,)
        [observation] = release.observations.all()
        assert (observation.value, observation.qualifier, observation.as_written) == (
            Decimal(85),
            Qualifier.AT_LEAST,
            "85%以上",
        )
        assert (observation.period_start, observation.period_end) == (
            date(2019, 8, 1),
            date(2019, 8, 31),
        )
        assert observation.citation == ready.citation
        assert fresh(ready).observation == observation
        now = Source.objects.get(pk=source.pk)
        assert (now.is_public, now.public_since) == (True, LATER)
        assert not Source.objects.filter(kind=SourceKind.SUBMISSION).exists()
        public = Source.objects.public
        assert public().filter(pk=source.pk).exists()
        assert not public(LATER).filter(pk=source.pk).exists()
        assert public(LATER + timedelta(1)).filter(pk=source.pk).exists()
        assert public(NOW).filter(slug="fuzhou-2019h1").exists()
        assert publishing.preview(composed, at=LATER).sources == ()

    def test_takes_the_text_back_with_the_release_that_made_it_public(
        self, taker: Official, reviewer: Official, publisher: Official
    ) -> None:
        source = take_in(taker)
        take(source, RATE, AS_RATE, taker)
        texts.submit(source, {}, by=taker, at=NOW)
        [entry] = review.queue()
        review.accept(entry, seen=entry.version, by=reviewer, at=NOW)
        [ready] = Entry.objects.awaiting_release()
        release = publishing.release_entries([ready], title=TITLE, by=publisher, at=LATER)
        withdrawn = LATER + timedelta(hours=2)

        publishing.withdraw(release, reason="误发", by=publisher, at=withdrawn)

        public = Source.objects.public
        assert not public().filter(pk=source.pk).exists()
        assert not public(LATER).filter(pk=source.pk).exists()
        assert public(LATER + timedelta(hours=1)).filter(pk=source.pk).exists()
        assert not public(withdrawn + timedelta(hours=1)).filter(pk=source.pk).exists()
        assert public().filter(slug="fuzhou-2019h1").exists()
        [again] = Entry.objects.awaiting_release()
        assert publishing.preview(publishing.compose([again]), at=withdrawn).sources == (source,)
        later = withdrawn + timedelta(days=1)
        publishing.release_entries([again], title=TITLE, by=publisher, at=later)
        assert public().filter(pk=source.pk).exists()
        assert not public(withdrawn + timedelta(hours=1)).filter(pk=source.pk).exists()

    def test_takes_a_level_on_its_day_and_a_plan_for_its_year(
        self, taker: Official, reviewer: Official, publisher: Official
    ) -> None:
        text = "2021年8月。\n取消证明事项260项，全年立法计划中有政府规章项目5件。"
        source = take_in(taker, text=text)
        plan = Assignment("plan-government-rules", "city")
        take(source, Span(2, 6, 10), AS_CANCELLED, taker)
        take(source, span_in(source, "5件"), plan, taker)
        texts.submit(source, {}, by=taker, at=NOW)
        for entry in review.queue():
            review.accept(entry, seen=entry.version, by=reviewer, at=NOW)
        ready = list(Entry.objects.awaiting_release())

        release = publishing.release_entries(ready, title=TITLE, by=publisher, at=LATER)

        assert {
            one.indicator.code: (one.period_start, one.period_end)
            for one in release.observations.all()
        } == {
            "certificates-cancelled": (None, date(2021, 8, 31)),
            "plan-government-rules": (date(2021, 1, 1), date(2021, 12, 31)),
        }
        assert release.day == date(2021, 8, 31)
        assert all(fresh(entry).observation for entry in ready)

    def test_is_a_whole_figure_of_what_others_report_in_parts(
        self, taker: Official, source: Source, reviewer: Official, publisher: Official
    ) -> None:
        indicator = Indicator.objects.get(code="certificates-cancelled")
        indicator.co_owners.set([Organisation.objects.get(code="petitions-bureau")])
        [part] = open_month("certificates-cancelled", end=date(2019, 8, 31))
        clerk = make_official("clerk", Role.REPORTER, organisation="justice-bureau")
        entries.save(part, EntryInput("100"), seen=0, by=clerk, at=NOW)
        entries.submit([fresh(part)], by=clerk, at=NOW)
        review.accept(fresh(part), seen=fresh(part).version, by=reviewer, at=NOW)
        taken = accepted(take(source, CANCELLED, AS_CANCELLED, taker), reviewer)

        composed = publishing.compose([taken, fresh(part)])

        assert [one.figure.value for one in composed.ready] == [Decimal(210)]
        assert [entry.pk for entry in composed.incomplete] == [part.pk]
        publishing.release_entries([taken], title=TITLE, by=publisher, at=LATER)
        assert fresh(part).observation is None
        assert publishing.compose([fresh(part)]).ready == ()

    def test_corrects_a_public_figure_with_the_reason(
        self, taker: Official, reviewer: Official, publisher: Official
    ) -> None:
        source = take_in(taker, text="2019年上半年。\n取消证明事项200项。")
        wish = Assignment("certificates-cancelled", "city-level", reason="通报更正")
        ready = accepted(take(source, Span(2, 6, 10), wish, taker), reviewer)

        publishing.release_entries([ready], title=TITLE, by=publisher, at=LATER)

        newest = Observation.objects.filter(indicator=ready.indicator).latest("version")
        assert (newest.version, newest.value, newest.reason) == (2, Decimal(200), "通报更正")
        [card] = selectors.listing(selectors.edition(), ListQuery(family="certificates-cancelled"))[
            :
        ]
        assert card.series.latest is not None
        assert card.series.latest.citation.source.code == source.slug
        assert card.series.latest.citation.line == 2


class ClashTests:
    """The owner reports a figure of the month, and a published text gives it as well."""

    @pytest.fixture
    def clerk(self, taker: Official) -> Official:
        return make_official("clerk", Role.REPORTER, organisation="justice-bureau")

    @pytest.fixture
    def both(
        self, taker: Official, source: Source, reviewer: Official, clerk: Official
    ) -> tuple[Entry, Entry]:
        """Return the owner's entry and the text's, both accepted."""
        mention = take(source, CANCELLED, AS_CANCELLED, taker)
        [owed] = open_month("certificates-cancelled", end=date(2019, 8, 31))
        fill(owed, "261", clerk)
        entries.submit([fresh(owed)], by=clerk, at=NOW)
        review.accept(fresh(owed), seen=fresh(owed).version, by=reviewer, at=NOW)
        return fresh(owed), accepted(mention, reviewer)

    def test_is_told_to_who_takes_what_the_owner_has_submitted(
        self, taker: Official, source: Source, clerk: Official
    ) -> None:
        [owed] = open_month("certificates-cancelled", end=date(2019, 8, 31))
        fill(owed, "261", clerk)
        entries.submit([fresh(owed)], by=clerk, at=NOW)

        with pytest.raises(ValidationError) as refused:
            take(source, CANCELLED, AS_CANCELLED, taker)

        assert refused.value.messages == ["已有不同的数据（已提交，待审核），请说明更正原因。"]

    def test_is_shown_to_who_reviews_either(self, both: tuple[Entry, Entry]) -> None:
        own, taken = both
        open_month("certificates-cancelled", end=date(2019, 9, 30))

        assert (review.others_of(own), review.others_of(taken)) == ([taken], [own])

    def test_keeps_both_out_of_a_release_until_one_is_chosen(
        self, both: tuple[Entry, Entry], publisher: Official
    ) -> None:
        composed = publishing.compose(Entry.objects.awaiting_release().with_relations())

        assert composed.ready == ()
        assert {one.entries[0].pk for one in composed.clashing} == {one.pk for one in both}
        with pytest.raises(ValidationError) as refused:
            publishing.release_entries(both, title=TITLE, by=publisher, at=LATER)
        [message] = refused.value.messages
        assert "2019-08-31 261 (" in message
        assert "2019-08-31 210项 (关于2019年8月工作情况的通报)" in message

    def test_lets_the_other_wait_without_keeping_anything_back(
        self, both: tuple[Entry, Entry], publisher: Official
    ) -> None:
        own, taken = both
        publishing.release_entries([taken], title=TITLE, by=publisher, at=LATER)

        composed = publishing.compose(Entry.objects.awaiting_release().with_relations())

        assert ([one.entries for one in composed.clashing], composed.ready) == ([(own,)], ())
        with pytest.raises(ValidationError):
            publishing.release_entries([own], title=TITLE, by=publisher, at=LATER + timedelta(1))

    def test_lets_the_other_replace_it_with_a_reason(
        self, both: tuple[Entry, Entry], clerk: Official, reviewer: Official, publisher: Official
    ) -> None:
        own, taken = both
        publishing.release_entries([taken], title=TITLE, by=publisher, at=LATER)
        entries.reopen(own, reason="以填报数为准", by=clerk, at=LATER)
        fill(own, "262", clerk, LATER)
        entries.submit([fresh(own)], by=clerk, at=LATER)
        review.accept(fresh(own), seen=fresh(own).version, by=reviewer, at=LATER)

        [ready] = publishing.compose(Entry.objects.awaiting_release().with_relations()).ready

        at = LATER + timedelta(1)
        release = publishing.release_entries([fresh(own)], title=TITLE, by=publisher, at=at)
        [now] = release.observations.all()
        assert (ready.figure.value, now.version, now.reason) == (
            Decimal(262),
            2,
            "以填报数为准",
        )


class BesideTests:
    def test_counts_nothing_as_owed_or_late(self, taker: Official, source: Source) -> None:
        clerk = make_official("clerk", Role.REPORTER, organisation="justice-bureau")
        take(source, CANCELLED, AS_CANCELLED, taker)
        day = date(2019, 12, 1)

        notices = reminders.remind(day)

        assert review.matrix(ReportingPeriod.objects.all(), day).rows == []
        assert notices == []
        assert not Notice.objects.filter(official=clerk).exists()
        assert "never_reported" not in {one.why for one in reminders.forgotten(day)}

    def test_leaves_what_is_owed_to_be_opened_beside_it(
        self, taker: Official, source: Source
    ) -> None:
        mention = take(source, CANCELLED, AS_CANCELLED, taker)
        Indicator.objects.filter(code="certificates-cancelled").update(frequency="month")

        open_periods(date(2019, 9, 5))

        entry = entry_of(mention)
        same = Entry.objects.filter(submission=entry.submission, indicator=entry.indicator)
        assert same.owed().count() == 1
        assert list(same.from_texts()) == [entry]

    def test_is_held_against_the_rules_and_the_past(
        self, taker: Official, reviewer: Official
    ) -> None:
        source = take_in(
            taker, text="2019年8月。\n接入事项80项，其中全省通用事项13项，市本级事项63个。"
        )
        taken = [
            take(source, span_in(source, written), Assignment(code, place), taker)
            for written, code, place in (
                ("80项", "ganfutong-items", "city"),
                ("13项", "ganfutong-items-provincial", "city"),
                ("63个", "ganfutong-items-city", "city-level"),
            )
        ]

        found = findings_for([entry_of(one) for one in taken])

        codes = {code for some in found.values() for code in (one.code for one in some)}
        assert codes == {"rule:ganfutong-sum"}

    def test_stands_behind_the_next_month_once_accepted(
        self, taker: Official, source: Source, reviewer: Official
    ) -> None:
        accepted(take(source, CANCELLED, AS_CANCELLED, taker), reviewer)
        [later] = open_month("certificates-cancelled", end=date(2019, 9, 30))

        last = backgrounds([later])[later.pk].last

        assert last is not None
        assert (last.end, last.value) == (date(2019, 8, 31), Decimal(210))

    def test_of_the_whole_stands_behind_no_part(
        self, taker: Official, source: Source, reviewer: Official
    ) -> None:
        indicator = Indicator.objects.get(code="certificates-cancelled")
        indicator.co_owners.set([Organisation.objects.get(code="petitions-bureau")])
        accepted(take(source, CANCELLED, AS_CANCELLED, taker), reviewer)
        [later] = open_month("certificates-cancelled", end=date(2019, 9, 30))

        assert backgrounds([later])[later.pk].last is None

    def test_of_a_heading_leads_to_its_line(
        self, taker: Official, source: Source, reviewer: Official, publisher: Official
    ) -> None:
        texts.choose_period(source, period_of("2019"), by=taker, at=NOW)
        ready = accepted(take(source, IN_A_HEADING, AS_INSPECTIONS, taker), reviewer)

        publishing.release_entries([ready], title=TITLE, by=publisher, at=LATER)

        [published] = selectors.taken_from(selectors.edition(), source)[:]
        assert published.point.citation.span == (12, 15)
        assert (published.point.citation.paragraph, published.point.citation.line) == (None, 4)
