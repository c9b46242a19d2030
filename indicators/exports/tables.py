"""The tables: two files for spreadsheets, and a package of fourteen."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from indicators.bilingual import Text

from .columns import Column, in_files
from .csv import csv_lines
from .fields import FIGURE, INDICATOR, MILESTONE, STANDING, TARGET
from .reference_fields import AREA, CO_OWNER, ORGANISATION, PLACE, PLAN, RELEASE, RESULT, SOURCE


@dataclass(frozen=True)
class Table:
    """A table: its name, what a row is, its columns, and those that tell its rows apart."""

    name: str
    meaning: Text
    columns: tuple[Column[Any], ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """Return the names of the columns."""
        return [column.name for column in self.columns]

    def row(self, record: object) -> list[str]:
        """Return the cells of the record."""
        return [
            "" if (value := read(record)) is None else cell(value) for read, cell in self._cells
        ]

    @cached_property
    def _cells(self) -> list[tuple[Callable[[Any], Any], Callable[[Any], str]]]:
        # A file has millions of cells.
        return [(column.read, column.type.cell) for column in self.columns]


def csv_table(table: Table, records: Iterable[object]) -> Iterator[str]:
    """Return the records as CSV text for spreadsheets, in parts."""
    return csv_lines(table.names, map(table.row, records))


def _table(
    name: str, zh: str, en: str, columns: Iterable[Column[Any]], key: str | None = None
) -> Table:
    """Return a table; without a key its first column is one."""
    cells = in_files(columns)
    return Table(name, Text(zh, en), cells, tuple(key.split()) if key else (cells[0].name,))


# A field that is declared later is the last column of its tables, unless it is left out here.
VERSIONED = FIGURE.all(
    "indicator place period period_start period_end value lower upper qualifier status as_written "
    "note source paragraph release released_at version reason",
    without="name period_name unit shown",
)
DEFINITION = "kind direction frequency owner ownership_basis part_of definition"
OF_PLACES = "place place_name place_level co_owners"

FLAT = _table(
    "observations",
    "全部现行数据，每行一个",
    "every current figure, one in a row",
    FIGURE.all(
        "indicator name place period_start period_end value unit qualifier as_written source "
        "paragraph released_at version lower upper reason",
        without="period period_name status shown release note",
    ),
    "indicator place period_start period_end",
)
FLAT_INDICATORS = _table(
    "indicators",
    "全部公开指标，每行一个",
    "every public indicator, one in a row",
    INDICATOR.all(
        f"indicator name area unit {DEFINITION}",
        without=f"unit_one unit_many decimals {OF_PLACES}",
    ),
)
AREAS = _table("areas", "领域", "areas", AREA.all())
CO_OWNERS = _table(
    "co_owners", "共同责任单位", "who shares an indicator with its owner", CO_OWNER.all(),
    "indicator organisation",
)  # fmt: skip
INDICATORS = _table(
    "indicators", "指标定义", "what is counted",
    INDICATOR.all(
        f"indicator name area unit unit_one unit_many decimals {DEFINITION}", without=OF_PLACES
    ),
)  # fmt: skip
MILESTONES = _table(
    "milestones", "目标的阶段值", "values to reach on the way to a target", MILESTONE.all(),
    "indicator place due on",
)  # fmt: skip
OBSERVATIONS = _table(
    "observations", "现行数据，含各种“无”", "every current figure, and every kind of nothing",
    VERSIONED, "indicator place period",
)  # fmt: skip
ORGANISATIONS = _table(
    "organisations", "责任单位和共同责任单位", "owners and co-owners", ORGANISATION.all()
)
PLACES = _table("places", "口径", "where figures hold", PLACE.all())
PLANS = _table("plans", "目标所属的规划", "plans to which targets belong", PLAN.all())
RELEASES = _table("releases", "发布", "what came out when", RELEASE.all())
REPLACED = _table(
    "replaced", "已被更正的旧版本", "earlier versions that a correction replaced", VERSIONED,
    "indicator place period version",
)  # fmt: skip
RESULTS = _table(
    "results", "勾稽关系的校验结果", "what became of the declared checks", RESULT.all()
)
SOURCES = _table(
    "sources", "来源文件", "documents that figures or targets are taken from", SOURCE.all()
)
STANDINGS = _table(
    "standings",
    "进展",
    "how each indicator stands to its target",
    STANDING.all(),
    "indicator place",
)
TARGETS = _table(
    "targets", "目标", "what figures should reach", TARGET.all(), "indicator place due"
)

TABLES = (
    AREAS, CO_OWNERS, INDICATORS, MILESTONES, OBSERVATIONS, ORGANISATIONS, PLACES, PLANS,
    RELEASES, REPLACED, RESULTS, SOURCES, STANDINGS, TARGETS,
)  # fmt: skip
# No history is kept of what these rest on, so a release's own package leaves them out.
OF_HISTORY = tuple(one for one in TABLES if one not in (MILESTONES, RESULTS, STANDINGS))
