"""The overview for a meeting room: few rows on each page, in letters that are read from afar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from dashboard.charts.bullets import BulletRow, joined
from indicators.bilingual import Text
from indicators.enums import Standing
from indicators.narrative import SHORT_STANDINGS, STANDING_SIGNS
from indicators.series import NO_TEXT

from .changes import ChangesSection
from .sections import AreaList, BulletList, Counts, MoveRow, Panel, TimeUsed

MOST = 6
COMMA, COLON = Text("，", ", "), Text("：", ": ")
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Heading:
    """A page's heading: words, then how many stand how."""

    words: Text
    counts: tuple[tuple[Standing, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """One page of the screen; it has rows, or areas, or changes and months."""

    heading: Heading
    rows: tuple[BulletRow, ...] = ()
    # Where the rows begin that have no path, unless all of them have none.
    first_level: BulletRow | None = None
    areas: AreaList | None = None
    changes: ChangesSection | None = None
    rise: MoveRow | None = None
    fall: MoveRow | None = None
    panels: tuple[Panel, ...] = ()
    # Which of the months' axes do not begin at zero, and where they do.
    broken_axes: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class ScreenSections:
    """What the pages are made from."""

    time: TimeUsed | None
    counts: Counts
    path: BulletList
    level: BulletList
    areas: AreaList
    changes: ChangesSection
    panels: Sequence[Panel]


def screen_pages(whole: ScreenSections) -> list[ScreenPage]:
    """Return the pages: rows with a target, areas, then changes with the months of those rows."""
    heading = _standing(whole)
    rows = [*whole.path.rows, *whole.level.rows]
    first_level = next(iter(whole.level.rows), None) if whole.path.rows else None
    pages = [
        ScreenPage(heading, tuple(some), first_level if first_level in some[1:] else None)
        for some in _parts(rows)
    ]
    pages.append(ScreenPage(_areas(whole.areas), areas=whole.areas))
    aimed = [panel for panel in whole.panels if panel.standing] or [*whole.panels][:MOST]
    return [*pages, *(_months(whole.changes, some) for some in _parts(aimed) or [[]])]


def _months(changes: ChangesSection, panels: Sequence[Panel]) -> ScreenPage:
    return ScreenPage(
        _changes(changes),
        changes=changes,
        rise=next(iter(changes.rises), None),
        fall=next(iter(changes.falls), None),
        panels=tuple(panels),
        broken_axes=joined(
            (
                Text(f"{name.zh}{panel.axis}", f"{name.en or name.zh}: {panel.axis}")
                for panel in panels
                if panel.axis
                for name in [panel.series.name]
            ),
            Text("，", "; "),
        ),
    )


def _parts(items: Sequence[One]) -> list[Sequence[One]]:
    """Return parts of six at most, all about as long: of seven rows none stands alone."""
    number = -(-len(items) // MOST)
    if not number:
        return []
    size = -(-len(items) // number)
    return [items[start : start + size] for start in range(0, len(items), size)]


def _standing(whole: ScreenSections) -> Heading:
    words = Text("序时进度", "Progress against the path")
    if whole.time is not None:
        used = whole.time.words
        words = Text(f"时间已过{used.zh}", f"{used.en} of the time is used")
    return Heading(words, tuple((one, _counted(one, number)) for one, number in whole.counts))


def _counted(standing: Standing, number: int) -> Text:
    words, sign = SHORT_STANDINGS[standing], STANDING_SIGNS[standing]
    return Text(f"{sign} {number}项{words.zh}", f"{sign} {number} {words.en}")


def _areas(areas: AreaList) -> Heading:
    if areas.worst is None:
        return Heading(Text("各领域进展", "Standing by area"))
    name = areas.worst.name
    return Heading(
        Text(
            f"各领域进展：{name.zh}滞后最多（{areas.behind}项）",
            f"Standing by area: most behind in {name.en or name.zh} ({areas.behind})",
        )
    )


def _changes(changes: ChangesSection) -> Heading:
    if changes.is_first:
        return Heading(Text("本次发布的变化：首次发布", "What changed: the first release"))
    named = [
        (changes.met, "新达成", "newly met"),
        (changes.behind, "新滞后", "newly behind"),
        (changes.corrected, "更正", "corrected"),
    ]
    some = [one for one in named if one[0]]
    if not some:
        return Heading(
            Text(
                "本次发布的变化：没有新达成、新滞后和更正",
                "What changed: nothing newly met, newly behind or corrected",
            )
        )
    zh = "，".join(f"{word}{number}项" for number, word, _ in some)
    en = ", ".join(f"{number} {word}" for number, _, word in some)
    return Heading(Text(f"本次发布的变化：{zh}", f"What changed: {en}"))
