"""Definitions: what is counted, where, by whom, on which source, towards what."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import FileField, ModelForm, URLField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators import documents, publishing
from indicators.definitions.resources import IndicatorResource, TargetResource
from indicators.documents.refusal import FileRefused
from indicators.intake.texts import full_text
from indicators.models import (
    Area,
    Citation,
    Indicator,
    Milestone,
    Official,
    Organisation,
    Place,
    Plan,
    Ratio,
    Rule,
    Source,
    Target,
    Term,
)
from indicators.models.indicators import A_RATE_HAS_NO_CO_OWNERS, is_rate

from .base import DefinitionAdmin
from .importing import TableAdmin


class TargetInline(admin.StackedInline[Target, Indicator]):
    """An indicator's targets."""

    model = Target
    extra = 0
    exclude = ("derived_from", "statement", "note")


class RatioInline(admin.TabularInline[Ratio, Indicator]):
    """Which counts a rate is the quotient of."""

    model = Ratio
    fk_name = "rate"
    extra = 0
    autocomplete_fields = ("numerator", "base")


class TermInline(admin.TabularInline[Term, Rule]):
    """A rule's figures."""

    model = Term
    extra = 0


class MilestoneInline(admin.TabularInline[Milestone, Target]):
    """A target's milestones."""

    model = Milestone
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


@admin.register(Plan)
class PlanAdmin(DefinitionAdmin):
    """Plans."""

    list_display = ("code", "name", "first_day", "last_day", "target_year")
    search_fields = ("code", "name_zh_hans", "name_en")
    autocomplete_fields = ("source",)
    filter_horizontal = ("areas",)

    def save_related(self, request: HttpRequest, form: Any, *rest: Any) -> None:  # noqa: ANN401
        """Bring the standings up to date whose paths start on the plan's first day."""
        super().save_related(request, form, *rest)
        aimed = Indicator.objects.filter(targets__plan=form.instance)
        publishing.refresh(Indicator.objects.filter(pk__in=aimed.values("pk")))


class IndicatorForm(ModelForm):  # type: ignore[type-arg]
    """An indicator; a rate is reported by one organisation."""

    def clean(self) -> dict[str, Any]:
        """Refuse a rate with co-owners."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind, unit = cleaned.get("kind", ""), cleaned.get("unit", "")
        if cleaned.get("co_owners") and is_rate(kind, unit):
            self.add_error("co_owners", A_RATE_HAS_NO_CO_OWNERS)
        return cleaned


@admin.register(Indicator)
class IndicatorAdmin(TableAdmin, DefinitionAdmin):
    """Indicators with their targets."""

    form = IndicatorForm
    resource_classes = [IndicatorResource]
    list_display = ("code", "name", "area", "kind", "owner", "is_public")
    list_filter = ("area", "kind", "frequency", "ownership_basis", "is_public")
    search_fields = ("code", "name_zh_hans", "name_en")
    autocomplete_fields = ("owner", "co_owners", "part_of", "places")
    inlines = [RatioInline, TargetInline]

    def view_on_site(self, obj: Indicator) -> str:
        """Return the indicator's public page."""
        return obj.get_absolute_url()

    def save_related(self, request: HttpRequest, form: Any, *rest: Any) -> None:  # noqa: ANN401
        """Bring the indicator's standings up to date with its targets."""
        super().save_related(request, form, *rest)
        publishing.refresh(Indicator.objects.filter(pk=form.instance.pk))


@admin.register(Target)
class TargetAdmin(TableAdmin, DefinitionAdmin):
    """Targets."""

    resource_classes = [TargetResource]
    list_display = ("indicator", "place", "comparison", "value", "due", "basis")
    list_filter = ("basis", "comparison", "due")
    search_fields = ("indicator__code", "indicator__name_zh_hans", "indicator__name_en")
    autocomplete_fields = ("indicator", "place", "source", "derived_from")
    inlines = [MilestoneInline]

    def save_related(self, request: HttpRequest, form: Any, *rest: Any) -> None:  # noqa: ANN401
        """Bring the standings of the target's indicator up to date."""
        super().save_related(request, form, *rest)
        publishing.refresh(Indicator.objects.filter(pk=form.instance.indicator_id))

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Delete, and bring standings up to date."""
        self.delete_queryset(request, Target.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete one by one, so that each leaves its history, and bring standings up to date."""
        indicators = list(queryset.values_list("indicator", flat=True))
        for target in queryset:
            target.delete()
        publishing.refresh(Indicator.objects.filter(pk__in=indicators))


class SourceForm(ModelForm):  # type: ignore[type-arg]
    """A document; its text can be pasted or uploaded."""

    url = URLField(label=_("address"), required=False, max_length=500, assume_scheme="https")
    text_file = FileField(
        label=_("full text as a file"),
        required=False,
        help_text=_(
            "A .docx, .html or .pdf file of at most 10 MB, or a .txt file of at most 2 MB; "
            "its text replaces the one above."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Put the file's text in the place of the pasted one, with one sort of line end."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["text"] = cleaned.get("text", "").replace("\r\n", "\n")
        upload = cleaned.get("text_file")
        if upload is not None:
            try:
                cleaned["text"] = documents.text_in(upload)
            except FileRefused as refused:
                self.add_error("text_file", refused.in_language(get_language() or "zh-hans"))
        if cleaned["text"] != self.initial.get("text", "") and self.instance.pk is not None:
            try:
                full_text.refuse_decided(self.instance)
            except ValidationError as error:
                self.add_error("text", error)
        return cleaned


@admin.register(Source)
class SourceAdmin(DefinitionAdmin):
    """Documents."""

    form = SourceForm
    # Only a release makes a text public.
    readonly_fields = ("is_public", "public_since")
    list_display = ("slug", "title", "kind", "published_at")
    list_filter = ("kind",)
    search_fields = ("slug", "title_zh_hans", "title_en")

    def save_model(self, request: HttpRequest, obj: Source, form: Any, *rest: Any) -> None:  # noqa: ANN401
        """Save, and find the cited figures in a text that is new."""
        super().save_model(request, obj, form, *rest)
        if obj.text != form.initial.get("text", ""):
            by = cast(Official, request.user)
            missing = full_text.attach(obj, obj.text, by=by, at=timezone.now())
            if missing:
                self.message_user(
                    request,
                    _("Not found in the text: %(figures)s")
                    % {"figures": "、".join(citation.as_written for citation in missing)},
                    messages.WARNING,
                )


@admin.register(Citation)
class CitationAdmin(admin.ModelAdmin[Citation]):
    """Places in documents."""

    list_display = ("source", "paragraph", "as_written", "occurrence", "start", "end")
    list_select_related = ("source",)
    list_filter = ("source",)
    search_fields = ("as_written",)

    def has_change_permission(self, request: HttpRequest, obj: Citation | None = None) -> bool:
        """Refuse for what a public figure rests on: any day must show the place it cited."""
        is_used = obj is not None and (obj.observations.exists() or obj.entries.exists())
        return not is_used and super().has_change_permission(request, obj)


@admin.register(Rule)
class RuleAdmin(DefinitionAdmin):
    """Rules with their figures."""

    list_display = ("code", "name", "kind")
    list_filter = ("kind",)
    search_fields = ("code", "name_zh_hans", "name_en")
    inlines = [TermInline]
