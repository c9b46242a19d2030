"""What the signs of a chart mean, for a picture that stands alone."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Qualifier
from indicators.progress import Progress, path_of, projection_of
from indicators.qualifiers import ROWS, Mark
from indicators.series import Series

from .spans import last_year
from .styles import LABELS, ChartStyle
from .svg import cross, symbol, words_at
from .text_wrap import width_of

ROW, SWATCH, GAP, SIZE = 24, 30, 24, 14
# How far below its place the arrow of a bound begins.
SLOPES = {Mark.UP: 9, Mark.DOWN: -9}
Entry = tuple[str, str, Qualifier]
Rows = list[list[tuple[float, Entry]]]


def rows(series: Series, progress: Progress, language: str, width: float) -> Rows:
    """Return the signs that this chart has, each with its place in a row of the width."""
    result: Rows = [[]]
    x = 0.0
    for entry in _entries(series, progress, language):
        needed = SWATCH + 6 + width_of(entry[1], SIZE)
        if x and x + needed > width:
            result.append([])
            x = 0.0
        result[-1].append((x, entry))
        x = round(x + needed + GAP, 1)
    return [row for row in result if row]


def legend(placed: Rows, left: float, top: float, look: ChartStyle) -> SafeString:
    """Return the rows as SVG."""
    signs = (
        (_sign(entry, left + x, top + number * ROW + ROW / 2, look),)
        for number, row in enumerate(placed)
        for x, entry in row
    )
    return format_html_join("", "{}", signs)


def _entries(series: Series, progress: Progress, language: str) -> list[Entry]:
    kinds = [point.qualifier for point in series.reported]
    found = []
    if Qualifier.EXACT in kinds:
        found.append(("value", LABELS["value"], Qualifier.EXACT))
    bounds = [kind for kind in kinds if kind is not Qualifier.EXACT]
    if bounds:
        found.append(("bound", LABELS["bound"], bounds[-1]))
    if last_year(series):
        found.append(("last_year", LABELS["last_year"], Qualifier.EXACT))
    if any(path_of(series, target) for target in series.quantified):
        found.append(("path", LABELS["path"], Qualifier.EXACT))
    for target in series.quantified:
        goal = narrative.target_with_basis(series, target)
        word, due = LABELS["target"], target.due
        label = Text(f"{word.zh}：{goal.zh}，{due}", f"{word.en}: {goal.en} by {due}")
        found.append(("goal", label, Qualifier.EXACT))
    if series.reported and series.withdrawn:
        found.append(("gone", LABELS["gone"], Qualifier.EXACT))
    if projection_of(series, progress.target):
        found.append(("projection", LABELS["projection"], Qualifier.EXACT))
    return [(part, label.in_language(language), kind) for part, label, kind in found]


def _sign(entry: Entry, x: float, y: float, look: ChartStyle) -> SafeString:
    part, label, kind = entry
    x, middle = round(x, 1), round(x + SWATCH / 2, 1)
    line = "values" if part == "value" else part
    end = round(x + SWATCH, 1)
    drawn = format_html(
        '<line {} x1="{}" x2="{}" y1="{}" y2="{}"/>', look.style(line), x, end, y, y
    )
    if part == "bound":
        slope = SLOPES.get(ROWS[kind].mark, 0)
        drawn = symbol(look, kind, middle, y + slope)
    elif part == "gone":
        drawn = cross(look, middle, y)
    elif part == "value":
        drawn = format_html("{}{}", drawn, symbol(look, kind, middle, y))
    words = words_at(look, "note", (round(x + SWATCH + 6, 1), y + 5), label)
    return format_html("{}{}", drawn, words)
