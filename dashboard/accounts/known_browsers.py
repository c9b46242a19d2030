"""Browsers in which officials logged in before: a signed cookie names them and their accounts."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .login_attempts import digest_of

COOKIE = "known_browser"
KEPT_FOR = timedelta(days=180)
# More people than share an office's computer; a cookie has 4 KB at most.
MOST_ACCOUNTS = 8
SEPARATOR = "."


def known(request: HttpRequest, name: str) -> str:
    """Return the browser's own name where the account logged in with it before, else none."""
    browser, accounts = _read(request)
    return browser if digest_of(name) in accounts else ""


def remember(request: HttpRequest, response: HttpResponseBase, name: str) -> None:
    """Note in the browser that the account has logged in with it."""
    browser, accounts = _read(request)
    account = digest_of(name)
    others = [one for one in accounts if one != account][: MOST_ACCOUNTS - 1]
    response.set_signed_cookie(
        COOKIE,
        SEPARATOR.join([browser or secrets.token_hex(16), account, *others]),
        salt=COOKIE,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    value = request.get_signed_cookie(COOKIE, "", salt=COOKIE, max_age=KEPT_FOR) or ""
    browser, *accounts = value.split(SEPARATOR)
    return browser, accounts
