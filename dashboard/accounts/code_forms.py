"""Forms for one-time codes: failures are counted, a used code is refused."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms
from django.core.exceptions import ValidationError

from dashboard.models import FailureKind

from . import login_attempts


class _CountedCode(forms.BaseAuthenticateForm):
    user: Any

    def clean_code(self) -> str:
        """Return the right code; the error of a wrong one does not say how it is wrong."""
        adapter, name = get_adapter(), self.user.get_username()
        code: str | None = adapter.judged(context.request, FailureKind.CODE, name, self._unused)
        if code is None:
            raise adapter.validation_error("incorrect_code")
        return code

    def _unused(self) -> str | None:
        try:
            code = str(super().clean_code())
        except ValidationError:
            return None
        return code if login_attempts.is_first_use(self.user.get_username(), code) else None


class AuthenticateForm(_CountedCode, forms.AuthenticateForm):
    """The code at log-in."""


class ReauthenticateForm(_CountedCode, forms.ReauthenticateForm):
    """The code before a change to one's own account."""
