"""Submissions as the desk made them; administrators move due dates, and read the rest."""

from django.contrib import admin
from django.http import HttpRequest

from indicators.models import (
    Entry,
    Evidence,
    Mention,
    Notice,
    ReportingPeriod,
    Submission,
    TakenText,
)

from .base import ReadOnlyAdmin


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(admin.ModelAdmin[ReportingPeriod]):
    """Periods; the calendar opens them, and a due date can be moved."""

    list_display = ("__str__", "frequency", "end", "due")
    list_filter = ("frequency",)
    readonly_fields = ("frequency", "start", "end")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: the calendar opens periods."""
        return False


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
