"""Single sign-on: the provider authenticates, a local account authorises."""

from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect

from indicators.models import Official


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Let in the officials that there are, and make none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401 - allauth is untyped
        """Refuse: an administrator makes the accounts."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:  # noqa: ANN401 - allauth is untyped
        """Tie the provider's subject to its official at the first log-in."""
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(redirect("account_login"))
        if not sociallogin.is_existing:
            claims = sociallogin.account.get_provider_account().get_user_data() or {}
            official = official_for(claims)
            if official is not None:
                sociallogin.connect(request, official)


def official_for(claims: Mapping[str, Any]) -> Official | None:
    """Return the one official with the claimed user name, else with the verified e-mail."""
    email = claims.get("email") if claims.get("email_verified") is True else None
    wanted = {"username": claims.get(settings.OIDC_USERNAME_CLAIM), "email__iexact": email}
    for field, value in wanted.items():
        found = list(Official.objects.filter(**{field: value})[:2]) if value else []
        if len(found) == 1:
            return found[0]
    return None
