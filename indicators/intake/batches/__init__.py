"""Enter many figures of one submission at once: all of them, or nothing and every problem."""

from .entering import enter_all
from .sent import Entered, NotEntered, Problem, Sent

__all__ = ["Entered", "NotEntered", "Problem", "Sent", "enter_all"]
