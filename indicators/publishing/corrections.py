"""Corrections: one public figure gets a new version, with the reason."""

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators import audit, series_builders
from indicators.bilingual import Text
from indicators.enums import Kind, Qualifier
from indicators.intake.entry_input import NotUnderstood, heard_figure
from indicators.intake.plausibility import FigureInContext, look
from indicators.models import Indicator, Observation, Official, Release

from . import standings
from .locking import one_at_a_time
from .releases import PUBLIC, SAME, released, written


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

    Raises PermissionDenied without the right, and ValidationError without a reason, where nothing
    changes or the value cannot be, where the words say another figure, and where the observation
    has been corrected already.
    """
    one_at_a_time()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the figure is corrected.")})
    name = series_builders.text_of(observation.indicator, "name")
    title = Text(f"更正：{name.zh}", f"Correction: {name.en}")
    before = Release.objects.public().newest()
    release = released(title, by, at, before.day if before else observation.period_end)
    _refuse_nonsense(observation, value, qualifier)
    _refuse_other_words(observation.indicator, as_written, (value, qualifier))
    new = Observation.objects.create(
        **{name: getattr(observation, name) for name in SAME},
        value=value,
        qualifier=qualifier,
        as_written=as_written.strip(),
        citation=observation.citation,
        release=release,
        version=_next_version(observation),
        reason=reason.strip(),
    )
    standings.follow([new], release.day, release.day)
    change = {"before": written(observation), "after": written(new), "reason": new.reason}
    audit.leave("corrected", release, by=by, at=at, **change)
    return new


def _next_version(observation: Observation) -> int:
    """Return the version after the newest; raise ValidationError where this is not the public one.

    A withdrawn version keeps its number.
    """
    same = Observation.objects.filter(**{name: getattr(observation, name) for name in SAME})
    newest = same.aggregate(public=Max("version", filter=PUBLIC), known=Max("version"))
    if observation.version != newest["public"]:
        raise ValidationError(_("This version has been corrected already; correct the newest one."))
    return int(newest["known"]) + 1


def _refuse_nonsense(observation: Observation, value: Decimal, qualifier: Qualifier) -> None:
    """Raise ValidationError where nothing changes, or the value cannot be."""
    if (value, qualifier) == (observation.value, observation.qualifier):
        raise ValidationError(_("This is the public figure already."))
    indicator = observation.indicator
    looked = FigureInContext(
        value, qualifier, Kind(indicator.kind), indicator.unit == "%", indicator.decimals
    )
    errors = [one.message.zh for one in look(looked) if one.is_error]
    if errors:
        raise ValidationError(errors)


def _refuse_other_words(
    indicator: Indicator, as_written: str, figure: tuple[Decimal, Qualifier]
) -> None:
    """Raise ValidationError where the words, if there are any, do not say the figure."""
    try:
        said = heard_figure(as_written, indicator.unit)
    except NotUnderstood as error:
        message = error.message.in_language(get_language() or "zh-hans")
        raise ValidationError({"as_written": message}) from error
    if said is not None and (said.value, said.qualifier) != figure:
        raise ValidationError(
            {"as_written": _("“%(words)s” does not say this figure.") % {"words": as_written}}
        )
