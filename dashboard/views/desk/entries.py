"""The desk: entries due, each row saved by itself."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from dashboard.access import keys_of, language
from dashboard.access.desk import acts, entry_for, official_of, period_for
from dashboard.forms.desk import AnswerForm, ReasonForm
from indicators import audit
from indicators.enums import Status
from indicators.intake.desk import due_entries, entries
from indicators.intake.desk.entries import EntryRefused
from indicators.models import Entry, Official, Organisation, ReportingPeriod
from indicators.permissions import Power, can_report, holds


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Show what the official's organisation owes for a period; others go where their work is."""
    official = official_of(request)
    if not can_report(official, official.organisation_id) or official.organisation is None:
        return _elsewhere(request, official)
    return _listed(request, official.organisation, period_for(request, official.organisation))


def _listed(
    request: HttpRequest,
    organisation: Organisation,
    period: ReportingPeriod | None,
    refusal: Mapping[str, object] | None = None,
) -> HttpResponse:
    rows = due_entries.owed(organisation, period) if period else []
    periods = ReportingPeriod.objects.filter(submissions__organisation=organisation)
    return render(
        request,
        "dashboard/desk/owed.html",
        {
            "organisation": organisation,
            "period": period,
            "periods": periods.distinct()[:24],
            "rows": rows,
            "open": sum(row.is_open for row in rows),
            "notice": official_of(request).notices.order_by("-day").first(),
            "refusal": refusal,
        },
    )


def _elsewhere(request: HttpRequest, official: Official) -> HttpResponse:
    if holds(official, Power.VIEW):
        return redirect("review")
    if official.is_staff:
        return redirect("admin:index")
    return render(request, "dashboard/desk/nothing.html", status=403)


@acts
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save one row, and show it again with what is found in it."""
    entry, form = entry_for(request, pk), AnswerForm(request.POST)
    problems: dict[str, list[str]] = {}
    other: Entry | None = None
    if form.is_valid():
        try:
            entry = entries.save(
                entry,
                form.answer(),
                seen=form.cleaned_data["seen"],
                by=official_of(request),
                at=timezone.now(),
            )
        except ValidationError as error:
            problems = error.message_dict
        except entries.ChangedMeanwhile as changed:
            entry = other = changed.now
        except entries.NotOpen:
            problems = {"typed": [_("This entry is submitted or accepted; it was not changed.")]}
    else:
        problems = {name: [str(one) for one in found] for name, found in form.errors.items()}
    return _row(request, entry, problems, other)


def _row(
    request: HttpRequest, entry: Entry, problems: dict[str, list[str]], other: Entry | None
) -> HttpResponse:
    """Answer with the row alone; without script with the whole list, at the row.

    What was refused stands in the row as it was given.
    """
    is_saved = not problems and other is None
    refused = None if is_saved else request.POST.dict()
    said = {"problems": problems, "other": other, "refused": refused, "saved": is_saved}
    if request.headers.get("HX-Request"):
        [row] = due_entries.rows_of([entry])
        return render(request, "dashboard/desk/row.html", {"row": row, **said})
    if is_saved:
        return redirect(f"{_list(entry)}#entry-{entry.pk}")
    for found in problems.values():
        messages.error(request, f"{entry.indicator}: {' '.join(found)}")
    if other is not None:
        messages.error(request, _("Somebody saved this entry before you; look at it again."))
    submission, refusal = entry.submission, {"entry": entry.pk, **said}
    return _listed(request, submission.organisation, submission.period, refusal)


def _list(entry: Entry) -> str:
    return f"{redirect('desk').url}?period={entry.submission.period_id}"


@acts
def submit(request: HttpRequest) -> HttpResponse:
    """Submit the chosen rows, or all that are open and say something."""
    official = official_of(request)
    period = period_for(request, official.organisation)
    if official.organisation is None or period is None:
        return redirect("desk")
    mine = Entry.objects.of(official.organisation).filter(submission__period=period).open()
    chosen = request.POST.getlist("entry")
    asked = (
        mine.filter(pk__in=keys_of(chosen))
        if chosen
        else mine.exclude(status=Status.NOT_YET_REPORTED)
    )
    done, refused = entries.submit(list(asked.with_relations()), by=official, at=timezone.now())
    if done:
        said = ngettext("%(number)s entry submitted.", "%(number)s entries submitted.", len(done))
        messages.success(request, said % {"number": len(done)})
    for one in refused:
        messages.error(request, f"{one.entry.indicator} ({one.entry.place}): {why(one)}")
    if not done and not refused:
        messages.error(request, _("There is nothing to submit yet."))
    return redirect(f"{redirect('desk').url}?period={period.pk}")


def why(refused: EntryRefused) -> str:
    """Return why an entry was not submitted, in the reader's language."""
    said = " ".join(one.message.in_language(language()) for one in refused.findings)
    if not refused.findings:
        return _("It was changed meanwhile; look at it again.")
    if any(one.is_error for one in refused.findings):
        return said
    return f"{said} {_('Explain it to submit.')}"


@acts
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a submitted entry back."""
    entry = entry_for(request, pk)
    try:
        entries.withdraw(entry, by=official_of(request), at=timezone.now())
    except entries.NotOpen:
        messages.error(request, _("A reviewer has decided already."))
    return redirect(f"{_list(entry)}#entry-{pk}")


@acts
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an accepted entry, to correct it."""
    entry, form = entry_for(request, pk), ReasonForm(request.POST)
    try:
        entries.reopen(entry, reason=form.given(), by=official_of(request), at=timezone.now())
    except (ValidationError, entries.NotOpen) as error:
        said = " ".join(getattr(error, "messages", [])) or _("This entry is not accepted.")
        messages.error(request, said)
    return redirect(f"{_list(entry)}#entry-{pk}")


@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was done to an entry, by whom and when."""
    entry = entry_for(request, pk)
    context = {"entry": entry, "events": audit.history_of(entry)}
    return render(request, "dashboard/desk/history.html", context)
