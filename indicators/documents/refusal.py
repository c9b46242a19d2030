"""The exception for a file or text that cannot be accepted. Pure."""

from indicators.bilingual import Text


class FileRefused(Exception):
    """The whole file cannot be taken; each message says why and what to do."""

    def __init__(self, *messages: Text) -> None:
        super().__init__(*messages)
        self.messages = messages

    @property
    def message(self) -> Text:
        """Return the first reason."""
        return self.messages[0]

    def in_language(self, code: str) -> list[str]:
        """Return the reasons for a reader of that language."""
        return [message.in_language(code) for message in self.messages]
