"""Submissions as the desk made them; administrators move due dates, and read the rest."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from indicators.intake.period_opening import move_due_day
from indicators.models import (
    Entry,
    Evidence,
    Mention,
    Notice,
    Official,
    ReportingPeriod,
    Submission,
    TakenText,
)

from .base import ReadOnlyAdmin


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(admin.ModelAdmin[ReportingPeriod]):
    """Periods; the calendar opens them, and a due date can be moved."""

    list_display = ("__str__", "frequency", "end", "due", "due_is_provisional", "due_moved_by")
    list_filter = ("frequency", "due_is_provisional")
    list_select_related = ("due_moved_by",)
    readonly_fields = ("frequency", "start", "end", "due_is_provisional", "due_moved_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: the calendar opens periods."""
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: ReportingPeriod,
        form: Any,  # noqa: ANN401 - Django's own
        change: bool,  # noqa: FBT001 - Django's own
    ) -> None:
        """Move the due day in the administrator's name."""
        if "due" in form.changed_data and isinstance(request.user, Official):
            move_due_day(obj, obj.due, by=request.user, at=timezone.now())


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    """What each organisation reports for each period."""

    list_display = ("organisation", "period")
    list_filter = ("period", "organisation")
    list_select_related = ("organisation", "period")
    search_fields = ("organisation__code", "organisation__name_zh_hans")


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """Entries; only the desk changes them."""

    list_display = ("indicator", "place", "submission", "state", "value", "qualifier", "entered_by")
    list_filter = ("state", "status")
    list_select_related = ("indicator", "place", "submission__organisation", "submission__period")
    search_fields = ("indicator__code", "indicator__name_zh_hans", "indicator__name_en")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """Files of entries; the desk hands them out."""

    list_display = ("name", "entry", "content_type", "size", "added_by", "added_at")
    list_select_related = ("entry__indicator", "entry__place", "added_by")
    search_fields = ("name", "sha256")
    exclude = ("file",)


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    """Who was told what on which day."""

    list_display = ("day", "official", "sent_at")
    list_select_related = ("official",)
    date_hierarchy = "day"


@admin.register(TakenText)
class TakenTextAdmin(ReadOnlyAdmin):
    """Published texts whose figures are taken in; the desk works on them."""

    list_display = ("source", "frequency", "end", "added_by", "added_at")
    list_select_related = ("source", "added_by")


@admin.register(Mention)
class MentionAdmin(ReadOnlyAdmin):
    """Figures of texts on which somebody decided."""

    list_display = ("as_written", "text", "line", "decision", "decided_by", "decided_at")
    list_select_related = ("text__source", "decided_by")
    list_filter = ("decision",)
