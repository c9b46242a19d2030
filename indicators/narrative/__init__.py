"""Sentences that say what a series shows, with the working, in both languages side by side."""

from .sentences import describe, essence, mention, of_sum, outcome, paragraph, time_words
from .standings import MEANINGS, STANDING_SIGNS, STANDINGS
from .targets import target_judged, target_sign, target_with_basis, target_words
from .totals import incomplete, lacking

__all__ = [
    "MEANINGS",
    "STANDINGS",
    "STANDING_SIGNS",
    "describe",
    "essence",
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
]
