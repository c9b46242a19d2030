"""Whether organisations report in time, by one definition for every page, file and reminder.

A figure is on time if it was handed in first by the end of its due day, whoever brought it in: a
person at the desk, a workbook, or another system. Being returned takes nothing from that, and is
counted apart; what its organisation took back itself is not in. Days late are calendar days: the
due day itself has stepped over weekends and holidays already.

``counts`` is pure arithmetic, ``ranking`` too; ``queries`` lets the database count.
"""

from .counts import NOTHING_OWED, FigureCounts, MonthTotals, Organisation, month_totals
from .queries import (
    OrganisationPeriod,
    came_in_late,
    counts_of,
    is_in,
    periods_owed,
    reminders_of,
    timeliness_of,
)
from .ranking import HeatLevel, LeagueRow, cut_percent, heat_of, in_ranks, tenths_of

__all__ = [
    "NOTHING_OWED",
    "FigureCounts",
    "HeatLevel",
    "LeagueRow",
    "MonthTotals",
    "Organisation",
    "OrganisationPeriod",
    "came_in_late",
    "counts_of",
    "cut_percent",
    "heat_of",
    "in_ranks",
    "is_in",
    "month_totals",
    "periods_owed",
    "reminders_of",
    "tenths_of",
    "timeliness_of",
]
