"""The API, version 1: its routers and its exception handlers."""

import logging

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.operation import Operation

from indicators.bilingual import Text

from . import problems
from .decorators import misread, opened, published, unknown, with_known_parameters
from .descriptions import spoken
from .openapi import schema_text
from .problems import RequestRefused
from .routers import definitions, figures, releases_and_rules, root, submissions

log = logging.getLogger("dashboard.api")
NO_ADDRESS = Text("接口没有这个地址。", "The API has no such address.")
PUBLIC = (figures, definitions, releases_and_rules, root)


class Api(NinjaAPI):
    """The API; its operations are known by the names of their functions."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return a name that stays when the code moves."""
        return operation.view_func.__name__


api = Api(title="Zhunsheng API", version="1", urls_namespace="api", openapi_url=None, docs_url=None)
for family in PUBLIC:
    family.router.add_decorator(published, mode="view")
    api.add_router("", family.router)
api.add_router("", submissions.router)
api.add_decorator(with_known_parameters, mode="view")


@api.exception_handler(RequestRefused)
def refused(_request: HttpRequest, error: RequestRefused) -> HttpResponse:
    """Say the problem."""
    return problems.answer(error)


@api.exception_handler(ValidationError)
def misread_parameters(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which parameters have the wrong form."""
    return problems.answer(misread(error))


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """Say that the fault is ours, and write down what it was."""
    log.error("%s %s", request.method, request.path, exc_info=error)
    return problems.answer(RequestRefused(problems.BROKEN))


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def away(request: HttpRequest, error: Exception) -> HttpResponse:
    """Say that the database does not answer just now, and write down why."""
    log.error("%s %s: %s", request.method, request.path, error)
    return problems.answer(RequestRefused(problems.AWAY, headers={"Retry-After": problems.SOON}))


@published
def openapi(request: HttpRequest, **_path: object) -> HttpResponse:
    """Send the description for programs."""
    asked = unknown(request.GET, ())
    if asked is not None:
        return problems.answer(asked)
    return HttpResponse(schema_text(api), content_type="application/json")


@csrf_exempt
def nothing(_request: HttpRequest, **_path: str) -> HttpResponse:
    """Say that the API has no such address."""
    return problems.answer(RequestRefused(problems.NOT_FOUND, spoken(NO_ADDRESS)))


def urls() -> tuple[list[URLPattern], str, str]:
    """Return the API's addresses."""
    patterns, app, namespace = api.urls
    own = [
        path("openapi.json", openapi, name="openapi"),
        *patterns,
        re_path("", nothing, name="nothing"),
    ]
    return opened(own), app, namespace
