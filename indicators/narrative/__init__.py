"""Sentences that say what a series shows, with the working, in both languages side by side."""

from .sentences import (
    describe,
    essence,
    gone,
    mention,
    of_sum,
    outcome,
    paragraph,
    time_words,
    withdrawal,
)
from .standings import MEANINGS, STANDING_SIGNS
from .targets import target_judged, target_sign, target_with_basis, target_words
from .totals import incomplete, lacking

__all__ = [
    "MEANINGS",
    "STANDING_SIGNS",
    "describe",
    "essence",
    "gone",
    "incomplete",
    "lacking",
    "mention",
    "of_sum",
    "outcome",
    "paragraph",
    "target_judged",
    "target_sign",
    "target_with_basis",
    "target_words",
    "time_words",
    "withdrawal",
]
