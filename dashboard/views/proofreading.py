"""Proofreading: a text's figures beside the data, on a page and as a list."""

from dataclasses import asdict
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dashboard import throttling
from dashboard.access import edition_for, language
from dashboard.access.desk import may_view
from dashboard.forms.proofreading import TextForm
from indicators import documents, proofreading
from indicators.proofreading import ProofResult, Proofs, exports

LONGEST_OF_STRANGERS, MOST_OF_STRANGERS = 30_000, 1_000
AT_ONCE = 2
A_MOMENT = 5
TOO_OFTEN = _("At most %(limit)s texts a minute are checked; go on in %(seconds)s seconds.")
BUSY = _("Other texts are being checked at this moment; try again in a few seconds.")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTS = {"docx": (exports.document, DOCX), "xlsx": (exports.workbook, XLSX)}
# What needs a look comes first.
ORDER = (ProofResult.DIFFERS, ProofResult.UNSURE, ProofResult.UNKNOWN, ProofResult.SAME)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Ask for a text; show it with every figure marked, or send the list that was asked for."""
    if request.method != "POST" or may_view(request):
        return _checked(request)
    quota = throttling.count(request, "reading", settings.READINGS_PER_MINUTE)
    if quota.remaining < 0:
        return _refused(
            request, TOO_OFTEN % asdict(quota), HTTPStatus.TOO_MANY_REQUESTS, quota.seconds
        )
    try:
        with throttling.place("reading", AT_ONCE):
            return _checked(request)
    except throttling.Busy:
        return _refused(request, str(BUSY), HTTPStatus.SERVICE_UNAVAILABLE, A_MOMENT)


def _checked(request: HttpRequest) -> HttpResponse:
    is_office = may_view(request)
    longest = documents.LONGEST if is_office else LONGEST_OF_STRANGERS
    most = documents.MOST_NUMBERS if is_office else MOST_OF_STRANGERS
    form = TextForm(request.POST or None, request.FILES or None, longest=longest, most=most)
    context = {"form": form, "is_office": is_office, "edition": edition_for(request)}
    if form.is_valid() and form.cleaned_data["accepted"] and not is_office:
        # A session may have ended since the box was ticked; less must not be counted in silence.
        form.add_error(None, _("Log in again to count what is accepted and not yet public."))
    if not form.is_valid():
        return render(request, "dashboard/proofreading.html", context)
    text, accepted = form.cleaned_data["text"], form.cleaned_data["accepted"]
    found = _proofs(request, text, is_accepted=accepted)
    wanted = request.POST.get("list", "")
    if wanted in LISTS:
        return _list(found, wanted)
    context |= {
        "text": text,
        "accepted": accepted,
        "proofs": found,
        "summary": proofreading.summary(found),
        "listed": [one for result in ORDER for one in found.of(result)],
    }
    return render(request, "dashboard/proofreading.html", context)


def _refused(request: HttpRequest, reason: str, status: int, seconds: int) -> HttpResponse:
    """Say why nothing was read; what was pasted stays in its field."""
    form = TextForm(None, None, initial={"text": request.POST.get("text", "")})
    context = {"form": form, "refused": reason, "edition": edition_for(request)}
    answer = render(request, "dashboard/proofreading.html", context, status=status)
    answer["Retry-After"] = str(seconds)
    return answer


def _proofs(request: HttpRequest, text: str, *, is_accepted: bool) -> Proofs:
    edition = edition_for(request)
    if is_accepted:
        return proofreading.against_accepted(text, edition, at=timezone.now())
    return proofreading.against_public(text, edition)


def _list(found: Proofs, kind: str) -> HttpResponse:
    write, content_type = LISTS[kind]
    answer = HttpResponse(write(found, language()), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="proofreading.{kind}"'
    return answer
