"""Sentences that say what a series shows, with the working, in both languages side by side."""

from .sentences import describe, essence, mention, paragraph, time_words
from .standings import MEANINGS, STANDING_SIGNS, STANDINGS
from .targets import target_sign, target_with_basis, target_words

__all__ = [
    "MEANINGS",
    "STANDINGS",
    "STANDING_SIGNS",
    "describe",
    "essence",
    "mention",
    "paragraph",
    "target_sign",
    "target_with_basis",
    "target_words",
    "time_words",
]
