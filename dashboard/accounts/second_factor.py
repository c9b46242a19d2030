"""Who decides or administers needs more than a password."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, Q

from indicators.enums import Role
from indicators.models import Official, RoleHeld

ROLES = (Role.REVIEWER, Role.PUBLISHER)


def lacks_second_factor(official: AbstractBaseUser) -> bool:
    """Tell, in one query, whether the official needs a second factor and has none."""
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    factors = Authenticator.objects.filter(user=official.pk).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    deciding = RoleHeld.objects.filter(official=official.pk, role__in=ROLES)
    return Official.objects.filter(
        Q(is_staff=True) | Q(is_superuser=True) | Exists(deciding), ~Exists(factors), pk=official.pk
    ).exists()
