"""SDMX: rows of SDMX-CSV 2.0 whose qualifiers, bounds and kinds of nothing are attributes.

Statuses keep apart what SDMX's own code list keeps apart; the words around a figure have a code
list of their own, and what they prove stands beside it as two bounds.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from indicators.enums import Frequency, Qualifier, Status
from indicators.periods import Period, is_month_end
from indicators.series import Point, Series
from indicators.texts import Text

from .publication import moment
from .rows import amount, ends

AGENCY, DATAFLOW, STRUCTURE, VERSION = "ZHUNSHENG", "INDICATORS", "DSD_INDICATORS", "1.0.0"
STRUCTURE_ID = f"{AGENCY}:{DATAFLOW}({VERSION})"
DIMENSIONS = ("FREQ", "INDICATOR", "REF_AREA", "TIME_PERIOD")
MEASURE = "OBS_VALUE"
ATTRIBUTES = (
    "OBS_STATUS", "QUALIFIER", "LOWER_BOUND", "UPPER_BOUND", "UNIT_MEASURE", "AS_WRITTEN",
    "SOURCE", "PARAGRAPH", "RELEASE", "RELEASED_AT", "VERSION", "REASON", "NOTE_ZH", "NOTE_EN",
)  # fmt: skip
COLUMNS = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, MEASURE, *ATTRIBUTES)
# Information: the whole of what is public, not a change to what somebody else keeps.
INFORMATION = "I"

FREQUENCIES = {
    Frequency.MONTH: ("M", Text("月度", "Monthly")),
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
QUALIFIERS = {
    Qualifier.EXACT: Text("精确值", "Exact"),
    Qualifier.AT_LEAST: Text("以上：至少，含本数", "At least; the value included"),
    Qualifier.MORE_THAN: Text("余：多于，不含本数", "More than; the value excluded"),
    Qualifier.AT_MOST: Text("不超过：至多，含本数", "At most; the value included"),
    Qualifier.LESS_THAN: Text("不足：少于，不含本数", "Less than; the value excluded"),
    Qualifier.NEARLY: Text("近：略少于，不含本数", "Nearly; the value excluded"),
    Qualifier.ABOUT: Text("约：上下不定", "About; above or below"),
}


def sdmx_rows(many: Iterable[Series]) -> Iterator[list[str]]:
    """Return a row of SDMX-CSV 2.0 for each current figure, and for each kind of nothing."""
    for series in many:
        for point in series:
            yield _row(series, point)


def _row(series: Series, point: Point) -> list[str]:
    low, high = ends(series, point)
    is_reported = point.status is Status.REPORTED
    return [
        "dataflow",
        STRUCTURE_ID,
        INFORMATION,
        FREQUENCIES[series.frequency][0],
        series.code,
        series.place.code,
        time_period(point.period),
        amount(point.value),
        STATUSES[point.status][0],
        point.qualifier.value.upper() if is_reported else "",
        amount(low),
        amount(high),
        series.unit.zh,
        point.as_written,
        point.citation.source.code,
        str(point.citation.paragraph or ""),
        str(point.release),
        moment(point.released_at),
        str(point.version),
        point.reason,
        *point.note,
    ]


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
