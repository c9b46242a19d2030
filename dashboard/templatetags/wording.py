"""Say the domain's two-language words in the reader's language."""

from django.template import Library
from django.utils.translation import get_language

from indicators.texts import Text

register = Library()


@register.filter
def words(text: Text) -> str:
    """Return the words in the active language."""
    return text.in_language(get_language() or "zh-hans")
