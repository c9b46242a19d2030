"""Say exactly what a release will change in public, before it goes out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from indicators import checks, series_builders
from indicators.enums import Standing
from indicators.models import Indicator, Release, Rule, Source
from indicators.models import Standing as StandingRow
from indicators.periods import Period
from indicators.progress import measure
from indicators.publication_input import NewFigure
from indicators.series import Point, Series

from .entries import ReleaseDraft
from .releases import reach
from .sources import sources_to_open


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """How one series will look different in public."""

    before: Series
    after: Series
    point: Point
    replaced: Point | None
    standing_before: Standing
    standing_after: Standing

    @property
    def flips(self) -> bool:
        """Tell whether the standing changes."""
        return self.standing_before is not self.standing_after


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule whose result the release changes."""

    before: checks.RuleResult
    after: checks.RuleResult


@dataclass(frozen=True, slots=True)
class StandingShift:
    """A standing that flips because the page's day passes the due date, without a new figure."""

    series: Series
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True)
class ReleasePreview:
    """Exactly what the public will see differently."""

    changes: tuple[SeriesChange, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    shifts: tuple[StandingShift, ...] = ()
    sources: tuple[Source, ...] = ()


def preview(composed: ReleaseDraft, *, at: datetime) -> ReleasePreview:
    """Return exactly what the public will see differently once the figures are released."""
    figures = [one.figure for one in composed.ready]
    if not figures:
        return ReleasePreview()
    newest = Release.objects.public().newest()
    day_after = reach(figures, newest)
    day_before = newest.day if newest else day_after
    named = {figure.indicator.pk for figure in figures} | set(_in_rules())
    now = {
        (one.code, one.place.code): one
        for one in series_builders.all_series(Indicator.objects.filter(pk__in=named))
    }
    after = dict(now)
    changes = []
    for figure in figures:
        change = _change(figure, after, (day_before, day_after), at)
        after[change.after.code, change.after.place.code] = change.after
        changes.append(change)
    shifts = _shifts(
        (day_before, day_after), {(one.after.code, one.after.place.code) for one in changes}
    )
    rules = tuple(_rule_changes(now, after))
    return ReleasePreview(tuple(changes), rules, tuple(shifts), tuple(sources_to_open(figures)))


def _shifts(days: tuple[date, date], touched: set[checks.Key]) -> Iterable[StandingShift]:
    before, after = days
    due = StandingRow.objects.filter(target__due__gte=before, target__due__lt=after)
    for series in series_builders.brief_series(due.select_related(*series_builders.NEEDED)):
        was, becomes = measure(series, before).standing, measure(series, after).standing
        if was is not becomes and (series.code, series.place.code) not in touched:
            yield StandingShift(series, was, becomes)


def _change(
    figure: NewFigure,
    known: dict[checks.Key, Series],
    days: tuple[date, date],
    at: datetime,
) -> SeriesChange:
    key = figure.indicator.code, figure.place.code
    before = known.get(key) or series_builders.empty_series(figure.indicator, figure.place)
    point, replaced = _point(figure, at), _same(before, figure)
    after = with_figure(before, figure, at=at)
    return SeriesChange(
        before,
        after,
        point,
        replaced,
        measure(before, days[0]).standing,
        measure(after, days[1]).standing,
    )


def with_figure(before: Series, figure: NewFigure, *, at: datetime) -> Series:
    """Return the series as it will be once the figure is released; until then it has no release."""
    point, replaced = _point(figure, at), _same(before, figure)
    kept = [one for one in before if one is not replaced]
    points = series_builders.in_order([*kept, replace(point, version=2 if replaced else 1)])
    return replace(before, points=points)


def _same(series: Series, figure: NewFigure) -> Point | None:
    """Return the point that the figure will replace."""
    period = Period(figure.period_end, figure.period_start)
    return next((one for one in series if one.period == period), None)


def _point(figure: NewFigure, at: datetime) -> Point:
    return Point(
        Period(figure.period_end, figure.period_start),
        figure.value,
        figure.qualifier,
        figure.status,
        figure.as_written,
        series_builders.NOWHERE,
        0,
        at,
        reason=figure.reason,
    )


def _in_rules() -> Iterable[int]:
    return Rule.objects.exclude(terms=None).values_list("terms__indicator", flat=True)


def _rule_changes(
    before: dict[checks.Key, Series], after: dict[checks.Key, Series]
) -> Iterable[RuleChange]:
    for rule in series_builders.declared_rules():
        was, becomes = checks.evaluate(rule, before), checks.evaluate(rule, after)
        if (was.outcome, was.working) != (becomes.outcome, becomes.working):
            yield RuleChange(was, becomes)
