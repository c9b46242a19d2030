"""Existing figures for the candidates of a text."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from indicators.enums import EntryOrigin, EntryState, Kind, Qualifier, Status
from indicators.intake.previous_figures import PastFigure
from indicators.models import Entry, Indicator, Observation, Standing
from indicators.periods import Period, figure_period

Key = tuple[int, int]


class Stage(TextChoices):
    """How far a figure has come."""

    PUBLIC = "public", _("public")
    ACCEPTED = "accepted", _("accepted, not released yet")
    SUBMITTED = "submitted", _("submitted, not reviewed yet")
    TAKEN = "taken", _("taken from a text, not accepted yet")


@dataclass(frozen=True, slots=True)
class ExistingFigure:
    """A figure of the same indicator, place and period; without a value it says there is none."""

    value: Decimal | None
    qualifier: Qualifier
    stage: Stage

    def is_same(self, value: Decimal | None, qualifier: Qualifier | None) -> bool:
        """Tell whether both say the same."""
        return (self.value, self.qualifier) == (value, qualifier)


def known_figures(
    indicators: Collection[Indicator], period: Period
) -> dict[Key, tuple[ExistingFigure, ...]]:
    """Return what is known of the period by indicator and place, the public figure first.

    Takes two queries, whatever the number of indicators.
    """
    about = {one.pk: figure_period(Kind(one.kind), period) for one in indicators}
    found: dict[Key, list[ExistingFigure]] = defaultdict(list)
    for key, figure in _public(about).items():
        found[key].append(figure)
    for key, figure in _waiting(about, period):
        found[key].append(figure)
    return {key: tuple(figures) for key, figures in found.items()}


def latest_figures(indicators: Collection[Indicator]) -> dict[Key, PastFigure]:
    """Return the newest public figure of each indicator and place, of whatever period."""
    columns = ("indicator", "place", "latest__period_end", "latest__value", "latest__qualifier")
    rows = Standing.objects.filter(indicator__in=indicators, latest__isnull=False)
    return {
        (indicator, place): PastFigure(end, value, Qualifier(qualifier))
        for indicator, place, end, value, qualifier in rows.values_list(*columns)
    }


def _public(about: dict[int, Period]) -> dict[Key, ExistingFigure]:
    ends = {period.end for period in about.values()}
    rows = Observation.objects.public().filter(indicator__in=about, period_end__in=ends)
    columns = ("indicator", "place", "period_start", "period_end", "value", "qualifier")
    return {
        (indicator, place): ExistingFigure(value, Qualifier(qualifier), Stage.PUBLIC)
        for indicator, place, start, end, value, qualifier in rows.order_by("version").values_list(
            *columns
        )
        if about[indicator] == Period(end, start)
    }


def _waiting(about: dict[int, Period], period: Period) -> list[tuple[Key, ExistingFigure]]:
    """Return submitted and accepted figures that are not public, and those that other texts gave.

    What several organisations report in parts is no figure before it is released.
    """
    handed_in = (EntryState.SUBMITTED, EntryState.ACCEPTED)
    whole = Q(state__in=handed_in, indicator__co_owners__isnull=True)
    rows = Entry.objects.filter(
        Q(origin=EntryOrigin.TEXT) | whole,
        indicator__in=about,
        submission__period__end__year=period.end.year,
        status=Status.REPORTED,
        observation__isnull=True,
    )
    found = []
    for entry in rows.select_related("submission__period", "indicator").order_by("pk"):
        kind, reported = Kind(entry.indicator.kind), entry.submission.period.period
        if figure_period(kind, reported) == about[entry.indicator_id]:
            key = entry.indicator_id, entry.place_id
            found.append(
                (key, ExistingFigure(entry.value, Qualifier(entry.qualifier), _stage(entry)))
            )
    return found


def _stage(entry: Entry) -> Stage:
    if entry.state == EntryState.ACCEPTED:
        return Stage.ACCEPTED
    return Stage.TAKEN if entry.is_from_text else Stage.SUBMITTED
