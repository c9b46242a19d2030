"""Build series with every figure."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Case, F, QuerySet, When, Window
from django.db.models.functions import DenseRank

from indicators import series as shapes
from indicators.enums import Status
from indicators.models import Indicator, Observation

from .definitions import Book, Key, book, deciding, some_of, targets
from .rows import gathered, in_order
from .series import series_of

AT_ONCE = 20
NEWEST = 2
# The newest period is 1. Figures and gaps are counted apart, so that the newest figure is found
# however many gaps came after it; what a gap has replaced is no figure any more.
AGE = Window(
    DenseRank(),
    partition_by=[
        F("indicator_id"),
        F("place_id"),
        Case(When(status=Status.REPORTED, then=1), default=0),
    ],
    order_by=[F("period_end").desc(), F("period_start").asc(nulls_last=True)],
)


def all_series(
    indicators: QuerySet[Indicator],
    before: datetime | None = None,
    *,
    is_brief: bool = False,
    also: datetime | None = None,
) -> list[shapes.Series]:
    """Return a series for each indicator and place with a figure or a target, in a fixed order.

    With ``before`` only what had been released by then counts, and the definitions and targets are
    the ones that stood then; brief series hold the newest figures only, and those by which their
    targets are judged. ``also`` adds what a brief series held before that moment. The number of
    queries does not depend on the number of indicators or figures.
    """
    return list(_series(book(indicators, before), before, is_brief=is_brief, also=also))


def each_series(
    indicators: QuerySet[Indicator],
    before: datetime | None = None,
    cut: datetime | None = None,
    *,
    in_order_of_codes: bool = False,
) -> Iterator[shapes.Series]:
    """Yield the same series a few indicators at a time, so that memory does not grow with them.

    ``cut`` is for figures alone: with it a release that comes out, or is withdrawn, while the
    series are read changes none of them. The order of codes is the same in every database.
    """
    whole = book(indicators, before)
    keys = list(whole.definitions)
    if in_order_of_codes:
        keys.sort(key=lambda key: whole.definitions[key].indicator.code)
    for start in range(0, len(keys), AT_ONCE):
        some = some_of(whole, keys[start : start + AT_ONCE])
        yield from _series(some, before, cut=cut)


def _series(
    known: Book,
    before: datetime | None,
    *,
    cut: datetime | None = None,
    is_brief: bool = False,
    also: datetime | None = None,
) -> Iterator[shapes.Series]:
    if not known.definitions:
        return
    if not is_brief:
        figures = Observation.objects.public(cut or before)
        yield from together(known, figures.filter(indicator__in=known.definitions), before)
        return
    moments = (before, also) if also else (before,)
    newest, *more = [part for at in moments for part in _brief(known, before, at)]
    yield from together(known, newest, before, more)


def _brief(
    known: Book, before: datetime | None, at: datetime | None
) -> tuple[QuerySet[Observation], QuerySet[Observation]]:
    """Return the newest figures of the moment, and those by which the targets are judged then."""
    current = Observation.objects.current(at).filter(indicator__in=known.definitions)
    newest = current.annotate(age=AGE).filter(age__lte=NEWEST)
    return newest, deciding(known.definitions, before, figures_before=at)


def together(
    known: Book,
    figures: QuerySet[Observation],
    before: datetime | None,
    more: Iterable[QuerySet[Observation]] = (),
    keys: Iterable[Key] = (),
) -> Iterator[shapes.Series]:
    """Yield the series of the figures, of the targets and of the keys, in a fixed order.

    ``more`` are figures to read besides.
    """
    points = gathered(figures, *more)
    goals = targets(known.definitions, before)
    order = {pk: position for position, pk in enumerate(known.definitions)}
    places = known.places

    def in_their_order(key: Key) -> tuple[int, int, str]:
        place = places[key[1]]
        return order[key[0]], place.order, place.code

    for key in sorted({*points, *goals, *keys}, key=in_their_order):
        definition, place = known.definitions[key[0]], places[key[1]]
        yield series_of(definition, place, in_order(points[key]), goals.get(key, ()))
