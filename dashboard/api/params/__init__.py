"""Request parameters: their models, their types, and errors for invalid ones."""

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
