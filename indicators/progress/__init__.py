"""Progress towards a target: pure, exact arithmetic with the working kept for the reader.

Stocks and cumulative counts follow a straight path from the cited baseline to the target on its
due date; where none is cited, from zero (for "at most" targets: from the derived whole) on the
first day of the target's plan, and ``Start.assumed`` says so. Rates,
flows and plans have no path: their level is compared. A figure is held against the path on its own
day; whether the target is overdue is judged on the day of the page.

Of several targets the one next due on the day of the page is judged; one whose day has passed
keeps its verdict, and the path to the next one starts from it (docs/decisions).
"""

from .distances import Distance, distance_of
from .history import ReleaseDay, StandingChange, change_of, last_change, standing_after
from .measuring import Progress, judge, measure, verdict
from .paths import path_of, path_value, time_used
from .projections import project, projection_of

__all__ = [
    "Distance",
    "Progress",
    "ReleaseDay",
    "StandingChange",
    "change_of",
    "distance_of",
    "judge",
    "last_change",
    "measure",
    "path_of",
    "path_value",
    "project",
    "projection_of",
    "standing_after",
    "time_used",
    "verdict",
]
