"""Django's choices whose labels are known in both languages at once."""

from typing import cast

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import get_language

from .bilingual import Text


class Label(Promise):
    """Words that are said in the language of whoever reads them, as gettext's are."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __str__(self) -> str:
        """Return the words in the active language; without one in English, as migrations are."""
        return self.text.in_language(get_language() or "en")

    def __eq__(self, other: object) -> bool:
        """Tell whether both read the same."""
        return str(self) == str(other) if isinstance(other, str | Label) else NotImplemented

    def __hash__(self) -> int:
        """Return the same for what reads the same."""
        return hash(str(self))


def words(zh: str, en: str) -> Label:
    """Return the label of a word."""
    return Label(Text(zh, en))


class Words(TextChoices):
    """A closed list whose words are known in both languages at once.

    Fields name ``listed``, so that migrations refer to the list in place of copying its words.
    """

    @classmethod
    def listed(cls) -> list[tuple[str, str]]:
        """Return the values with their labels, as a field's choices."""
        return cls.choices

    @property
    def text(self) -> Text:
        """Return the words."""
        return cast(Label, self.label).text
