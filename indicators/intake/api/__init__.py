"""Enter many figures of one submission at once: all of them, or nothing and every problem."""

from .save import enter_all
from .types import Entered, NotEntered, Problem, Sent

__all__ = ["Entered", "NotEntered", "Problem", "Sent", "enter_all"]
