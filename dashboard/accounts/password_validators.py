"""What a password must hold (GB/T 22239-2019, level 3)."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS: tuple[tuple[Callable[[str], bool], str | Promise], ...] = (
    (str.isupper, gettext_lazy("capital letters")),
    (str.islower, gettext_lazy("small letters")),
    (str.isdigit, gettext_lazy("digits")),
    (lambda sign: not (sign.isupper() or sign.islower() or sign.isdigit()), gettext_lazy("signs")),
)
NEEDED = 3


class ThreeKinds:
    """Ask for three of the four kinds of characters."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError, naming the kinds that are missing."""
        missing = [str(name) for is_kind, name in KINDS if not any(map(is_kind, password))]
        if len(KINDS) - len(missing) < NEEDED:
            raise ValidationError(
                _("The password needs three kinds of characters. Missing: %(kinds)s.")
                % {"kinds": _(", ").join(missing)},
                code="too_few_kinds",
            )

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("Use three of these: capital letters, small letters, digits, signs.")


class NotThePresentOne:
    """Refuse the password that the account has: setting it again would change nothing."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError where the password is the account's own."""
        if user is not None and user.password and check_password(password, user.password):
            raise ValidationError(_("Choose another password than the present one."), "same")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("Choose another password than the present one.")
