"""A rate with two targets, and figures of months for it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from indicators import publishing
from indicators.bilingual import Text
from indicators.enums import Qualifier, Status
from indicators.models import Citation, Indicator, Official, Place, Plan, Release, Target
from indicators.publication_input import NewFigure
from indicators.series import Plan as PlanValue

CODE = "court-appearance-rate"
FIRST, LAST = date(2020, 12, 31), date(2025, 12, 31)
PLAN = PlanValue(
    "2016-2020", Text("五年规划", "Five-year plan"), date(2016, 1, 1), date(2020, 12, 31), 2020
)


@pytest.fixture
def rate(release: Release) -> Indicator:
    """Return a rate that is to be 85 % by 2020 and 95 % by 2025."""
    indicator = Indicator.objects.get(code=CODE)
    # History keeps the moment of an edit, and is asked for those of earlier days below.
    with time_machine.travel(datetime(2019, 7, 10, tzinfo=UTC), tick=False):
        Target.objects.get(indicator=indicator).delete()
        aim(indicator, FIRST, 85)
        aim(indicator, LAST, 95)
    publishing.refresh(Indicator.objects.filter(pk=indicator.pk))
    return indicator


def aim(indicator: Indicator, due: date, value: int) -> Target:
    """Set a target for the whole city."""
    return Target.objects.create(
        indicator=indicator,
        place=Place.objects.get(code="city"),
        plan=Plan.objects.get(),
        comparison="at_least",
        value=value,
        due=due,
        basis="working",
    )


def publish(
    by: Official, end: date, value: str | None, on: date | None = None, code: str = CODE
) -> Release:
    """Publish the month's figure, on the tenth of the next one unless told."""
    figure = NewFigure(
        indicator=Indicator.objects.get(code=code),
        place=Place.objects.get(code="city"),
        period_start=end.replace(day=1),
        period_end=end,
        value=None if value is None else Decimal(value),
        citation=Citation.objects.all()[0],
        qualifier=Qualifier.EXACT,
        status=Status.MISSING if value is None else Status.REPORTED,
    )
    day = on or end + timedelta(days=10)
    at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    return publishing.publish([figure], title=Text("甲", "A"), by=by, at=at)
