"""Who is told what and when, what goes out by e-mail, and what nobody looks after."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from indicators.bilingual import Text
from indicators.enums import EntryState, Frequency, Role, Status
from indicators.intake.period_opening import open_periods
from indicators.models import (
    Entry,
    Indicator,
    Notice,
    Official,
    Organisation,
    Place,
    Release,
    RoleHeld,
)
from indicators.reminders import (
    NoticeItem,
    UnassignedIndicator,
    UnassignedReason,
    forgotten,
    remind,
    send,
)
from indicators.series_builders import text_of

AUGUST = date(2019, 8, 1)
DUE = date(2019, 8, 12)
AT = datetime(2019, 8, 12, 1, tzinfo=UTC)
OWNER, OTHER = "justice-bureau", "market-bureau"


def days(count: int) -> timedelta:
    return timedelta(days=count)


def make_official(name: str, *roles: Role, organisation: str = OWNER, **more: Any) -> Official:  # noqa: ANN401
    official = Official.objects.create(
        username=name, organisation=Organisation.objects.get(code=organisation), **more
    )
    RoleHeld.objects.bulk_create(RoleHeld(official=official, role=role) for role in roles)
    return official


def owe(*codes: str) -> None:
    """Let the justice bureau owe the indicators in July, due on 12 August."""
    for indicator in Indicator.objects.filter(code__in=codes):
        indicator.frequency, indicator.owner = Frequency.MONTH, Organisation.objects.get(code=OWNER)
        indicator.save()
        indicator.places.set([Place.objects.get(code="city")])
    open_periods(AUGUST)


def item(kind: str, entries: int = 2, organisation: str = OWNER) -> NoticeItem:
    return {
        "organisation": organisation,
        "period_zh": "2019年7月",
        "period_en": "July 2019",
        "due": "2019-08-12",
        "entries": entries,
        "kind": kind,
    }


def told(notices: Sequence[Notice]) -> dict[str, list[NoticeItem]]:
    return {notice.official.username: notice.items for notice in notices}


@pytest.fixture
def nothing_owed(release: Release) -> None:
    for indicator in Indicator.objects.all():
        indicator.places.clear()


@pytest.fixture
def july(nothing_owed: None) -> None:
    """Let two figures be owed, and everybody be there who might be told."""
    owe("documents-reviewed", "review-comments")
    make_official("reporter", Role.REPORTER, email="reporter@example.org")
    make_official("head", is_head=True, email="head@example.org")
    make_official("reviewer", Role.REVIEWER, organisation="rule-of-law-office")
    make_official("left", Role.REPORTER, Role.REVIEWER, is_active=False, is_head=True)
    make_official("colleague", Role.VIEWER)
    make_official("stranger", Role.REPORTER, organisation=OTHER, is_head=True)


class RemindTests:
    @pytest.mark.parametrize(
        ("after", "kind", "who"),
        [
            (-11, "", []),
            (-4, "", []),
            (-3, "due_soon", ["reporter"]),
            (-1, "due_soon", ["reporter"]),
            (0, "due_soon", ["reporter"]),
            (1, "overdue", ["reporter", "head"]),
            (4, "overdue", ["reporter", "head"]),
            (5, "overdue", ["reporter", "head", "reviewer"]),
            (40, "overdue", ["reporter", "head", "reviewer"]),
        ],
    )
    def test_tells_more_people_the_later_it_is(
        self, july: None, after: int, kind: str, who: list[str]
    ) -> None:
        on = DUE + days(after)

        notices = remind(on)

        assert told(notices) == {name: [item(kind)] for name in who}
        assert {notice.day for notice in notices} <= {on}
        assert list(Notice.objects.order_by("pk")) == sorted(notices, key=lambda one: one.pk)

    @pytest.mark.parametrize("state", [EntryState.SUBMITTED, EntryState.ACCEPTED])
    def test_tells_nobody_once_everything_is_in(self, july: None, state: EntryState) -> None:
        put(state, *Entry.objects.all())

        assert remind(DUE + days(5)) == []

    def test_counts_what_is_open_and_tells_what_was_returned_apart(self, july: None) -> None:
        entry = Entry.objects.all()[0]
        entry.state, entry.return_reason = EntryState.RETURNED, "请核对"
        entry.save()

        assert told(remind(DUE)) == {"reporter": [item("due_soon", 1), item("returned", 1)]}

    def test_puts_everything_for_a_person_into_one_notice(self, july: None) -> None:
        Indicator.objects.filter(code="review-comments").update(
            owner=Organisation.objects.get(code=OTHER)
        )
        Indicator.objects.get(code="documents-reviewed").co_owners.set(
            Organisation.objects.filter(code=OTHER)
        )
        open_periods(AUGUST)
        everything = make_official("everything", Role.REPORTER, Role.REVIEWER, is_head=True)

        remind(DUE + days(5))

        notice = Notice.objects.get(official=everything)
        assert notice.items == [item("overdue", 2), item("overdue", 2, OTHER)]

    def test_mentions_the_longest_due_period_first(self, july: None) -> None:
        open_periods(date(2019, 9, 1))

        [notice] = Notice.objects.filter(pk__in=[one.pk for one in remind(date(2019, 9, 10))])[:1]

        assert [(one["period_zh"], one["due"], one["kind"]) for one in notice.items] == [
            ("2019年7月", "2019-08-12", "overdue"),
            ("2019年8月", "2019-09-10", "due_soon"),
        ]

    def test_mentions_the_month_before_the_half_year_that_is_due_with_it(self, july: None) -> None:
        Entry.objects.all().delete()
        Indicator.objects.filter(code="review-comments").update(frequency=Frequency.HALF_YEAR)
        open_periods(date(2019, 7, 1))

        [notice] = remind(date(2019, 7, 10))

        assert [(one["period_zh"], one["due"], one["entries"]) for one in notice.items] == [
            ("2019年6月", "2019-07-10", 1),
            ("2019年上半年", "2019-07-10", 1),
        ]

    def test_brings_the_notice_up_to_date_when_it_runs_twice(self, july: None) -> None:
        [first] = remind(DUE)
        Notice.objects.update(sent_at=AT)
        put(EntryState.SUBMITTED, Entry.objects.all()[0])

        [second] = remind(DUE)

        assert (second.pk, second.items, second.sent_at) == (first.pk, [item("due_soon", 1)], AT)
        assert Notice.objects.count() == 1

    @pytest.mark.parametrize(("sent_at", "left"), [(None, 0), (AT, 1)])
    def test_takes_back_what_has_nothing_left_to_say_unless_it_was_sent(
        self, july: None, sent_at: datetime | None, left: int
    ) -> None:
        remind(DUE - days(1))
        remind(DUE)
        Notice.objects.filter(day=DUE).update(sent_at=sent_at)
        put(EntryState.SUBMITTED, *Entry.objects.all())

        assert remind(DUE) == []
        assert Notice.objects.filter(day=DUE).count() == left
        assert Notice.objects.filter(day=DUE - days(1)).count() == 1

    def test_asks_the_database_as_often_for_twenty_indicators_as_for_one(
        self, nothing_owed: None
    ) -> None:
        codes = list(Indicator.objects.values_list("code", flat=True)[:20])
        owe(codes[0])
        make_official("first", Role.REPORTER)
        with CaptureQueriesContext(connection) as few:
            remind(DUE + days(5))
        owe(*codes)
        for number in range(20):
            make_official(f"reporter{number}", Role.REPORTER)
        with CaptureQueriesContext(connection) as many:
            notices = remind(DUE + days(6))

        assert told(notices)["reporter7"] == [item("overdue", 20)]
        assert (len(notices), len(many)) == (21, len(few))


def put(state: EntryState, *entries: Entry) -> None:
    """Let the entries be in the state, as the desk would leave them."""
    made = {name: make_official(f"{name} {state}") for name in ("by", "reviewed by")}
    accepted = state == EntryState.ACCEPTED
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(
        state=state,
        status=Status.REPORTED,
        value=1,
        entered_by=made["by"],
        submitted_by=made["by"],
        submitted_at=AT,
        first_submitted_at=AT,
        accepted_by=made["reviewed by"] if accepted else None,
        accepted_at=AT if accepted else None,
    )


class Failing(BaseEmailBackend):
    """A mail server that refuses one address, and counts what it is asked."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        [message] = messages
        if message.to == ["reporter@example.org"]:
            raise SMTPRecipientsRefused({})
        mail.outbox.append(message)
        return 1


