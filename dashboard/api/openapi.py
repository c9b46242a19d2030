"""The OpenAPI description: django-ninja's own, completed.

It leaves out what holds for every operation: the problems, the headers, and how a list of fields
is written.
"""

import json
import re
from functools import cache
from typing import Any

from django.conf import settings
from ninja import NinjaAPI

from . import problems
from .descriptions import CHINESE
from .middleware import ADDRESS
from .payloads import Sending
from .responses import JSON
from .schema_words_zh import PARTS

Schema = dict[str, Any]
WHERE = settings.BASE_DIR / "docs" / "api" / "openapi.json"
REFERENCE = "#/components/schemas/{model}"
TAGS = {
    "entrance": ("入口", "The way in"),
    "figures": ("数据", "Figures"),
    "definitions": ("定义", "Definitions"),
    "records": ("发布和核对", "Releases and checks"),
    "submissions": ("填报", "Submissions"),
}
HEADERS = {
    "ETag": "Names this state of the answer; send it back as If-None-Match.",
    "Link": "The next page, as in the part “next”.",
    "RateLimit-Policy": "How many requests a minute are allowed.",
    "RateLimit": "How many are left, and for how many seconds the count runs.",
    "Retry-After": "After how many seconds to try again.",
    "WWW-Authenticate": "That a bearer token is wanted, and what is wrong with the one sent.",
}
A_CODE = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
IN_PATHS = {
    "code": ("代码。", "The code.", A_CODE),
    "indicator": ("指标代码。", "The indicator's code.", A_CODE),
    "place": ("口径代码。", "The place's code.", A_CODE),
    "period": (
        "报告期代码：2019-07、2019-q3、2019-h1或2019。",
        "The period's code: 2019-07, 2019-q3, 2019-h1 or 2019.",
        {"type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])|-h[12]|-q[1-4])?$"},
    ),
    "number": ("发布编号。", "The release's number.", {"type": "integer", "minimum": 0}),
}
IN_HEADERS = {
    "Idempotency-Key": "为本次请求命名；同一键、同一内容重发不再执行，得到同一回答。",
}
BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "A token that an administrator has issued for one organisation.",
    CHINESE: "管理员为一个单位发放的令牌。",
}
OF_EVERY_ANSWER = ("RateLimit-Policy", "RateLimit")
DESCRIPTION = (
    "Public figures of law-based government, as pages show them. Values are decimals in strings, "
    "so that no digit is lost; names come in Chinese (zh) and English (en). Problems are answered "
    "as RFC 9457 says, in the language of Accept-Language."
)
CHINESE_DESCRIPTION = (
    "法治政府建设指标的公开数据，与页面显示一致。数值为十进制文本，不丢失任何一位；名称有中文（zh）和"
    "英文（en）。错误按RFC 9457返回，语言依Accept-Language而定。"
)


@cache
def schema_text(api: NinjaAPI) -> str:
    """Return the description as it is committed and served."""
    return json.dumps(schema_of(api), ensure_ascii=False, indent=1) + "\n"


def schema_of(api: NinjaAPI) -> Schema:
    """Return the whole description."""
    drawn = api.get_openapi_schema(path_prefix=ADDRESS.lstrip("/"))
    schema: Schema = json.loads(json.dumps(drawn))
    schema["info"] |= {"description": DESCRIPTION, CHINESE: CHINESE_DESCRIPTION}
    schema["servers"] = [{"url": "/"}]
    schema["tags"] = [
        {"name": name, "description": english, CHINESE: chinese}
        for name, (chinese, english) in TAGS.items()
    ]
    known = schema["components"]["schemas"]
    problem = problems.Problem.model_json_schema(ref_template=REFERENCE, mode="serialization")
    known |= problem.pop("$defs") | {"Problem": problem}
    body = Sending.model_json_schema(ref_template=REFERENCE)
    known |= body.pop("$defs") | {"Sending": body}
    schema["components"]["securitySchemes"] = {"BearerToken": BEARER}
    schema["components"]["headers"] = {
        name: {"description": words, "schema": {"type": "string"}}
        for name, words in HEADERS.items()
    }
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            _finish(operation, method, path, known)
    schema["components"]["schemas"] = _named(schema["paths"], known)
    for name, part in schema["components"]["schemas"].items():
        part[CHINESE] = PARTS[name]
        for field in part.get("properties", {}).values():
            # Pydantic leaves out what the named part says in the same words.
            field.setdefault("description", _resolved(field, known).get("description"))
    _without_titles(schema["components"]["schemas"])
    _without_titles(schema["paths"])
    return dict(sorted(schema.items(), key=lambda pair: list(ORDER).index(pair[0])))


