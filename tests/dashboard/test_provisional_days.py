"""A due day that is a guess says so wherever it is shown, until somebody sets it."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from indicators import reminders
from indicators.models import Entry, Event, Official, ReportingPeriod
from tests.dashboard.api.test_submissions import ENTRIES, SUBMISSIONS, Sender, figure
from tests.indicators.workbook.files import given_out


@pytest.fixture
def period(month: list[Entry]) -> ReportingPeriod:
    """Return the open month, due on a day whose holidays are unknown."""
    ReportingPeriod.objects.update(due_is_provisional=True)
    period = ReportingPeriod.objects.get()
    for entry in month:
        entry.submission.period = period
    return period


@pytest.fixture
def root(db: None) -> Official:
    return Official.objects.create(username="root", is_superuser=True, is_staff=True)


class MarkTests:
    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("/desk/", "截止日期：2019-08-12（暂定）。"),
            ("/en/desk/", "Due on 2019-08-12 (provisional)."),
        ],
    )
    def test_stands_on_the_desk(
        self, client: Client, period: ReportingPeriod, reporter: Official, address: str, words: str
    ) -> None:
        client.force_login(reporter)

        assert words in client.get(address).content.decode()
        ReportingPeriod.objects.update(due_is_provisional=False)
        assert words not in client.get(address).content.decode()

    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("/desk/", "截止日期2019-08-12（暂定）"),
            ("/en/desk/", "due on 2019-08-12 (provisional)"),
        ],
    )
    def test_stands_in_notices(
        self, client: Client, period: ReportingPeriod, reporter: Official, address: str, words: str
    ) -> None:
        reminders.remind(date(2019, 8, 13))
        client.force_login(reporter)

        assert words in client.get(address).content.decode()

    def test_stands_in_letters(
        self,
        period: ReportingPeriod,
        reporter: Official,
        settings: Any,  # noqa: ANN401
    ) -> None:
        settings.EMAIL_CONFIGURED = True
        reporter.email = "reporter@example.org"
        reporter.save()

        reminders.send(reminders.remind(date(2019, 8, 13)), at=timezone.now())

        [letter] = mail.outbox
        assert "应于2019-08-12（暂定）前报送" in letter.body
        assert "overdue, due 2019-08-12 (provisional)" in letter.body

    def test_stands_in_the_workbook(self, month: list[Entry], period: ReportingPeriod) -> None:
        sheet = load_workbook(BytesIO(given_out(month[0]))).worksheets[0]

        assert "截止日期：2019-08-12（暂定）" in str(sheet["A2"].value)

    def test_stands_in_the_api(self, month: list[Entry], period: ReportingPeriod) -> None:
        sender = Sender(month[0].submission.organisation)

        answers = [
            sender.get(SUBMISSIONS).json()["items"][0],
            sender.get(ENTRIES).json(),
            sender.post({"entries": [figure(0, 78)]}).json(),
        ]

        said = [(one["due"], one["due_is_provisional"]) for one in answers]
        assert said == [("2019-08-12", True)] * 3


class AdminTests:
    def test_moves_a_day_in_the_administrators_name(
        self, client: Client, period: ReportingPeriod, root: Official
    ) -> None:
        client.force_login(root)
        address = f"/admin/indicators/reportingperiod/{period.pk}/change/"

        client.post(address, {"due": "2019-08-12"})
        unchanged = ReportingPeriod.objects.get()
        answer = client.post(address, {"due": "2019-08-20"})

        assert (unchanged.due_is_provisional, unchanged.due_moved_by) == (True, None)
        assert answer.status_code == 302
        moved = ReportingPeriod.objects.get()
        assert (moved.due, moved.due_is_provisional) == (date(2019, 8, 20), False)
        assert moved.due_moved_by == root
        assert Event.objects.get(verb="moved the due day").by == root

    def test_shows_which_days_are_provisional(
        self, client: Client, period: ReportingPeriod, root: Official
    ) -> None:
        client.force_login(root)

        html = client.get("/admin/indicators/reportingperiod/").content.decode()

        assert "截止日期暂定" in html
