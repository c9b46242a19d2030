"""Passkey forms with a translated field for the passkey's name."""

from typing import Any

from allauth.mfa.webauthn import forms
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(forms.AddWebAuthnForm):
    """The passkey that the browser made, and a name for it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - allauth is untyped
        super().__init__(*arguments, **options)
        self.fields["name"].label = _("Name")


class EditPasskeyForm(forms.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - allauth is untyped
        super().__init__(*arguments, **options)
        self.fields["name"].label = _("Name")
