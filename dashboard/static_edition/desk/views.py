"""What a publisher sees of the edition: what is kept, how far a run is, and the zip."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dashboard import jobs
from dashboard.access.desk import acts, publisher_for
from dashboard.page_cache import public_state
from dashboard.publication_metadata import ZIP
from dashboard.static_edition.desk import files, runs
from dashboard.static_edition.desk.forms import EditionForm
from dashboard.static_edition.desk.runs import UnderWay
from indicators import audit
from indicators.models import Release


@require_GET
def edition(request: HttpRequest) -> HttpResponse:
    """Show what is kept, and what is under way."""
    publisher_for(request)
    last = runs.newest_run() or files.newest_kept()
    asked = {"as_of": last.as_of, "base_path": last.base} if last else {"base_path": "/"}
    return _page(request, EditionForm(initial=asked))


def _page(request: HttpRequest, form: EditionForm) -> HttpResponse:
    kept = files.newest_kept()
    return render(
        request,
        "dashboard/desk/edition.html",
        {
            "form": form,
            "has_worker": jobs.has_worker(),
            "run": runs.newest_run(),
            "kept": kept,
            "is_newest": kept and (kept.as_of or kept.state == public_state()[0]),
            "is_anything_public": Release.objects.public().exists(),
        },
    )


@acts
def make_edition(request: HttpRequest) -> HttpResponse:
    """Let the worker make the edition."""
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
        with transaction.atomic():
            runs.start(as_of, base)
            audit.leave(
                "made a static edition", release, by=official, at=now, as_of=as_of, base=base
            )
    except UnderWay:
        messages.error(request, _("An edition is being made already. Wait until it is finished."))
    return redirect("edition")


@require_GET
def edition_zip(request: HttpRequest) -> FileResponse:
    """Send the newest finished zip."""
    publisher_for(request)
    kept = files.newest_kept()
    if kept is None:
        raise Http404
    try:
        file = (files.place() / kept.file).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, as_attachment=True, filename=kept.name, content_type=ZIP)
