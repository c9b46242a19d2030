"""What the public may read of a release."""

from typing import Any

from indicators.bilingual import Text

from .rows import text_of

# The title of a correction names its indicator.
NOT_SHOWN = Text("不再公开的数据", "Figures that are no longer public")


def title_of(release: Any) -> Text:  # noqa: ANN401 - a release of ``with_publicity``
    """Return the title, unless all that it may speak of is no longer public."""
    return text_of(release, "title") if release.has_public_figures else NOT_SHOWN


def note_of(release: Any) -> Text:  # noqa: ANN401 - as above
    """Return the note, unless all that it may speak of is no longer public."""
    return text_of(release, "note") if release.has_public_figures else Text("", "")
