"""What deciding on a figure of a text promises."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from indicators import audit, publishing, review
from indicators.bilingual import Text
from indicators.enums import Decision, EntryOrigin, EntryState, Frequency, Qualifier, Role
from indicators.intake import texts
from indicators.intake.desk import entries, evidence
from indicators.intake.desk.entries import EntryInput
from indicators.intake.texts import Assignment, NewText, NotFound, Span
from indicators.intake.texts.existing import known_figures
from indicators.models import (
    Citation,
    Entry,
    Indicator,
    Mention,
    Official,
    Release,
    ReportingPeriod,
    Source,
)
from indicators.periods import month_of
from tests.indicators.desk import fresh, make_official, open_month

from .texts import (
    AS_CANCELLED,
    AS_INSPECTIONS,
    AS_KEPT,
    AS_RATE,
    AS_RULES,
    AS_VILLAGERS,
    CANCELLED,
    DOCUMENT,
    GROWTH,
    IN_A_HEADING,
    KEPT,
    NOW,
    RANGE,
    RATE,
    RULES,
    TEXT,
    VILLAGERS,
    entry_of,
    make_reviewer,
    take,
    take_in,
)

AUGUST = month_of(2019, 8)
TITLE = Text("2019年8月发布", "Release of August 2019")


@pytest.fixture
def taker(release: Release) -> Official:
    return make_reviewer()


@pytest.fixture
def source(taker: Official) -> Source:
    return take_in(taker)


class TakeTests:
    def test_makes_an_entry_of_the_own_organisation_with_its_citation(
        self, taker: Official, source: Source
    ) -> None:
        mention = take(source, RATE, AS_RATE, taker)

        entry = entry_of(mention)
        assert (entry.state, entry.typed, entry.value, entry.qualifier, entry.reason) == (
            EntryState.DRAFT,
            "85%以上",
            Decimal(85),
            Qualifier.AT_LEAST,
            "",
        )
        assert (entry.entered_by, entry.entered_at, entry.version) == (taker, NOW, 1)
        assert entry.submission.organisation == taker.organisation
        period = entry.submission.period
        assert (period.frequency, period.start, period.end, period.due) == (
            Frequency.MONTH,
            date(2019, 8, 1),
            date(2019, 8, 31),
            date(2019, 9, 10),
        )
        cited = entry.citation
        assert cited is not None
        assert (cited.source, cited.paragraph, cited.line, cited.start, cited.end) == (
            source,
            1,
            2,
            43,
            48,
        )
        assert (cited.as_written, cited.occurrence) == ("85%以上", 1)
        assert texts.sentence_of(cited) == (
            "负责人出庭应诉率达",
            "85%以上",
            "，较上年同期增长5%。",
        )
        assert (mention.decision, mention.decided_by, mention.decided_at) == (
            Decision.TAKEN,
            taker,
            NOW,
        )
        [event] = audit.history_of(entry)
        assert (event.verb, event.by, event.detail["after"]["typed"]) == (
            "took from a text",
            taker,
            "85%以上",
        )

    def test_reads_the_value_in_base_units(self, taker: Official, source: Source) -> None:
        assert entry_of(take(source, VILLAGERS, AS_VILLAGERS, taker)).value == Decimal(450000)

    def test_cites_a_heading_by_its_line(self, taker: Official, source: Source) -> None:
        cited = entry_of(take(source, IN_A_HEADING, AS_INSPECTIONS, taker)).citation

        assert cited is not None
        assert (cited.paragraph, cited.line, cited.start, cited.end) == (None, 4, 12, 15)
        assert texts.sentence_of(cited) == ("附表：取消的年检年审事项", "15项", "")

    def test_cites_the_occurrence_and_what_is_cited_already(self, taker: Official) -> None:
        text = "2019年8月。\n取消113项，取消13项，保留13项。"
        source = take_in(taker, text=text)
        known = Citation.objects.create(
            source=source, paragraph=2, as_written="13项", occurrence=2, start=18, end=21
        )

        first = entry_of(take(source, Span(2, 9, 12), AS_CANCELLED, taker)).citation
        second = entry_of(take(source, Span(2, 15, 18), AS_KEPT, taker)).citation

        assert first is not None
        assert (first.occurrence, second) == (1, known)

    def test_takes_what_a_whole_year_plans_though_the_text_is_of_a_month(
        self, taker: Official, source: Source
    ) -> None:
        wish = replace(AS_RULES, reason="重新发布")

        entry = entry_of(take(source, RULES, wish, taker))

        assert entry.reason == "重新发布"

    def test_is_for_reviewers_with_an_organisation_and_a_period(
        self, taker: Official, source: Source, publisher: Official, reviewer: Official
    ) -> None:
        nowhere = texts.take_in(NewText("取消证明事项210项。"), by=taker, at=NOW).source

        with pytest.raises(PermissionDenied):
            take(source, CANCELLED, AS_CANCELLED, publisher)
        with translation.override("en"):
            with pytest.raises(ValidationError, match="belongs to no organisation"):
                take(source, CANCELLED, AS_CANCELLED, reviewer)
            with pytest.raises(ValidationError, match="Choose the period"):
                take(nowhere, Span(1, 6, 10), AS_CANCELLED, taker)
        assert not ReportingPeriod.objects.exists()

    @pytest.mark.parametrize("span", [DOCUMENT, Span(2, 19, 22), Span(99, 0, 1)])
    def test_refuses_what_is_no_figure(self, taker: Official, source: Source, span: Span) -> None:
        with pytest.raises(NotFound):
            take(source, span, AS_CANCELLED, taker)

    @pytest.mark.parametrize(
        ("span", "wish", "message"),
        [
            (CANCELLED, Assignment("nothing", "city"), "Choose an indicator"),
            (CANCELLED, Assignment("certificates-kept", "nowhere"), "Choose an indicator"),
            (CANCELLED, AS_VILLAGERS, "counts in 项, but .* in 人"),
            (GROWTH, AS_RATE, "reads as a change"),
            (RANGE, AS_CANCELLED, "A range is no single figure"),
        ],
    )
    def test_refuses_what_does_not_fit_and_says_why(
        self, taker: Official, source: Source, span: Span, wish: Assignment, message: str
    ) -> None:
        with translation.override("en"), pytest.raises(ValidationError, match=message):
            take(source, span, wish, taker)

        assert not Entry.objects.exists()

    def test_takes_a_change_where_somebody_is_sure(self, taker: Official, source: Source) -> None:
        mention = take(source, GROWTH, replace(AS_RATE, is_sure=True), taker)

        assert entry_of(mention).value == Decimal(5)

    def test_is_done_once_for_a_figure(self, taker: Official, source: Source) -> None:
        take(source, CANCELLED, AS_CANCELLED, taker)

        with translation.override("en"):
            with pytest.raises(ValidationError, match="decided on already"):
                take(source, CANCELLED, AS_KEPT, taker)
            with pytest.raises(ValidationError, match="decided on already"):
                texts.ignore(source, CANCELLED, by=taker, at=NOW)


class KnownTests:
    def test_refuses_what_is_public_already_and_wants_a_reason_where_it_differs(
        self, taker: Official
    ) -> None:
        same = take_in(taker, text="2019年上半年。\n取消证明事项199项，保留52项。")

        with translation.override("en"):
            with pytest.raises(ValidationError, match=r"same figure is known already \(public\)"):
                take(same, Span(2, 6, 10), AS_CANCELLED, taker)
            with pytest.raises(ValidationError, match="say why this one corrects it") as refused:
                take(same, Span(2, 13, 16), AS_KEPT, taker)
        assert list(refused.value.message_dict) == ["reason"]
        corrected = take(same, Span(2, 13, 16), replace(AS_KEPT, reason=" 通报更正 "), taker)
        asked = take(same, Span(2, 6, 10), replace(AS_CANCELLED, reason="补充出处"), taker)

        assert [entry_of(one).reason for one in (corrected, asked)] == ["通报更正", "补充出处"]

    def test_knows_a_plan_by_its_year(self, taker: Official, source: Source) -> None:
        with translation.override("en"), pytest.raises(ValidationError, match="same figure"):
            take(source, RULES, AS_RULES, taker)

    def test_knows_what_another_text_gave_and_what_is_accepted(
        self, taker: Official, source: Source, reviewer: Official
    ) -> None:
        take(source, CANCELLED, AS_CANCELLED, taker)
        [owed] = open_month("certificates-kept", end=date(2019, 8, 31))
        reporter = make_official("clerk", Role.REPORTER, organisation="justice-bureau")
        entries.save(owed, EntryInput("50"), seen=0, by=reporter, at=NOW)
        entries.submit([fresh(owed)], by=reporter, at=NOW)
        other = take_in(taker, text=f"{TEXT}\n另一件。")

        with translation.override("en"):
            with pytest.raises(ValidationError, match="taken from a text, not accepted yet"):
                take(other, CANCELLED, AS_CANCELLED, taker)
            review.accept(fresh(owed), seen=fresh(owed).version, by=reviewer, at=NOW)
            with pytest.raises(ValidationError, match="accepted, not released yet"):
                take(other, KEPT, AS_KEPT, taker)

    def test_knows_nothing_of_parts_and_of_other_periods(
        self, taker: Official, source: Source
    ) -> None:
        indicators = list(Indicator.objects.filter(code="certificates-kept"))
        open_month("certificates-kept", end=date(2019, 7, 31))
        july = take_in(taker, text=TEXT.replace("8月", "7月"))
        take(july, KEPT, replace(AS_KEPT, reason="补充"), taker)
        period = texts.choose_period(source, AUGUST, by=taker, at=NOW).period

        assert period is not None
        assert known_figures(indicators, period) == {}


class IgnoreTests:
    def test_keeps_that_nothing_is_counted_there(self, taker: Official, source: Source) -> None:
        mention = texts.ignore(source, KEPT, by=taker, at=NOW)

        assert (mention.decision, mention.entry, mention.as_written) == (
            Decision.IGNORED,
            None,
            "51项",
        )
        assert audit.history_of(source)[0].verb == "ignored a figure"

    def test_is_for_reviewers_and_for_figures(
        self, taker: Official, source: Source, publisher: Official
    ) -> None:
        with pytest.raises(PermissionDenied):
            texts.ignore(source, KEPT, by=publisher, at=NOW)
        with pytest.raises(NotFound):
            texts.ignore(source, DOCUMENT, by=taker, at=NOW)


class TakeBackTests:
    def test_forgets_the_entry_and_leaves_a_trace(self, taker: Official, source: Source) -> None:
        mention = take(source, CANCELLED, AS_CANCELLED, taker)
        entry = entry_of(mention)

        texts.take_back(mention, by=taker, at=NOW)

        assert not Mention.objects.exists()
        assert not Entry.objects.exists()
        assert not source.citations.exists()
        assert [event.verb for event in audit.history_of(entry)] == [
            "took back",
            "took from a text",
        ]
        take(source, CANCELLED, AS_CANCELLED, taker)

    def test_leaves_a_citation_that_something_else_rests_on(self, taker: Official) -> None:
        source = Source.objects.get(slug="fuzhou-2019h1")
        source.text = "2019年8月。\n取消199项。"
        source.save()
        Citation.objects.filter(source=source, as_written="199项").update(paragraph=2)
        again = replace(AS_CANCELLED, reason="补充出处")
        mention = take(source, Span(2, 2, 6), again, taker)

        texts.take_back(mention, by=taker, at=NOW)

        assert Citation.objects.filter(source=source, as_written="199项").exists()

    def test_looks_at_an_ignored_figure_again(self, taker: Official, source: Source) -> None:
        mention = texts.ignore(source, KEPT, by=taker, at=NOW)

        texts.take_back(mention, by=taker, at=NOW)

        assert not Mention.objects.exists()
        assert audit.history_of(source)[0].verb == "looked again"

    def test_is_for_reviewers_and_done_once(
        self, taker: Official, source: Source, publisher: Official
    ) -> None:
        mention = texts.ignore(source, KEPT, by=taker, at=NOW)
        again = Mention.objects.get(pk=mention.pk)

        with pytest.raises(PermissionDenied):
            texts.take_back(mention, by=publisher, at=NOW)
        texts.take_back(mention, by=taker, at=NOW)
        with translation.override("en"), pytest.raises(ValidationError, match="back already"):
            texts.take_back(again, by=taker, at=NOW)

    def test_wants_a_reason_once_accepted_and_ends_with_the_release(
        self, taker: Official, source: Source, reviewer: Official, publisher: Official
    ) -> None:
        mention, other = (
            take(source, CANCELLED, AS_CANCELLED, taker),
            take(source, KEPT, AS_KEPT, taker),
        )
        texts.submit(source, {}, by=taker, at=NOW)
        for one in (mention, other):
            entry = entry_of(one)
            review.accept(entry, seen=entry.version, by=reviewer, at=NOW)

        with translation.override("en"):
            with pytest.raises(ValidationError, match="say why it is taken back"):
                texts.take_back(mention, by=taker, at=NOW)
            texts.take_back(mention, reason="看错口径", by=taker, at=NOW)
            publishing.release_entries([entry_of(other)], title=TITLE, by=publisher, at=NOW)
            with pytest.raises(ValidationError, match="The figure is public"):
                texts.take_back(other, reason="看错", by=taker, at=NOW)

        assert audit.history_of(Entry(pk=mention.entry_id))[0].detail["reason"] == "看错口径"
        assert list(Mention.objects.all()) == [other]


class GuardTests:
    def test_lets_nobody_change_at_the_desk_what_a_text_says(
        self, taker: Official, source: Source
    ) -> None:
        entry = entry_of(take(source, CANCELLED, AS_CANCELLED, taker))
        both = make_official("both", Role.REPORTER, Role.REVIEWER, organisation="justice-bureau")

        for act in (
            lambda: entries.save(entry, EntryInput("1"), seen=entry.version, by=both, at=NOW),
            lambda: entries.submit([entry], by=both, at=NOW),
            lambda: entries.withdraw(entry, by=both, at=NOW),
            lambda: entries.reopen(entry, reason="x", by=both, at=NOW),
            lambda: evidence.attach(entry, name="a.pdf", content=b"%PDF-", by=both, at=NOW),
        ):
            with pytest.raises(PermissionDenied):
                act()
        assert not Entry.objects.of(both.organisation).exists()

    def test_database_refuses_nonsense(self, taker: Official, source: Source) -> None:
        mention = take(source, CANCELLED, AS_CANCELLED, taker)
        ignored = texts.ignore(source, KEPT, by=taker, at=NOW)
        assert str(ignored) == "51项 (ignored)"

        for fields in ({"entry": None}, {"decision": Decision.IGNORED}, {"end": 0}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Mention.objects.filter(pk=mention.pk).update(**fields)
        with pytest.raises(IntegrityError), transaction.atomic():
            Mention.objects.filter(pk=ignored.pk).update(start=mention.start, end=mention.end)
        entry = entry_of(mention)
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.create(
                submission=entry.submission,
                indicator=entry.indicator,
                place=entry.place,
                origin=EntryOrigin.TEXT,
                citation=entry.citation,
            )
