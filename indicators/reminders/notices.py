"""Compose the day's notices: at most one for each person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NotRequired, TypedDict

from django.db import transaction
from django.db.models import Count, TextChoices
from django.utils.translation import gettext_lazy as _

from indicators.bilingual import Text
from indicators.enums import EntryState, Role
from indicators.models import Entry, Notice, Official
from indicators.periods import Period, due_words

BEFORE_DUE = timedelta(days=3)
OFFICE_AFTER = timedelta(days=5)


class Urgency(TextChoices):
    """Why something open is mentioned."""

    DUE_SOON = "due_soon", _("due soon")
    OVERDUE = "overdue", _("overdue")
    RETURNED = "returned", _("returned")


class NoticeItem(TypedDict):
    """What a notice says of an organisation's open entries in a period; ``due`` in ISO format.

    ``is_provisional`` stands where the due day may still change.
    """

    organisation: str
    period_zh: str
    period_en: str
    due: str
    entries: int
    kind: str
    is_provisional: NotRequired[bool]


@dataclass(frozen=True, slots=True)
class OpenEntries:
    """Open entries of one organisation and period, and the day that they were due."""

    organisation: int
    due: date
    item: NoticeItem


@transaction.atomic
def remind(on: date) -> list[Notice]:
    """Return the day's notices, one for each person who should know what is still open.

    A second run on the day brings them up to date, and takes back those that were not sent and
    have nothing left to say.
    """
    owed = _owed(on)
    officials = Official.objects.filter(is_active=True).prefetch_related("roles_held")
    told = {one.pk: items for one in officials if (items := _items_for(one, owed, on))}
    Notice.objects.filter(day=on, sent_at__isnull=True).exclude(official__in=told).delete()
    Notice.objects.bulk_create(
        (Notice(official_id=official, day=on, items=items) for official, items in told.items()),
        update_conflicts=True,
        unique_fields=["official", "day"],
        update_fields=["items"],
    )
    return list(Notice.objects.filter(day=on, official__in=told).select_related("official"))


def _owed(on: date) -> list[OpenEntries]:
    """Return what is open and due soon or late, the longest due first."""
    due, start, end = (f"submission__period__{name}" for name in ("due", "start", "end"))
    provisional = "submission__period__due_is_provisional"
    key, code = (f"submission__organisation__{name}" for name in ("pk", "code"))
    rows = (
        Entry.objects.owed()
        .open()
        .filter(submission__period__due__lte=on + BEFORE_DUE)
        .values_list(key, code, start, end, due, provisional, "state")
        .annotate(entries=Count("pk"))
        .order_by(due, f"-{start}", "submission__organisation__order", code, "state")
    )
    found = []
    for organisation, name, first, last, day, is_provisional, state, count in rows:
        item = _item(name, Period(last, first), day, count, _urgency(state, day, on))
        if is_provisional:
            item["is_provisional"] = True
        found.append(OpenEntries(organisation, day, item))
    return found


def due_of(item: NoticeItem) -> Text:
    """Return the due day that the notice names, marked where it is provisional."""
    day = date.fromisoformat(item["due"])
    return due_words(day, is_provisional=item.get("is_provisional", False))


def _urgency(state: str, due: date, on: date) -> Urgency:
    if state == EntryState.RETURNED:
        return Urgency.RETURNED
    return Urgency.OVERDUE if on > due else Urgency.DUE_SOON


def _item(
    organisation: str, period: Period, due: date, entries: int, urgency: Urgency
) -> NoticeItem:
    return {
        "organisation": organisation,
        "period_zh": period.label.zh,
        "period_en": period.label.en,
        "due": due.isoformat(),
        "entries": entries,
        "kind": urgency.value,
    }


def _items_for(official: Official, owed: Iterable[OpenEntries], on: date) -> list[NoticeItem]:
    """Tell reporters from the start, their heads once it is late, the office if it stays late."""
    roles = {held.role for held in official.roles_held.all()}

    def is_told(one: OpenEntries) -> bool:
        if Role.REVIEWER in roles and on >= one.due + OFFICE_AFTER:
            return True
        if official.organisation_id != one.organisation:
            return False
        return Role.REPORTER in roles or (official.is_head and on > one.due)

    return [one.item for one in owed if is_told(one)]
