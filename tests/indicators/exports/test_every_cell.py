"""Every cell of every file says, under its name, what the series says."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from indicators import exports, narrative
from indicators.bilingual import Text
from indicators.enums import Frequency, Status
from indicators.exports import sdmx
from indicators.progress import measure, verdict
from indicators.series import Named, Place, Point, Series, Target

from .distinct import (
    BACKGROUND,
    COUNT,
    DAY,
    DOCUMENTS,
    NEXT_YEARS,
    OUTLINE_YEARS,
    PUBLICATION,
    RATE,
    RELEASES,
    RESULT,
    SERIES,
)

Cells = dict[str, Any]
POINTS = [(one, point) for one in SERIES for point in one]
TARGETS = [(one, target) for one in SERIES for target in one.targets]
EARLIER = [(one, old) for one in SERIES for point in one for old in point.earlier]
# What the figures prove; every other value stands in the series itself.
ENDS = {"79.5": ("0", "100"), "78.5": ("0", "100"), "199": ("199", ""), "": ("", "")}
SDMX_STATUS = {Status.REPORTED: "A", Status.NOT_APPLICABLE: "M"}
SDMX_FREQUENCY = {Frequency.HALF_YEAR: "S", Frequency.MONTH: "M"}
SDMX_PERIOD = {6: "2019-S1", 9: "2019-Q3"}


def number(value: Decimal | None) -> str:
    """Return the number; none of those here has an exponent or idle zeros."""
    return "" if value is None else str(value)


def moment(at: datetime) -> str:
    """Return the moment eight hours east, where the office is."""
    return f"{at.astimezone(UTC) + timedelta(hours=8):%Y-%m-%dT%H:%M:%S}+08:00"


def both(name: str, words: Text) -> Cells:
    """Return two cells, each with its language."""
    return {f"{name}_zh": words.zh, f"{name}_en": words.en}


def qualifier(point: Point) -> str:
    """Return the qualifier, or the kind of nothing."""
    return (point.qualifier if point.value is not None else point.status).value


def day(value: date | None) -> str:
    """Return the day."""
    return value.isoformat() if value else ""


def figure(one: Series, point: Point) -> Cells:
    """Return what every table of figures says of one."""
    lower, upper = ENDS[number(point.value)]
    return {
        "indicator": one.code,
        "place": one.place.code,
        "period_start": day(point.period.start),
        "period_end": day(point.period.end),
        "value": number(point.value),
        "lower": lower,
        "upper": upper,
        "qualifier": qualifier(point),
        "as_written": point.as_written,
        "source": point.citation.source.code,
        "paragraph": str(point.citation.paragraph or ""),
        "released_at": moment(point.released_at),
        "version": str(point.version),
        "reason": point.reason,
    }


def flat(one: Series, point: Point) -> Cells:
    """Return a row of the file for spreadsheets."""
    return figure(one, point) | both("name", one.name) | {"unit": one.unit.zh}


def versioned(one: Series, point: Point) -> Cells:
    """Return a row of the package."""
    start, end = day(point.period.start), day(point.period.end)
    return (
        figure(one, point)
        | both("note", point.note)
        | {
            "period": f"{start}/{end}" if start else end,
            "status": point.status.value,
            "release": str(point.release),
        }
    )


def flat_indicator(one: Series) -> Cells:
    """Return a row of the file of indicators."""
    return {
        "indicator": one.code,
        **both("name", one.name),
        "area": one.area.code,
        "unit": one.unit.zh,
        "kind": one.kind.value,
        "direction": one.direction.value,
        "frequency": one.frequency.value,
        "owner": one.owner.code,
        "ownership_basis": one.ownership_basis.value,
        "part_of": one.part_of.code if one.part_of else "",
        **both("definition", one.definition),
    }


def indicator(one: Series) -> Cells:
    """Return a row of the package's indicators."""
    unit = {"unit_one": one.unit.one, "unit_many": one.unit.many}
    return flat_indicator(one) | unit | {"decimals": str(one.decimals)}


