"""Cell styles of the workbook; input cells have a pale fill.

The cells of the rows are all open, because no program sorts rows of which one cell is locked; a
check keeps slips of the keyboard out of those that are known (``writer``).
"""

from collections.abc import Iterator

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from .layout import SheetColumn

INK, MUTED, MAIN, LINE, TO_FILL, GROUND = "1D2733", "55606D", "8C1D18", "D9DEE4", "FFF9E3", "F4F5F7"
TEXT_FORMAT, WHOLE_FORMAT = "@", "#,##0"
LEFT, RIGHT, CENTRE = "left", "right", "center"

TITLE, ABOUT, HEADING, GUIDE = "zs title", "zs about", "zs heading", "zs guide"
KNOWN, KNOWN_NUMBER, KNOWN_WHOLE = "zs known", "zs known number", "zs known whole number"
FIGURE, CHOICE, WORDS = "zs figure to fill in", "zs choice to fill in", "zs words to fill in"

# How each column looks where its cells are known, and where they are to be filled in.
OF_COLUMN = {
    SheetColumn.LAST: KNOWN_NUMBER,
    SheetColumn.YEAR_AGO: KNOWN_NUMBER,
    SheetColumn.VALUE: KNOWN_NUMBER,
}
OF_ANSWER = {
    SheetColumn.VALUE: FIGURE,
    SheetColumn.QUALIFIER: CHOICE,
    SheetColumn.NOTE: WORDS,
    SheetColumn.EXPLANATION: WORDS,
}


def styles() -> Iterator[NamedStyle]:
    """Yield the styles anew, because each belongs to one workbook."""
    side = Side("thin", color=LINE)
    below, around = Border(bottom=side), Border(side, side, side, side)
    yield _style(TITLE, font=Font(size=18, bold=True, color=MAIN))
    yield _style(ABOUT, font=Font(size=11, color=MUTED))
    yield _style(GUIDE, font=Font(size=12, color=INK))
    heading = {"font": Font(size=11, bold=True, color=INK), "fill": PatternFill("solid", GROUND)}
    yield _style(HEADING, CENTRE, border=around, **heading)
    ink, muted = Font(size=11, color=INK), Font(size=11, color=MUTED)
    known = {"font": muted, "border": below, "protection": Protection(locked=False)}
    yield _style(KNOWN, **known)
    yield _style(KNOWN_NUMBER, RIGHT, **known)
    yield _style(KNOWN_WHOLE, RIGHT, number_format=WHOLE_FORMAT, **known)
    open_ = {**known, "font": ink, "fill": PatternFill("solid", TO_FILL), "border": around}
    # Figures stay in the general format, so that they can be summed up and formulas work; words
    # do not, so that “3-5” is no date.
    yield _style(FIGURE, RIGHT, **open_)
    yield _style(CHOICE, CENTRE, number_format=TEXT_FORMAT, **open_)
    yield _style(WORDS, number_format=TEXT_FORMAT, **open_)


def _style(name: str, horizontal: str = LEFT, **parts: object) -> NamedStyle:
    """Return a style that wraps; its cells are locked unless ``parts`` say otherwise."""
    alignment = Alignment(horizontal=horizontal, vertical=CENTRE, wrap_text=name != TITLE)
    return NamedStyle(name, alignment=alignment, **parts)
