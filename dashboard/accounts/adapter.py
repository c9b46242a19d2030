"""Log-in by allauth: nobody signs up, and who fails too often waits."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import attempts, sessions


class AccountAdapter(DefaultAccountAdapter):
    """Officials' accounts, which only an administrator makes."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("Too many failed tries. Wait %d minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an administrator makes the accounts."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:  # noqa: ANN401 - allauth's own
        """Return the official whose name and password these are, or None.

        Raises ValidationError where the account or the address is locked.
        """
        account = attempts.of_account(credentials.get("username", ""))
        address = attempts.of_address(self.get_client_ip(request))
        try:
            attempt = attempts.begin(account, address)
        except attempts.Locked as error:
            raise self.locked() from error
        official: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if official is None:
            attempt.fail()
        else:
            attempt.forgive(account)
        return official

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Log the official in; from now on the session's time runs."""
        super().login(request, user)
        sessions.begin(request)

    def locked(self) -> Exception:
        """Return the error that says how long to wait."""
        minutes = settings.LOGIN_LOCK // 60
        error: Exception = self.validation_error("too_many_login_attempts", minutes)
        return error
