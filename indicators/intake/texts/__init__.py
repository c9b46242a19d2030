"""The figures that a published text mentions: taken in as a source, decided on one by one.

``text_import`` brings a text in, ``decisions`` makes an entry of a figure or ignores it,
``submission`` hands the entries over to review. ``pages`` shows the text with its numbers,
``candidates`` what each may be taken as, beside what is ``existing`` of that already.
"""

from .candidates import Number, Offer, with_offers
from .confidence import is_unsure
from .decisions import Assignment, ignore, take, take_back
from .existing import ExistingFigure, Stage
from .pages import Count, Sheet, TextLine, count, numbers_of, offered, sheet_with, sheets
from .spans import NotFound, Span, sentence_of
from .submission import TextEntry, submit, taken_of
from .text_import import AlreadyImported, NewText, choose_period, period_of, remove, take_in

__all__ = [
    "AlreadyImported",
    "Assignment",
    "Count",
    "ExistingFigure",
    "NewText",
    "NotFound",
    "Number",
    "Offer",
    "Sheet",
    "Span",
    "Stage",
    "TextEntry",
    "TextLine",
    "choose_period",
    "count",
    "ignore",
    "is_unsure",
    "numbers_of",
    "offered",
    "period_of",
    "remove",
    "sentence_of",
    "sheet_with",
    "sheets",
    "submit",
    "take",
    "take_back",
    "take_in",
    "taken_of",
    "with_offers",
]
