"""Sentences that say what a series shows, with the working, in both languages side by side."""

from .sentences import describe, essence, mention, of_sum, outcome, paragraph, time_words
from .standings import MEANINGS, STANDING_SIGNS, STANDINGS
from .targets import target_among_others, target_sign, target_with_basis, target_words
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
    "target_among_others",
    "target_sign",
    "target_with_basis",
    "target_words",
    "time_words",
]
