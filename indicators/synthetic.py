"""Make up a city of any size, the same one for the same seed, to measure how the site grows.

Nothing in it is real, and every name says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils.timezone import make_aware
from simple_history.utils import bulk_create_with_history

from indicators.bilingual import Text
from indicators.enums import (
    Basis,
    Comparison,
    Direction,
    Kind,
    OrganisationKind,
    OwnershipBasis,
    PlaceLevel,
    Qualifier,
    Role,
    SourceKind,
)
from indicators.models import (
    Area,
    Citation,
    Indicator,
    Official,
    Organisation,
    Place,
    Plan,
    RoleHeld,
    Source,
    Target,
)
from indicators.periods import Period, month_of
from indicators.publication_input import FigureBatch, NewFigure

AREAS, OWNERS = 7, 60
START = make_aware(datetime(2016, 1, 1))  # noqa: DTZ001 - made aware
FIRST_DAY, DUE = date(2016, 1, 1), date(2020, 12, 31)
PUBLISHED_AFTER = timedelta(days=10)
KINDS = (Kind.CUMULATIVE, Kind.STOCK, Kind.FLOW, Kind.RATE)
SHARE_OF_BOUNDS = 0.05
ONE_IN_SO_MANY_HAS_A_TARGET = 3


@dataclass(frozen=True, slots=True)
class Size:
    """How large the city is: indicators, months of figures, and places for each indicator."""

    indicators: int
    months: int
    places: int
    seed: int = 1
    first_year: int = 2016


def generate(size: Size) -> Iterator[FigureBatch]:
    """Create the definitions, then yield each month's figures, to be published one by one."""
    random = Random(size.seed)  # noqa: S311 - figures to measure with, no secret
    places, indicators = _places(size.places), _indicators(size.indicators)
    _targets(indicators, places[0])
    by = _publisher()
    values = {
        (indicator.pk, place.pk): Decimal(random.randint(10, 99))
        for indicator in indicators
        for place in places
    }
    for number in range(size.months):
        month = month_of(size.first_year + number // 12, number % 12 + 1)
        at = make_aware(datetime.combine(month.end, datetime.min.time())) + PUBLISHED_AFTER
        citations = _citations(month, at, indicators)
        figures = []
        for indicator in indicators:
            for place in places:
                key = indicator.pk, place.pk
                values[key] = _next(values[key], Kind(indicator.kind), random)
                is_bound = random.random() < SHARE_OF_BOUNDS
                qualifier = Qualifier.AT_LEAST if is_bound else Qualifier.EXACT
                figures.append(
                    _figure(indicator, place, month, (values[key], qualifier), citations)
                )
        title = Text(f"模拟数据：{month.label.zh}", f"Generated figures: {month.label.en}")
        yield FigureBatch(tuple(figures), title, by, at)


def _figure(
    indicator: Indicator,
    place: Place,
    month: Period,
    figure: tuple[Decimal, Qualifier],
    citations: dict[int, Citation],
) -> NewFigure:
    value, qualifier = figure
    return NewFigure(
        indicator,
        place,
        month.start if indicator.kind in (Kind.FLOW, Kind.RATE) else None,
        month.end,
        value,
        citations[indicator.pk],
        qualifier,
        as_written=f"{value}{indicator.unit}{'以上' if qualifier is Qualifier.AT_LEAST else ''}",
    )


def _next(value: Decimal, kind: Kind, random: Random) -> Decimal:
    """Let counts grow, rates stay within 0 and 100, and all else move a little."""
    if kind is Kind.CUMULATIVE:
        return value + random.randint(0, 30)
    if kind is Kind.RATE:
        moved = value + Decimal(random.randint(-20, 20)) / 10
        return min(max(moved, Decimal(0)), Decimal(100))
    return max(value + random.randint(-20, 25), Decimal(0))


def _known_since_the_start(rows: list[Any]) -> list[Any]:
    """Create the records as known since the first day, so that any day can be read."""
    model = type(rows[0])
    created: list[Any] = bulk_create_with_history(rows, model, batch_size=500, default_date=START)
    return created


def _places(number: int) -> list[Place]:
    """Return the whole city, then made-up counties."""
    city = Place(
        code="generated-city",
        name_zh_hans="模拟市",
        name_en="Generated city",
        level=PlaceLevel.CITY,
    )
    counties = [
        Place(
            code=f"99{order:04}",
            name_zh_hans=f"模拟县{order}",
            name_en=f"Generated county {order}",
            level=PlaceLevel.DIVISION,
            order=order,
        )
        for order in range(1, number)
    ]
    return _known_since_the_start([city, *counties])


def _indicators(number: int) -> list[Indicator]:
    areas = _known_since_the_start(
        [
            Area(slug=f"area-{n}", name_zh_hans=f"模拟领域{n}", name_en=f"Area {n}", order=n)
            for n in range(1, AREAS + 1)
        ]
    )
    owners = _known_since_the_start(
        [
            Organisation(
                code=f"department-{n}",
                name_zh_hans=f"模拟部门{n}",
                name_en=f"Department {n}",
                kind=OrganisationKind.DEPARTMENT,
                order=n,
            )
            for n in range(1, OWNERS + 1)
        ]
    )
    return _known_since_the_start([_indicator(n, areas, owners) for n in range(1, number + 1)])


def _indicator(number: int, areas: list[Area], owners: list[Organisation]) -> Indicator:
    kind = KINDS[number % len(KINDS)]
    return Indicator(
        code=f"generated-{number:05}",
        name_zh_hans=f"模拟指标{number}",
        name_en=f"Generated indicator {number}",
        definition_zh_hans="用于性能测量的模拟指标，不是真实数据。",
        definition_en="Made up to measure speed; not a real figure.",
        area=areas[number % AREAS],
        order=number,
        unit="%" if kind is Kind.RATE else "件",
        unit_one="%" if kind is Kind.RATE else "case",
        unit_many="%" if kind is Kind.RATE else "cases",
        kind=kind,
        direction=Direction.UP,
        decimals=1 if kind is Kind.RATE else 0,
        owner=owners[number % OWNERS],
        ownership_basis=OwnershipBasis.STATED,
    )


def _targets(indicators: list[Indicator], place: Place) -> None:
    """Set a working target for every third indicator, all of one plan."""
    [plan] = _known_since_the_start(
        [
            Plan(
                code="generated",
                name_zh_hans="模拟规划",
                name_en="Generated plan",
                first_day=FIRST_DAY,
                last_day=DUE,
                target_year=DUE.year,
            )
        ]
    )
    _known_since_the_start(
        [
            Target(
                indicator=indicator,
                place=place,
                plan=plan,
                comparison=Comparison.AT_LEAST,
                value=Decimal(90 if indicator.kind == Kind.RATE else 900),
                due=DUE,
                basis=Basis.WORKING,
            )
            for indicator in indicators[::ONE_IN_SO_MANY_HAS_A_TARGET]
        ]
    )


def _citations(month: Period, at: datetime, indicators: list[Indicator]) -> dict[int, Citation]:
    """Return a citation for each indicator in the month's made-up report."""
    [source] = _known_since_the_start(
        [
            Source(
                slug=f"generated-{month.end:%Y-%m}",
                title_zh_hans=f"模拟月报（{month.label.zh}）",
                title_en=f"Generated report of {month.label.en}",
                kind=SourceKind.REPORT,
                published_at=at,
            )
        ]
    )
    made = Citation.objects.bulk_create(
        Citation(source=source, paragraph=paragraph, as_written=f"模拟{paragraph}")
        for paragraph, indicator in enumerate(indicators, 1)
    )
    return {indicator.pk: one for indicator, one in zip(indicators, made, strict=True)}


def _publisher() -> Official:
    """Return the official in whose name figures are made up; nobody can log in as it."""
    official = Official(username="generator", is_active=False, last_name="模拟数据")
    official.set_unusable_password()
    official.save()
    RoleHeld.objects.create(official=official, role=Role.PUBLISHER)
    return official
