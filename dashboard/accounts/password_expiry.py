"""Forced password changes: when one is required, and its form."""

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.http import HttpRequest

from indicators.models import Official


class ChangePasswordForm(forms.ChangePasswordForm):
    """Change the user's own password; wrong current passwords count as login failures."""

    def clean_oldpassword(self) -> str:
        """Return the present password."""
        given: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, given):
            raise get_adapter().validation_error("enter_current_password")
        return given


def needs_new_password(request: HttpRequest, official: Official) -> bool:
    """Tell whether the official came in with a password that has to be replaced.

    Who came by single sign-on or with a passkey used none, and may not even know it; the demand
    then waits for whoever uses the password.
    """
    return (
        official.must_change_password
        and official.has_usable_password()
        and not did_use_passwordless_login(request, official)
        and not any(
            record.get("method") == "socialaccount"
            for record in get_authentication_records(request, official)
        )
    )
