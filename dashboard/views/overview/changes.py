"""What the newest release changed, as the page says it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Standing
from indicators.periods import MONTHS, is_month_end
from indicators.selectors import Changes, LastChange, OverviewRow
from indicators.series import NO_TEXT, Point, Series

from .sections import MoveRow, move_rows


@dataclass(frozen=True, slots=True)
class CorrectedFigure:
    """A correction: when, of what, and both versions."""

    day: date
    series: Series
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class ChangesSection:
    """Counts, names and arrows; before the second release there is nothing to compare with."""

    is_first: bool
    since: Text
    figures: int
    met: int
    behind: int
    corrected: int
    turns: tuple[OverviewRow, ...]
    more_turns: int
    last: LastChange | None
    last_month: Text
    rises: list[MoveRow]
    falls: list[MoveRow]
    corrections: list[CorrectedFigure]
    is_own_correction: bool


def changes_section(changes: Changes) -> ChangesSection:
    """Return the section of the release."""
    is_first = changes.before is None
    rises, falls = move_rows(changes.rises, changes.falls)
    turned = changes.turned
    return ChangesSection(
        is_first=is_first,
        since=since(changes),
        figures=changes.figures,
        met=turned.get(Standing.MET, 0),
        behind=turned.get(Standing.BEHIND, 0) + turned.get(Standing.MISSED, 0),
        corrected=changes.corrected,
        turns=() if is_first else changes.turns,
        more_turns=0 if is_first else sum(turned.values()) - len(changes.turns),
        last=changes.last,
        last_month=month_words(changes.last.day) if changes.last else NO_TEXT,
        rises=rises,
        falls=falls,
        corrections=[
            CorrectedFigure(
                local_day(one.point.released_at),
                one.series,
                narrative.short_figure(one.series, _replaced(one.point)),
                narrative.short_figure(one.series, one.point),
            )
            for one in changes.corrections
        ],
        is_own_correction=bool(changes.corrected),
    )


def _replaced(point: Point) -> Point:
    return point.earlier[-1] if point.earlier else point


def since(changes: Changes) -> Text:
    """Say which release it is, and what it is compared with."""
    release, before = changes.release, changes.before
    day = local_day(release.released_at)
    if before is None:
        return Text(
            f"{day}是第一次发布，没有更早的数据可比。",
            f"The release of {day} is the first; nothing earlier to compare with.",
        )
    if release.day == before.day:
        earlier = local_day(before.released_at)
        return Text(
            f"{day}发布，数据仍截至{release.day}；与{earlier}的发布比。",
            f"Released {day}, figures still to {release.day}; against the release of {earlier}.",
        )
    if is_month_end(release.day) and is_month_end(before.day):
        new, old = month_words(release.day, day), month_words(before.day, day)
        return Text(
            f"{day}发布的{new.zh}数据，与{old.zh}数据比。",
            f"Released {day}: the figures of {new.en}, against those of {old.en}.",
        )
    return Text(
        f"{day}发布，数据截至{release.day}；与截至{before.day}的数据比。",
        f"Released {day}, figures to {release.day}; against those to {before.day}.",
    )


def month_words(day: date, beside: date | None = None) -> Text:
    """Name the day's month; its year, too, unless it is that of a day beside it."""
    name = MONTHS[day.month - 1]
    if beside is not None and day.year == beside.year:
        return Text(f"{day.month}月", name)
    return Text(f"{day.year}年{day.month}月", f"{name} {day.year}")


def local_day(moment: datetime) -> date:
    """Return the day in the office's time."""
    return timezone.localtime(moment).date()