def target(one: Series, goal: Target) -> Cells:
    """Return a row of the targets."""
    decided, baseline = verdict(one, goal, DAY), goal.baseline
    return {
        "indicator": one.code,
        "place": one.place.code,
        "due": day(goal.due),
        "comparison": goal.comparison.value if goal.comparison else "",
        "value": number(goal.value),
        "upper": number(goal.upper),
        "basis": goal.basis.value,
        "arithmetic": goal.arithmetic,
        **both("statement", goal.statement),
        **both("note", goal.note),
        "source": goal.source.code if goal.source else "",
        "baseline_on": day(baseline.on) if baseline else "",
        "baseline_value": number(baseline.value) if baseline else "",
        "whole": number(goal.whole),
        "risk_margin": number(goal.risk_margin).rstrip("0"),
        "verdict": decided.standing.value if decided else "",
        "verdict_period_end": day(decided.point.period.end) if decided and decided.point else "",
        "plan": goal.plan.code,
    }


def standing(one: Series, achieved: str, expected: str) -> Cells:
    """Return a row of the standings."""
    judged = measure(one, DAY)
    return {
        "indicator": one.code,
        "place": one.place.code,
        "as_of": day(DAY),
        "standing": judged.standing.value,
        "achieved": achieved,
        "expected": expected,
        **both("sentence", narrative.describe(one, judged)),
    }


def names(key: str, found: Iterable[Named | Place]) -> list[Cells]:
    """Return rows of codes and names, sorted by the codes."""
    return [{key: one.code, **both("name", one.name)} for one in sorted(found, key=code_of)]


def code_of(one: Named | Place | Series) -> str:
    """Return what rows are sorted by."""
    return one.code


PACKAGE: dict[str, list[Cells]] = {
    "areas": names("area", [RATE.area, COUNT.area]),
    "co_owners": [
        {"indicator": one.code, "organisation": owner.code}
        for one in SERIES
        for owner in one.co_owners
    ],
    "indicators": [indicator(one) for one in sorted(SERIES, key=code_of)],
    "milestones": [
        {
            "indicator": one.code,
            "place": one.place.code,
            "due": day(goal.due),
            "on": day(step.on),
            "value": number(step.value),
        }
        for one, goal in TARGETS
        for step in goal.milestones
    ],
    "observations": [versioned(one, point) for one, point in POINTS],
    "organisations": names("organisation", {RATE.owner, *RATE.co_owners}),
    "places": [
        {"place": one.code, **both("name", one.name), "level": one.level.value}
        for one in sorted((RATE.place, COUNT.place), key=code_of)
    ],
    "plans": [
        {
            "plan": one.code,
            **both("name", one.name),
            "first_day": day(one.first_day),
            "last_day": day(one.last_day),
            "target_year": str(one.target_year),
        }
        for one in (OUTLINE_YEARS, NEXT_YEARS)
    ],
    "releases": [
        {"release": str(one.key), **both("title", one.title), "released_at": moment(one.at)}
        for one in RELEASES
    ],
    "replaced": [versioned(one, old) for one, old in EARLIER],
    "results": [
        {
            "rule": RESULT.rule.code,
            **both("name", RESULT.rule.name),
            "kind": RESULT.rule.kind.value,
            "outcome": RESULT.outcome.value,
            "on": day(RESULT.on),
            "working": "199 ≠ 79.5",
        }
    ],
    "sources": [
        {
            "source": one.code,
            **both("title", one.title),
            **both("publisher", one.publisher),
            "published_at": moment(one.published_at) if one.published_at else "",
            "url": one.url,
            "kind": one.kind.value,
        }
        for one in sorted(DOCUMENTS, key=lambda one: one.code)
    ],
    # On the way from 50 to 250 in 2192 days, 199 is reached on day 1277; where the path is 166.5.
    "standings": [standing(RATE, "", ""), standing(COUNT, "0.745", "166.514599")],
    "targets": [target(one, goal) for one, goal in TARGETS],
}
FLAT = [flat(one, point) for one, point in POINTS]
INDICATORS = [flat_indicator(one) for one in SERIES]


