"""Request payloads: size, media type, JSON and schema are checked; every fault is reported."""

import json
from codecs import BOM_UTF8
from collections.abc import Sequence
from decimal import Decimal, DecimalException
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic.json_schema import WithJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError

from indicators.bilingual import Text
from indicators.enums import Qualifier

from .descriptions import said, spoken
from .params import WRONG, Code, wrong
from .problems import INVALID, MALFORMED, TOO_LARGE, WRONG_TYPE, Fault, RequestRefused

MEGABYTE = 1024 * 1024
LARGEST = 5 * MEGABYTE
MOST = 10_000
# Beyond these a number is no figure, and writing it out would take forever.
DIGITS = 40
Model = TypeVar("Model", bound=BaseModel)

NO_JSON = Text(
    "请求头Content-Type须为application/json。", "Send it as Content-Type: application/json."
)
NO_COMPRESSION = Text("请求正文不得压缩。", "Send the body without compression.")
TOO_MUCH = Text("请求正文不得超过5MB，请分次发送。", "At most 5 MB at once; send it in parts.")
NO_UTF8 = Text("请求正文须为UTF-8编码。", "The body must be UTF-8.")
NO_MARK = Text(
    "请求正文以字节顺序标记（BOM）开头，请存为不带BOM的UTF-8后再发送。",
    "The body begins with a byte order mark; send it as UTF-8 without one.",
)
NO_SYNTAX = Text(
    "请求正文不是有效的JSON：第%(line)s行第%(column)s个字符处有误。",
    "The body is no JSON: look at line %(line)s, column %(column)s.",
)
GIVEN_TWICE = Text("“%(name)s”在同一对象中出现了两次。", "“%(name)s” stands twice in one object.")
NO_NUMBER = Text("“%(name)s”不是JSON允许的数字。", "JSON knows no number “%(name)s”.")
NO_VALUE = Text(
    "请求正文中有无法读取的数字或层次过深。", "A number or the nesting is beyond measure."
)


def _value(value: object) -> object:
    """Write a number as a text, so that the grammar of figures reads it like any other."""
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value.adjusted()) > DIGITS:
            raise PydanticCustomError("value", "no figure")
        written = f"{value:f}"
        return written.rstrip("0").rstrip(".") if "." in written else written
    if value is None or isinstance(value, str):
        return value
    raise PydanticCustomError("value", "no figure")


NO_NUL = r"^[^\x00]*$"
Value = Annotated[
    Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)] | None,
    BeforeValidator(_value),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "maxLength": 200}, {"type": "number"}, {"type": "null"}],
            "examples": [810, "42万", "80%以上"],
        }
    ),
]
Long = Annotated[str, StringConstraints(max_length=2000, pattern=NO_NUL)] | None


class Payload(BaseModel):
    """A part of what is sent; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


class SentEntry(Payload):
    """A figure."""

    indicator: Annotated[Code, said("指标代码。", "The indicator's code.")]
    place: Annotated[Code, said("口径代码。", "The place's code.")]
    value: Annotated[
        Value,
        said(
            "数值，可为数字，也可按公文习惯书写，如42万、80%以上。",
            "The value, as a number or as officials write it: 42万, 80%以上.",
        ),
    ] = None
    qualifier: Annotated[
        Qualifier | None,
        said("限定词；数值中已写明的不必重复。", "What words around the value would say."),
    ] = None
    note: Annotated[
        Long,
        said(
            "备注；省略时，数据未变则保留原备注，数据有变则不再保留。",
            "A note; left out, the old one stays while the figure does.",
        ),
    ] = None
    explanation: Annotated[
        Long,
        said(
            "对疑点的说明；省略时，数据未变则保留原说明，数据有变则须重新说明。",
            "Why a doubtful figure is right; left out, the old one stays while the figure does.",
        ),
    ] = None
    not_applicable: Annotated[
        bool,
        said("不适用，原因写在备注中。", "The figure does not apply; the note says why."),
        Field(strict=True),
    ] = False
    version: Annotated[
        int | None,
        said(
            "所见版本；替换他人填写的内容时须写明。",
            "The version that was seen; needed to replace what a person has entered.",
        ),
        Field(ge=0, le=2**31 - 1),
    ] = None


class Sending(Payload):
    """Figures of one organisation for one period."""

    entries: Annotated[
        list[SentEntry], said("填报项。", "The figures."), Field(min_length=1, max_length=MOST)
    ]
    submit: Annotated[
        bool,
        said(
            "保存后提交审核；有误则全部不保存。", "Submit them to review as well; all or nothing."
        ),
        Field(strict=True),
    ] = False


def content_of(request: HttpRequest) -> bytes:
    """Return the body; what is too large is refused unread, or read no further than that."""
    if request.content_type != "application/json":
        raise RequestRefused(WRONG_TYPE, spoken(NO_JSON))
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise RequestRefused(WRONG_TYPE, spoken(NO_COMPRESSION))
    declared = request.META.get("CONTENT_LENGTH") or ""
    if declared.isdecimal():
        if len(declared) > len(str(LARGEST)) or int(declared) > LARGEST:
            raise RequestRefused(TOO_LARGE, spoken(TOO_MUCH))
        return request.read()
    # Sent in pieces, without a length that Django would go by.
    content: bytes = request.META["wsgi.input"].read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RequestRefused(TOO_LARGE, spoken(TOO_MUCH))
    return content


def parsed(content: bytes, model: type[Model]) -> Model:
    """Return what the body says; raise Refused with all that is wrong."""
    if content.startswith(BOM_UTF8):
        raise RequestRefused(MALFORMED, spoken(NO_MARK))
    try:
        data = json.loads(
            content.decode("utf-8"),
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_refuse,
            object_pairs_hook=_each_once,
        )
    except UnicodeDecodeError as error:
        raise RequestRefused(MALFORMED, spoken(NO_UTF8)) from error
    except json.JSONDecodeError as error:
        detail = spoken(NO_SYNTAX, line=error.lineno, column=error.colno)
        raise RequestRefused(MALFORMED, detail) from error
    except (RecursionError, DecimalException, ValueError) as error:
        raise RequestRefused(MALFORMED, spoken(NO_VALUE)) from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = tuple(map(_fault, error.errors(include_url=False, include_input=False)))
        raise invalid(faults) from error


def invalid(faults: Sequence[Fault]) -> RequestRefused:
    """Return the refusal of a body whose parts are wrong."""
    return RequestRefused(INVALID, faults[0].detail if len(faults) == 1 else "", tuple(faults))


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object; raises for a duplicate key."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise RequestRefused(MALFORMED, spoken(GIVEN_TWICE, name=name[:40]))
        found[name] = value
    return found


def _refuse(constant: str) -> None:
    raise RequestRefused(MALFORMED, spoken(NO_NUMBER, name=constant))


def _fault(error: ErrorDetails) -> Fault:
    kind = error["type"] if error["type"] in WRONG else "other"
    detail = wrong(kind, **error.get("ctx", {}))
    return Fault(code=kind, detail=detail, pointer=pointer(error["loc"]))


def pointer(location: Sequence[Any]) -> str:
    """Return the JSON pointer (RFC 6901) to the part."""
    parts = (str(part).replace("~", "~0").replace("/", "~1") for part in location)
    return "".join(f"/{part}" for part in parts)
