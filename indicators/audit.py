"""The audit log: append-only events, one for each act."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from .models import Event, Official

AT_ONCE = 1000


def leave(verb: str, record: Model, *, by: Official, at: datetime, **detail: object) -> Event:
    """Write down who did what to the record, and when; ``detail`` holds before and after."""
    return Event.objects.create(at=at, by=by, verb=verb, record=name_of(record), detail=detail)


def leave_all(
    verb: str, told: Iterable[tuple[Model, Mapping[str, object]]], *, by: Official, at: datetime
) -> None:
    """Write down that somebody did the same to many records, each with its own detail."""
    Event.objects.bulk_create(
        (
            Event(at=at, by=by, verb=verb, record=name_of(record), detail=detail)
            for record, detail in told
        ),
        AT_ONCE,
    )


def leave_for_table(
    verb: str, model: type[Model], *, by: Official, at: datetime, **detail: object
) -> Event:
    """Write down who did what to many records of the model at once, such as an import."""
    record = str(model._meta.model_name)
    return Event.objects.create(at=at, by=by, verb=verb, record=record, detail=detail)


def leave_for_file(
    verb: str, record: str, *, by: Official, at: datetime, **detail: object
) -> Event:
    """Write down who did what with a file of records of several models."""
    return Event.objects.create(at=at, by=by, verb=verb, record=record, detail=detail)


def save_at(record: Any, at: datetime) -> None:  # noqa: ANN401 - any record with a history
    """Save the record as known since the moment, so that earlier days can be read."""
    record._history_date = at
    record.save()


def history_of(record: Model) -> QuerySet[Event]:
    """Return what was done to the record, the newest act first."""
    return Event.objects.filter(record=name_of(record)).select_related("by")


def name_of(record: Model) -> str:
    """Return how events name the record: entry 12."""
    return f"{record._meta.model_name} {record.pk}"
