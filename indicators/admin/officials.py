"""Officials, their roles, and what they did."""

from typing import cast

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from indicators.models import Event, Official, RoleHeld
from indicators.permissions import can_manage_accounts

from .base import ReadOnlyAdmin


class RoleInline(admin.TabularInline[RoleHeld, Official]):
    """An official's roles."""

    model = RoleHeld
    extra = 0


@admin.register(Official)
class OfficialAdmin(UserAdmin[Official]):
    """Officials with their organisation and roles."""

    list_display = ("username", "last_name", "organisation", "is_staff", "is_active")
    list_filter = ("is_active", "is_staff", "organisation")
    fieldsets = (
        *(UserAdmin.fieldsets or ()),
        (_("organisation"), {"fields": ("organisation", "is_head")}),
    )
    inlines = [RoleInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Official]:
        """Return the people; what stands for a system is kept with its token."""
        return super().get_queryset(request).filter(token__isnull=True)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let those make accounts who may."""
        return can_manage_accounts(cast(Official, request.user))

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let those change accounts, their rights and their passwords who may."""
        return can_manage_accounts(cast(Official, request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let those delete accounts who may."""
        return can_manage_accounts(cast(Official, request.user))


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """Who did what."""

    list_display = ("at", "by", "verb", "record")
    list_filter = ("verb",)
    search_fields = ("record",)
