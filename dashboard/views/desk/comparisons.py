"""How organisations and counties stand beside each other, for whoever leads them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard.access.desk import comparer_for, owed_period_for
from dashboard.tables.sheet import laid_out, time_used
from indicators import selectors, timeliness
from indicators.enums import Frequency
from indicators.models import ReportingPeriod

MONTHS = 12


@require_GET
@never_cache
def sheet(request: HttpRequest) -> HttpResponse:
    """Show one period on one sheet of paper: who has not reported, what lags behind."""
    comparer_for(request)
    periods = list(timeliness.periods_owed())
    period = owed_period_for(request, periods)
    context: dict[str, object] = {"periods": periods, "period": period, "now": timezone.now()}
    if period is not None:
        months = months_until(period, periods)
        found = selectors.standing_sheet(period, months, timezone.localdate(), at=timezone.now())
        context |= {"sheet": found, "layout": laid_out(found), "time": time_used(found)}
    return render(request, "dashboard/desk/standing_sheet.html", context)


def months_until(period: ReportingPeriod, periods: list[ReportingPeriod]) -> list[ReportingPeriod]:
    """Return the newest months that end with the period or before it, the oldest first."""
    monthly = (one for one in periods if one.frequency == Frequency.MONTH)
    return [one for one in monthly if one.end <= period.end][:MONTHS][::-1]
