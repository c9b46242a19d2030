"""The site of the administration: apart from its pages, which register with it as they load."""

from typing import Any

from django.contrib.admin import AdminSite


class Administration(AdminSite):
    """Django's, without the address that leads from any record's number to its public page.

    It asks no right for the record, and would tell the codes of indicators that are not public.
    """

    def get_urls(self) -> list[Any]:
        """Return the addresses but that one; pages link to what is public themselves."""
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]
