"""Which edition a publisher wants."""

from datetime import date

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dashboard.static_edition.base import base_of

# What no address needs, and what could mean something else on a page.


class EditionForm(forms.Form):
    """Of which day the edition is, and where the portal will show it."""

    as_of = forms.DateField(
        label=_("day of the edition"),
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write the day as YYYY-MM-DD.")},
    )
    base_path = forms.CharField(
        label=_("address of the folder"), required=False, max_length=300, empty_value="/"
    )

    def clean_as_of(self) -> date | None:
        """Refuse a day that has not come yet."""
        day: date | None = self.cleaned_data["as_of"]
        if day and not date(1949, 10, 1) <= day <= timezone.localdate():
            raise ValidationError(_("It must be a day in the past or today."))
        return day

    def clean_base_path(self) -> str:
        """Complete a path by the site's own host, and refuse what is no address of a folder."""
        text: str = self.cleaned_data["base_path"]
        try:
            return base_of(text, settings.SITE_URL).address
        except ValueError as error:
            raise ValidationError(
                _("Write a path such as /fz/ or an address such as https://www.example.gov.cn/fz/.")
            ) from error
