"""Bilingual descriptions for operations and schemas, written where they are declared.

OpenAPI has one ``description``, which is English here; the Chinese stands beside it as ``x-zh``, so
that the page about the API is made from the schema alone.
"""

from typing import Any

from django.utils.translation import get_language
from pydantic import Field
from pydantic.json_schema import WithJsonSchema

from indicators.bilingual import Text

CHINESE = "x-zh"
CHINESE_SUMMARY = "x-zh-summary"


def spoken(text: Text, **details: object) -> str:
    """Return the words in the language that is active, with the details put in."""
    words = text.in_language(get_language() or "zh-hans")
    return words % details if details else words


def said(zh: str, en: str, **more: Any) -> Any:  # noqa: ANN401 - pydantic's own
    """Describe a field or a parameter."""
    return Field(description=en, json_schema_extra={CHINESE: zh}, **more)


def operation(
    summary: tuple[str, str], description: tuple[str, str], body: str = ""
) -> dict[str, Any]:
    """Describe an operation: the Chinese words first, then the English ones, and what it takes."""
    extra: dict[str, Any] = {CHINESE_SUMMARY: summary[0], CHINESE: description[0]}
    if body:
        schema = {"$ref": f"#/components/schemas/{body}"}
        extra["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema}},
        }
    return {"summary": summary[1], "description": description[1], "openapi_extra": extra}


def text(**schema: Any) -> WithJsonSchema:  # noqa: ANN401 - JSON schema's own
    """Declare how a value is written as a text."""
    return WithJsonSchema({"type": "string", **schema})
