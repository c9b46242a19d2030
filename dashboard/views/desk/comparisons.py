"""How organisations and counties stand beside each other, for whoever leads them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard.access import language
from dashboard.access.desk import comparer_for, owed_period_for
from dashboard.file_responses import named, sent
from dashboard.publication_metadata import CSV, XLSX
from dashboard.tables.sheet import laid_out, time_used
from indicators import exports, selectors, timeliness
from indicators.enums import Frequency
from indicators.models import Area, ReportingPeriod
from indicators.selectors import ORDERS, League, LeagueQuery

MONTHS = 12
YEAR_DIGITS = 4


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


@require_GET
@never_cache
def departments(request: HttpRequest) -> HttpResponse:
    """Show who reports in time, departments and counties ranked apart, over twelve months."""
    comparer_for(request)
    found, periods, asked = _league(request)
    due = selectors.due_periods(periods, timezone.localdate())
    context = {
        "league": found,
        "asked": asked,
        "kind": request.GET.get("kind", ""),
        "today": timezone.localdate(),
        "years": sorted({one.end.year for one in due}, reverse=True),
        "areas": Area.objects.all(),
    }
    return render(request, "dashboard/desk/departments.html", context)


@require_GET
@never_cache
def departments_csv(request: HttpRequest) -> HttpResponseBase:
    """Send the league as a file for spreadsheets."""
    comparer_for(request)
    found, _periods, _asked = _league(request)
    table = selectors.league_table(found.months, language())
    return sent(exports.csv_table(table, found.rows), CSV, "departments.csv")


@require_GET
@never_cache
def departments_xlsx(request: HttpRequest) -> HttpResponseBase:
    """Send the league as a workbook."""
    comparer_for(request)
    found, _periods, _asked = _league(request)
    content = exports.table_workbook(selectors.league_table(found.months, language()), found.rows)
    return named(HttpResponse(content, content_type=XLSX), "departments.xlsx")


def _league(request: HttpRequest) -> tuple[League, list[ReportingPeriod], LeagueQuery]:
    """Return the league that the address asks for, the periods that are owed, and the question."""
    year, order = request.GET.get("year", ""), request.GET.get("sort", "")
    asked = LeagueQuery(
        year=int(year) if year.isdecimal() and len(year) == YEAR_DIGITS else None,
        area=request.GET.get("area", "").replace("\0", ""),
        floor=settings.RANKING_FLOOR,
        order=order if order in ORDERS else "rate",
    )
    periods = list(timeliness.periods_owed())
    found = selectors.league(periods, timezone.localdate(), asked, at=timezone.now())
    return found, periods, asked


@require_GET
@never_cache
def counties(request: HttpRequest) -> HttpResponse:
    """Show every county's rates against their targets, and one of them sorted."""
    comparer_for(request)
    periods = list(timeliness.periods_owed())
    period = owed_period_for(request, periods)
    area, shown = request.GET.get("area", "").replace("\0", ""), request.GET.get("indicator", "")
    context: dict[str, object] = {
        "periods": periods,
        "period": period,
        "areas": Area.objects.all(),
        "area": area,
        "is_released": request.GET.get("data") == "released",
        "by_met": request.GET.get("sort") == "met",
        "today": timezone.localdate(),
    }
    if period is not None:
        found = selectors.counties(
            period.end,
            at=timezone.now(),
            area=area,
            with_accepted=not context["is_released"],
        )
        named_row = (row for row in found.rates if row.series.code == shown)
        chosen = next(named_row, next(iter(found.rates), None))
        order = found.by_met if context["by_met"] else list(range(len(found.places)))
        context |= {"comparison": found, "chosen": chosen, "order": order}
    return render(request, "dashboard/desk/counties.html", context)
