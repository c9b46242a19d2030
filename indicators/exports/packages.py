"""A zip that is a Data Package: related tables as CSV, described, with README and citation.

The same content gives the same bytes: members stand in order under one fixed time, nothing tells
of a clock or a machine, and only what the caller passes in names an address. Rows wait in
temporary files, so that memory grows with definitions and not with figures.
"""

import csv
import hashlib
import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from indicators.enums import SourceKind
from indicators.series import Series

from . import readme
from .archives import add_file, add_text, blocks_of
from .columns import Column
from .publication import DatasetContext, DocumentInfo, Publication, moment
from .records import Definitions, each_record
from .tables import OF_HISTORY, TABLES, Table

NAME = "law-based-government-indicators"


def write_package(
    target: IO[bytes],
    many: Iterable[Series],
    publication: Publication,
    background: DatasetContext,
    *,
    is_of_a_release: bool = False,
) -> None:
    """Write the zip; one of a release holds only tables of whose past everything is known."""
    tables = OF_HISTORY if is_of_a_release else TABLES
    with TemporaryDirectory() as name:
        folder = Path(name)
        used = _fill(folder, tables, many, publication, background)
        resources = [_resource(table, folder) for table in tables]
        documents = [background.documents[code] for code in sorted(used)]
        described = descriptor(publication, documents, resources)
        texts = {
            "CITATION.cff": readme.citation(publication),
            "README.md": readme.readme(publication, tables),
            "datapackage.json": _json(described),
        }
        data = {_path(table): folder / f"{table.name}.csv" for table in tables}
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            for member in sorted([*texts, *data]):
                if member in data:
                    add_file(archive, member, data[member])
                else:
                    add_text(archive, member, texts[member])


def _fill(
    folder: Path,
    tables: Iterable[Table],
    many: Iterable[Series],
    publication: Publication,
    background: DatasetContext,
) -> set[str]:
    """Write every table as CSV, and return the codes of the documents that were named."""
    seen = Definitions()
    with ExitStack() as open_files:
        known = {table.name: table for table in tables}
        writers = {}
        for name, table in known.items():
            path = folder / f"{name}.csv"
            file = open_files.enter_context(path.open("w", encoding="utf-8", newline=""))
            writers[name] = csv.writer(file)
            writers[name].writerow(table.names)
        for series in many:
            seen.see(series)
            for name, record in each_record(series, publication.day):
                if name in known:
                    writers[name].writerow(known[name].row(record))
        for name, records in seen.records(background).items():
            if name in known:
                writers[name].writerows(map(known[name].row, records))
    return seen.sources


def descriptor(
    publication: Publication, documents: Iterable[DocumentInfo], resources: list[dict[str, object]]
) -> dict[str, object]:
    """Return the content of datapackage.json."""
    licence = publication.licence
    named = {"name": licence.code} if licence.code else {}
    released = publication.released_at
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": " / ".join(publication.title),
        "description": " / ".join(publication.description),
        "version": publication.version,
        **({"created": moment(released)} if released else {}),
        **({"homepage": publication.home} if publication.home else {}),
        "keywords": ["法治政府", "law-based government", "indicators", *publication.publisher],
        "licenses": [named | {"title": licence.name, "path": licence.url}],
        "contributors": [{"title": " / ".join(publication.publisher), "role": "publisher"}],
        # Submissions are in the table of sources; as a list they would outgrow all else.
        "sources": [
            {"title": " / ".join(filter(None, one.title))} | ({"path": one.url} if one.url else {})
            for one in documents
            if one.kind is not SourceKind.SUBMISSION
        ],
        "resources": resources,
    }


def _resource(table: Table, folder: Path) -> dict[str, object]:
    path = folder / f"{table.name}.csv"
    return {
        "name": table.name,
        "path": _path(table),
        "profile": "tabular-data-resource",
        "title": " / ".join(table.meaning),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_digest(path)}",
        "schema": schema(table),
    }


def schema(table: Table) -> dict[str, object]:
    """Return the Table Schema: fields with constraints, keys, and what stands for nothing."""
    leading = [column for column in table.columns if column.refers and not _is_key(table, column)]
    return {
        "fields": [_field(column, is_key=_is_key(table, column)) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": column.name,
                "reference": {
                    # Within its own table a reference names none.
                    "resource": "" if column.refers == table.name else column.refers,
                    "fields": _key_of(column.refers),
                },
            }
            for column in leading
        ],
    }


def _is_key(table: Table, column: Column[Any]) -> bool:
    """Tell whether the column alone tells the rows apart."""
    return table.key == (column.name,)


def _key_of(name: str) -> str:
    return next(table.key[0] for table in TABLES if table.name == name)


def _field(column: Column[Any], *, is_key: bool) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if column.is_required:
        constraints["required"] = True
    if is_key:
        constraints["unique"] = True
    if column.words:
        constraints["enum"] = list(column.words)
    if column.type.pattern:
        constraints["pattern"] = column.type.pattern
    return {
        "name": column.name,
        **column.type.table_schema,
        "title": column.meaning.zh,
        "description": column.meaning.en,
        **({"constraints": constraints} if constraints else {}),
    }


def _path(table: Table) -> str:
    return f"data/{table.name}.csv"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    for block in blocks_of(path):
        digest.update(block)
    return digest.hexdigest()
