"""Releases: a batch of new figures, or the correction of one."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from indicators import assembly
from indicators.enums import Kind, Qualifier
from indicators.figures import Figure
from indicators.intake import report
from indicators.intake.generated import Size, generate
from indicators.models import Event, Indicator, Observation, Official, Release
from indicators.permissions import can_publish
from indicators.texts import Text

from . import standings

SAME = ("indicator_id", "place_id", "period_start", "period_end")


@transaction.atomic
def publish(figures: Iterable[Figure], *, title: Text, by: Official, at: datetime) -> Release:
    """Make the figures public together, and return their release.

    Raises PermissionDenied without the right, and ValidationError where nothing is given, the time
    is before the newest release, a figure is given twice, or one is public already (then it takes
    a correction).
    """
    batch = list(figures)
    if not batch:
        raise ValidationError(_("A release needs at least one figure."))
    before = _newest()
    release = _released(title, by, at, _day(batch, before))
    observations = [_observation(figure, release) for figure in batch]
    _refuse_what_is_public(observations)
    Observation.objects.bulk_create(observations, batch_size=500)
    standings.follow(observations, before.day if before else None, release.day)
    _leave_event("published", release, by, at, {"figures": len(observations)})
    return release


@transaction.atomic
def publish_report(folder: Path) -> Release:
    """Take the folder in and publish its figures at the time that it names."""
    batch = report.load(folder)
    release = publish(batch.figures, title=batch.title, by=batch.by, at=batch.at)
    standings.refresh(Indicator.objects.all())
    return release


def publish_generated(size: Size) -> Iterator[Release]:
    """Publish made-up figures a month at a time, and yield each month's release."""
    for batch in generate(size):
        yield publish(batch.figures, title=batch.title, by=batch.by, at=batch.at)


@transaction.atomic
def correct(  # noqa: PLR0913 - a figure has three parts, an act has three circumstances
    observation: Observation,
    *,
    value: Decimal,
    qualifier: Qualifier = Qualifier.EXACT,
    as_written: str = "",
    reason: str,
    by: Official,
    at: datetime,
) -> Observation:
    """Publish a new version of the figure with the reason, and return it.

    Raises PermissionDenied without the right, and ValidationError without a reason or where the
    observation has been corrected already.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the figure is corrected.")})
    name = assembly.text_of(observation.indicator, "name")
    title = Text(f"更正：{name.zh}", f"Correction: {name.en}")
    before = _newest()
    release = _released(title, by, at, before.day if before else observation.period_end)
    same = Observation.objects.filter(**{name: getattr(observation, name) for name in SAME})
    if observation.version != same.aggregate(newest=Max("version"))["newest"]:
        raise ValidationError(_("This version has been corrected already; correct the newest one."))
    new = Observation.objects.create(
        **{name: getattr(observation, name) for name in SAME},
        value=value,
        qualifier=qualifier,
        as_written=as_written.strip(),
        citation=observation.citation,
        release=release,
        version=observation.version + 1,
        reason=reason.strip(),
    )
    standings.follow([new], release.day, release.day)
    _leave_event(
        "corrected",
        release,
        by,
        at,
        {"before": _written(observation), "after": _written(new), "reason": new.reason},
    )
    return new


def _newest() -> Release | None:
    return Release.objects.order_by("released_at").last()


def _day(figures: list[Figure], before: Release | None) -> date:
    """Return how far the public figures reach; plans say nothing of it unless all are plans."""
    past = [one.period_end for one in figures if one.indicator.kind != Kind.PLAN]
    if before is not None:
        return max([*past, before.day])
    return max(past or [one.period_end for one in figures])


def _released(title: Text, by: Official, at: datetime, day: date) -> Release:
    if not can_publish(by):
        raise PermissionDenied
    newest = _newest()
    if newest is not None and at <= newest.released_at:
        raise ValidationError(_("A release cannot be dated before the newest one."))
    return Release.objects.create(
        title_zh_hans=title.zh, title_en=title.en, released_at=at, released_by=by, day=day
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


def _refuse_what_is_public(observations: list[Observation]) -> None:
    public = set(
        Observation.objects.filter(
            indicator__in={one.indicator_id for one in observations},
            period_end__in={one.period_end for one in observations},
        ).values_list(*SAME)
    )
    for observation in observations:
        key = tuple(getattr(observation, name) for name in SAME)
        if key in public:
            raise ValidationError(
                _("%(figure)s is public already; correct it instead.") % {"figure": observation}
            )
        public.add(key)


def _written(observation: Observation) -> str | None:
    if observation.value is None:
        return None
    return f"{observation.qualifier} {observation.value.normalize():f}"


def _leave_event(
    verb: str, release: Release, by: Official, at: datetime, detail: dict[str, object]
) -> None:
    Event.objects.create(at=at, by=by, verb=verb, record=f"release {release.pk}", detail=detail)
