"""Read what is public as ``reading`` does, for one page, and note what the page looked at."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime

from indicators.reading import Edition

from .notes import EDITION, Notes

ASKED = frozenset({"as_of", "before", "day", "first_release", "newest_release", "is_empty"})


@dataclass(frozen=True, slots=True)
class NotedEdition(Edition):
    """An edition that notes which of its parts a page looks at, since most need not know all."""

    notes: Notes = field(default_factory=Notes, compare=False)

    def __getattribute__(self, name: str) -> object:
        """Return the part, and note that it was looked at."""
        if name in ASKED:
            object.__getattribute__(self, "notes").note(EDITION, name)
        return object.__getattribute__(self, name)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was public yet, without telling when the newest release was."""
        return object.__getattribute__(self, "newest_release") is None


class Reader:
    """Reads for one page."""

    def __init__(self, edition: Edition, notes: Notes) -> None:
        self.notes = notes
        self.edition = NotedEdition(
            edition.as_of,
            edition.before,
            edition.day,
            edition.first_release,
            edition.newest_release,
            notes,
        )
        self.day = edition.as_of.isoformat() if edition.as_of else ""

    def noting(self) -> AbstractContextManager[None]:
        """Keep what is asked of the database within the block."""
        return self.notes.of_queries()


def part_of(edition: Edition, name: str) -> str:
    """Return a part of the edition as text."""
    part: date | datetime | bool | None = getattr(edition, name)
    return repr(part)
