"""Corrections of public figures, for the static edition's run after them."""

from datetime import timedelta
from decimal import Decimal

from indicators import publishing
from indicators.bilingual import Text
from indicators.models import Release
from indicators.publication_input import NewFigure


def publish(number: int) -> None:
    """Publish new versions of the newest figures of so many indicators in one release."""
    newest = Release.objects.public().latest("released_at")
    figures = [
        NewFigure(
            one.indicator, one.place, one.period_start, one.period_end,
            (one.value or Decimal(0)) + 1, one.citation, reason="Measured again",
        )
        for one in newest.observations.select_related("indicator", "place", "citation")[:number]
    ]  # fmt: skip
    at = newest.released_at + timedelta(days=1)
    publishing.publish(figures, title=Text("更正", "Corrections"), by=newest.released_by, at=at)
