"""Validate entries against previous figures and rules: errors and warnings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from indicators import checks, series_builders
from indicators.bilingual import Text
from indicators.enums import Kind, Outcome, Qualifier, Status
from indicators.models import Entry, Indicator, Observation
from indicators.periods import Period
from indicators.series import Point, Series
from indicators.units import plain

from .plausibility import FigureInContext, Finding, look
from .previous_figures import FigureHistory, backgrounds
from .shared_totals import sum_of

__all__ = ["Finding", "findings_for"]


def findings_for(
    entries: Iterable[Entry],
    behind: Mapping[int, FigureHistory] | None = None,
    *,
    as_though_saved: bool = False,
) -> dict[int, list[Finding]]:
    """Return what is found for each entry by its key; empty where nothing is reported.

    ``behind`` is what is at hand of their backgrounds. ``as_though_saved`` holds the entries
    against the rules together, as they are given. The number of queries depends on the number
    of periods asked about, which is one in the desk, and not on the number of entries.
    """
    asked = list(entries)
    found: dict[int, list[Finding]] = {entry.pk: [] for entry in asked}
    reported = [entry for entry in asked if entry.status == Status.REPORTED]
    known = backgrounds(reported) if behind is None else behind
    for entry in reported:
        found[entry.pk] += look(_looked(entry, known[entry.pk].exact))
    by_end: dict[date, list[Entry]] = defaultdict(list)
    for entry in reported:
        by_end[entry.submission.period.end].append(entry)
    if by_end:
        rules = series_builders.declared_rules()
        given = {entry.pk: entry for entry in asked} if as_though_saved else {}
        for some in by_end.values():
            _add_broken_rules(found, some, rules, given)
    return found


def _looked(entry: Entry, past: tuple[Decimal, ...]) -> FigureInContext:
    indicator = entry.indicator
    return FigureInContext(
        value=entry.value or Decimal(0),
        qualifier=Qualifier(entry.qualifier),
        kind=Kind(indicator.kind),
        is_percent=indicator.unit == "%",
        decimals=indicator.decimals,
        past=past,
    )


def _add_broken_rules(
    found: dict[int, list[Finding]],
    entries: list[Entry],
    rules: list[checks.Rule],
    given: Mapping[int, Entry],
) -> None:
    named = {code for rule in rules for code, _ in (*rule.left, *rule.right)}
    if not named & {entry.indicator.code for entry in entries}:
        return
    known = figures_of_period(named, entries[0].submission.period.end, given)
    for rule in rules:
        keys = {*rule.left, *rule.right}
        touched = [one for one in entries if (one.indicator.code, one.place.code) in keys]
        if not touched:
            continue
        result = checks.evaluate(rule, known)
        if result.outcome is Outcome.BROKEN:
            for entry in touched:
                found[entry.pk].append(_broken(result))


def _broken(result: checks.RuleResult) -> Finding:
    name, apart = result.rule.name, plain(abs(result.difference or Decimal(0)))
    return Finding(
        f"rule:{result.rule.code}",
        is_error=True,
        message=Text(
            f"不符合勾稽关系“{name.zh}”：{result.working}，相差{apart}。",
            f"Breaks the rule “{name.en}”: {result.working}, apart by {apart}.",
        ),
    )


def figures_of_period(
    codes: set[str], end: date, given: Mapping[int, Entry] | None = None
) -> dict[checks.Key, Series]:
    """Return the indicators' figures of the period as series of one point.

    What organisations have entered counts before what is public, what published texts say before
    both, and an entry ``given`` by its key counts as it is given. An indicator that several
    organisations report has a figure only once each of them has said its part.
    """
    known = series_builders.book(Indicator.objects.filter(code__in=codes))
    figures: dict[tuple[int, int], tuple[Decimal, Qualifier]] = {}
    public = Observation.objects.current().filter(
        indicator__in=known.definitions, period_end=end, status=Status.REPORTED
    )
    columns = ("indicator", "place", "value", "qualifier")
    for indicator, place, value, qualifier in public.order_by("version").values_list(*columns):
        figures[indicator, place] = value, Qualifier(qualifier)
    for key, entries in _entered(known.definitions, end, given or {}).items():
        whole = sum_of([one for one in entries if one.is_owed])
        if whole is not None:
            figures[key] = whole
        for one in entries:
            if one.is_from_text and one.status == Status.REPORTED:
                figures[key] = one.value or Decimal(0), Qualifier(one.qualifier)
    return {
        (one.code, one.place.code): one
        for (indicator, place), figure in figures.items()
        for one in [
            series_builders.series_of(
                known.definitions[indicator], known.places[place], (_point(figure, end),), ()
            )
        ]
    }


def _entered(
    indicators: Iterable[int], end: date, given: Mapping[int, Entry]
) -> dict[tuple[int, int], list[Entry]]:
    entered = Entry.objects.with_relations().prefetch_related("indicator__co_owners")
    parts: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for saved in entered.filter(indicator__in=indicators, submission__period__end=end):
        entry = given.get(saved.pk, saved)
        parts[entry.indicator_id, entry.place_id].append(entry)
    return parts


def _point(figure: tuple[Decimal, Qualifier], end: date) -> Point:
    value, qualifier = figure
    return Point(
        Period(end),
        value,
        qualifier,
        Status.REPORTED,
        "",
        series_builders.NOWHERE,
        0,
        datetime.min,  # noqa: DTZ901
    )
