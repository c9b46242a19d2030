"""The only ways a figure becomes public: publish a batch, or correct one published figure.

Both ask the right, act in one transaction, recompute standings and leave an event. Observations are
never changed: a correction is a new version with a reason.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from . import assembly, narrative
from .enums import Kind, Qualifier
from .figures import Figure
from .intake import report
from .models import (
    Event,
    Indicator,
    Observation,
    Official,
    Place,
    Release,
    Standing,
    Target,
)
from .permissions import can_publish
from .progress import Progress, measure
from .series import Series
from .texts import Text
from .units import rounded


@transaction.atomic
def publish(figures: Iterable[Figure], *, title: Text, by: Official, at: datetime) -> Release:
    """Make the figures public together, and return their release.

    Raises PermissionDenied without the right, and ValidationError where nothing is given, the time
    is before the newest release, or a figure is public already (then it takes a correction).
    """
    release = _released(title, by, at)
    observations = [_observation(figure, release) for figure in figures]
    if not observations:
        raise ValidationError(_("A release needs at least one figure."))
    for observation in observations:
        if _same(observation).exists():
            raise ValidationError(
                _("%(figure)s is public already; correct it instead.") % {"figure": observation}
            )
        observation.save(force_insert=True)
    _recompute()
    _leave_event("published", release, by, at, {"figures": len(observations)})
    return release


@transaction.atomic
def publish_report(folder: Path) -> Release:
    """Take the folder in and publish its figures at the time that it names."""
    batch = report.load(folder)
    return publish(batch.figures, title=batch.title, by=batch.by, at=batch.at)


@transaction.atomic
def correct(
    observation: Observation, *, value: Decimal, reason: str, by: Official, at: datetime
) -> Observation:
    """Publish a new version of the figure with the reason, and return it.

    Raises PermissionDenied without the right, and ValidationError without a reason or where the
    observation has been corrected already.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the figure is corrected.")})
    name = assembly.text_of(observation.indicator, "name")
    title = Text(f"更正：{name.zh}", f"Correction: {name.en}")
    release = _released(title, by, at)
    newest = _same(observation).aggregate(newest=Max("version"))["newest"]
    if observation.version != newest:
        raise ValidationError(_("This version has been corrected already; correct the newest one."))
    new = Observation.objects.create(
        indicator=observation.indicator,
        place=observation.place,
        period_start=observation.period_start,
        period_end=observation.period_end,
        value=value,
        qualifier=Qualifier.EXACT,
        as_written="",
        citation=observation.citation,
        release=release,
        version=observation.version + 1,
        reason=reason.strip(),
    )
    _recompute()
    before = None if observation.value is None else str(observation.value)
    _leave_event(
        "corrected",
        release,
        by,
        at,
        {"before": before, "after": str(value), "reason": reason.strip()},
    )
    return new


def _released(title: Text, by: Official, at: datetime) -> Release:
    if not can_publish(by):
        raise PermissionDenied
    newest = Release.objects.aggregate(newest=Max("released_at"))["newest"]
    if newest is not None and at <= newest:
        raise ValidationError(_("A release cannot be dated before the newest one."))
    return Release.objects.create(
        title_zh_hans=title.zh, title_en=title.en, released_at=at, released_by=by
    )


def _observation(figure: Figure, release: Release) -> Observation:
    return Observation(
        indicator=figure.indicator,
        place=figure.place,
        period_start=figure.period_start,
        period_end=figure.period_end,
        value=figure.value,
        qualifier=figure.qualifier,
        status=figure.status,
        as_written=figure.as_written,
        citation=figure.citation,
        release=release,
        note_zh_hans=figure.note.zh,
        note_en=figure.note.en,
    )


def _same(observation: Observation) -> QuerySet[Observation]:
    return Observation.objects.filter(
        indicator=observation.indicator,
        place=observation.place,
        period_start=observation.period_start,
        period_end=observation.period_end,
    )


def _leave_event(
    verb: str, release: Release, by: Official, at: datetime, detail: dict[str, object]
) -> None:
    Event.objects.create(at=at, by=by, verb=verb, record=f"release {release.pk}", detail=detail)


def _recompute() -> None:
    """Write one standing for each indicator and place that has a public figure or a target."""
    figures = Observation.objects.exclude(indicator__kind=Kind.PLAN)
    newest = figures.aggregate(newest=Max("period_end"))["newest"]
    if newest is None:
        newest = Observation.objects.aggregate(newest=Max("period_end"))["newest"]
    ids = dict(Indicator.objects.values_list("code", "pk"))
    places = dict(Place.objects.values_list("code", "pk"))
    targets = {
        (target.indicator_id, target.place_id, target.due): target.pk
        for target in Target.objects.all()
    }
    rows = []
    for series in assembly.all_series(Indicator.objects.all()):
        progress = measure(series, newest)
        key = ids[series.code], places[series.place.code]
        target = targets.get((*key, series.target.due)) if series.target else None
        rows.append(_row(key, series, progress, target))
    Standing.objects.all().delete()
    Standing.objects.bulk_create(rows)


def _row(key: tuple[int, int], series: Series, progress: Progress, target: int | None) -> Standing:
    sentence = narrative.describe(series, progress)
    latest, previous = ([*reversed(series.reported), None, None])[:2]
    return Standing(
        indicator_id=key[0],
        place_id=key[1],
        latest_id=latest.key if latest else None,
        previous_id=previous.key if previous else None,
        target_id=target,
        as_of=progress.as_of,
        standing=progress.standing,
        achieved=None if progress.achieved is None else rounded(progress.achieved * 100, 4),
        expected=None if progress.expected is None else rounded(progress.expected, 6),
        sentence_zh_hans=sentence.zh,
        sentence_en=sentence.en,
    )
