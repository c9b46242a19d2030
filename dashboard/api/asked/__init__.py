"""What a request may ask: parameters with their meaning, and what is said of wrong ones."""

from .parameters import Figures, Listed, Narrowed, OwnListed, Paged, Parts, Sparse, Versions
from .values import Code
from .wrong import WRONG, wrong

__all__ = [
    "WRONG",
    "Code",
    "Figures",
    "Listed",
    "Narrowed",
    "OwnListed",
    "Paged",
    "Parts",
    "Sparse",
    "Versions",
    "wrong",
]
