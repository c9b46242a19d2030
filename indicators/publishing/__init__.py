"""The only ways a figure becomes public: publish a batch, or correct one published figure.

Both ask the right, act in one transaction, keep standings up to date and leave an event.
Observations are never changed: a correction is a new version with a reason.
"""

from .clock import dated_ahead
from .corrections import correct
from .entries import compose, release_entries
from .previews import preview, with_figure
from .releases import publish, publish_generated, publish_report, withdraw
from .standings import complete, refresh
from .whole_figures import whole_figures

__all__ = [
    "complete",
    "compose",
    "correct",
    "dated_ahead",
    "preview",
    "publish",
    "publish_generated",
    "publish_report",
    "refresh",
    "release_entries",
    "whole_figures",
    "with_figure",
    "withdraw",
]
