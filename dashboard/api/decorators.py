"""Decorators for operations: public access, known parameters only, cached responses."""

from collections.abc import Callable, Collection, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.utils import translation
from django.utils.translation import get_language_from_request
from ninja.errors import ValidationError
from ninja.operation import Operation

from dashboard.access import edition_for
from indicators.selectors import Edition

from .params import WRONG, wrong
from .problems import BAD_PARAMETER, Fault, RequestRefused, bad_parameter

View = Callable[..., HttpResponseBase]


def opened(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern]:
    """Let requests in without a log-in, and speak the language that they ask for."""
    found = [pattern for pattern in patterns if isinstance(pattern, URLPattern)]
    for pattern in found:
        pattern.callback = _opened(pattern.callback)
    return found


def _opened(view: View) -> View:
    @wraps(view)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "HEAD":
            # The server leaves the body out.
            request.method = "GET"
        with translation.override(get_language_from_request(request)):
            return view(request, *args, **kwargs)

    door.login_required = False  # type: ignore[attr-defined]
    return door


def published(run: View) -> View:
    """Mark answers as the same for everybody, so that they may be kept."""

    @wraps(run)
    def marked(request: HttpRequest, **path: object) -> HttpResponseBase:
        answer = run(request, **path)
        answer.is_published = True  # type: ignore[attr-defined]
        return answer

    return marked


def with_known_parameters(run: View) -> View:
    """Refuse parameters that the operation does not declare."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]
    known = [
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    ]

    @wraps(run)
    def checked(request: HttpRequest, **path: object) -> HttpResponseBase:
        refused = unknown(request.GET, known)
        return operation.api.on_exception(request, refused) if refused else run(request, **path)

    return checked


def unknown(query: QueryDict, known: Collection[str]) -> RequestRefused | None:
    """Return the refusal of parameters that are not known, or given twice; None without any."""
    faults = []
    for name, values in query.lists():
        if name not in known:
            what = "unknown" if known else "none"
            detail = wrong(what, name=name[:40], known=", ".join(known))
            faults.append(Fault(code="unknown", detail=detail, parameter=name[:40]))
        elif len(values) > 1:
            detail = wrong("repeated", name=name)
            faults.append(Fault(code="repeated", detail=detail, parameter=name))
    return RequestRefused(BAD_PARAMETER, faults[0].detail, tuple(faults)) if faults else None


def edition_of(request: HttpRequest) -> Edition:
    """Return what was public on the day asked for; raise Refused where it is no day."""
    try:
        return edition_for(request)
    except BadRequest as error:
        raise bad_parameter("as_of", "day", str(error)) from error


def misread(error: ValidationError) -> RequestRefused:
    """Return the refusal of parameters that have the wrong form, all of them at once."""
    faults = tuple(_fault(one) for one in error.errors)
    return RequestRefused(BAD_PARAMETER, faults[0].detail, faults)


def _fault(error: dict[str, Any]) -> Fault:
    kind = error["type"] if error["type"] in WRONG else "other"
    where, name = error["loc"][0], str(error["loc"][-1])
    detail = wrong(kind, **error.get("ctx", {}))
    return Fault(code=kind, detail=detail, **{"header" if where == "header" else "parameter": name})
