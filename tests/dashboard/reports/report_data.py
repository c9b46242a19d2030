"""What the tests of reports write about: the real half-year, or series that a test makes up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from docx import Document

from dashboard.reports.report_data import ReportData, material_of
from indicators import selectors
from indicators.bilingual import Text
from indicators.enums import (
    Direction,
    Frequency,
    Kind,
    OwnershipBasis,
    PlaceLevel,
    Qualifier,
    Status,
)
from indicators.periods import Period
from indicators.report_periods import ReportSpan
from indicators.series import NO_TEXT, Citation, Named, Place, Point, Series
from indicators.units import Unit

HALF = ReportSpan(2019, 1)
END = date(2019, 6, 30)
CITY = Place("city", Text("全市", "Whole city"), PlaceLevel.CITY, 1)
AREA = Named("functions", Text("政府职能转变", "Government functions"), 20)
OWNER = Named("service-centre", Text("市政务服务中心", "Service Centre"), 3)
SOURCE = Named("plan", Text("计划", "Plan"))


def point(
    value: str | None,
    end: str = "2019-06-30",
    start: str = "",
    qualifier: Qualifier = Qualifier.EXACT,
    status: Status = Status.REPORTED,
) -> Point:
    """Return a point that is public."""
    return Point(
        Period(date.fromisoformat(end), date.fromisoformat(start) if start else None),
        None if value is None else Decimal(value),
        qualifier,
        status,
        "",
        Citation(SOURCE, 3, ""),
        1,
        datetime(2019, 7, 9, tzinfo=UTC),
    )


def series(*points: Point, **changes: Any) -> Series:  # noqa: ANN401 - any part of a series
    """Return a stock of items in the whole city."""
    made = Series(
        code="service-items",
        name=Text("政务服务事项", "Service items"),
        definition=NO_TEXT,
        unit=Unit("项", "item", "items"),
        kind=Kind.STOCK,
        direction=Direction.UP,
        decimals=0,
        frequency=Frequency.HALF_YEAR,
        area=AREA,
        owner=OWNER,
        co_owners=(),
        ownership_basis=OwnershipBasis.STATED,
        part_of=None,
        place=CITY,
        points=points,
    )
    return replace(made, **changes)


def material(*many: Series, span: ReportSpan = HALF, is_internal: bool = False) -> ReportData:
    """Return what a report can state of the series."""
    return material_of(many, span, span.days.end, is_internal=is_internal)


def real(span: ReportSpan = HALF) -> ReportData:
    """Return what is public about the span, from the database."""
    edition = selectors.edition()
    return material_of(selectors.in_report(edition, span), span, edition.day or span.days.end)


def lines(content: bytes) -> list[str]:
    """Return what a Word file says: its paragraphs, then the rows of its tables."""
    document = Document(BytesIO(content))
    rows = [
        " | ".join(c.text for c in row.cells) for table in document.tables for row in table.rows
    ]
    return [one.text for one in document.paragraphs if one.text] + rows
