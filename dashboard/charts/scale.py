"""Where days and values lie on a drawing."""

from datetime import date
from fractions import Fraction

from .axis import ValueAxis
from .styles import ChartStyle


class Scale:
    """Turn days and values into places on the drawing."""

    def __init__(self, look: ChartStyle, days: tuple[date, date], axis: ValueAxis) -> None:
        self.look, self.axis = look, axis
        self.first, self.last = days

    def x(self, day: date) -> float:
        """Return the horizontal place of the day."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(self.look.left + share * (self.look.right - self.look.left), 1)

    def y(self, value: Fraction) -> float:
        """Return the vertical place of the value."""
        share = float(value - Fraction(self.axis.low)) / float(self.axis.rise)
        return round(self.look.floor - share * (self.look.floor - self.look.top), 1)