class Unreachable(BaseEmailBackend):
    """A mail server that is not there."""

    def open(self) -> bool:
        raise ConnectionRefusedError("nobody listens")


class Departing(BaseEmailBackend):
    """A mail server that takes everything, and fails to say goodbye."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        mail.outbox.extend(messages)
        return len(messages)

    def close(self) -> None:
        raise SMTPException("gone")


class Overtaken(BaseEmailBackend):
    """A mail server so slow that another run finishes while this one connects."""

    def open(self) -> bool:
        Notice.objects.update(sent_at=AT - days(1))
        return True


def use(settings: Settings, backend: type[BaseEmailBackend]) -> None:
    settings.EMAIL_BACKEND = f"{backend.__module__}.{backend.__qualname__}"


@pytest.fixture
def configured(settings: Settings) -> None:
    settings.EMAIL_CONFIGURED = True


class SendTests:
    def test_writes_in_both_languages_the_chinese_first(self, july: None, configured: None) -> None:
        Official.objects.filter(username="reporter").update(last_name="李", first_name="明{}")
        entry = Entry.objects.all()[0]
        entry.state, entry.return_reason = EntryState.RETURNED, "请核对"
        entry.save()
        notices = [one for one in remind(DUE) if one.official.username == "reporter"]

        assert send(notices, at=AT) == notices

        [letter] = mail.outbox
        assert (letter.subject, letter.to) == (
            "待填报提醒 / Reporting reminder",
            ["reporter@example.org"],
        )
        assert letter.body == (
            "明{} 李：\n\n"
            "截至2019-08-12，以下填报项尚未完成报送：\n\n"
            "- 2019年7月，市司法局：待填报1项，2019-08-12到期\n"
            "- 2019年7月，市司法局：已退回待修改1项，期限2019-08-12\n\n"
            "请登录系统办理。如已报送，请忽略本提醒。\n\n"
            "----------------------------------------\n\n"
            "明{} 李,\n\n"
            "As of 2019-08-12, these figures have not been submitted:\n\n"
            "- July 2019, Justice Bureau: 1 figure to report, due 2019-08-12\n"
            "- July 2019, Justice Bureau: 1 figure returned for correction, due 2019-08-12\n\n"
            "Please log in to report them. If you have done so meanwhile, ignore this reminder.\n"
        )
        assert notices[0].sent_at is None
        assert Notice.objects.get().sent_at == AT

    def test_says_what_is_late_even_of_an_organisation_that_was_renamed(
        self, july: None, configured: None
    ) -> None:
        notices = remind(DUE + days(1))
        Organisation.objects.filter(code=OWNER).update(code="renamed")

        send(notices, at=AT)

        assert "- 2019年7月，justice-bureau：逾期未报2项，应于2019-08-12前报送\n" in str(
            mail.outbox[0].body
        )
        assert "- July 2019, justice-bureau: 2 figures overdue, due 2019-08-12\n" in str(
            mail.outbox[0].body
        )

    def test_writes_only_to_those_with_an_address_and_once(
        self, july: None, configured: None
    ) -> None:
        sent = [send(remind(DUE + days(5)), at=AT), send(remind(DUE + days(5)), at=AT + days(1))]

        assert [{one.official.username for one in run} for run in sent] == [
            {"reporter", "head"},
            set(),
        ]
        assert len(mail.outbox) == 2
        assert dict(Notice.objects.values_list("official__username", "sent_at")) == {
            "reporter": AT,
            "head": AT,
            "reviewer": None,
        }

    def test_sends_nothing_where_no_mail_server_is_set_up(
        self, july: None, settings: Settings
    ) -> None:
        settings.EMAIL_CONFIGURED = False

        assert send(remind(DUE), at=AT) == []
        assert (mail.outbox, Notice.objects.get().sent_at) == ([], None)

    def test_goes_on_to_the_others_where_the_server_refuses_one(
        self,
        july: None,
        configured: None,
        settings: Settings,
    ) -> None:
        use(settings, Failing)
        sent = send(remind(DUE + days(1)), at=AT)

        assert [one.official.username for one in sent] == ["head"]
        assert Notice.objects.get(official__username="reporter").sent_at is None

    def test_tries_again_once_the_server_is_back(
        self,
        july: None,
        configured: None,
        settings: Settings,
    ) -> None:
        backend = settings.EMAIL_BACKEND
        use(settings, Unreachable)
        first = send(remind(DUE), at=AT)
        settings.EMAIL_BACKEND = backend
        second = send(remind(DUE), at=AT)

        assert (first, second) == ([], list(Notice.objects.all()))
        assert len(mail.outbox) == 1

    def test_remembers_what_went_out_before_the_server_failed(
        self,
        july: None,
        configured: None,
        settings: Settings,
    ) -> None:
        use(settings, Departing)

        assert send(remind(DUE), at=AT) == list(Notice.objects.all())
        assert Notice.objects.get().sent_at == AT

    def test_leaves_a_notice_to_the_run_that_is_faster(
        self,
        july: None,
        configured: None,
        settings: Settings,
    ) -> None:
        use(settings, Overtaken)

        assert send(remind(DUE), at=AT) == []
        assert Notice.objects.get().sent_at == AT - days(1)


class RemindCommandTests:
    def test_says_how_many_were_told(self, july: None, configured: None) -> None:
        out = StringIO()

        call_command("remind", "--on", "2019-08-17", stdout=out)

        assert out.getvalue() == "notices: 3, sent by e-mail: 2\n"

    # Still 8 August in Greenwich, already three days before the due day in China.
    @time_machine.travel("2019-08-08T17:00:00+00:00", tick=False)
    def test_takes_the_day_that_it_is_in_china(self, july: None) -> None:
        out = StringIO()

        call_command("remind", stdout=out)

        assert out.getvalue() == "notices: 1, sent by e-mail: 0\n"


class ForgottenTests:
    @pytest.fixture
    def looked_after(self, july: None) -> None:
        """Leave two public indicators, which the justice bureau owes and reports."""
        codes = ("documents-reviewed", "review-comments")
        Indicator.objects.exclude(code__in=codes).update(is_public=False)

    def row(self, code: str, why: UnassignedReason) -> UnassignedIndicator:
        name = text_of(Indicator.objects.get(code=code), "name")
        return UnassignedIndicator(code, name, OWNER, Text("市司法局", "Justice Bureau"), why)

    def test_lists_what_was_due_and_never_accepted(self, looked_after: None) -> None:
        put(EntryState.ACCEPTED, Entry.objects.get(indicator__code="review-comments"))

        assert forgotten(DUE) == []
        assert forgotten(DUE + days(1)) == [
            self.row("documents-reviewed", UnassignedReason.NEVER_REPORTED)
        ]

    def test_knows_that_what_is_corrected_now_had_been_accepted(self, looked_after: None) -> None:
        Entry.objects.update(reason="漏计一项")

        assert forgotten(DUE + days(1)) == []

    def test_lists_what_nobody_active_reports(self, looked_after: None) -> None:
        Official.objects.filter(username="reporter").update(is_active=False)

        assert forgotten(DUE) == [
            self.row("documents-reviewed", UnassignedReason.NO_ACTIVE_OFFICIAL),
            self.row("review-comments", UnassignedReason.NO_ACTIVE_OFFICIAL),
        ]

    def test_names_the_places_first_where_several_things_are_missing(
        self, looked_after: None
    ) -> None:
        Indicator.objects.get(code="review-comments").places.clear()
        Official.objects.filter(username="reporter").delete()

        assert forgotten(DUE + days(1)) == [
            self.row("documents-reviewed", UnassignedReason.NO_ACTIVE_OFFICIAL),
            self.row("review-comments", UnassignedReason.NO_PLACES),
        ]

    def test_leaves_out_what_is_not_public(self, looked_after: None) -> None:
        Indicator.objects.update(is_public=False)

        assert forgotten(DUE + days(1)) == []

    def test_asks_the_database_once_however_many_there_are(self, nothing_owed: None) -> None:
        with CaptureQueriesContext(connection) as queries:
            listed = forgotten(DUE)

        assert {one.why for one in listed} == {UnassignedReason.NO_PLACES}
        assert (len(listed), len(queries)) == (Indicator.objects.count(), 1)
