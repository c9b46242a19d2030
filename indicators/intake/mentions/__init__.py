"""The figures that a published text mentions: taken in as a source, decided on one by one.

``taking`` brings a text in, ``deciding`` makes an entry of a figure or ignores it, ``submitting``
hands the entries over to review. ``sheets`` shows the text with its numbers, ``numbers`` what each
may be taken as, beside what is ``known`` of that already.
"""

from .deciding import Taking, ignore, take, take_back
from .doubt import is_unsure
from .found import NotFound, Span, sentence_of
from .known import Known, Stage
from .numbers import Number, Offer, with_offers
from .sheets import Count, Sheet, Stretch, count, numbers_of, offered, sheet_with, sheets
from .submitting import Taken, submit, taken_of
from .taking import NewText, TakenAlready, choose_period, period_of, remove, take_in

__all__ = [
    "Count",
    "Known",
    "NewText",
    "NotFound",
    "Number",
    "Offer",
    "Sheet",
    "Span",
    "Stage",
    "Stretch",
    "Taken",
    "TakenAlready",
    "Taking",
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