def sdmx_row(one: Series, point: Point) -> Cells:
    """Return a row of the SDMX data."""
    cells = versioned(one, point)
    is_reported = point.value is not None
    return {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": "ZHUNSHENG:INDICATORS(1.0.0)",
        "ACTION": "I",
        "FREQ": SDMX_FREQUENCY[one.frequency],
        "INDICATOR": one.code,
        "REF_AREA": one.place.code,
        "TIME_PERIOD": SDMX_PERIOD[point.period.end.month]
        if point.period.start
        else cells["period"],
        "OBS_VALUE": cells["value"],
        "OBS_STATUS": SDMX_STATUS[point.status],
        "QUALIFIER": cells["qualifier"].upper() if is_reported else "",
        "LOWER_BOUND": cells["lower"],
        "UPPER_BOUND": cells["upper"],
        "UNIT_MEASURE": one.unit.zh,
        "AS_WRITTEN": cells["as_written"],
        "SOURCE": cells["source"],
        "PARAGRAPH": cells["paragraph"],
        "RELEASE": cells["release"],
        "RELEASED_AT": cells["released_at"],
        "VERSION": cells["version"],
        "REASON": cells["reason"],
        "NOTE_ZH": cells["note_zh"],
        "NOTE_EN": cells["note_en"],
    }


SDMX = [sdmx_row(one, point) for one, point in POINTS]


def json_figure(one: Series, point: Point) -> Cells:
    """Return one version of a figure in JSON."""
    cells = versioned(one, point)
    return {
        "period_start": cells["period_start"] or None,
        "period_end": cells["period_end"],
        "period_name": point.period.label._asdict(),
        "value": cells["value"] or None,
        "lower": cells["lower"] or None,
        "upper": cells["upper"] or None,
        "qualifier": cells["qualifier"],
        "status": cells["status"],
        "as_written": cells["as_written"],
        "shown": one.show(point)._asdict(),
        "note": point.note._asdict(),
        "source": cells["source"],
        "paragraph": point.citation.paragraph,
        "release": point.release,
        "released_at": cells["released_at"],
        "version": point.version,
        "reason": point.reason,
    }


def json_target(one: Series, goal: Target) -> Cells:
    """Return a target in JSON."""
    cells = target(one, goal)
    empty = {"comparison", "value", "upper", "source", "whole"}
    same = ("due", "basis", "comparison", "value", "upper", "arithmetic", "source", "whole")
    return {
        **{name: cells[name] or (None if name in empty else "") for name in same},
        "plan": goal.plan.code,
        "statement": goal.statement._asdict(),
        "note": goal.note._asdict(),
        "risk_margin": cells["risk_margin"],
        "baseline": {"on": cells["baseline_on"], "value": cells["baseline_value"]}
        if goal.baseline
        else None,
        "milestones": [
            {"on": day(step.on), "value": number(step.value)} for step in goal.milestones
        ],
        "verdict": {"standing": cells["verdict"], "period_end": cells["verdict_period_end"]}
        if cells["verdict"]
        else None,
    }


def json_series(one: Series) -> Cells:
    """Return a series in JSON."""
    judged = measure(one, DAY)
    return {
        "indicator": one.code,
        "name": one.name._asdict(),
        "definition": one.definition._asdict(),
        "place": one.place.code,
        "place_name": one.place.name._asdict(),
        "place_level": one.place.level.value,
        "unit": {"zh": one.unit.zh, "one": one.unit.one, "many": one.unit.many},
        "kind": one.kind.value,
        "direction": one.direction.value,
        "decimals": one.decimals,
        "frequency": one.frequency.value,
        "area": json_named(one.area),
        "owner": json_named(one.owner),
        "co_owners": [json_named(other) for other in one.co_owners],
        "ownership_basis": one.ownership_basis.value,
        "part_of": one.part_of.code if one.part_of else None,
        "standing": judged.standing.value,
        "sentence": narrative.describe(one, judged)._asdict(),
        "targets": [json_target(one, goal) for goal in one.targets],
        "observations": [
            json_figure(one, point) | {"earlier": [json_figure(one, old) for old in point.earlier]}
            for point in one
        ],
    }


