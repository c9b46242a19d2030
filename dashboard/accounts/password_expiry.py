"""When a new password has to be set, and the form that sets it."""

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.http import HttpRequest

from indicators.models import Official


class ChangePasswordForm(forms.ChangePasswordForm):
    """One's own password, replaced; wrong ones are counted as at the log-in."""

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
