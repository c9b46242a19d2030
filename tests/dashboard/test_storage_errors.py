"""What is said and kept when there is no room, and what the daily job makes room of."""

import errno
import secrets
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dashboard import storage_errors
from dashboard.accounts import login_attempts
from dashboard.jobs import CutShort
from dashboard.models import FailedTry, FailureKind, UsedCode
from dashboard.static_edition.desk.making import make_edition
from dashboard.views.errors import bad_request
from indicators.enums import Role
from indicators.intake.workbook import uploads
from indicators.models import Entry, Official, Upload
from tests.indicators.desk import make_official
from tests.scenes import play

from .test_accounts import LOGIN, PASSWORD, fail, is_in, log_in, quick_passwords
from .test_accounts import make_official as make_account

NOON = "2019-07-10T12:00:00+08:00"
HOUR = 3600
MOST_ROWS = 10_000
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

__all__ = ["quick_passwords"]


def fill_database() -> None:
    """Let SQLite take no more pages, and fill those in which a log-in would find room."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    for make in (a_session, a_failure):
        for _ in range(MOST_ROWS):
            try:
                make()
            except OperationalError:
                break
        else:
            pytest.fail("there is still room")


def a_session() -> None:
    Session.objects.create(
        session_key=secrets.token_hex(16), session_data="x" * 300, expire_date=timezone.now()
    )


def a_failure() -> None:
    FailedTry.objects.create(
        kind=FailureKind.PASSWORD,
        account=secrets.token_hex(32),
        address="192.0.2.9",
        at=timezone.now(),
    )


@override_settings(STORAGES=PLAIN, ALLOWED_HOSTS=["testserver"], REQUIRE_SECOND_FACTOR=False)
def an_official_logs_in_while_the_database_is_full() -> object:
    Official.objects.create_user("wang", password=PASSWORD)
    client = Client(raise_request_exception=False)
    fill_database()
    right: Any = log_in(client)
    wrong: Any = log_in(client, password="wrong")
    english: Any = client.post(f"/en{LOGIN}", {"login": "wang", "password": PASSWORD})
    return {
        "right": (right.status_code, "存储空间已满" in right.content.decode()),
        "wrong": (wrong.status_code, "存储空间已满" in wrong.content.decode()),
        "english": (english.status_code, "The storage is full" in english.content.decode()),
        "page": client.get(LOGIN).status_code,
        "public": client.get("/").status_code,
        "failures": FailedTry.objects.filter(account=login_attempts.digest_of("wang")).count(),
    }


class FullTests:
    @pytest.mark.django_db
    @pytest.mark.skipif(connection.vendor != "sqlite", reason="fills a database of SQLite")
    def test_database_is_named_at_the_log_in_and_counts_no_failure(
        self,
        city: str,
    ) -> None:
        assert play(city, an_official_logs_in_while_the_database_is_full) == {
            "right": [503, True],
            "wrong": [503, True],
            "english": [503, True],
            "page": 200,
            "public": 200,
            "failures": 0,
        }

    @pytest.mark.django_db
    @pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL")
    def test_database_of_postgresql_is_recognised(self) -> None:
        says_so = "DO $$ BEGIN RAISE EXCEPTION 'could not extend' USING ERRCODE = '53100'; END $$"
        with pytest.raises(DatabaseError) as full, transaction.atomic():
            connection.cursor().execute(says_so)
        with pytest.raises(DatabaseError) as other, transaction.atomic():
            connection.cursor().execute("SELECT nothing")

        assert storage_errors.is_full(full.value)
        assert not storage_errors.is_full(other.value)

    @pytest.mark.parametrize(
        ("number", "is_full"),
        [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EFBIG, True), (errno.EACCES, False)],
    )
    def test_disk_is_recognised(self, number: int, is_full: object) -> None:
        error = RuntimeError()
        error.__context__ = OSError(number, "file")

        assert storage_errors.is_full(error) is is_full
        assert storage_errors.is_full(OSError(number, "file")) is is_full

    def test_disk_is_named_and_a_bad_request_stays_one(self, rf: RequestFactory) -> None:
        full = bad_request(rf.get("/"), OSError(errno.ENOSPC, "file"))
        bad = bad_request(rf.get("/"), ValueError())

        assert (full.status_code, bad.status_code) == (503, 400)
        assert not storage_errors.is_full(None)


def cleaned() -> str:
    said = StringIO()
    call_command("clean_up", stdout=said)
    return said.getvalue()


class CleanUpTests:
    def test_removes_what_ended_and_nothing_else(
        self, month: list[Entry], reporter: Official
    ) -> None:
        for name in ("wang", "li"):
            make_account(name, Role.VIEWER)
        period = month[0].submission.period
        running = Client()
        with time_machine.travel(NOON, tick=False) as now:
            log_in(Client())
            fail(Client(), 3)
            login_attempts.is_first_use("wang", "123456")
            Upload.objects.create(by=reporter, at=timezone.now(), period=period, content=b"")
            now.shift(25 * HOUR)
            log_in(running, "li")
            fail(Client(), 2)
            login_attempts.is_first_use("wang", "654321")
            Upload.objects.create(
                by=make_official("x"), at=timezone.now(), period=period, content=b""
            )
            said, again = cleaned(), cleaned()
            still_in = is_in(running)

        assert said == "removed: uploads 1, sessions 1, failed log-ins and used codes 4, jobs 0\n"
        assert again == (
            "removed: uploads 0, sessions 0, failed log-ins and used codes 0, jobs 0\n"
        )
        assert still_in
        assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)
        assert list(FailedTry.objects.values_list("kind", flat=True)) == [FailureKind.PASSWORD] * 2
        assert (UsedCode.objects.count(), Upload.objects.count()) == (1, 1)
        assert timedelta(hours=24) == uploads.KEPT_FOR

    def test_removes_jobs_that_ended_a_month_ago(self, db: None) -> None:
        with time_machine.travel(NOON, tick=False) as now:
            wanted = [make_edition.enqueue(as_of="", base="/").id for _ in range(3)]
            old, new, waiting = (DBTaskResult.objects.get(pk=one) for one in wanted)
            old.set_failed(CutShort())
            now.shift(29 * 24 * HOUR)
            new.set_successful(None)
            now.shift(2 * 24 * HOUR)
            said = cleaned()

        assert said.endswith("jobs 1\n")
        assert {*DBTaskResult.objects.all()} == {new, waiting}
