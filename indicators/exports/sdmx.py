"""SDMX: rows of SDMX-CSV 2.0 whose qualifiers, bounds and kinds of nothing are attributes.

Statuses keep apart what SDMX's own code list keeps apart; the words around a figure have a code
list of their own, and what they prove stands beside it as two bounds.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from indicators.bilingual import Text
from indicators.enums import Frequency, Qualifier, Status
from indicators.periods import Period, is_month_end
from indicators.series import Series

from .columns import in_files
from .fields import FIGURE
from .records import FigureRecord, figures

AGENCY, DATAFLOW, STRUCTURE, VERSION = "ZHUNSHENG", "INDICATORS", "DSD_INDICATORS", "1.0.0"
STRUCTURE_ID = f"{AGENCY}:{DATAFLOW}({VERSION})"
# Information: the whole of what is public, not a change to what somebody else keeps.
INFORMATION = "I"

FREQUENCIES = {
    Frequency.MONTH: ("M", Text("月度", "Monthly")),
    Frequency.QUARTER: ("Q", Text("季度", "Quarterly")),
    Frequency.HALF_YEAR: ("S", Text("半年度", "Half-yearly")),
    Frequency.YEAR: ("A", Text("年度", "Annual")),
}
STATUSES = {
    Status.REPORTED: ("A", Text("正常值", "Normal value")),
    Status.MISSING: ("L", Text("缺报", "Missing value; data exist but were not collected")),
    Status.NOT_APPLICABLE: ("M", Text("不适用", "Missing value; data cannot exist")),
    Status.NOT_YET_REPORTED: ("O", Text("尚未上报", "Missing value")),
    Status.WITHDRAWN: ("Q", Text("已撤回", "Missing value; suppressed")),
}


@dataclass(frozen=True, slots=True)
class Concept:
    """A dimension, the measure or an attribute; ``codes`` is the list that its values are of."""

    key: str
    name: Text
    read: Callable[[FigureRecord], str]
    format: str = "String"
    codes: str = ""
    is_mandatory: bool = False


DIMENSIONS = (
    Concept(
        "FREQ",
        Text("报送频率", "Frequency"),
        lambda one: FREQUENCIES[one.series.frequency][0],
        codes="CL_FREQ",
    ),
    Concept(
        "INDICATOR",
        Text("指标", "Indicator"),
        FIGURE["indicator"].cell,
        codes="CL_INDICATOR",
    ),
    Concept(
        "REF_AREA",
        Text("口径（县区为GB/T 2260代码）", "Reference area (counties by GB/T 2260)"),
        FIGURE["place"].cell,
        codes="CL_AREA",
    ),
    Concept(
        "TIME_PERIOD",
        Text("报告期", "Time period"),
        lambda one: time_period(one.point.period),
        "ObservationalTimePeriod",
    ),
)
MEASURE = Concept(
    "OBS_VALUE",
    Text("数值（基本单位）", "Observation value, in base units"),
    FIGURE["value"].cell,
    FIGURE["value"].type.sdmx,
)
ATTRIBUTES = (
    Concept(
        "OBS_STATUS",
        Text("有无数据", "Observation status"),
        lambda one: STATUSES[one.point.status][0],
        codes="CL_OBS_STATUS",
        is_mandatory=True,
    ),
    Concept(
        "QUALIFIER",
        Text("限定词", "What the words around the figure say"),
        lambda one: one.qualifier.value.upper() if isinstance(one.qualifier, Qualifier) else "",
        codes="CL_QUALIFIER",
    ),
    *(
        Concept(*column.concept, column.cell, column.type.sdmx, is_mandatory=column.is_required)
        for column in in_files(FIGURE.all())
        if column.concept
    ),
)
CONCEPTS = (*DIMENSIONS, MEASURE, *ATTRIBUTES)
COLUMNS = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *(one.key for one in CONCEPTS))


def sdmx_rows(many: Iterable[Series]) -> Iterator[list[str]]:
    """Return a row of SDMX-CSV 2.0 for each current figure, and for each kind of nothing."""
    head = ["dataflow", STRUCTURE_ID, INFORMATION]
    return (head + [one.read(figure) for one in CONCEPTS] for figure in figures(many))


def time_period(period: Period) -> str:
    """Return SDMX's name of the period: 2019-06, 2019-S1, 2019, a day, or first day and length."""
    start, end = period.start, period.end
    if start is None:
        return end.isoformat()
    return _calendar(start, end) or f"{start}/P{(end - start + timedelta(days=1)).days}D"


def _calendar(start: date, end: date) -> str:
    """Name whole months, quarters, half-years and years."""
    if start.year != end.year or start.day != 1 or not is_month_end(end):
        return ""
    first, length = start.month - 1, end.month - start.month + 1
    letters = {1: "", 3: "Q", 6: "S", 12: ""}
    if length not in letters or first % length:
        return ""
    if length == 1:
        return f"{start:%Y-%m}"
    return f"{start.year}" + (f"-{letters[length]}{first // length + 1}" if length < 12 else "")