ORDER = ("openapi", "info", "servers", "tags", "paths", "components")


def _finish(operation: Schema, method: str, path: str, known: Schema) -> None:
    for parameter in operation["parameters"]:
        _finish_parameter(parameter)
        if parameter["name"] == "fields":
            names = sorted(_item(operation, known)["properties"])
            parameter["schema"] = {"type": "array", "items": {"type": "string", "enum": names}}
            parameter |= {"style": "form", "explode": False}
    answers = operation["responses"]
    for answer in answers.values():
        answer[CHINESE] = "成功"
        answer["headers"] = _headers(*OF_EVERY_ANSWER)
    if method == "get" and not operation.get("security"):
        answers["200"]["headers"] |= _headers("ETag")
        answers["304"] = {
            "description": "Not Modified",
            CHINESE: "未变化",
            "headers": _headers("ETag"),
        }
    if any(parameter["name"] == "cursor" for parameter in operation["parameters"]):
        answers["200"]["headers"] |= _headers("Link")
    for kind in _possible(operation, path):
        answers.setdefault(str(kind.status), problem_answer(kind))
    operation["responses"] = dict(sorted(answers.items()))


def _possible(operation: Schema, path: str) -> set[problems.ProblemKind]:
    """Return the problems that the operation may be answered with."""
    found = {problems.BAD_PARAMETER, problems.TOO_MANY, problems.BROKEN, problems.AWAY}
    if "{" in path:
        found.add(problems.NOT_FOUND)
    if "security" in operation:
        found |= {problems.NO_TOKEN, problems.FORBIDDEN}
    if "requestBody" in operation:
        found |= {problems.CONFLICT, problems.TOO_LARGE, problems.WRONG_TYPE, problems.INVALID}
    return found


def _finish_parameter(parameter: Schema) -> None:
    """Add the Chinese description; an optional parameter is omitted, never null."""
    schema = parameter["schema"]
    if CHINESE in schema:
        parameter[CHINESE] = schema.pop(CHINESE)
    for several in ("anyOf", "allOf"):
        for one in schema.pop(several, ()):
            schema |= {} if one == {"type": "null"} else one
    schema.pop("description", None)
    if parameter["in"] == "header":
        parameter[CHINESE] = IN_HEADERS[parameter["name"]]
    if parameter["in"] == "path":
        chinese, english, written = IN_PATHS[parameter["name"]]
        parameter |= {"description": english, CHINESE: chinese}
        schema |= written


def problem_answer(kind: problems.ProblemKind) -> Schema:
    """Return how a problem is described."""
    extra = {429: ("Retry-After",), 401: ("WWW-Authenticate",)}.get(kind.status, ())
    return {
        "description": kind.words.en,
        CHINESE: kind.words.zh,
        "headers": _headers(*OF_EVERY_ANSWER, *extra),
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(model="Problem")}}},
    }


def _headers(*names: str) -> Schema:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _item(operation: Schema, known: Schema) -> Schema:
    """Return what the operation's list holds, or the one thing that it answers."""
    answer = _resolved(operation["responses"]["200"]["content"][JSON]["schema"], known)
    items = answer["properties"].get("items")
    return _resolved(items["items"], known) if items else answer


def _resolved(schema: Schema, known: Schema) -> Schema:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Schema = known[name] if name else schema
    return found


def _named(part: object, known: Schema) -> Schema:
    """Return the schemas that the part names, and those that they name, in alphabetical order."""
    pending, found = [json.dumps(part)], {}
    while pending:
        for name in re.findall(r'"#/components/schemas/(\w+)"', pending.pop()):
            if name not in found:
                found[name] = known[name]
                pending.append(json.dumps(known[name]))
    return dict(sorted(found.items()))


def _without_titles(part: Any) -> None:  # noqa: ANN401 - any part of the description
    """Drop the titles that are made from names, and say nothing else."""
    if isinstance(part, dict):
        if isinstance(part.get("title"), str):
            del part["title"]
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            _without_titles(one)
