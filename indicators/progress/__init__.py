"""Progress towards a target: pure, exact arithmetic with the working kept for the reader.

Stocks and cumulative counts follow a straight path from the cited baseline to the target on its
due date; where none is cited, from zero (for "at most" targets: from the derived whole) on the
first day of the years that the 2015–2020 outline covers, and ``Start.assumed`` says so. Rates,
flows and plans have no path: their level is compared. A figure is held against the path on its own
day; whether the target is overdue is judged on the day of the page.
"""

from .measuring import Progress, measure
from .paths import OUTLINE_START, path_of, path_value, time_used
from .projections import project, projection_of

__all__ = [
    "OUTLINE_START",
    "Progress",
    "measure",
    "path_of",
    "path_value",
    "project",
    "projection_of",
    "time_used",
]
