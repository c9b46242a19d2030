"""Where the city stands: one page, and for a meeting room the same on several."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.access import FILTERS, choice_for, edition_for, language
from dashboard.page_cache import published_page
from dashboard.query_parameters import reads
from indicators import selectors
from indicators.selectors import Overview

from . import screen, sections
from .answer import answer_of
from .changes import changes_section

SCREEN = "screen"


@reads(*FILTERS, SCREEN)
@published_page
def overview(request: HttpRequest) -> HttpResponse:
    """Show the answer in words, progress, changes, areas, months, and a table of the rest."""
    edition = edition_for(request)
    choice = choice_for(request)
    found = selectors.overview(edition, choice)
    if found is None:
        return render(request, "dashboard/overview.html", {"edition": edition})
    shared = _shared(found)
    if request.GET.get(SCREEN):
        pages = screen.screen_pages(screen.ScreenSections(**shared))
        return render(
            request, "dashboard/overview_screen.html", {"edition": edition, "pages": pages}
        )
    context = {
        **shared,
        "edition": edition,
        "overview": found,
        "answer": answer_of(found, shared["path"], shared["level"]),
        "worded": sections.worded(found.worded),
        "worded_rest": sum(found.worded.rest.values()),
        "outline": found,
        "choice": choice,
        "fitting": sum(one.fitting for one in found.totals),
    }
    return render(request, "dashboard/overview.html", context)


def _shared(found: Overview) -> dict[str, Any]:
    """Return the sections that the page and the meeting room both show."""
    said = language()
    return {
        "time": sections.time_used(found.plan, found.day),
        "counts": sections.worst_first(found.judged),
        "path": sections.bullet_list(found.path, found, said, has_path=True),
        "level": sections.bullet_list(found.level, found, said, has_path=False),
        "areas": sections.area_list(found.totals),
        "changes": changes_section(found.changes),
        "panels": sections.panels(found, said),
    }
