"""Who decides or administers needs more than a password."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db.models import Exists, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from indicators.enums import Role
from indicators.models import Official, RoleHeld

ROLES = (Role.REVIEWER, Role.PUBLISHER)
OPEN = {"account_logout", "account_reauthenticate", "admin:logout"}


class SecondFactor:
    """Send whoever lacks the second factor of their role to the page that sets one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Leave the request as it is until its view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_arguments: object
    ) -> HttpResponseBase | None:
        """Let pass what is public, what sets a factor up, and whoever needs none or has one."""
        page = request.resolver_match.view_name if request.resolver_match else ""
        if (
            not settings.REQUIRE_SECOND_FACTOR
            or not getattr(view, "login_required", True)
            or not request.user.is_authenticated
            or page in OPEN
            or page.startswith("mfa_")
            or not lacks_second_factor(request.user)
        ):
            return None
        messages.warning(request, _("Your role needs a second factor. Set one up to go on."))
        return redirect("mfa_index")


def lacks_second_factor(official: Official) -> bool:
    """Tell, in one query, whether the official needs a second factor and has none."""
    factors = Authenticator.objects.filter(user=official.pk).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    deciding = RoleHeld.objects.filter(official=official.pk, role__in=ROLES)
    return Official.objects.filter(
        Q(is_staff=True) | Q(is_superuser=True) | Exists(deciding), ~Exists(factors), pk=official.pk
    ).exists()
