"""The site's table of contents."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from dashboard.views import downloads, pages
from dashboard.views.feed import ReleaseFeed

urlpatterns = [
    path("healthz", downloads.healthz, name="healthz"),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", pages.overview, name="overview"),
        path("indicators/", pages.indicator_list, name="indicators"),
        path("indicators/<slug:code>/", pages.indicator_detail, name="indicator"),
        re_path(
            r"^indicators/(?P<code>[-\w]+)\.(?P<kind>csv|json|xlsx)$",
            downloads.indicator_file,
            name="indicator_file",
        ),
        path("indicators/<slug:code>/<slug:place>/chart.json", downloads.chart, name="chart"),
        path("areas/<slug:slug>/", pages.area_detail, name="area"),
        path("organisations/", pages.organisation_list, name="organisations"),
        path("organisations/<slug:code>/", pages.organisation_detail, name="organisation"),
        path("places/<slug:code>/", pages.place_detail, name="place"),
        path("sources/<slug:slug>/", pages.source_detail, name="source"),
        path("releases/", pages.release_list, name="releases"),
        path("releases/feed.atom", login_not_required(ReleaseFeed()), name="feed"),
        path("releases/<int:pk>/", pages.release_detail, name="release"),
        path("quality/", pages.quality, name="quality"),
        path("about/", pages.about, name="about"),
        path("data/observations.csv", downloads.observations_csv, name="observations_csv"),
        path("data/indicators.csv", downloads.indicators_csv, name="indicators_csv"),
        prefix_default_language=False,
    ),
]
handler400 = "dashboard.views.errors.bad_request"
handler403 = "dashboard.views.errors.forbidden"
handler404 = "dashboard.views.errors.not_found"
handler500 = "dashboard.views.errors.broken"
