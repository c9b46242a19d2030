"""The overview's sections as its templates show them: words, counts and drawings, no arithmetic."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.safestring import SafeString

from dashboard.charts import areas, bullets, months, moves
from dashboard.charts.bullets import BulletRow
from indicators import narrative, progress
from indicators.bilingual import Text
from indicators.enums import PlaceLevel, Standing
from indicators.selectors import AreaTotals, Overview, OverviewRow, Ranking
from indicators.series import Named, Plan, Series
from indicators.units import plain, show_percent

AREAS = 12
Counts = list[tuple[Standing, int]]


@dataclass(frozen=True, slots=True)
class TimeUsed:
    """The plan, and how much of its time is used."""

    plan: Plan
    share: Fraction

    @property
    def words(self) -> Text:
        """Return the share in per cent."""
        return show_percent(self.share)


@dataclass(frozen=True, slots=True)
class BulletList:
    """Rows that are held against the same, with the head above and what is left out below."""

    rows: list[BulletRow]
    axis: SafeString
    rest: Counts

    @property
    def left_out(self) -> int:
        """Return how many rows are left out."""
        return sum(number for _, number in self.rest)


@dataclass(frozen=True, slots=True)
class WordedRow:
    """A target in words beside the newest figure, where there is one."""

    series: Series
    figure: Text
    statement: Text


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area's strip, with the counts beside it."""

    area: Named
    total: int
    counts: Counts
    drawing: SafeString


@dataclass(frozen=True, slots=True)
class AreaList:
    """The areas, which of them has most behind, and how many are left out."""

    rows: list[AreaRow]
    left_out: int
    worst: Named | None
    behind: int


@dataclass(frozen=True, slots=True)
class MoveRow:
    """How a figure moved, with its arrow."""

    series: Series
    before: str
    after: Text
    rate: str
    drawing: SafeString


@dataclass(frozen=True, slots=True)
class Panel:
    """A series' months; the sentence says what the drawing shows."""

    series: Series
    unit: Text
    standing: Standing | None
    axis: str
    sentence: Text
    drawing: SafeString


def time_used(plan: Plan | None, day: date) -> TimeUsed | None:
    """Return how much of the plan's time is used on the day; None where there is no plan."""
    if plan is None:
        return None
    return TimeUsed(plan, progress.time_used(plan.first_day, plan.last_day, day))


def worst_first(counts: Mapping[Standing, int]) -> Counts:
    """Return the counts that are not zero, the worst standing first."""
    return [(one, counts[one]) for one in areas.ORDER if counts.get(one)]


def bullet_list(
    ranking: Ranking, overview: Overview, language: str, *, has_path: bool
) -> BulletList:
    """Return the ranking's rows with their drawings."""
    rows = ranking.rows
    names = Counter(row.series.code for row in rows)
    found = [
        bullets.row(
            row.series,
            row.card.progress,
            row.distance,
            overview.changes.release.day,
            names_place=_names_place(row, names),
        )
        for row in rows
    ]
    if has_path:
        common = bullets.common_requirement(
            ((row.card.progress, row.distance) for row in rows), overview.changes.release.day
        )
        axis = bullets.axis(common, language)
    else:
        axis = bullets.level_axis(language)
    return BulletList(found, axis, worst_first(ranking.rest))


def _names_place(row: OverviewRow, names: Counter[str]) -> bool:
    return row.series.place.level is PlaceLevel.DIVISION or names[row.series.code] > 1


def worded(ranking: Ranking) -> list[WordedRow]:
    """Return the targets that are words alone, next due."""
    found = []
    for row in ranking.rows:
        series, point = row.series, row.card.progress.point
        target = series.statement_on(row.card.progress.as_of)
        if target is not None:
            figure = narrative.short_figure(series, point) if point else Standing.NO_DATA.text
            found.append(WordedRow(series, figure, target.statement))
    return found


def area_list(totals: Sequence[AreaTotals]) -> AreaList:
    """Return the areas in the plan's order, each with its strip."""
    shown = totals[:AREAS]
    counts = [one.by_standing for one in shown]
    drawn = zip(shown, counts, areas.strips(counts), strict=True)
    rows = [
        AreaRow(one.area, one.total, worst_first(count), areas.draw(cells))
        for one, count, cells in drawn
    ]
    behind = {one.area: _behind(one.by_standing) for one in totals}
    worst = max(behind, key=lambda one: behind[one], default=None)
    number = behind[worst] if worst else 0
    return AreaList(rows, len(totals) - len(rows), worst if number else None, number)


def _behind(counts: Mapping[Standing, int]) -> int:
    return counts.get(Standing.BEHIND, 0) + counts.get(Standing.MISSED, 0)


def move_rows(rises: Iterable[OverviewRow], falls: Iterable[OverviewRow]) -> list[list[MoveRow]]:
    """Return rises and falls, all drawn to the largest of them."""
    both = [[*rises], [*falls]]
    drawn = iter(moves.moves([row.change or Decimal(0) for part in both for row in part]))
    return [[_move(row, moves.draw(next(drawn))) for row in part] for part in both]


def _move(row: OverviewRow, drawing: SafeString) -> MoveRow:
    series = row.series
    before, after = series.reported[-2:]
    number = plain(before.value or Decimal(0), series.decimals)
    return MoveRow(
        series, number, narrative.short_figure(series, after), signed_percent(row), drawing
    )


def signed_percent(row: OverviewRow) -> str:
    """Write a change with its sign: +11.1%, −9.1%."""
    change = Fraction(row.change or 0)
    shown = show_percent(abs(change)).zh
    return f"{'+' if change > 0 else '−'}{shown}"


def panels(overview: Overview, language: str) -> list[Panel]:
    """Return the months of the series that have enough of them, all over the same months."""
    window = months.window_of(
        [card.series for card in overview.panels], overview.changes.release.day
    )
    found = []
    for card in overview.panels:
        chart = months.month_chart(card.series, card.progress, window, language)
        found.append(
            Panel(
                card.series,
                Text(card.series.unit.zh, card.series.unit.many),
                card.progress.standing if card.progress.target else None,
                chart.axis.words.in_language(language),
                narrative.essence(card.series, card.progress),
                months.draw(chart, window, language),
            )
        )
    return found
