"""Sentences that say what a series shows, with the working, in both languages side by side."""

from .distances import (
    basis_short,
    distance_words,
    due_clause,
    due_words,
    goal_words,
    short_figure,
    start_words,
)
from .sentences import (
    describe,
    essence,
    gone,
    mention,
    of_sum,
    outcome,
    paragraph,
    withdrawal,
)
from .standings import MEANINGS, SHORT_STANDINGS, STANDING_SIGNS
from .targets import target_judged, target_sign, target_with_basis, target_words
from .totals import incomplete, lacking, with_year_to_date, year_to_date

__all__ = [
    "MEANINGS",
    "SHORT_STANDINGS",
    "STANDING_SIGNS",
    "basis_short",
    "describe",
    "distance_words",
    "due_clause",
    "due_words",
    "essence",
    "goal_words",
    "gone",
    "incomplete",
    "lacking",
    "mention",
    "of_sum",
    "outcome",
    "paragraph",
    "short_figure",
    "start_words",
    "target_judged",
    "target_sign",
    "target_with_basis",
    "target_words",
    "with_year_to_date",
    "withdrawal",
    "year_to_date",
]
