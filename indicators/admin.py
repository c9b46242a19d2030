"""Where administrators keep definitions, and correct published figures with a reason."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.forms import CharField, DecimalField, Form
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin
from import_export.resources import ModelResource
from modeltranslation.admin import TranslationAdmin
from simple_history.admin import SimpleHistoryAdmin

from . import publishing
from .models import (
    Area,
    Citation,
    Event,
    Indicator,
    Milestone,
    Observation,
    Official,
    Organisation,
    Place,
    Release,
    RoleHeld,
    Rule,
    Source,
    Standing,
    Target,
    Term,
)


class DefinitionAdmin(SimpleHistoryAdmin, TranslationAdmin[Any]):
    """Definitions: both languages side by side, with their history."""


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


class IndicatorResource(ModelResource):
    """Indicators as rows, known by their code."""

    class Meta:
        model = Indicator
        import_id_fields = ("code",)
        exclude = ("id", "name", "definition")


class TargetResource(ModelResource):
    """Targets as rows."""

    class Meta:
        model = Target
        exclude = ("statement", "note")


class TargetInline(admin.StackedInline[Target, Indicator]):
    """An indicator's targets."""

    model = Target
    extra = 0
    exclude = ("derived_from", "statement", "note")


class TermInline(admin.TabularInline[Term, Rule]):
    """A rule's figures."""

    model = Term
    extra = 0


class MilestoneInline(admin.TabularInline[Milestone, Target]):
    """A target's milestones."""

    model = Milestone
    extra = 0


class RoleInline(admin.TabularInline[RoleHeld, Official]):
    """An official's roles."""

    model = RoleHeld
    extra = 0


@admin.register(Place)
class PlaceAdmin(DefinitionAdmin):
    """Places."""

    list_display = ("code", "name", "level")
    list_filter = ("level",)
    search_fields = ("code", "name_zh_hans", "name_en")


@admin.register(Organisation)
class OrganisationAdmin(DefinitionAdmin):
    """Organisations."""

    list_display = ("code", "name", "kind", "place")
    list_filter = ("kind",)
    search_fields = ("code", "name_zh_hans", "name_en")


@admin.register(Area)
class AreaAdmin(DefinitionAdmin):
    """Areas."""

    list_display = ("slug", "name", "order")
    search_fields = ("slug", "name_zh_hans", "name_en")


@admin.register(Indicator)
class IndicatorAdmin(ImportExportMixin, DefinitionAdmin):
    """Indicators with their targets."""

    resource_classes = [IndicatorResource]
    list_display = ("code", "name", "area", "kind", "owner", "is_public")
    list_filter = ("area", "kind", "frequency", "ownership_basis", "is_public")
    search_fields = ("code", "name_zh_hans", "name_en")
    autocomplete_fields = ("owner", "co_owners", "part_of")
    inlines = [TargetInline]


@admin.register(Target)
class TargetAdmin(ImportExportMixin, DefinitionAdmin):
    """Targets."""

    resource_classes = [TargetResource]
    list_display = ("indicator", "place", "comparison", "value", "due", "basis")
    list_filter = ("basis", "comparison", "due")
    search_fields = ("indicator__code", "indicator__name_zh_hans", "indicator__name_en")
    autocomplete_fields = ("indicator", "place", "source", "derived_from")
    inlines = [MilestoneInline]


@admin.register(Source)
class SourceAdmin(DefinitionAdmin):
    """Documents."""

    list_display = ("slug", "title", "kind", "published_at")
    list_filter = ("kind",)
    search_fields = ("slug", "title_zh_hans", "title_en")


@admin.register(Citation)
class CitationAdmin(admin.ModelAdmin[Citation]):
    """Places in documents."""

    list_display = ("source", "paragraph", "as_written", "occurrence", "start", "end")
    list_filter = ("source",)
    search_fields = ("as_written",)


@admin.register(Rule)
class RuleAdmin(DefinitionAdmin):
    """Rules with their figures."""

    list_display = ("code", "name", "kind")
    list_filter = ("kind",)
    search_fields = ("code", "name_zh_hans", "name_en")
    inlines = [TermInline]


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    """What became public when."""

    list_display = ("title", "released_at", "released_by")
    search_fields = ("title_zh_hans", "title_en")


class Correction(Form):
    """The new value and the reason."""

    value = DecimalField(label=_("value"), required=False, max_digits=20, decimal_places=6)
    reason = CharField(label=_("reason for the correction"), required=False)


class CorrectionForm(Correction, ActionForm):
    """The same beside the action "correct"."""


@admin.register(Observation)
class ObservationAdmin(ReadOnlyAdmin):
    """Published figures: to be read, and to be corrected by a new version."""

    list_display = ("indicator", "place", "period_end", "value", "qualifier", "version", "release")
    list_filter = ("status", "qualifier", "release")
    list_select_related = ("indicator", "place", "release")
    search_fields = ("indicator__code", "indicator__name_zh_hans", "indicator__name_en")
    actions = ["correct"]
    action_form = CorrectionForm

    @admin.action(description=_("Correct the selected figure"), permissions=["view"])
    def correct(self, request: HttpRequest, queryset: QuerySet[Observation]) -> None:
        """Publish the new value as a correction, or say what is missing."""
        form = Correction(request.POST)
        if queryset.count() != 1 or not form.is_valid() or form.cleaned_data["value"] is None:
            self.message_user(
                request, _("Select one figure and enter its new value."), messages.ERROR
            )
            return
        try:
            publishing.correct(
                queryset.get(),
                value=form.cleaned_data["value"],
                reason=form.cleaned_data["reason"],
                by=cast(Official, request.user),
                at=timezone.now(),
            )
        except PermissionDenied:
            self.message_user(request, _("Only a publisher may correct figures."), messages.ERROR)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        else:
            self.message_user(request, _("The correction is public."), messages.SUCCESS)


@admin.register(Standing)
class StandingAdmin(ReadOnlyAdmin):
    """Standings as publishing computed them."""

    list_display = ("indicator", "place", "standing", "achieved", "as_of")
    list_filter = ("standing",)
    search_fields = ("indicator__code", "indicator__name_zh_hans")


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """Who did what."""

    list_display = ("at", "by", "verb", "record")
    list_filter = ("verb",)
    search_fields = ("record",)


@admin.register(Official)
class OfficialAdmin(UserAdmin[Official]):
    """Officials with their organisation and roles."""

    list_display = ("username", "last_name", "organisation", "is_staff", "is_active")
    list_filter = ("is_active", "is_staff", "organisation")
    fieldsets = (*(UserAdmin.fieldsets or ()), (_("organisation"), {"fields": ("organisation",)}))
    inlines = [RoleInline]
