"""What is public: releases, figures and standings, to be read; figures also to be corrected."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms import CharField, ChoiceField, DecimalField, Form
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators import publishing
from indicators.enums import Qualifier
from indicators.models import Observation, Official, Release, Standing

from .base import ReadOnlyAdmin


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    """What became public when."""

    list_display = ("title", "released_at", "released_by")
    search_fields = ("title_zh_hans", "title_en")


class Correction(Form):
    """The new figure with its qualifier, and the reason."""

    value = DecimalField(label=_("value"), required=False, max_digits=20, decimal_places=6)
    qualifier = ChoiceField(
        label=_("qualifier"), required=False, choices=Qualifier.choices, initial=Qualifier.EXACT
    )
    as_written = CharField(label=_("as written"), required=False, max_length=100)
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
        given = form.cleaned_data
        try:
            publishing.correct(
                queryset.get(),
                value=given["value"],
                qualifier=Qualifier(given["qualifier"] or Qualifier.EXACT),
                as_written=given["as_written"],
                reason=given["reason"],
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
