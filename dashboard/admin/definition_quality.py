"""What is missing or doubtful in the definitions, each with a link to its record."""

from itertools import groupby
from operator import attrgetter
from typing import cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from indicators.admin_site import Administration
from indicators.models import Official
from indicators.permissions import can_manage_accounts
from indicators.selectors.definition_quality import DefinitionIssue, definition_issues

TEMPLATE = "admin/indicators/definitions/quality.html"


@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """Show the issues kind by kind."""
    if not can_manage_accounts(cast(Official, request.user)):
        raise PermissionDenied
    issues = definition_issues(timezone.now())
    context = {
        **admin.site.each_context(request),
        "title": gettext("Quality of the definitions"),
        "groups": [
            (kind, [(issue, _address(issue)) for issue in found])
            for kind, found in groupby(issues, attrgetter("kind"))
        ],
    }
    return TemplateResponse(request, TEMPLATE, context)


def _address(issue: DefinitionIssue) -> str:
    return reverse(f"admin:indicators_{issue.model}_change", args=[issue.pk])


cast(Administration, admin.site).add_pages(
    path("definitions/quality/", admin.site.admin_view(quality), name="definition_quality")
)
