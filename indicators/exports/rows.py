"""Series as rows of text: one for each current figure, one for each indicator."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from indicators.bounds import ends_of
from indicators.enums import Status
from indicators.series import Point, Series

from .publication import moment
from .tables import FLAT, FLAT_INDICATORS

COLUMNS = FLAT.names
INDICATOR_COLUMNS = FLAT_INDICATORS.names


def number(value: Decimal) -> str:
    """Write a value in base units without exponent or idle zeros: 420000, 3.6."""
    return f"{value.normalize():f}"


def qualifier_of(point: Point) -> str:
    """Return what the words around the figure say, or which kind of nothing there is."""
    return point.qualifier.value if point.status is Status.REPORTED else point.status.value


def amount(value: Decimal | None) -> str:
    """Write a value exactly, or nothing."""
    return "" if value is None else number(value)


def ends(series: Series, point: Point) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the most that the figure leaves possible; nothing has no ends."""
    if point.value is None or point.status is not Status.REPORTED:
        return None, None
    return ends_of(point.value, point.qualifier, is_percent=series.unit.is_percent)


def rows(many: Iterable[Series]) -> Iterator[list[str]]:
    """Return a row for each current figure; where there is none, ``qualifier`` says why."""
    for series in many:
        for point in series:
            yield _row(series, point)


def _row(series: Series, point: Point) -> list[str]:
    period, citation = point.period, point.citation
    low, high = ends(series, point)
    return [
        series.code,
        series.name.zh,
        series.name.en,
        series.place.code,
        period.start.isoformat() if period.start else "",
        period.end.isoformat(),
        amount(point.value),
        series.unit.zh,
        qualifier_of(point),
        point.as_written,
        citation.source.code,
        str(citation.paragraph or ""),
        moment(point.released_at),
        str(point.version),
        amount(low),
        amount(high),
        point.reason,
    ]


def indicator_rows(many: Iterable[Series]) -> Iterator[list[str]]:
    """Return a row for each indicator, once."""
    seen = set()
    for series in many:
        if series.code not in seen:
            seen.add(series.code)
            yield [
                series.code,
                series.name.zh,
                series.name.en,
                series.area.code,
                series.unit.zh,
                series.kind.value,
                series.direction.value,
                series.frequency.value,
                series.owner.code,
                series.ownership_basis.value,
                series.part_of.code if series.part_of else "",
                series.definition.zh,
                series.definition.en,
            ]
