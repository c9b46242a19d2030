"""Review: who has reported, and what waits for a decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from dashboard.access import page_for, versions_of
from dashboard.access.desk import acts, entry_for, office_for, official_of, opened_periods
from dashboard.forms.desk import ReasonForm
from indicators import audit, reminders, review, timeliness
from indicators.intake.desk.due_entries import rows_of
from indicators.intake.texts import sentence_of
from indicators.models import Entry, ReportingPeriod
from indicators.permissions import can_decide, can_review, entries_for

MONTHS, ROWS = 12, 50


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show organisations by periods, the queue, and who is forgotten."""
    official = office_for(request)
    today = timezone.localdate()
    waiting = review.queue()
    if organisation := request.GET.get("organisation"):
        waiting = waiting.filter(submission__organisation__code=organisation)
    page = page_for(request, waiting, ROWS)
    return render(
        request,
        "dashboard/desk/review.html",
        {
            "matrix": review.matrix(ReportingPeriod.objects.all()[:MONTHS], today),
            "opened": opened_periods()[:MONTHS],
            "page": page,
            "rows": rows_of(list(page)),
            "may_decide": can_review(official),
            "forgotten": reminders.forgotten(today),
            "notice": official.notices.order_by("-day").first(),
        },
    )


@require_GET
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one entry beside its past, evidence and history, to be decided."""
    official = office_for(request)
    found = entry_for(request, pk)
    [row] = rows_of([found])
    return render(
        request,
        "dashboard/desk/entry.html",
        {
            "row": row,
            "others": review.others_of(found),
            "events": audit.history_of(found),
            "may_decide": can_decide(official, found),
            "timeliness": timeliness.timeliness_of(found, timezone.localdate()),
            "sentence": sentence_of(found.citation) if found.citation else None,
        },
    )


@acts
def accept(request: HttpRequest) -> HttpResponse:
    """Accept one or many; each in the version that the reviewer saw."""
    official, done = official_of(request), 0
    seen_versions = dict(versions_of(request))
    known = entries_for(official).with_relations().filter(pk__in=seen_versions)
    for found in known:
        seen = seen_versions[found.pk]
        try:
            review.accept(found, seen=seen, by=official, at=timezone.now())
            done += 1
        except review.NotAwaitingReview:
            messages.error(
                request, _("%(entry)s was decided or changed meanwhile.") % {"entry": found}
            )
        except PermissionDenied:
            messages.error(request, _("%(entry)s is not yours to decide.") % {"entry": found})
    if done:
        said = ngettext("%(number)s entry accepted.", "%(number)s entries accepted.", done)
        messages.success(request, said % {"number": done})
    return redirect("review")


def _too_late(entry: Entry) -> str:
    return _("%(entry)s was decided or changed meanwhile.") % {"entry": entry}


@acts
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return one entry with a reason."""
    found, form = entry_for(request, pk), ReasonForm(request.POST)
    try:
        review.send_back(
            found,
            reason=form.given(),
            seen=form.cleaned_data["seen"] or 0,
            by=official_of(request),
            at=timezone.now(),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("review_entry", pk)
    except review.NotAwaitingReview:
        messages.error(request, _too_late(found))
    else:
        messages.success(request, _("Returned to its organisation."))
    return redirect("review")
