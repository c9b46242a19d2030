"""Releases: compose, look at what changes, publish, withdraw."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dashboard.access import keys_of, versions_of
from dashboard.access.desk import acts, official_of, publisher_for
from dashboard.forms.desk import ReasonForm, ReleaseForm
from indicators import publishing
from indicators.bilingual import Text
from indicators.models import Entry, Release
from indicators.publishing import clock


@require_GET
def compose(request: HttpRequest) -> HttpResponse:
    """Show the accepted entries, and exactly what releasing the chosen ones changes."""
    publisher_for(request)
    waiting = list(Entry.objects.awaiting_release().with_relations())
    chosen = keys_of(request.GET.getlist("entry"))
    picked = [one for one in waiting if one.pk in chosen] if chosen else waiting
    composed = publishing.compose(picked)
    return render(
        request,
        "dashboard/desk/releases.html",
        {
            "waiting": waiting,
            "picked": {one.pk for one in picked},
            "composed": composed,
            "preview": publishing.preview(composed, at=timezone.now()),
            "form": ReleaseForm(initial=_titles()),
            "newest": Release.objects.public().newest(),
            "ahead": clock.told(ahead) if (ahead := clock.dated_ahead()) else "",
        },
    )


def _titles() -> dict[str, str]:
    today = timezone.localdate()
    return {"title_zh": f"{today:%Y年%m月%d日}发布", "title_en": f"Release of {today}"}


@acts
def publish(request: HttpRequest) -> HttpResponse:
    """Publish exactly the entries that the preview showed."""
    official, form = publisher_for(request), ReleaseForm(request.POST)
    seen = dict(versions_of(request))
    if not form.is_valid() or not seen:
        messages.error(request, _("Choose entries and give the release a title."))
        return redirect("compose")
    title = Text(form.cleaned_data["title_zh"], form.cleaned_data["title_en"])
    chosen = list(Entry.objects.filter(pk__in=seen))
    for entry in chosen:
        # What the preview showed, so that a later version is refused.
        entry.version = seen[entry.pk]
    try:
        publishing.release_entries(chosen, title=title, by=official, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("compose")
    messages.success(request, _("The release is public."))
    return redirect("compose")


@acts
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw the newest release with a reason, which is public too."""
    publisher_for(request)
    release, form = get_object_or_404(Release, pk=pk), ReasonForm(request.POST)
    try:
        publishing.withdraw(
            release, reason=form.given(), by=official_of(request), at=timezone.now()
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The release is withdrawn."))
    return redirect("compose")
