"""Published texts: take one in, go through its figures, hand them over to review."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from dashboard.access import keys_of, page_for
from dashboard.access.desk import acts, official_of, reviewer_for, text_for, texts
from dashboard.forms.texts import NewTextForm, PeriodForm
from dashboard.views.desk.entries import why
from indicators.enums import Decision, StatementKind
from indicators.intake import texts as intake_texts
from indicators.models import Source, TakenText
from indicators.periods import Period

ROWS = 50


@require_GET
def text_list(request: HttpRequest) -> HttpResponse:
    """List the texts, the newest first, and offer to take another one in."""
    reviewer_for(request)
    return _listed(request, NewTextForm())


@acts
def add(request: HttpRequest) -> HttpResponse:
    """Take a text in, or show the form again with what is wrong and all that was given."""
    official = reviewer_for(request)
    form = NewTextForm(request.POST, request.FILES)
    if not form.is_valid():
        return _listed(request, form)
    try:
        text = intake_texts.take_in(form.new_text(), by=official, at=timezone.now())
    except intake_texts.AlreadyImported as already:
        messages.error(request, _("This text is here already."))
        return redirect("text", already.source.slug)
    return redirect("text", text.source.slug)


def _listed(request: HttpRequest, form: NewTextForm) -> HttpResponse:
    decided = {
        name: Count("taken__mentions", filter=Q(taken__mentions__decision=decision))
        for name, decision in (("taken_figures", Decision.TAKEN), ("ignored", Decision.IGNORED))
    }
    found = texts().defer("text").annotate(**decided).select_related("taken")
    page = page_for(
        request, found.order_by(F("taken__added_at").desc(nulls_last=True), "slug"), ROWS
    )
    return render(request, "dashboard/desk/texts.html", {"page": page, "form": form})


@require_GET
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the text with every number marked, and what each figure may be taken as."""
    source = text_for(request, slug)
    numbers = intake_texts.numbers_of(source)
    page = page_for(request, intake_texts.sheets(source, numbers), 1)
    period = period_for_text(source)
    return render(
        request,
        "dashboard/desk/text.html",
        {
            "source": source,
            "period": period,
            "period_form": PeriodForm.of(period),
            "page": page,
            "sheet": intake_texts.offered(page[0], period),
            "count": intake_texts.count(numbers),
            "taken": intake_texts.taken_of(source),
            "kinds": list(StatementKind),
        },
    )


def period_for_text(source: Source) -> Period | None:
    """Return the period that the text's figures are taken for, or the one that it names."""
    chosen = TakenText.objects.filter(source=source).first()
    return chosen.period if chosen else intake_texts.period_of(source)


@acts
def choose_period(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the text's figures be taken for another period."""
    source, form = text_for(request, slug), PeriodForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(_("Choose a month, a half-year or a year."))
        intake_texts.choose_period(
            source, form.period(), by=official_of(request), at=timezone.now()
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("text", slug)


@acts
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Forget a text that was taken in by mistake."""
    source = text_for(request, slug)
    try:
        intake_texts.remove(source, by=official_of(request), at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("text", slug)
    messages.success(request, _("The text is removed."))
    return redirect("texts")


@acts
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand every figure that was taken over to review, with the explanations that were given."""
    source = text_for(request, slug)
    explanations = {
        key: request.POST[f"explanation-{key}"][:2000]
        for name in request.POST
        if name.startswith("explanation-")
        for key in keys_of([name.removeprefix("explanation-")])
    }
    done, refused = intake_texts.submit(
        source, explanations, by=official_of(request), at=timezone.now()
    )
    if done:
        said = ngettext("%(number)s entry submitted.", "%(number)s entries submitted.", len(done))
        messages.success(request, said % {"number": len(done)})
    for one in refused:
        messages.error(request, f"{one.entry.indicator} ({one.entry.place}): {why(one)}")
    if not done and not refused:
        messages.error(request, _("There is nothing to submit yet."))
    return redirect(f"{redirect('text', slug).url}#taken")
