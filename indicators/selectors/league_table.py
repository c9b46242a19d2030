"""The league as a table for CSV and workbooks, with the columns that its page has."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import attrgetter

from indicators.bilingual import Text
from indicators.exports import NUMBER, TEXT, WHOLE, Column, Table, Type
from indicators.periods import Period
from indicators.timeliness import FigureCounts, LeagueRow, tenths_of

GROUPS = {
    False: Text("市级部门", "city department"),
    True: Text("县（区）", "county or district"),
}
HEADS = {
    "on_time": Text("按期", "on time"),
    "owed": Text("应报", "due"),
    "late": Text("迟报", "late"),
    "missing": Text("未报", "missing"),
    "returns": Text("退回", "returns"),
}
MEANING = Text("", "")


def league_table(months: Sequence[Period], language: str) -> Table:
    """Return the table of the league's rows: rates in per cent, to a tenth, empty without any."""

    def column(
        head: Text, read: Callable[[LeagueRow], object], sort: Type = WHOLE
    ) -> Column[LeagueRow]:
        return Column(head.in_language(language), MEANING, read, sort)

    columns = [
        column(Text("组别", "group"), lambda row: _group(row, language), TEXT),
        column(Text("名次", "rank"), lambda row: row.rank),
        column(Text("代码", "code"), lambda row: row.organisation.code, TEXT),
        column(
            Text("单位", "organisation"),
            lambda row: row.organisation.name.in_language(language),
            TEXT,
        ),
        column(Text("按期率（%）", "on-time rate, %"), lambda row: _percent(row.total), NUMBER),
        *(column(head, attrgetter(f"total.{name}")) for name, head in HEADS.items()),
        column(Text("落后", "behind"), lambda row: row.behind),
        *(
            column(Text(month.code, month.code), _of_month(number), NUMBER)
            for number, month in enumerate(months)
        ),
    ]
    name = Text("单位排名", "League").in_language(language)
    return Table(name, MEANING, tuple(columns), (columns[2].name,))


def _group(row: LeagueRow, language: str) -> str:
    return GROUPS[row.organisation.is_county].in_language(language)


def _percent(counts: FigureCounts | None) -> Decimal | None:
    tenths = None if counts is None else tenths_of(counts)
    return None if tenths is None else Decimal(tenths) / 10


def _of_month(number: int) -> Callable[[LeagueRow], Decimal | None]:
    return lambda row: _percent(row.months[number])
