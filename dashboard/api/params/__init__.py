"""What a request may ask: parameters with their meaning, and what is said of wrong ones."""

from .errors import WRONG, wrong
from .queries import (
    FieldSelection,
    FieldsQuery,
    FiguresParams,
    ListParams,
    OwnEntriesParams,
    PageQuery,
    SeriesParams,
    Versions,
)
from .types import Code

__all__ = [
    "WRONG",
    "Code",
    "FieldSelection",
    "FieldsQuery",
    "FiguresParams",
    "ListParams",
    "OwnEntriesParams",
    "PageQuery",
    "SeriesParams",
    "Versions",
    "wrong",
]
