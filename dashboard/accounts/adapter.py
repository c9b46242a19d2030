"""Log-in by allauth: nobody signs up, and who fails too often waits."""

import math
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from dashboard.models import FailureKind
from indicators import audit
from indicators.models import Official

from . import known_browsers, login_attempts, session_limits

Found = TypeVar("Found")
MINUTE = 60


class AccountAdapter(DefaultAccountAdapter):
    """Officials' accounts, which only an administrator makes."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an administrator makes the accounts."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:  # noqa: ANN401 - allauth's own
        """Return the official whose name and password these are, or None.

        Raises ValidationError where the account is locked or the address slowed.
        """

        def check() -> AbstractBaseUser | None:
            found: AbstractBaseUser | None = super(AccountAdapter, self).authenticate(
                request, **credentials
            )
            return found

        return self.judged(request, FailureKind.PASSWORD, credentials.get("username", ""), check)

    def judged(
        self, request: HttpRequest, kind: FailureKind, name: str, check: Callable[[], Found | None]
    ) -> Found | None:
        """Return what the check finds, or None where it was wrong, which is then counted.

        Raises ValidationError, which says how long to wait, after too many failures.
        """
        browser = known_browsers.known(request, name)
        address = "" if browser else login_attempts.of_address(self.get_client_ip(request))
        try:
            return login_attempts.judged(login_attempts.Try(kind, name, browser, address), check)
        except login_attempts.LoginRefused as refused:
            raise _said(refused) from refused

    def set_password(self, user: Official, password: str) -> None:
        """Keep the password that its owner chose, which ends the demand for a new one."""
        user.must_change_password = False
        with transaction.atomic():
            super().set_password(user, password)
            audit.leave("set own password", user, by=user, at=timezone.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the desk's address, to continue after a forced change of password."""
        return reverse(settings.LOGIN_REDIRECT_URL)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Log the official in; from now on the session's time runs."""
        super().login(request, user)
        session_limits.begin(request)

    def post_login(
        self,
        request: HttpRequest,
        user: AbstractBaseUser,
        **options: Any,  # noqa: ANN401 - allauth's own
    ) -> HttpResponse:
        """Lead on, and let the browser know that the account has logged in with it."""
        response: HttpResponse = super().post_login(request, user, **options)
        known_browsers.remember(request, response, user.get_username())
        return response


def _said(refused: login_attempts.LoginRefused) -> ValidationError:
    seconds = math.ceil(refused.left.total_seconds())
    if isinstance(refused, login_attempts.Slowed):
        text = ngettext(
            "Too many failed tries from your network. Wait %(number)d second, then try again.",
            "Too many failed tries from your network. Wait %(number)d seconds, then try again.",
            seconds,
        )
        return ValidationError(text % {"number": seconds}, code="slowed")
    minutes = math.ceil(seconds / MINUTE)
    text = ngettext(
        "Too many failed tries for this account. Wait %(number)d minute, then try again, or ask "
        "the administrator.",
        "Too many failed tries for this account. Wait %(number)d minutes, then try again, or ask "
        "the administrator.",
        minutes,
    )
    return ValidationError(text % {"number": minutes}, code="locked")
