"""Friendly pages for what went wrong."""

import sys
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from dashboard import storage_errors

Answer = Callable[..., HttpResponse]
# Seconds, for programs: longer than a database takes to start.
SOON = "30"


def in_language_of_address(view: Answer) -> Answer:
    """Answer in the language that the address names.

    What fails before Django looks for it would be told in that of whoever was served last.
    """

    @wraps(view)
    def spoken(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        named = translation.get_language_from_path(request.path_info)
        with translation.override(named or settings.LANGUAGE_CODE):
            return view(request, *args, **kwargs)

    return spoken


@in_language_of_address
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what is wrong with the request; what Django itself says is for administrators."""
    if storage_errors.is_full(exception):
        # Django takes a session that could not be written for one that was deleted meanwhile.
        return _full(request)
    own = str(exception) if isinstance(exception, BadRequest) else ""
    message = own or _("The request cannot be understood, or is not for this website.")
    return _page(request, 400, _("This address cannot be read"), message)


@in_language_of_address
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the right is missing."""
    return _page(request, 403, _("Not allowed"), _("Your roles do not cover this."))


@in_language_of_address
def unverified(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form came without the sign that it was ours."""
    return _page(
        request,
        403,
        _("This form could not be accepted"),
        _("Go back, load the page again, and send it once more; what you typed is still there."),
    )


@in_language_of_address
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing is there."""
    return _page(request, 404, _("Nothing here"), _("There is no such page, or it is not public."))


@in_language_of_address
def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, with 503 where the database does not answer or nothing fits."""
    if storage_errors.is_full(sys.exception()):
        return _full(request)
    if not isinstance(sys.exception(), (InterfaceError, OperationalError)):
        words = _("Something broke on our side"), _("Please try again in a while.")
        return _page(request, 500, *words)
    words = _("Not available just now"), _("The database does not answer. Please try again soon.")
    answer = _page(request, 503, *words)
    answer["Retry-After"] = SOON
    return answer


def _full(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        503,
        _("The storage is full"),
        _("Nothing was saved, and nobody can log in until there is room. Tell the administrator."),
    )


def _page(request: HttpRequest, status: int, heading: str, message: str) -> HttpResponse:
    """Return a page; programs that asked for a file get the words alone."""
    is_file = "." in request.path.rpartition("/")[2]
    if is_file and "text/html" not in request.headers.get("Accept", ""):
        text = f"{heading}\n{message}\n"
        answer = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    else:
        context = {"heading": heading, "message": message}
        answer = render(request, "dashboard/error.html", context, status=status)
    patch_vary_headers(answer, ["Accept"])
    return answer
