"""What taking a text in promises."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import translation

from indicators import audit
from indicators.enums import Frequency, SourceKind
from indicators.intake import texts
from indicators.intake.texts import AlreadyImported, NewText
from indicators.models import Official, Release, Source, TakenText, Target
from indicators.periods import Period, month_of, period_of

from .texts import AS_CANCELLED, CANCELLED, NOW, TEXT, make_reviewer, take, take_in

AUGUST = month_of(2019, 8)


@pytest.fixture
def taker(release: Release) -> Official:
    return make_reviewer()


class TakeInTests:
    def test_keeps_a_source_that_nobody_sees_yet_with_its_period(self, taker: Official) -> None:
        text = texts.take_in(
            NewText(TEXT, "  通报 ", "市司法局", date(2019, 9, 3), "https://example.org/a"),
            by=taker,
            at=NOW,
        )

        source = Source.objects.get(pk=text.source_id)
        assert (source.title_zh_hans, source.title_en) == ("通报", None)  # type: ignore[attr-defined]
        assert (source.publisher, source.url, source.kind, source.text) == (
            "市司法局",
            "https://example.org/a",
            SourceKind.REPORT,
            TEXT,
        )
        assert source.published_at is not None
        assert source.published_at.isoformat() == "2019-09-02T16:00:00+00:00"
        assert (source.is_public, source.public_since) == (False, None)
        assert (text.frequency, text.period, str(text)) == (Frequency.MONTH, AUGUST, "通报")
        [event] = audit.history_of(source)
        assert (event.verb, event.by, event.detail) == ("took in", taker, {"characters": len(TEXT)})

    def test_takes_the_first_line_as_title_and_no_day_where_none_is_given(
        self, taker: Official
    ) -> None:
        source = texts.take_in(NewText(TEXT), by=taker, at=NOW).source

        assert (source.title, source.published_at) == ("关于2019年8月工作情况的通报", None)

    def test_refuses_the_same_text_twice_and_names_where_it_is(self, taker: Official) -> None:
        source = take_in(taker)

        with pytest.raises(AlreadyImported) as already:
            take_in(taker, title="另一个标题")

        assert already.value.source == source

    def test_gives_way_to_whoever_was_faster_by_a_moment(
        self, taker: Official, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source = take_in(taker)
        monkeypatch.setattr(QuerySet, "first", lambda _rows: None)

        with pytest.raises(AlreadyImported) as already:
            take_in(taker)

        assert already.value.source == source

    def test_is_for_reviewers(self, publisher: Official) -> None:
        with pytest.raises(PermissionDenied):
            take_in(publisher)
        assert not Source.objects.filter(is_public=False).exists()

    @pytest.mark.parametrize(
        ("text", "period"),
        [
            ("2019年上半年情况。", Period(date(2019, 6, 30), date(2019, 1, 1))),
            ("2019年下半年情况。", Period(date(2019, 12, 31), date(2019, 7, 1))),
            ("2019年情况。", period_of("2019")),
            ("2019年第二季度情况。", Period(date(2019, 6, 30), date(2019, 4, 1))),
            ("2019年1-5月情况。", None),
            ("没有年份。", None),
        ],
    )
    def test_knows_the_period_where_figures_are_reported_for_such(
        self, taker: Official, text: str, period: Period | None
    ) -> None:
        assert texts.period_of(Source(title=text, text=text)) == period
        assert texts.take_in(NewText(text), by=taker, at=NOW).period == period


class RemoveTests:
    def test_forgets_what_was_taken_in_by_mistake(self, taker: Official) -> None:
        source = take_in(taker)

        texts.remove(source, by=taker, at=NOW)

        assert not Source.objects.filter(slug=source.slug).exists()
        assert take_in(taker).slug == source.slug

    def test_refuses_what_is_public_decided_on_or_rested_on(
        self, taker: Official, publisher: Official
    ) -> None:
        source = take_in(taker)
        public = Source.objects.get(slug="fuzhou-2019h1")
        target = Target.objects.filter(source=None)[0]

        with pytest.raises(PermissionDenied):
            texts.remove(source, by=publisher, at=NOW)
        Target.objects.filter(pk=target.pk).update(source=source)
        with translation.override("en"):
            with pytest.raises(ValidationError, match="not public"):
                texts.remove(public, by=taker, at=NOW)
            with pytest.raises(ValidationError, match="Something else rests"):
                texts.remove(source, by=taker, at=NOW)
            texts.ignore(source, CANCELLED, by=taker, at=NOW)
            with pytest.raises(ValidationError, match="nothing is decided"):
                texts.remove(source, by=taker, at=NOW)
        assert TakenText.objects.filter(source=source).exists()


class ChoosePeriodTests:
    def test_takes_the_place_of_what_the_text_says(self, taker: Official) -> None:
        source = take_in(taker)

        texts.choose_period(source, period_of("2019"), by=taker, at=NOW)

        text = TakenText.objects.get(source=source)
        assert (text.frequency, text.period) == (Frequency.YEAR, period_of("2019"))

    def test_begins_with_a_document_that_is_public_already(self, taker: Official) -> None:
        source = Source.objects.get(slug="fuzhou-2019h1")

        texts.choose_period(source, AUGUST, by=taker, at=NOW)

        assert TakenText.objects.get(source=source).period == AUGUST
        assert Source.objects.get(pk=source.pk).is_public

    def test_refuses_what_is_no_such_period_and_strangers(
        self, taker: Official, publisher: Official
    ) -> None:
        source = take_in(taker)

        with translation.override("en"), pytest.raises(ValidationError, match="Choose a month"):
            texts.choose_period(
                source, Period(date(2019, 8, 30), date(2019, 8, 1)), by=taker, at=NOW
            )
        with pytest.raises(PermissionDenied):
            texts.choose_period(source, AUGUST, by=publisher, at=NOW)

    def test_refuses_another_one_once_figures_are_taken(self, taker: Official) -> None:
        source = take_in(taker)
        mention = take(source, CANCELLED, AS_CANCELLED, taker)

        with (
            translation.override("en"),
            pytest.raises(ValidationError, match="taken for August 2019 already"),
        ):
            texts.choose_period(source, period_of("2019"), by=taker, at=NOW)
        texts.choose_period(source, AUGUST, by=taker, at=NOW)
        texts.take_back(mention, by=taker, at=NOW)
        texts.choose_period(source, period_of("2019"), by=taker, at=NOW)

        assert TakenText.objects.get(source=source).period == period_of("2019")


class DatabaseTests:
    def test_refuses_half_a_period_and_a_private_source_that_is_public_since(
        self, taker: Official
    ) -> None:
        source = take_in(taker)

        nonsense: tuple[dict[str, Any], ...] = ({"frequency": ""}, {"end": None})
        for fields in nonsense:
            with pytest.raises(IntegrityError), transaction.atomic():
                TakenText.objects.filter(source=source).update(**fields)
        with pytest.raises(IntegrityError), transaction.atomic():
            Source.objects.filter(pk=source.pk).update(public_since=NOW)
