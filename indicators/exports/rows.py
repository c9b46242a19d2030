"""Series as rows of text: one for each current figure, one for each indicator."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from indicators.enums import Status
from indicators.series import Point, Series

COLUMNS = [
    "indicator",
    "name_zh",
    "name_en",
    "place",
    "period_start",
    "period_end",
    "value",
    "unit",
    "qualifier",
    "as_written",
    "source",
    "paragraph",
    "released_at",
    "version",
]
INDICATOR_COLUMNS = [
    "indicator",
    "name_zh",
    "name_en",
    "area",
    "unit",
    "kind",
    "direction",
    "frequency",
    "owner",
    "ownership_basis",
    "part_of",
    "definition_zh",
    "definition_en",
]
OFFICE_TIME = ZoneInfo("Asia/Shanghai")


def number(value: Decimal) -> str:
    """Write a value in base units without exponent or idle zeros: 420000, 3.6."""
    return f"{value.normalize():f}"


def rows(many: Iterable[Series]) -> Iterator[list[str]]:
    """Return a row for each current figure; where there is none, ``qualifier`` says why."""
    for series in many:
        for point in series:
            yield _row(series, point)


def _row(series: Series, point: Point) -> list[str]:
    period, citation = point.period, point.citation
    return [
        series.code,
        series.name.zh,
        series.name.en,
        series.place.code,
        period.start.isoformat() if period.start else "",
        period.end.isoformat(),
        "" if point.value is None else number(point.value),
        series.unit.zh,
        point.qualifier.value if point.status is Status.REPORTED else point.status.value,
        point.as_written,
        citation.source.code,
        str(citation.paragraph or ""),
        point.released_at.astimezone(OFFICE_TIME).isoformat(),
        str(point.version),
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
