"""The form of a text to be set beside the data."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dashboard.access import language
from indicators import documents
from indicators.documents.refusal import FileRefused


class TextForm(forms.Form):
    """A text, pasted or as a file; its own text is what remains of either."""

    text = forms.CharField(
        label=_("Text to check"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    file = forms.FileField(
        label=_("or a file (.txt, .docx, .html, .pdf)"), required=False, allow_empty_file=True
    )
    accepted = forms.BooleanField(
        label=_("Count what is accepted and not yet public"), required=False
    )

    def __init__(self, *args: Any, longest: int = 0, most: int = 0, **kwargs: Any) -> None:  # noqa: ANN401 - django's
        super().__init__(*args, **kwargs)
        self.longest, self.most = longest, most

    def clean(self) -> dict[str, Any]:
        """Read the file, or take what is pasted, of so many characters and numbers at most."""
        given, file = super().clean() or {}, self.files.get("file")
        if file is not None and (file.size or 0) > documents.LARGEST:
            raise ValidationError({"file": _("The file is larger than 10 MB.")})
        pasted = given.get("text", "")
        if file is None and not pasted.strip():
            raise ValidationError({"text": _("Paste the text, or choose the file that holds it.")})
        try:
            text = documents.pasted(pasted) if file is None else documents.text_of(file.read())
        except FileRefused as refused:
            field = "text" if file is None else "file"
            raise ValidationError({field: refused.in_language(language())}) from refused
        if len(text) > self.longest:
            raise ValidationError(
                _("The text has %(length)s characters; at most %(longest)s are read here.")
                % {"length": f"{len(text):,}", "longest": f"{self.longest:,}"}
            )
        if documents.numbers_in(text) > self.most:
            raise ValidationError(
                _("There are more than %(most)s numbers in the text; check it in parts.")
                % {"most": f"{self.most:,}"}
            )
        return given | {"text": text}
