"""The forms of published texts: a new text, its period, and what a figure is taken as."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from dashboard.access import language
from indicators import documents
from indicators.documents.refusal import FileRefused
from indicators.enums import SourceKind
from indicators.intake.texts import Assignment, NewText
from indicators.periods import Period, code_of, period_of

KINDS = [one for one in SourceKind if one is not SourceKind.SUBMISSION]
PARTS = [
    ("", _("whole year")),
    ("-h1", _("first half")),
    ("-h2", _("second half")),
    *((f"-{month:02}", name) for month, name in MONTHS.items()),
]


class NewTextForm(forms.Form):
    """A text that is pasted, or the file that holds it, and where it was published."""

    text = forms.CharField(
        label=_("text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    file = forms.FileField(
        label=_("or a file"),
        required=False,
        help_text=_(".docx, .html or PDF of at most 10 MB, .txt of at most 2 MB"),
    )
    title = forms.CharField(
        label=_("title"),
        required=False,
        max_length=300,
        help_text=_("Without one, the first line of the text is taken."),
    )
    publisher = forms.CharField(label=_("published by"), required=False, max_length=200)
    published_on = forms.DateField(
        label=_("published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    url = forms.URLField(label=_("address"), required=False, max_length=500, assume_scheme="https")
    kind = forms.ChoiceField(
        label=_("kind"), choices=[(one.value, one.label) for one in KINDS], initial=KINDS[0]
    )

    def clean_published_on(self) -> date | None:
        """Refuse a day that no document of this republic can have."""
        day: date | None = self.cleaned_data["published_on"]
        if day is not None and day < date(1949, 10, 1):
            raise ValidationError(_("Give the day as YYYY-MM-DD."))
        return day

    def clean(self) -> dict[str, Any]:
        """Read the text from one of the two places, the file only where it is not too large."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given, upload = cleaned.get("text", ""), cleaned.get("file")
        try:
            if upload is not None and given.strip():
                raise ValidationError(_("Paste a text or choose a file, not both."))
            if upload is None and not given.strip():
                raise ValidationError(_("Paste the text, or choose the file that holds it."))
            if upload is None:
                cleaned["read"] = documents.pasted(given)
            elif (upload.size or 0) > documents.LARGEST:
                raise ValidationError(_("The file is larger than 10 MB."))
            else:
                cleaned["read"] = documents.text_in(upload)
        except (ValidationError, FileRefused) as error:
            reasons = error.in_language(language()) if isinstance(error, FileRefused) else error
            self.add_error("text" if upload is None else "file", reasons)
        return cleaned

    def new_text(self) -> NewText:
        """Return the text that was given."""
        given = self.cleaned_data
        return NewText(
            text=given["read"],
            title=given["title"],
            publisher=given["publisher"],
            published_on=given["published_on"],
            url=given["url"],
            kind=SourceKind(given["kind"]),
        )


class PeriodForm(forms.Form):
    """A month, a half-year or a year, in the two parts of its code."""

    year = forms.IntegerField(label=_("year"), min_value=1949, max_value=2100)
    part = forms.ChoiceField(label=_("part of the year"), choices=PARTS, required=False)

    def period(self) -> Period:
        """Return the span of days."""
        given = self.cleaned_data
        return period_of(f"{given['year']}{given['part']}")

    @staticmethod
    def of(period: Period | None) -> "PeriodForm":
        """Return the form with the period in it."""
        if period is None:
            return PeriodForm()
        code = code_of(period)
        return PeriodForm(initial={"year": code[:4], "part": code[4:]})


class TakingForm(forms.Form):
    """What a figure is taken as: one of the offers, or any indicator in any place."""

    figure = forms.CharField(max_length=40)
    subject = forms.CharField(required=False, max_length=100)
    indicator = forms.CharField(required=False, max_length=64)
    place = forms.CharField(required=False, max_length=32)
    reason = forms.CharField(label=_("reason"), required=False, max_length=2000)
    sure = forms.BooleanField(required=False)

    def wish(self) -> Assignment:
        """Return what was chosen; the lists of all indicators and places count before the offer."""
        given = self.cleaned_data
        indicator, _at, place = given["subject"].partition("@")
        return Assignment(
            given["indicator"] or indicator,
            given["place"] or place,
            given["reason"],
            given["sure"],
        )
