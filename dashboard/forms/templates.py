"""The forms of reports and their templates."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from indicators.enums import ReportKind
from indicators.report_templates.file_safety import LARGEST
from indicators.report_templates.library import LONGEST_NAME


class TemplateForm(forms.Form):
    """A Word file, and what it is a template for."""

    name = forms.CharField(label=_("name"), max_length=LONGEST_NAME)
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)
    kind = forms.ChoiceField(label=_("report"), choices=ReportKind)
    file = forms.FileField(label=_("Word file (.docx, at most 5 MB)"), allow_empty_file=True)

    def clean_file(self) -> "UploadedFile[bytes]":
        """Look at the size first, so that nothing large is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > LARGEST:
            raise ValidationError(_("The template is larger than 5 MB; make its pictures smaller."))
        return file
