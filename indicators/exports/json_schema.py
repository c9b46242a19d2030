"""The JSON Schema of the JSON files, from the columns that they are written from."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .columns import Column
from .fields import FIGURE, TARGET
from .json import OF_FIGURE, OF_SERIES, OF_STANDING, OF_STEP, OF_TARGET
from .types import CODE_PATTERN, STRING, TEXT, TEXTS, shared

Schema = Mapping[str, object]
BOOLEAN: Schema = {"type": "boolean"}
# Closed lists that other schemas may refer to.
SHARED = ("qualifier", "status")


def schema() -> str:
    """Return the schema as a text."""
    return json.dumps(_document(), ensure_ascii=False, indent=2) + "\n"


def _document() -> Schema:
    head = _object(
        {
            "$schema": STRING,
            "title": shared("text"),
            "publisher": shared("text"),
            "licence": _object({"name": STRING, "url": STRING}),
            "made_up": _said("True where every figure is invented for a demonstration.", BOOLEAN),
            "home": _said(
                "The address of the site; null in a static edition that does not know it.",
                {"type": ["string", "null"]},
            ),
            "as_of": _said(
                "The day that was asked for; null for what is public now.", _or_null(shared("day"))
            ),
            "judged_on": _said(
                "The day on which standings are judged; null before the first release.",
                _or_null(shared("day")),
            ),
            "released_at": _said(
                "When the newest release came out, in an indicator's file the newest one of its "
                "figures; null before the first one.",
                _or_null(shared("moment")),
            ),
            "indicator": shared("code"),
            "series": _many("series"),
        },
        optional=("indicator",),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Published indicators of law-based government, with every current figure",
        "description": "The shape of /data/observations.json and of each indicator's own JSON "
        "file.",
        **head,
        "$defs": _definitions(),
    }


def _definitions() -> Schema:
    text = _object({"zh": STRING, "en": STRING})
    figure = _columns(OF_FIGURE)
    return {
        "text": _said("The same words in Chinese and in English.", text),
        "code": {**STRING, "pattern": CODE_PATTERN},
        "day": {**STRING, "format": "date"},
        "moment": {**STRING, "format": "date-time"},
        "amount": {
            "description": "An exact decimal number in base units, as text.",
            **STRING,
            "pattern": r"^-?\d+(\.\d+)?$",
        },
        "qualifier": {
            "description": f"{FIGURE['qualifier'].meaning.en.capitalize()}.",
            "enum": list(FIGURE["qualifier"].words),
        },
        "status": {"enum": list(FIGURE["status"].words)},
        "named": _object({"code": shared("code"), "name": shared("text")}),
        "step": _object(_columns(OF_STEP)),
        "target": _object(_target()),
        "verdict": _object(
            {
                "standing": {"enum": list(TARGET["verdict"].words)},
                "period_end": _said(
                    "The last day of the period of the figure that decided; null where there is "
                    "none.",
                    _property(TARGET["verdict_period_end"]),
                ),
            }
        ),
        "figure": _object(figure) | VALUE_WHERE_REPORTED,
        "observation": _object(figure | {"earlier": _many("figure")}) | VALUE_WHERE_REPORTED,
        "series": _object(
            _columns(OF_SERIES)
            # Without a day nothing is judged.
            | {one.name: _or_null(_property(one)) for one in OF_STANDING}
            | {"targets": _many("target"), "observations": _many("observation")}
        ),
    }


VALUE_WHERE_REPORTED: dict[str, object] = {
    "allOf": [
        {
            "if": {"properties": {"status": {"const": "reported"}}},
            "then": {"properties": {"value": STRING}},
            "else": {
                "properties": {name: {"type": "null"} for name in ("value", "lower", "upper")}
            },
        }
    ]
}


def _target() -> dict[str, Schema]:
    return _columns(OF_TARGET) | {
        "baseline": _or_null(shared("step")),
        "whole": _property(TARGET["whole"]),
        "milestones": _many("step"),
        "risk_margin": _property(TARGET["risk_margin"]),
        "verdict": _said(
            "What became of the target once its day has passed; null until then, and for words.",
            _or_null(shared("verdict")),
        ),
    }


def _columns(columns: Iterable[Column[Any]]) -> dict[str, Schema]:
    return {column.name: _property(column) for column in columns}


def _property(column: Column[Any]) -> Schema:
    """Return what may stand under the name: null where there may be nothing, but not for texts."""
    if column.name in SHARED:
        return shared(column.name)
    if column.words:
        found: Schema = {"enum": list(column.words)}
    else:
        found = {**column.type.json_schema, **column.limits}
    return found if column.is_required or column.type in (TEXT, TEXTS) else _or_null(found)


def _or_null(schema: Schema) -> dict[str, object]:
    words = schema.get("enum")
    if isinstance(words, list):
        return {"enum": [*words, None]}
    return {"anyOf": [schema, {"type": "null"}]}


def _said(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


def _many(name: str) -> Schema:
    return {"type": "array", "items": shared(name)}


def _object(properties: Mapping[str, object], optional: Iterable[str] = ()) -> dict[str, object]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }
