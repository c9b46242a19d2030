"""Enter many figures of one submission at once: all of them, or nothing and every problem."""

from .save import enter_all
from .types import BatchRefused, BatchResult, FigureProblem, IncomingFigure

__all__ = ["BatchRefused", "BatchResult", "FigureProblem", "IncomingFigure", "enter_all"]
