"""Public figures: propose to withdraw one, and what became of the proposals."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dashboard.access import page_for
from dashboard.access.desk import acts, figure_for, proposals_for, proposer_for
from dashboard.forms.desk import ReasonForm
from indicators.intake.desk import withdrawals

ROWS = 50
ORDER = (
    "indicator__area__order", "indicator__order", "indicator__code", "place__order", "place__code",
    "-period_end", "pk",
)  # fmt: skip


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """List the public figures that the official may propose to withdraw, and the proposals."""
    official = proposer_for(request)
    wanted = request.GET.get("q", "").replace("\0", "").strip()
    found = withdrawals.figures_for(official).select_related("indicator", "place")
    if wanted:
        found = found.filter(
            Q(indicator__code__icontains=wanted)
            | Q(indicator__name_zh_hans__icontains=wanted)
            | Q(indicator__name_en__icontains=wanted)
        )
    return render(
        request,
        "dashboard/desk/figures.html",
        {
            "q": wanted,
            "page": page_for(request, found.order_by(*ORDER), ROWS),
            "proposals": proposals_for(official)[:ROWS],
        },
    )


@acts
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to withdraw one of them, with a reason that the public will read."""
    official, form = proposer_for(request), ReasonForm(request.POST)
    figure = figure_for(official, pk)
    try:
        withdrawals.propose(figure, reason=form.given(), by=official, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = _(
            "Proposed to withdraw %(figure)s; it stays public until it is reviewed and released."
        )
        messages.success(request, said % {"figure": figure.indicator.name})
    return redirect("public_figures")


@acts
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a proposal that is not released."""
    official = proposer_for(request)
    entry = proposals_for(official).filter(pk=pk).first()
    try:
        if entry is None:
            raise ValidationError(_("The proposal is gone already."))
        withdrawals.drop(entry, by=official, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The proposal is dropped; the figure stays public."))
    return redirect("public_figures")
