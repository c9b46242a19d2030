"""Releases: a batch of new figures becomes public, and the newest can be withdrawn."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _

from indicators import audit, report_fixture
from indicators.bilingual import Text
from indicators.enums import Kind
from indicators.models import Entry, Indicator, Observation, Official, Release, Standing
from indicators.permissions import can_publish
from indicators.publication_input import NewFigure
from indicators.synthetic import Size, generate

from . import clock, standings
from .locking import one_at_a_time
from .sources import close_sources, open_sources

# What a reader finds beside a figure whose first release was withdrawn.
PUBLISHED_AGAIN = "撤回后重新发布"
PUBLIC = Q(release__withdrawn_at__isnull=True)
SAME = ("indicator_id", "place_id", "period_start", "period_end")


@transaction.atomic
def publish(figures: Iterable[NewFigure], *, title: Text, by: Official, at: datetime) -> Release:
    """Make the figures public together, and return their release.

    Raises PermissionDenied without the right, and ValidationError where nothing is given, the time
    is before the newest release, a figure is given twice, or one is public already and no reason
    says why it is corrected.
    """
    one_at_a_time()
    batch = list(figures)
    if not batch:
        raise ValidationError(_("A release needs at least one figure."))
    before = Release.objects.public().newest()
    release = released(title, by, at, reach(batch, before))
    observations = [_observation(figure, release) for figure in batch]
    _number(observations)
    Observation.objects.bulk_create(observations, batch_size=500)
    open_sources(batch, release.released_at)
    standings.follow(observations, before.day if before else None, release.day)
    audit.leave("published", release, by=by, at=at, figures=len(observations))
    return release


@transaction.atomic
def withdraw(release: Release, *, reason: str, by: Official, at: datetime) -> None:
    """Take the newest public release back; what it said stays visible for the days it was public.

    Raises PermissionDenied without the right, and ValidationError without a reason, or where
    another release came later. One that a clock which ran ahead dated later than now is withdrawn
    a moment after that.
    """
    if not can_publish(by):
        raise PermissionDenied
    one_at_a_time()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the release is withdrawn.")})
    if Release.objects.public().newest() != release:
        raise ValidationError(_("Only the newest public release can be withdrawn."))
    clock.refuse_ahead(at)
    # One that is dated later than now was never public, as far as earlier days are concerned.
    at = max(at, release.released_at + clock.MOMENT)
    public = Release.objects.public().filter(pk=release.pk)
    public.update(withdrawn_at=at, withdrawn_by=by, withdrawal_reason=reason.strip())
    Entry.objects.filter(observation__release=release).update(observation=None)
    close_sources(release, at)
    Standing.objects.all().delete()
    standings.refresh(Indicator.objects.all())
    audit.leave("withdrew", release, by=by, at=at, reason=reason.strip())


@transaction.atomic
def publish_report(folder: Path) -> Release:
    """Take the folder in and publish its figures at the time that it names."""
    batch = report_fixture.load(folder)
    release = publish(batch.figures, title=batch.title, by=batch.by, at=batch.at)
    standings.refresh(Indicator.objects.all())
    return release


def publish_generated(size: Size) -> Iterator[Release]:
    """Publish made-up figures a month at a time, and yield each month's release."""
    for batch in generate(size):
        yield publish(batch.figures, title=batch.title, by=batch.by, at=batch.at)


def reach(figures: list[NewFigure], before: Release | None) -> date:
    """Return how far the public figures reach; plans say nothing of it unless all are plans."""
    past = [one.period_end for one in figures if one.indicator.kind != Kind.PLAN]
    if before is not None:
        return max([*past, before.day])
    return max(past or [one.period_end for one in figures])


def released(title: Text, by: Official, at: datetime, day: date) -> Release:
    """Make an empty release; raises PermissionDenied without the right to publish."""
    if not can_publish(by):
        raise PermissionDenied
    return Release.objects.create(
        title_zh_hans=title.zh,
        title_en=title.en,
        released_at=clock.next_moment(at),
        released_by=by,
        day=day,
    )


def _observation(figure: NewFigure, release: Release) -> Observation:
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
        reason=figure.reason.strip(),
    )


def _number(observations: list[Observation]) -> None:
    """Give each observation its version: the first one, or the next one for a stated reason.

    Raises ValidationError where a figure is given twice, or is public already and has no reason.
    """
    known = Observation.objects.filter(
        indicator__in={one.indicator_id for one in observations},
        period_end__in={one.period_end for one in observations},
    )
    rows = known.values_list(*SAME).annotate(
        newest=Max("version"), public=Count("pk", filter=PUBLIC)
    )
    versions = {row[:4]: row[4:] for row in rows}
    given = set()
    for observation in observations:
        key = tuple(getattr(observation, name) for name in SAME)
        newest, public = versions.get(key, (0, 0))
        if key in given or (public and not observation.reason):
            raise ValidationError(
                _("%(figure)s is public already; correct it instead.") % {"figure": observation}
            )
        given.add(key)
        observation.version = newest + 1
        if newest and not observation.reason:
            observation.reason = PUBLISHED_AGAIN
        if not newest:
            observation.reason = ""


def written(observation: Observation) -> str | None:
    """Return what an event keeps of the figure."""
    if observation.value is None:
        return None
    return f"{observation.qualifier} {observation.value.normalize():f}"
