"""Proofreading: a text's figures beside the data, on a page and as a list."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dashboard.access import edition_for, language
from dashboard.access.desk import may_view
from dashboard.forms.proofreading import TextForm
from indicators import proofreading
from indicators.intake import documents
from indicators.proofreading import Proofs, Result, lists

LONGEST_OF_STRANGERS = 30_000
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTS = {"docx": (lists.document, DOCX), "xlsx": (lists.workbook, XLSX)}
# What needs a look comes first.
ORDER = (Result.DIFFERS, Result.UNSURE, Result.UNKNOWN, Result.SAME)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Ask for a text; show it with every figure marked, or send the list that was asked for."""
    is_office = may_view(request)
    longest = documents.LONGEST if is_office else LONGEST_OF_STRANGERS
    form = TextForm(request.POST or None, request.FILES or None, longest=longest)
    context = {"form": form, "is_office": is_office, "edition": edition_for(request)}
    if not form.is_valid():
        return render(request, "dashboard/proofreading.html", context)
    text, accepted = form.cleaned_data["text"], is_office and form.cleaned_data["accepted"]
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
