"""What a request may ask: parameters with their meaning, and what is said of wrong ones."""

from .errors import WRONG, wrong
from .queries import Figures, Listed, Narrowed, OwnListed, Paged, Parts, Sparse, Versions
from .types import Code

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
