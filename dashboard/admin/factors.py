"""Second factors, which an administrator may take away and nobody may read."""

from typing import Any

from allauth.account import admin as addresses
from allauth.mfa import admin as factors
from allauth.usersessions import admin as sessions
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

# allauth's page shows the secret; deleting its record of a session would not end the session.
admin.site.unregister([factors.Authenticator, addresses.EmailAddress, sessions.UserSession])


@admin.register(factors.Authenticator)
class SecondFactorAdmin(admin.ModelAdmin[Any]):
    """To be deleted where somebody has lost phone and recovery codes."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    search_fields = ("user__username",)
    fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: only its owner sets one up."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: there is nothing to change."""
        return False
