"""What clocks that run ahead, and are set back, may do to publishing."""

import logging
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone, translation

from indicators import publishing, review, selectors
from indicators.bilingual import Text
from indicators.intake.desk import entries
from indicators.models import Entry, Observation, Official, Release
from indicators.publishing import clock

from .desk import NOW, fill, fresh, open_month

DAY = timedelta(days=1)
TITLE = Text("误标时间的发布", "Release dated wrongly")


@pytest.fixture
def ready(month: list[Entry], reporter: Official, reviewer: Official) -> Entry:
    """Return an accepted entry."""
    [entry] = open_month("service-items")
    fill(entry, "820", reporter)
    entries.submit([fresh(entry)], by=reporter, at=NOW)
    review.accept(fresh(entry), seen=1, by=reviewer, at=NOW)
    return fresh(entry)


@pytest.fixture
def ahead(ready: Entry, publisher: Official, monkeypatch: pytest.MonkeyPatch) -> Release:
    """Return a release made while the database's own clock was forty days ahead."""
    then = clock.now() + 40 * DAY
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: then)
        return publishing.release_entries([ready], title=TITLE, by=publisher, at=then)


def released(entry: Entry, by: Official) -> Release:
    return publishing.release_entries([fresh(entry)], title=TITLE, by=by, at=timezone.now())


class AheadTests:
    def test_of_the_database_by_minutes_refuses_a_release_a_correction_and_a_withdrawal(
        self,
        ready: Entry,
        release: Release,
        publisher: Official,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        old = Observation.objects.get(indicator__code="service-items")
        at = clock.now() + timedelta(minutes=6)
        acts = (
            lambda: publishing.release_entries([ready], title=TITLE, by=publisher, at=at),
            lambda: publishing.correct(old, value=Decimal(1), reason="x", by=publisher, at=at),
            lambda: publishing.withdraw(release, reason="x", by=publisher, at=at),
        )

        for act in acts:
            with translation.override("en"), pytest.raises(ValidationError, match="is ahead of"):
                act()

        assert (Release.objects.count(), Observation.objects.count()) == (1, 37)
        assert [one.levelno for one in caplog.records] == [logging.WARNING] * 3

    def test_by_seconds_is_how_clocks_are(self, ready: Entry, publisher: Official) -> None:
        at = clock.now() + timedelta(minutes=4)

        first = publishing.release_entries([ready], title=TITLE, by=publisher, at=at)
        # Another server's clock is right.
        second = publishing.correct(
            first.observations.get(),
            value=Decimal(821),
            reason="x",
            by=publisher,
            at=timezone.now(),
        ).release

        assert first.released_at == at
        assert second.released_at == at + timedelta(microseconds=1)
        assert selectors.edition().newest_release == second.released_at

    def test_is_told_at_the_desk_and_nothing_is_half_done(
        self, client: Client, ready: Entry, publisher: Official
    ) -> None:
        client.force_login(publisher)
        page = client.get("/desk/releases/")
        assert page.status_code == 200
        wanted = {"title_zh": "发布", "title_en": "", "entry": f"{ready.pk}-{ready.version}"}

        with time_machine.travel(datetime.now(UTC) + timedelta(minutes=20), tick=False):
            answer = client.post("/desk/releases/publish/", wanted, follow=True)

        assert "服务器时钟" in answer.content.decode()
        assert fresh(ready).observation is None
        client.post("/desk/releases/publish/", wanted, follow=True)
        assert fresh(ready).observation is not None


class SetBackTests:
    def test_lets_nothing_be_released_before_what_was_dated_ahead_is_withdrawn(
        self, ahead: Release, ready: Entry, publisher: Official
    ) -> None:
        old = Observation.objects.get(
            indicator__code="service-items", version=1, release__lt=ahead.pk
        )
        with translation.override("en"), pytest.raises(ValidationError, match="Withdraw that"):
            publishing.correct(old, value=Decimal(1), reason="x", by=publisher, at=timezone.now())

        publishing.withdraw(ahead, reason="时钟有误", by=publisher, at=timezone.now())
        again = released(ready, publisher)

        ahead.refresh_from_db()
        assert ahead.withdrawn_at == ahead.released_at + timedelta(microseconds=1)
        assert publishing.dated_ahead() is None
        assert selectors.edition().newest_release == again.released_at
        for days in (1, 40, 41):
            day = (again.released_at + days * DAY).date()
            assert selectors.edition(day).newest_release == again.released_at
        figure = again.observations.get()
        assert (figure.version, figure.reason) == (2, "撤回后重新发布")

    def test_is_told_at_the_desk_where_the_withdrawal_is_a_message(
        self, client: Client, ahead: Release, publisher: Official
    ) -> None:
        client.force_login(publisher)
        page = client.get("/desk/releases/").content.decode()
        done = client.post(
            f"/desk/releases/{ahead.pk}/withdraw/", {"reason": "时钟有误"}, follow=True
        ).content.decode()

        assert ("时钟曾被调快" in page, "时钟曾被调快" in done) == (True, False)
        assert "发布已撤回。" in done

    def test_is_told_by_the_check_of_databases_alone(
        self, ahead: Release, capsys: pytest.CaptureFixture[str]
    ) -> None:
        call_command("check")
        silent = capsys.readouterr()
        call_command("check", databases=["default"])
        warned = capsys.readouterr()

        assert "indicators.W002" not in silent.err + silent.out
        assert "indicators.W002" in warned.err
        assert f"Release {ahead.pk} is dated" in warned.err

    def test_is_no_worry_where_nothing_is_dated_ahead(
        self, release: Release, capsys: pytest.CaptureFixture[str]
    ) -> None:
        call_command("check", databases=["default"])

        assert "indicators.W002" not in capsys.readouterr().err
