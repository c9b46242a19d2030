"""Words in both languages."""

from typing import NamedTuple


class Text(NamedTuple):
    """The same words in Chinese and in English, written side by side."""

    zh: str
    en: str

    def in_language(self, code: str) -> str:
        """Return the Chinese words for a ``zh…`` code, else the English ones if there are any."""
        return self.zh if code.startswith("zh") else self.en or self.zh
