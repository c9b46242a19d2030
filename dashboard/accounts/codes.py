"""Codes of the second factor: wrong ones are counted, right ones serve once."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms
from django.core.exceptions import ValidationError

from . import attempts


class _CountedCode(forms.BaseAuthenticateForm):
    user: Any

    def clean_code(self) -> str:
        """Return the right code; the error of a wrong one does not say how it is wrong."""
        adapter, name = get_adapter(), self.user.get_username()
        address = attempts.of_address(adapter.get_client_ip(context.request))
        try:
            attempt = attempts.begin(attempts.of_code(name), address)
        except attempts.Locked as error:
            raise adapter.locked() from error
        try:
            code = str(super().clean_code())
        except ValidationError:
            attempt.fail()
            raise
        if not attempts.is_first_use(name, code):
            attempt.fail()
            raise adapter.validation_error("incorrect_code")
        attempt.forgive(attempts.of_code(name))
        return code


class AuthenticateForm(_CountedCode, forms.AuthenticateForm):
    """The code at log-in."""


class ReauthenticateForm(_CountedCode, forms.ReauthenticateForm):
    """The code before a change to one's own account."""
