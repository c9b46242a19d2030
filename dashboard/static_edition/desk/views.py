"""What a publisher sees of the edition: what is kept, how far a run is, and the zip."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dashboard.access.desk import acts, publisher_for
from dashboard.http import public_state
from dashboard.publication import ZIP
from dashboard.static_edition.desk import runs
from dashboard.static_edition.desk.forms import EditionForm
from dashboard.static_edition.folder import InUse
from indicators import events
from indicators.models import Release


@require_GET
def edition(request: HttpRequest) -> HttpResponse:
    """Show what is kept, and what is under way."""
    publisher_for(request)
    last = runs.newest_run()[0] or runs.newest_kept()
    asked = {"as_of": last.as_of, "base_path": last.base} if last else {"base_path": "/"}
    return _page(request, EditionForm(initial=asked))


def _page(request: HttpRequest, form: EditionForm) -> HttpResponse:
    run, is_under_way = runs.newest_run()
    kept = runs.newest_kept()
    return render(
        request,
        "dashboard/desk/edition.html",
        {
            "form": form,
            "run": run,
            "is_under_way": is_under_way,
            "is_cut_short": run and not run.ended_at and not is_under_way,
            "kept": kept,
            "is_newest": kept and (kept.as_of or kept.state == public_state()[0]),
            "is_anything_public": Release.objects.public().exists(),
        },
    )


@acts
def make_edition(request: HttpRequest) -> HttpResponse:
    """Begin to make the edition, in a process of its own."""
    official, form = publisher_for(request), EditionForm(request.POST)
    release = Release.objects.public().newest()
    if not form.is_valid():
        return _page(request, form)
    if release is None:
        messages.error(request, _("Nothing is public yet."))
        return redirect("edition")
    day, base = form.cleaned_data["as_of"], form.cleaned_data["base_path"]
    as_of, now = day.isoformat() if day else "", timezone.now()
    try:
        runs.start(as_of, base, at=now)
    except InUse:
        messages.error(request, _("An edition is being made already. Wait until it is finished."))
    else:
        events.leave("made a static edition", release, by=official, at=now, as_of=as_of, base=base)
    return redirect("edition")


@require_GET
def edition_zip(request: HttpRequest) -> FileResponse:
    """Send the newest finished zip."""
    publisher_for(request)
    kept = runs.newest_kept()
    if kept is None:
        raise Http404
    try:
        file = (runs.place() / kept.file).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, as_attachment=True, filename=kept.name, content_type=ZIP)
