"""CSV on the Web: what the columns of a CSV file mean, in a file beside it."""

from typing import Any

from .columns import Column
from .publication import Publication
from .tables import Table


def metadata(table: Table, url: str, publication: Publication) -> dict[str, object]:
    """Return what describes the table at ``url``, which may be relative to the description."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "url": url,
        "dc:title": _both(table.meaning),
        "dc:publisher": _both(publication.publisher),
        "dc:license": {"@id": publication.licence.url},
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            # A level on a day has no first day, so that a key cannot be told from these columns.
            **({"primaryKey": list(table.key)} if _is_filled(table) else {}),
        },
    }


def _is_filled(table: Table) -> bool:
    return all(column.is_required for column in table.columns if column.name in table.key)


def _column(column: Column[Any]) -> dict[str, object]:
    datatype: object = column.type.csvw
    if column.words:
        datatype = {"base": "string", "format": "|".join(column.words)}
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": _both(column.meaning),
        "datatype": datatype,
        "required": column.is_required,
    }


def _both(words: tuple[str, str]) -> list[dict[str, str]]:
    zh, en = words
    return [{"@value": zh, "@language": "zh"}, {"@value": en, "@language": "en"}]
