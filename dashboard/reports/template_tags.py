"""Parse template tags: slots, loops and conditions."""

import re
from dataclasses import dataclass

PATH = r"[A-Za-z_]\w*(?:\.\w+)*"
# No brace within, so that a thousand open ones are read as fast as one.
TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
SLOT = re.compile(rf"\{{\{{\s*(?P<slot>{PATH})\s*\}}\}}", re.ASCII)
STATEMENT = re.compile(
    rf"""\{{%(?P<unit>tr|p)?\s+
    (?:for\s+(?P<name>[A-Za-z]\w*)\s+in\s+(?P<list>{PATH})
     |if\s+(?:not\s+)?(?P<test>{PATH})
     |(?P<word>else|endfor|endif))\s*%\}}""",
    re.ASCII | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A slot, or the beginning, middle or end of a loop or condition; neither where unreadable.

    ``unit`` is what the tag stands for: a paragraph (p), a row (tr), or its own place in a line.
    """

    written: str
    slot: str = ""
    opens: str = ""
    word: str = ""
    unit: str = ""
    variable: str = ""
    path: str = ""

    @property
    def is_readable(self) -> bool:
        """Tell whether it is one of the few things that a template may say."""
        return bool(self.slot or self.opens or self.word)


def tags_in(text: str) -> tuple[Tag, ...]:
    """Return the tags of a paragraph, in order."""
    return tuple(_tag(one[0]) for one in TAG.finditer(text))


def _tag(written: str) -> Tag:
    if slot := SLOT.fullmatch(written):
        return Tag(written, slot=slot["slot"])
    said = STATEMENT.fullmatch(written)
    if said is None:
        return Tag(written)
    unit = said["unit"] or ""
    if said["list"]:
        return Tag(written, opens="for", unit=unit, variable=said["name"], path=said["list"])
    if said["test"]:
        return Tag(written, opens="if", unit=unit, path=said["test"])
    return Tag(written, word=said["word"], unit=unit)
