"""The current list, read from standings."""

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Case, CharField, Count, F, Model, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from indicators import series_builders
from indicators.bilingual import Text
from indicators.enums import Standing as StandingOf
from indicators.models import Area, Indicator, Organisation, Place, Standing
from indicators.progress import measure
from indicators.series import Named

from .list_types import RANKS, Card, Listing, ListQuery, Outline

ORDER = ("indicator__area__order", "indicator__order", "indicator__code", "place__order")
RANK = Case(*(When(standing=standing, then=rank) for standing, rank in RANKS.items()))


class StoredListing(Listing):
    """Cards of the standings that publishing keeps."""

    def __init__(self, choice: ListQuery, day: date) -> None:
        self.choice, self.day = choice, day
        self.rows = chosen(choice)

    @cached_property
    def _length(self) -> int:
        return self.rows.count()

    def __len__(self) -> int:
        """Return how many standings fit the choice."""
        return self._length

    def __getitem__(self, part: slice) -> list[Card]:
        """Return some of the cards, in the chosen order."""
        return self._cards(_sorted(self.rows, self.choice)[part])

    def codes(self) -> list[tuple[str, str]]:
        """Return the codes of indicator and place of each card, in the chosen order."""
        rows = _sorted(self.rows, self.choice)
        return list(rows.values_list("indicator__code", "place__code"))

    def outline(self) -> Outline:
        """Return the choices and the counts, all in one query."""
        public = Standing.objects.filter(indicator__is_public=True)
        areas, places = Q(pk__in=public.values("indicator__area")), Q(pk__in=public.values("place"))
        owners = Q(pk__in=public.values("indicator__owner"))
        found = facet("area", Area, areas, "slug", "summary").union(
            facet("owner", Organisation, owners, "code"),
            facet("place", Place, places, "code"),
            self._counts(),
        )
        facets: dict[str, list[Named]] = defaultdict(list)
        summaries, counts = {}, {}
        for kind, number, code, zh, en, summary_zh, summary_en in sorted(found):
            if kind == "standing":
                counts[StandingOf(code)] = number
                continue
            facets[kind].append(Named(code, Text(zh or "", en or "")))
            if kind == "area":
                summaries[code] = Text(summary_zh or "", summary_en or "")
        return Outline(facets["area"], facets["owner"], [*facets["place"]], counts, summaries)

    def whole(self, card: Card) -> Card:
        """Return the card with every figure of its series, in one query."""
        series = series_builders.with_all_figures(card.series)
        return Card(series, measure(series, self.day))

    def _counts(self) -> QuerySet[Any, Any]:
        empty = Value("", CharField())
        fitting = Q(pk__in=self.rows.order_by().values("pk"))
        rows: QuerySet[Any, Any] = QuerySet(Standing).filter(fitting).order_by()
        counted = rows.values("standing").annotate(number=Count("pk"))
        named: QuerySet[Any, Any] = counted.annotate(
            facet=Value("standing", CharField()), a=empty, b=empty, c=empty, d=empty
        )
        return named.values_list("facet", "number", "standing", "a", "b", "c", "d")

    def _cards(self, rows: QuerySet[Standing]) -> list[Card]:
        return self._made(list(_with_relations(rows)))

    def _made(self, rows: list[Standing]) -> list[Card]:
        return [Card(one, measure(one, self.day)) for one in series_builders.brief_series(rows)]


def chosen(choice: ListQuery) -> QuerySet[Standing]:
    """Return the public standings that fit."""
    found = Standing.objects.filter(indicator__is_public=True)
    if choice.q:
        words = Q(indicator__code__icontains=choice.q)
        for name in ("name_zh_hans", "name_en", "definition_zh_hans", "definition_en"):
            words |= Q(**{f"indicator__{name}__icontains": choice.q})
        found = found.filter(words)
    if choice.owner:
        shared = Indicator.objects.filter(co_owners__code=choice.owner)
        found = found.filter(Q(indicator__owner__code=choice.owner) | Q(indicator__in=shared))
    if choice.family:
        found = found.filter(indicator__in=family_of(choice.family))
    plain = {
        "indicator__code": choice.code,
        "indicator__area__slug": choice.area,
        "standing": choice.standing,
        "place__code": choice.place,
    }
    return found.filter(**{name: value for name, value in plain.items() if value})


def family_of(code: str) -> QuerySet[Indicator]:
    """Return the indicator and its parts; by key, for no index answers an "or" across a join."""
    whole = Indicator.objects.filter(code=code)
    return Indicator.objects.filter(Q(code=code) | Q(part_of__in=whole))


def in_order(rows: QuerySet[Standing]) -> QuerySet[Standing]:
    """Return the standings in the order of the areas, with what a series needs."""
    return _with_relations(rows).order_by(*ORDER)


def _sorted(rows: QuerySet[Standing], choice: ListQuery) -> QuerySet[Standing]:
    language = "en" if choice.language == "en" else "zh_hans"
    expressions: dict[str, F | Case] = {
        "": F("indicator__area__order"),
        "name": F(f"indicator__name_{language}"),
        "place": F("place__order"),
        "value": F("newest__value"),
        "standing": RANK,
        "owner": F("indicator__owner__order"),
        "area": F("indicator__area__order"),
    }
    wanted = expressions[choice.sort_key]
    first = wanted.desc(nulls_last=True) if choice.is_downward else wanted.asc(nulls_last=True)
    return rows.order_by(first, *ORDER)


def _with_relations(rows: QuerySet[Standing]) -> QuerySet[Standing]:
    return rows.select_related(*series_builders.NEEDED)


def facet(
    kind: str, model: type[Model], wanted: Q, code: str, summary: str = ""
) -> QuerySet[Any, Any]:
    """Return (facet, order, code, names, summaries) of each record, ready for a union.

    A union goes by the place of a column, which the translating managers do not keep; so this asks
    without them.
    """
    empty = Value("", CharField())
    texts = {
        name: Cast(f"{summary}_{language}", CharField()) if summary else empty
        for name, language in (("a", "zh_hans"), ("b", "en"))
    }
    rows: QuerySet[Any, Any] = QuerySet(model).filter(wanted).order_by()
    rows = rows.annotate(facet=Value(kind, CharField()), **texts)
    return rows.values_list("facet", "order", code, "name_zh_hans", "name_en", "a", "b")
