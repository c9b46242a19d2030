"""What the pages of the administration have in common."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin
from simple_history.admin import SimpleHistoryAdmin

from indicators.models import Standing


class DefinitionAdmin(SimpleHistoryAdmin, TranslationAdmin[Any]):
    """Definitions: both languages side by side, with their history."""

    def get_deleted_objects(
        self, objs: Sequence[Any] | QuerySet[Any], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Name what keeps a record from being deleted: the figures that hang on it, not rights.

        Standings go with their indicator, and no right is needed for them.
        """
        listed, counts, missing, protected = super().get_deleted_objects(objs, request)
        computed = str(Standing._meta.verbose_name)
        return listed, counts, set() if protected else missing - {computed}, protected


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """Records that only the domain's own acts make."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: publishing makes these."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: what was published stays as it was."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: what was published stays."""
        return False