def json_named(one: Named) -> Cells:
    """Return code and name."""
    return {"code": one.code, "name": one.name._asdict()}


def read(text: str) -> list[Cells]:
    """Return the rows of a CSV text by the names of their columns."""
    return list(csv.DictReader(io.StringIO(text.removeprefix(exports.BOM), newline="")))


def sheet(book: Any, name: str) -> list[Cells]:  # noqa: ANN401 - openpyxl's own
    """Return the rows of a sheet by the names of their columns, with what its cells hold."""
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def in_cells(rows: list[Cells]) -> list[Cells]:
    """Return the rows as a workbook holds them: numbers are numbers, nothing is nothing."""
    numbers = {"value", "lower", "upper", "paragraph", "version"}
    return [
        {
            name: (float(cell) if name in numbers else cell) if cell else None
            for name, cell in row.items()
        }
        for row in rows
    ]


class EveryCellTests:
    def test_of_the_csv_of_figures_is_what_its_column_says(self) -> None:
        text = "".join(exports.csv_table(exports.FLAT, exports.figures(SERIES)))

        assert read(text) == FLAT

    def test_of_the_csv_of_indicators_is_what_its_column_says(self) -> None:
        lines = exports.csv_table(exports.FLAT_INDICATORS, exports.indicators(SERIES))

        assert read("".join(lines)) == INDICATORS

    def test_of_a_workbook_is_what_its_column_says(self) -> None:
        target = io.BytesIO()
        exports.write_workbook(target, SERIES, PUBLICATION)

        whole, of_one = load_workbook(target), load_workbook(io.BytesIO(exports.workbook([RATE])))

        assert sheet(whole, "observations") == in_cells(FLAT)
        assert sheet(whole, "indicators") == in_cells(INDICATORS)
        assert sheet(of_one, "observations") == in_cells([flat(RATE, point) for point in RATE])

    @pytest.mark.parametrize("table", PACKAGE)
    def test_of_the_package_is_what_its_column_says(self, table: str) -> None:
        target = io.BytesIO()
        exports.write_package(target, SERIES, PUBLICATION, BACKGROUND)

        text = ZipFile(target).read(f"data/{table}.csv").decode()

        assert read(text) == PACKAGE[table]

    def test_of_sdmx_is_what_its_column_says(self) -> None:
        lines = exports.parts(sdmx.COLUMNS, exports.sdmx_rows(SERIES))

        assert read("".join(lines)) == SDMX

    def test_of_json_is_what_its_name_says(self) -> None:
        value = json.loads("".join(exports.json_parts(SERIES, PUBLICATION, "schema.json", "x")))

        assert value == {
            "$schema": "schema.json",
            "title": PUBLICATION.title._asdict(),
            "publisher": {"zh": "抚州市", "en": "Fuzhou"},
            "licence": {"name": "Own terms", "url": "https://data.example/licence"},
            "made_up": False,
            "home": "https://data.example/",
            "as_of": "2021-05-05",
            "judged_on": "2021-05-04",
            "released_at": "2020-09-01T09:00:00+08:00",
            "indicator": "x",
            "series": [json_series(one) for one in SERIES],
        }


class DataTests:
    @pytest.mark.parametrize(
        "rows", [FLAT, INDICATORS, SDMX, *PACKAGE.values()], ids=["flat", "list", "sdmx", *PACKAGE]
    )
    def test_would_show_any_two_columns_that_are_swapped(self, rows: list[Cells]) -> None:
        columns = {name: [row[name] for row in rows] for name in rows[0]}

        assert [
            pair for pair in combinations(columns, 2) if columns[pair[0]] == columns[pair[1]]
        ] == []

    def test_would_show_any_two_names_of_json_that_are_swapped(self) -> None:
        [rate, _count] = [json_series(one) for one in SERIES]
        for value in (rate, rate["targets"][0], rate["observations"][0]):
            assert [
                pair for pair in combinations(value, 2) if value[pair[0]] == value[pair[1]]
            ] == []
