"""The forms of the desk."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from indicators.enums import Qualifier
from indicators.intake.desk.entries import EntryInput


class AnswerForm(forms.Form):
    """One row of what is owed; the grammar of figures is the domain's."""

    seen = forms.IntegerField(min_value=0)
    typed = forms.CharField(required=False, max_length=100, strip=False)
    qualifier = forms.ChoiceField(required=False, choices=[("", ""), *Qualifier.choices])
    note = forms.CharField(required=False, max_length=2000)
    explanation = forms.CharField(required=False, max_length=2000)
    not_applicable = forms.BooleanField(required=False)

    def answer(self) -> EntryInput:
        """Return what the reporter says."""
        given = self.cleaned_data
        return EntryInput(
            typed=given["typed"],
            qualifier=given["qualifier"],
            note=given["note"],
            explanation=given["explanation"],
            is_applicable=not given["not_applicable"],
        )


class ReasonForm(forms.Form):
    """Why something is returned, corrected or withdrawn."""

    reason = forms.CharField(
        required=False,
        max_length=2000,
        error_messages={
            "max_length": _(
                "The reason may have %(limit_value)d characters; yours has %(show_value)d. "
                "Shorten it."
            )
        },
    )
    seen = forms.IntegerField(required=False, min_value=0)

    def given(self) -> str:
        """Return the reason; raises ValidationError where the form is wrong."""
        if not self.is_valid():
            raise ValidationError([told for field in self.errors.values() for told in field])
        return str(self.cleaned_data["reason"])


class ReleaseForm(forms.Form):
    """The title of a release."""

    title_zh = forms.CharField(label=_("title in Chinese"), max_length=200)
    title_en = forms.CharField(label=_("title in English"), max_length=200, required=False)
