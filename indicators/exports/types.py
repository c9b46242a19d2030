"""The types of published values: what each is in a cell, in JSON, and in every schema."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicators.units import rounded

from .publication import moment

CODE_PATTERN = r"^[-\w]+$"
DECIMALS = 6
STRING: Mapping[str, str] = {"type": "string"}


def number(value: Decimal) -> str:
    """Write a value in base units without exponent or idle zeros: 420000, 3.6."""
    return f"{value.normalize():f}"


def _share(value: Fraction) -> str:
    return number(rounded(value, DECIMALS))


def _named(one: Any) -> dict[str, object]:  # noqa: ANN401 - a Named or a Place
    return {"code": one.code, "name": one.name._asdict()}


def _unit(one: Any) -> dict[str, str]:  # noqa: ANN401 - a Unit
    return {"zh": one.zh, "one": one.one, "many": one.many}


@dataclass(frozen=True, slots=True)
class Type:
    """A type: how it is written, and its names in JSON Schema, Table Schema, CSVW and SDMX."""

    cell: Callable[[Any], str]
    value: Callable[[Any], object]
    json_schema: Mapping[str, object]
    table_schema: Mapping[str, str] = field(default_factory=lambda: STRING)
    csvw: str = "string"
    sdmx: str = "String"
    is_number: bool = False
    pattern: str = ""


def shared(name: str) -> dict[str, str]:
    """Return the reference to a definition that the JSON Schema shares."""
    return {"$ref": f"#/$defs/{name}"}


def _same(value: Any) -> Any:  # noqa: ANN401 - a text, or a whole number
    return value


TEXT = Type(_same, _same, STRING)
CODE = Type(_same, _same, shared("code"), pattern=CODE_PATTERN)
# One word of a closed list; its schema is the list.
WORD = Type(lambda word: word.value, lambda word: word.value, {})
NUMBER = Type(
    number, number, shared("amount"), {"type": "number"}, "decimal", "Decimal", is_number=True
)
# A computed number, to six decimals at most.
SHARE = replace(NUMBER, cell=_share, value=_share)
WHOLE = Type(
    str, _same, {"type": "integer"}, {"type": "integer"}, "integer", "Integer", is_number=True
)
DAY = Type(date.isoformat, date.isoformat, shared("day"), {"type": "date"}, "date")
MOMENT = Type(
    moment,
    moment,
    shared("moment"),
    {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S%z"},
    "dateTimeStamp",
    "DateTime",
)
# Both languages; a file has a column for each.
TEXTS = Type(_same, lambda text: text._asdict(), shared("text"))
# A code, beside which JSON tells the name.
NAMED = Type(lambda one: one.code, _named, shared("named"), pattern=CODE_PATTERN)
NAMES = Type(
    _same, lambda many: [_named(one) for one in many], {"type": "array", "items": shared("named")}
)
UNIT = Type(
    lambda unit: unit.zh,
    _unit,
    {
        "type": "object",
        "properties": dict.fromkeys(("zh", "one", "many"), STRING),
        "required": ["zh", "one", "many"],
        "additionalProperties": False,
    },
)
