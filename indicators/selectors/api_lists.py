"""Paginated lists for the API, ordered by code.

Today's are found through standings. Those of an earlier day are looked for among a fixed number
of indicators, so that a stretch may hold fewer than were asked for, or none, before the end.
"""

from dataclasses import replace
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from indicators import checks, models, series_builders
from indicators.models import Indicator, Standing
from indicators.progress import measure
from indicators.series import Series, Target

from .as_of import Edition
from .current_list import chosen
from .keyset_pagination import End, KeysetPage, Order
from .list_types import Card, ListQuery
from .past_list import fits
from .rules import rule_results

BY_CODE = Order(("code",), (str,))
BY_CODES = Order(("indicator__code", "place__code"), (str, str))
FROM_CODES = replace(BY_CODES, holds_end=True)
BY_DUE = Order(("indicator__code", "place__code", "due"), (str, str, date))
# Of the card at the end every target is told.
ALL_TOLD = date.max.isoformat()
LOOKED_THROUGH = 50


def cards(edition: Edition, choice: ListQuery, end: End | None, limit: int) -> KeysetPage[Card]:
    """Return the public cards that the reader wants, with their newest figures.

    Raises NotAnEnd where the end is none of this order.
    """
    standings = chosen(choice)
    return _cards(edition, choice, BY_CODES.walk(standings, end), (BY_CODES, end), limit)


def targets(
    edition: Edition, choice: ListQuery, end: End | None, limit: int
) -> KeysetPage[tuple[Card, Target]]:
    """Return the targets of those cards, each with its card, by due date within the series.

    Raises NotAnEnd where the end is none of this order.
    """
    code, place, due = map(str, BY_DUE.read(end)) if end else ("", "", "")
    goals = models.Target.objects.filter(indicator=OuterRef("indicator"), place=OuterRef("place"))
    begin = (code, place) if end else None
    order = BY_CODES if due == ALL_TOLD else FROM_CODES
    standings = order.walk(chosen(choice).filter(Exists(goals)), begin)
    found = _cards(edition, choice, standings, (order, begin), limit)
    flat = [
        (card, target)
        for card in found.items
        for target in card.series.targets
        if _end_of(card.series) != (code, place) or target.due.isoformat() > due
    ]
    if len(flat) > limit:
        card, target = flat[limit - 1]
        return KeysetPage(flat[:limit], (*_end_of(card.series), target.due.isoformat()))
    return KeysetPage(flat, found.end and (*found.end, ALL_TOLD))


def results(edition: Edition, end: End | None, limit: int) -> KeysetPage[checks.RuleResult]:
    """Return the declared rules with what became of them.

    Raises NotAnEnd where the end is none of this order.
    """
    begin = str(BY_CODE.read(end)[0]) if end else ""
    known = sorted(rule_results(edition), key=lambda result: result.rule.code)
    found = [result for result in known if result.rule.code > begin]
    return KeysetPage(found[:limit], (found[limit - 1].rule.code,) if len(found) > limit else None)


def indicators(
    edition: Edition, choice: ListQuery, end: End | None, limit: int
) -> KeysetPage[tuple[Series, ...]]:
    """Return each public indicator that the reader wants as its series in every place.

    The series say what is counted and where, and hold no figures.
    """
    if edition.is_empty or edition.day is None:
        BY_CODE.walk(Indicator.objects.all(), end)
        return KeysetPage([])
    if edition.before is not None:
        return _earlier_indicators(edition, choice, end, limit)
    fitting = Indicator.objects.filter(pk__in=chosen(choice).values("indicator"))
    named = list(BY_CODE.walk(fitting, end).values_list("pk", "code")[: limit + 1])
    keys = [pk for pk, _code in named[:limit]]
    known = series_builders.book(Indicator.objects.filter(pk__in=keys).order_by("code"))
    places: dict[int, list[int]] = {key: [] for key in keys}
    held = Standing.objects.filter(indicator__in=keys).order_by("place__code")
    for indicator, place in held.values_list("indicator_id", "place_id"):
        places[indicator].append(place)
    found = [
        tuple(
            series_builders.series_of(known.definitions[key], known.places[place], (), ())
            for place in places[key]
        )
        for key in keys
    ]
    return KeysetPage(found, (named[limit - 1][1],) if len(named) > limit else None)


def _cards(
    edition: Edition,
    choice: ListQuery,
    standings: QuerySet[Standing],
    begin: tuple[Order, End | None],
    limit: int,
) -> KeysetPage[Card]:
    if edition.is_empty or edition.day is None:
        return KeysetPage([])
    if edition.before is not None:
        return _earlier_cards(edition, choice, begin, limit)
    rows = list(standings.select_related(*series_builders.NEEDED)[: limit + 1])
    series = series_builders.brief_series(rows[:limit], with_co_owners=True)
    found = [Card(one, measure(one, edition.day)) for one in series]
    return KeysetPage(found, _end_of(found[-1].series) if len(rows) > limit else None)


def _earlier_cards(
    edition: Edition, choice: ListQuery, begin: tuple[Order, End | None], limit: int
) -> KeysetPage[Card]:
    order, end = begin
    code, place = end or ("", "")
    looked = list(_named(choice).filter(code__gte=code).order_by("code")[: LOOKED_THROUGH + 1])
    found = [
        card
        for card in _cards_of(edition, looked[:LOOKED_THROUGH])
        if fits(card, choice)
        and (
            card.series.code != code
            or card.series.place.code > str(place)
            or (order.holds_end and card.series.place.code == place)
        )
    ]
    if len(found) > limit:
        return KeysetPage(found[:limit], _end_of(found[limit - 1].series))
    # Before every place of the next one to look at.
    return KeysetPage(found, (looked[-1].code, "") if len(looked) > LOOKED_THROUGH else None)


def _earlier_indicators(
    edition: Edition, choice: ListQuery, end: End | None, limit: int
) -> KeysetPage[tuple[Series, ...]]:
    size = min(limit, LOOKED_THROUGH)
    looked = list(BY_CODE.walk(_named(choice), end)[: size + 1])
    together = groupby(_cards_of(edition, looked[:size]), lambda card: card.series.code)
    families = [tuple(some) for _code, some in together]
    found = [
        tuple(card.series for card in family)
        for family in families
        if any(fits(card, choice) for card in family)
    ]
    return KeysetPage(found, (looked[size - 1].code,) if len(looked) > size else None)


def _cards_of(edition: Edition, looked: list[Indicator]) -> list[Card]:
    """Return the indicators' cards, in their order and that of the codes of places."""
    position = {one.code: number for number, one in enumerate(looked)}
    wanted = Indicator.objects.filter(pk__in=[one.pk for one in looked])
    series = series_builders.all_series(wanted, edition.before, is_brief=True)
    day = edition.day or edition.as_of
    cards = [Card(one, measure(one, day)) for one in series if day]
    return sorted(cards, key=lambda card: (position[card.series.code], card.series.place.code))


def _named(choice: ListQuery) -> QuerySet[Indicator]:
    public = Indicator.objects.filter(is_public=True)
    return public.filter(code=choice.code) if choice.code else public


def _end_of(series: Series) -> tuple[str, str]:
    return series.code, series.place.code
