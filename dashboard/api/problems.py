"""Problem details (RFC 9457) in the reader's language, with all faults at once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated

from django.http import HttpResponse
from django.utils.translation import get_language
from pydantic import BaseModel

from indicators.bilingual import Text

from .descriptions import said, spoken

MEDIA_TYPE = "application/problem+json"
# The page about the API explains each kind under this address.
EXPLAINED = "/api/#problem-"
# Seconds after which a database that was started again will answer.
SOON = "30"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A sort of problem: its name in addresses, its status and its title."""

    code: str
    status: int
    words: Text


MALFORMED = ProblemKind("malformed", 400, Text("请求无法读取", "The request cannot be read"))
BAD_PARAMETER = ProblemKind("parameter", 400, Text("参数有误", "A parameter is not right"))
NO_TOKEN = ProblemKind("token", 401, Text("需要有效的令牌", "A valid token is needed"))
FORBIDDEN = ProblemKind("forbidden", 403, Text("令牌不含此权限", "This token does not cover that"))
NOT_FOUND = ProblemKind("not-found", 404, Text("没有此内容", "There is nothing here"))
NOT_ALLOWED = ProblemKind("method", 405, Text("不支持此请求方法", "This method is not taken here"))
CONFLICT = ProblemKind("conflict", 409, Text("内容已被修改", "This was changed meanwhile"))
TOO_LARGE = ProblemKind("too-large", 413, Text("请求过大", "The request is too large"))
WRONG_TYPE = ProblemKind("type", 415, Text("请求正文须为JSON", "The body must be JSON"))
INVALID = ProblemKind(
    "invalid",
    422,
    Text("内容未予受理，全部未保存", "This cannot be taken; nothing was saved"),
)
TOO_MANY = ProblemKind("too-many", 429, Text("请求过于频繁", "Too many requests"))
BROKEN = ProblemKind("broken", 500, Text("系统出错，请稍后重试", "Something broke on our side"))
AWAY = ProblemKind(
    "away", 503, Text("暂时无法提供服务，请稍后重试", "Not available just now; try again soon")
)
KINDS = (
    MALFORMED,
    BAD_PARAMETER,
    NO_TOKEN,
    FORBIDDEN,
    NOT_FOUND,
    NOT_ALLOWED,
    CONFLICT,
    TOO_LARGE,
    WRONG_TYPE,
    INVALID,
    TOO_MANY,
    BROKEN,
    AWAY,
)


class Fault(BaseModel):
    """One thing that is wrong, and where."""

    code: Annotated[str, said("错误代码。", "What is wrong, for programs.")]
    detail: Annotated[str, said("错误说明。", "What is wrong and what to do, for people.")]
    parameter: Annotated[str | None, said("出错的参数。", "The parameter that is wrong.")] = None
    header: Annotated[str | None, said("出错的请求头。", "The header that is wrong.")] = None
    pointer: Annotated[
        str | None,
        said(
            "出错内容在请求正文中的位置（JSON Pointer），如/entries/3/value。",
            "Where in the body it is, as a JSON pointer: /entries/3/value.",
        ),
    ] = None


class Problem(BaseModel):
    """Why a request was not answered."""

    type: Annotated[str, said("问题类型的说明地址。", "The address that explains this kind.")]
    title: Annotated[str, said("问题类型。", "The kind of problem.")]
    status: Annotated[int, said("HTTP状态码。", "The HTTP status.")]
    detail: Annotated[str, said("说明。", "What happened and what to do.")]
    errors: Annotated[list[Fault], said("全部错误。", "Everything that is wrong.")] = []


@dataclass(frozen=True)
class RequestRefused(Exception):
    """A request that is answered with a problem."""

    kind: ProblemKind
    detail: str = ""
    faults: tuple[Fault, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def bad_parameter(name: str, code: str, detail: str) -> RequestRefused:
    """Return the refusal of one parameter."""
    return RequestRefused(BAD_PARAMETER, detail, (Fault(code=code, detail=detail, parameter=name),))


def answer(refused: RequestRefused) -> HttpResponse:
    """Return the problem, in the language that is active; no cache may keep it."""
    kind = refused.kind
    return _answer(kind.status, kind, refused.detail, refused.faults, refused.headers)


def of_status(status: int, headers: Mapping[str, str]) -> HttpResponse:
    """Return the problem that stands for a bare status."""
    fallback = BROKEN if status >= HTTPStatus.INTERNAL_SERVER_ERROR else MALFORMED
    kind = next((one for one in KINDS if one.status == status), fallback)
    return _answer(status, kind, "", (), headers)


def _answer(
    status: int, kind: ProblemKind, detail: str, faults: Iterable[Fault], headers: Mapping[str, str]
) -> HttpResponse:
    title = spoken(kind.words)
    body: dict[str, object] = {
        "type": f"{EXPLAINED}{kind.code}",
        "title": title,
        "status": status,
        "detail": detail or title,
    }
    listed = [one.model_dump(exclude_none=True) for one in faults]
    if listed:
        body["errors"] = listed
    text = json.dumps(body, ensure_ascii=False).encode()
    own = {
        "Cache-Control": "no-store",
        "Content-Language": get_language() or "zh-hans",
        "Content-Length": str(len(text)),
    }
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE, headers={**own, **headers})
