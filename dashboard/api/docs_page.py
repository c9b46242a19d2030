"""The page about the API for people, made from its description for programs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from dashboard.access import edition_for
from dashboard.page_cache import published_page
from indicators import enums, selectors
from indicators.models import Plan, Rule
from indicators.selectors import Edition, ListQuery

from . import problems
from .descriptions import CHINESE, CHINESE_SUMMARY
from .guide import GUIDE
from .middleware import ADDRESS
from .openapi import Schema, schema_of
from .v1 import api

CODE = "CODE"
PART = "#/components/schemas/"
SIMPLE = {
    "string": ("文本", "text"),
    "integer": ("整数", "whole number"),
    "number": ("数字", "number"),
    "boolean": ("是/否", "true or false"),
    "object": ("对象", "object"),
    "null": ("空", "null"),
}
FORMS = {
    "decimal": ("十进制数（文本）", "decimal in a string"),
    "date": ("日期", "day"),
    "date-time": ("时间", "moment"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A row of a table: a parameter, or a part of an answer."""

    name: str
    form: str
    part: str
    words: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as the page shows it."""

    key: str
    method: str
    path: str
    summary: str
    words: str
    parameters: list[Field]
    body: str
    part: str
    problems: list[tuple[str, str]]
    example: str
    needs_token: bool


@dataclass(frozen=True, slots=True)
class SchemaDoc:
    """A part of answers: its fields, or the values that it may have."""

    name: str
    words: str
    fields: list[Field]
    values: list[tuple[str, str]]


@published_page
def page(request: HttpRequest) -> HttpResponse:
    """Show every operation, parameter, part of answers and problem, with examples."""
    edition, schema = edition_for(request), schema_of(api)
    examples = _examples(edition)
    site = f"{request.scheme}://{request.get_host()}"
    return render(
        request,
        "dashboard/api.html",
        {
            "edition": edition,
            "site": site,
            "guide": [(one, one.command.replace("SITE", site)) for one in GUIDE],
            "families": [
                (_words(tag), list(_operations(schema, tag["name"], site, examples)))
                for tag in schema["tags"]
            ],
            "parts": list(_parts(schema)),
            "problems": problems.KINDS,
        },
    )


def _operations(
    schema: Schema, tag: str, site: str, examples: dict[str, str]
) -> Iterator[Operation]:
    for path, methods in schema["paths"].items():
        for method, one in methods.items():
            if tag in one["tags"]:
                answers = one["responses"]
                body = one.get("requestBody", {}).get("content", {}).get("application/json", {})
                yield Operation(
                    key=one["operationId"],
                    method=method.upper(),
                    path=path,
                    summary=_in(one, CHINESE_SUMMARY, "summary"),
                    words=_words(one),
                    parameters=[_parameter(parameter) for parameter in one["parameters"]],
                    body=_part_in(body.get("schema", {})),
                    part=_part_in(answers["200"]["content"]["application/json"]["schema"]),
                    problems=[(key, _words(said)) for key, said in answers.items() if key >= "4"],
                    example=_example(site, path, examples),
                    needs_token="security" in one,
                )


def _parameter(parameter: Schema) -> Field:
    name = parameter["name"]
    return Field(name, _form(parameter["schema"]), "", _words(parameter), parameter["required"])


def _parts(schema: Schema) -> Iterator[SchemaDoc]:
    for name, one in schema["components"]["schemas"].items():
        needed = one.get("required", ())
        yield SchemaDoc(
            name,
            _words(one),
            [
                Field(key, _form(field), _part_in(field), _words(field), key in needed)
                for key, field in one.get("properties", {}).items()
            ],
            list(_values(name)),
        )


def _values(name: str) -> Iterator[tuple[str, str]]:
    """Yield the values of a closed list with their names on screen."""
    for value, label in getattr(getattr(enums, name, None), "choices", ()):
        yield value, str(label)


def _form(schema: Schema) -> str:
    """Say how a value is written."""
    if "anyOf" in schema:
        return " / ".join(_form(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " · ".join(map(str, schema["enum"]))
    if schema.get("format") in FORMS:
        return FORMS[schema["format"]][not _is_chinese()]
    if schema.get("type") == "array":
        inner = schema.get("items") or {}
        return f"[{_form(inner)}]" if inner else "[…]"
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(PART)
    limits = [f"{schema[key]}" for key in ("minimum", "maximum") if key in schema]
    words = SIMPLE.get(schema.get("type", "object"), SIMPLE["object"])[not _is_chinese()]
    return f"{words} {'–'.join(limits)}".strip()


def _part_in(schema: Schema) -> str:
    """Return the part that the value is, or holds."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(PART)
    inner = [*schema.get("anyOf", ()), schema.get("items") or {}]
    return next((found for one in inner if one and (found := _part_in(one))), "")


def _words(one: Schema) -> str:
    return _in(one, CHINESE, "description")


def _in(one: dict[str, Any], chinese: str, english: str) -> str:
    return str(one.get(chinese) or one.get(english, "") if _is_chinese() else one.get(english, ""))


def _is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def _examples(edition: Edition) -> dict[str, str]:
    """Return codes that exist on this site, so that the commands work as they are."""
    found = selectors.api_lists.cards(edition, ListQuery(), None, 1).items
    rule, plan = (model.objects.order_by("code").first() for model in (Rule, Plan))
    if not found:
        return {}
    series = found[0].series
    latest = series.latest
    return {
        "indicators": series.code,
        "areas": series.area.code,
        "organisations": series.owner.code,
        "places": series.place.code,
        "plans": plan.code if plan else CODE,
        "sources": latest.citation.source.code if latest else CODE,
        "rules": rule.code if rule else CODE,
        "indicator": series.code,
        "place": series.place.code,
        "number": str(latest.release) if latest else CODE,
        "period": "2019-07",
    }


def _example(site: str, path: str, examples: dict[str, str]) -> str:
    """Return an address to try; in ``/areas/{code}`` the code is one of an area."""
    family = path.removeprefix(ADDRESS).partition("/")[0]
    known = examples | {"code": examples.get(family, CODE)}
    return site + re.sub(r"{(\w+)}", lambda found: known.get(found[1], CODE), path)
