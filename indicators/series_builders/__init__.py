"""Build ``Series`` from records, for publishing and for reading alike.

``rows`` turns one record into one value, ``definitions`` says what indicators and places were
called on a day, ``full`` adds every figure, ``newest`` only the newest ones, and ``for_report``
only those that a written report is about.
"""

from .definitions import Book, Definition, book, deciding, definition_of
from .for_report import points_of, series_within
from .full import all_series, each_series
from .newest import NEEDED, brief_series, series_until, with_all_figures
from .releases import note_of, title_of
from .rows import POINT_FIELDS, in_order, place_of, plan_of, point_of, point_rows, text_of
from .rules import declared_rules
from .series import NOWHERE, empty_series, series_of

__all__ = [
    "NEEDED",
    "NOWHERE",
    "POINT_FIELDS",
    "Book",
    "Definition",
    "all_series",
    "book",
    "brief_series",
    "deciding",
    "declared_rules",
    "definition_of",
    "each_series",
    "empty_series",
    "in_order",
    "note_of",
    "place_of",
    "plan_of",
    "point_of",
    "point_rows",
    "points_of",
    "series_of",
    "series_until",
    "series_within",
    "text_of",
    "title_of",
    "with_all_figures",
]
