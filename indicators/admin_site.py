"""The site of the administration: apart from its pages, which register with it as they load."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern


class Administration(AdminSite):
    """Django's, without the address that leads from any record's number to its public page.

    It asks no right for the record, and would tell the codes of indicators that are not public.
    """

    def __init__(self, name: str = "admin") -> None:
        """Begin without pages of its own."""
        super().__init__(name)
        self._pages: list[URLPattern] = []

    def add_pages(self, *pages: URLPattern) -> None:
        """Add pages that belong to no single kind of record."""
        self._pages += pages

    def get_urls(self) -> list[Any]:
        """Return the addresses but that one; pages link to what is public themselves."""
        kept = [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]
        return [*self._pages, *kept]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show the kinds of records; to an administrator of an empty site, what to do first."""
        # Models are there only once every app is loaded.
        from indicators.models import Indicator  # noqa: PLC0415
        from indicators.permissions import can_manage_accounts  # noqa: PLC0415

        may = can_manage_accounts(request.user)  # type: ignore[arg-type]
        context = {"may_import": may, "is_empty": may and not Indicator.objects.exists()}
        return super().index(request, {**context, **(extra_context or {})})
