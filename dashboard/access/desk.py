"""The doors of the desk: the official if they may be here, a record that they may see, or 404."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import cast
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from indicators.enums import Frequency, SourceKind
from indicators.intake import texts as intake_texts
from indicators.intake.desk import withdrawals
from indicators.intake.workbook import uploads
from indicators.models import (
    Entry,
    Evidence,
    Observation,
    Official,
    Organisation,
    ReportingPeriod,
    Source,
    Upload,
)
from indicators.permissions import (
    Power,
    can_compare,
    can_publish,
    can_report,
    can_review,
    entries_for,
    holds,
)

from .params import keys_of


def acts(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a view only be posted to; who comes another way, as after a log-in, lands at the desk."""

    @wraps(view)
    def posted(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method != "POST":
            return redirect("desk")
        return view(request, *args, **kwargs)

    return posted


def official_of(request: HttpRequest) -> Official:
    """Return the official who is logged in, with roles at hand."""
    official = cast(Official, request.user)
    prefetch_related_objects([official], "roles_held")
    return official


def entry_for(request: HttpRequest, pk: int) -> Entry:
    """Return an entry that the official may see, or raise Http404."""
    return get_object_or_404(entries_for(official_of(request)).with_relations(), pk=pk)


def evidence_for(request: HttpRequest, key: UUID) -> Evidence:
    """Return a file of an entry that the official may see, or raise Http404."""
    seen = entries_for(official_of(request))
    found = Evidence.objects.select_related("entry__submission__period")
    return get_object_or_404(found, key=key, entry__in=seen)


def office_for(request: HttpRequest) -> Official:
    """Return the official if they may look at what is not public yet, else raise Http404."""
    official = official_of(request)
    if not holds(official, Power.VIEW):
        raise Http404
    return official


def comparer_for(request: HttpRequest) -> Official:
    """Return the official if they see how all organisations stand beside each other, or 404."""
    official = official_of(request)
    if not can_compare(official):
        raise Http404
    return official


def may_view(request: HttpRequest) -> bool:
    """Tell whether somebody is logged in who may look at what is not public yet."""
    return request.user.is_authenticated and holds(official_of(request), Power.VIEW)


def reporter_for(request: HttpRequest) -> Official:
    """Return the official if they report for their organisation, else raise Http404."""
    official = official_of(request)
    if not can_report(official, official.organisation_id):
        raise Http404
    return official


def upload_for(request: HttpRequest, key: UUID) -> Upload:
    """Return a file of the official's own that waits to be confirmed, or raise Http404."""
    return get_object_or_404(uploads.waiting(official_of(request), timezone.now()), key=key)


def publisher_for(request: HttpRequest) -> Official:
    """Return the official if they may publish, else raise Http404."""
    official = official_of(request)
    if not can_publish(official):
        raise Http404
    return official


def proposer_for(request: HttpRequest) -> Official:
    """Return the official if there are public figures that they may withdraw, else raise Http404.

    Those are the office's and every organisation's who reports.
    """
    official = official_of(request)
    if not (
        can_report(official, official.organisation_id)
        or can_review(official)
        or can_publish(official)
    ):
        raise Http404
    return official


def figure_for(official: Official, pk: int) -> Observation:
    """Return a public figure that the official may propose to withdraw, or raise Http404."""
    found = withdrawals.figures_for(official).select_related("indicator", "place")
    return get_object_or_404(found, pk=pk)


def proposals_for(official: Official) -> QuerySet[Entry]:
    """Return the proposals to withdraw a figure that are not released, the newest first."""
    return withdrawals.proposals_for(official).with_relations().order_by("-entered_at", "pk")


def reviewer_for(request: HttpRequest) -> Official:
    """Return the official if they may review, else raise Http404."""
    official = official_of(request)
    if not can_review(official):
        raise Http404
    return official


def text_for(request: HttpRequest, slug: str) -> Source:
    """Return a document whose text is here, for reviewers, or raise Http404."""
    reviewer_for(request)
    found: Source = get_object_or_404(texts(), slug=slug)
    return found


def texts() -> QuerySet[Source]:
    """Return the documents whose text is here."""
    return Source.objects.exclude(text="").exclude(kind=SourceKind.SUBMISSION)


def period_for(request: HttpRequest, organisation: Organisation | None) -> ReportingPeriod | None:
    """Return the reporting period that the address names, else the newest the organisation owes."""
    owed = ReportingPeriod.objects.filter(submissions__organisation=organisation).distinct()
    wanted = request.GET.get("period") or request.POST.get("period") or ""
    if wanted:
        return get_object_or_404(owed, pk__in=keys_of([wanted]))
    return owed.order_by("-end", "frequency").first()


def opened_periods() -> QuerySet[ReportingPeriod]:
    """Return the reporting periods for which anything is owed, the newest first."""
    return ReportingPeriod.objects.filter(submissions__isnull=False).distinct()


def opened_period_for(request: HttpRequest) -> ReportingPeriod:
    """Return the reporting period that the address names, else the newest, or raise Http404."""
    opened, wanted = opened_periods(), request.GET.get("period", "")
    found = opened.filter(pk__in=keys_of([wanted])).first() if wanted else opened.first()
    if found is None:
        raise Http404
    return found


def owed_period_for(
    request: HttpRequest, periods: Sequence[ReportingPeriod]
) -> ReportingPeriod | None:
    """Return which of the periods the address names, else the newest month, if there is any.

    Raises Http404 for one that is not among them.
    """
    if wanted := request.GET.get("period", ""):
        named = keys_of([wanted])
        found = next((one for one in periods if one.pk in named), None)
        if found is None:
            raise Http404
        return found
    months = (one for one in periods if one.frequency == Frequency.MONTH)
    return next(months, periods[0] if periods else None)


def span_of(key: str) -> intake_texts.Span:
    """Return the span that a form or an address names: line, start and end; else raise Http404."""
    parts = key.split("-")
    if len(parts) != 3 or not all(keys_of([part]) for part in parts):
        raise Http404
    return intake_texts.Span(*map(int, parts))
