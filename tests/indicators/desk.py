"""Officials with roles, and an open month, for the tests of the desk."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from indicators.enums import Frequency, Role
from indicators.intake.desk import entries
from indicators.intake.desk.entries import EntryInput
from indicators.models import (
    Entry,
    Indicator,
    Official,
    Organisation,
    ReportingPeriod,
    RoleHeld,
    Submission,
)

NOW = datetime(2019, 8, 5, 9, tzinfo=UTC)
CODES = ("ganfutong-items", "ganfutong-items-provincial", "ganfutong-items-city")


def make_official(name: str, *roles: Role, organisation: str = "") -> Official:
    """Return an official of the organisation with the roles."""
    found = Organisation.objects.get(code=organisation) if organisation else None
    official = Official.objects.create(username=name, organisation=found)
    RoleHeld.objects.bulk_create(RoleHeld(official=official, role=role) for role in roles)
    return official


def open_month(*codes: str, end: date = date(2019, 7, 31), owner: str = "") -> list[Entry]:
    """Open a month and owe the indicators' figures in it, each where it was reported before."""
    period, _created_now = ReportingPeriod.objects.get_or_create(
        frequency=Frequency.MONTH,
        end=end,
        defaults={"start": end.replace(day=1), "due": date(end.year, end.month % 12 + 1, 12)},
    )
    made = []
    for code in codes:
        indicator = Indicator.objects.get(code=code)
        organisation = Organisation.objects.get(code=owner) if owner else indicator.owner
        submission, _created_now = Submission.objects.get_or_create(
            organisation=organisation, period=period
        )
        made.append(
            Entry.objects.create(
                submission=submission, indicator=indicator, place=indicator.places.all()[0]
            ).pk
        )
    found = Entry.objects.with_relations().in_bulk(made)
    return [found[pk] for pk in made]


def fresh(entry: Entry) -> Entry:
    """Return the entry as it is now."""
    return Entry.objects.with_relations().get(pk=entry.pk)


def fill(entry: Entry, typed: str, by: Official, at: datetime = NOW, **more: Any) -> Entry:  # noqa: ANN401
    """Save the row as a reporter would."""
    now = fresh(entry)
    return entries.save(now, EntryInput(typed=typed, **more), seen=now.version, by=by, at=at)


def value_of(entry: Entry) -> Decimal | None:
    """Return the value that the database holds."""
    return Entry.objects.values_list("value", flat=True).get(pk=entry.pk)
