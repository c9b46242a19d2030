"""A second release with every qualifier, every kind of nothing, a correction and odd texts."""

from datetime import date, timedelta
from decimal import Decimal

from indicators import publishing
from indicators.bilingual import Text
from indicators.enums import Qualifier, Status
from indicators.exports import Licence, Publication
from indicators.models import Indicator, Observation, Official, Place, Release
from indicators.publication_input import NewFigure
from indicators.selectors import Edition

HOME = "https://data.example/"
CC_BY = Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0")
CITY = Text("抚州市", "Fuzhou")
# What a spreadsheet would run, and what would end a script, a row, a field or an element.
ODD = '=1+1,"x"\n</script><!-- & \u2028 说明'
CODE = "court-appearance-rate"


def publication(edition: Edition) -> Publication:
    """Return what files of the edition say of themselves."""
    return Publication(
        home=HOME,
        licence=CC_BY,
        city=CITY,
        as_of=edition.as_of,
        day=edition.day,
        released_at=edition.newest_release,
        first_released_at=edition.first_release,
    )


def publish_everything(release: Release, by: Official) -> Release:
    """Publish months of one rate after the release, and correct a figure of another indicator."""
    first = Observation.objects.get(indicator__code=CODE)
    kinds = [
        *((Decimal("97.5"), one, Status.REPORTED) for one in Qualifier),
        (Decimal(0), Qualifier.EXACT, Status.REPORTED),
        *((None, Qualifier.EXACT, one) for one in Status if one is not Status.REPORTED),
    ]
    figures = [
        NewFigure(
            indicator=first.indicator,
            place=first.place,
            period_start=date(2019, 7, day),
            period_end=date(2019, 7, day + 1),
            value=value,
            citation=first.citation,
            qualifier=qualifier,
            status=status,
            as_written=ODD if day == 1 else "",
            note=Text(ODD, ODD),
        )
        for day, (value, qualifier, status) in enumerate(kinds, 1)
    ]
    figures.append(
        NewFigure(
            indicator=Indicator.objects.get(code="service-items"),
            place=Place.objects.get(code="361002"),
            period_start=None,
            period_end=date(2019, 7, 31),
            value=Decimal("-0.5"),
            citation=first.citation,
        )
    )
    made = publishing.publish(
        figures,
        title=Text("7月", "July"),
        by=by,
        at=release.released_at + timedelta(days=30),
    )
    publishing.correct(
        Observation.objects.get(indicator__code="service-items", place__code="city-level"),
        value=Decimal(811),
        reason=ODD,
        by=by,
        at=release.released_at + timedelta(days=31),
    )
    return made
