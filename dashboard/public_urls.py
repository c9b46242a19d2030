"""The public part of the site's table of contents: what a static edition consists of."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path, register_converter

from dashboard.access import SpanConverter
from dashboard.page_cache import published_page
from dashboard.views import (
    areas_and_owners,
    catalogue,
    chart_images,
    data,
    downloads,
    embed,
    favicon,
    indicators,
    methodology,
    reports,
    search_index,
    sitemaps,
    sources_and_releases,
)
from dashboard.views.feed import ReleaseFeed
from dashboard.views.overview import charts as overview_charts
from dashboard.views.overview import pages as overview

register_converter(SpanConverter, "span")
data_patterns = [
    path("", data.page, name="data"),
    path("observations.csv", data.observations_csv, name="observations_csv"),
    path("observations.csv-metadata.json", catalogue.observations_csvw, name="observations_csvw"),
    path("observations.json", data.observations_json, name="observations_json"),
    path("observations.xlsx", data.observations_xlsx, name="observations_xlsx"),
    path("indicators.csv", data.indicators_csv, name="indicators_csv"),
    path("indicators.csv-metadata.json", catalogue.indicators_csvw, name="indicators_csvw"),
    path("indicators.zip", data.package, name="package"),
    path("sdmx/observations.csv", data.sdmx_csv, name="sdmx_csv"),
    path("sdmx/structure.xml", catalogue.sdmx_structure, name="sdmx_structure"),
    path("catalog.jsonld", catalogue.json_ld, name="catalogue_jsonld"),
    path("catalog.ttl", catalogue.turtle, name="catalogue_ttl"),
    path("schema.json", catalogue.schema, name="schema"),
]
# The same in every language.
shared_patterns = [
    path("favicon.ico", favicon.favicon, name="favicon"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.sitemap_part, name="sitemap_part"),
]
page_patterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("overview/months.json", overview_charts.month_figure, name="overview_months"),
    path("overview/progress.json", overview_charts.progress_figure, name="overview_progress"),
    path("indicators/", indicators.indicator_list, name="indicators"),
    path("indicators/<slug:code>/", indicators.indicator_detail, name="indicator"),
    re_path(
        r"^indicators/(?P<code>[-\w]+)\.(?P<kind>csv|json|xlsx)$",
        downloads.indicator_file,
        name="indicator_file",
    ),
    path("indicators/<slug:code>/<slug:place>/chart.json", downloads.chart, name="chart"),
    path("indicators/<slug:code>/<slug:place>/chart.svg", chart_images.svg, name="chart_svg"),
    path("embed/<slug:code>/", embed.embed, name="embed"),
    path("areas/<slug:slug>/", areas_and_owners.area_detail, name="area"),
    path("organisations/", areas_and_owners.organisation_list, name="organisations"),
    path("organisations/<slug:code>/", areas_and_owners.organisation_detail, name="organisation"),
    path("places/<slug:code>/", areas_and_owners.place_detail, name="place"),
    path("sources/<slug:slug>/", sources_and_releases.source_detail, name="source"),
    path("releases/", sources_and_releases.release_list, name="releases"),
    path("releases/feed.atom", published_page(ReleaseFeed()), name="feed"),
    path("releases/<int:pk>/", sources_and_releases.release_detail, name="release"),
    path("reports/", reports.report_list, name="reports"),
    path("reports/<span:span>/", reports.report_detail, name="report"),
    path("quality/", methodology.quality, name="quality"),
    path("about/", methodology.about, name="about"),
    path("search-index.json", search_index.index_json, name="search_index"),
    path("search-index.js", search_index.index_script, name="search_script"),
    path("data/", include(data_patterns)),
]
urlpatterns = [
    *shared_patterns,
    *i18n_patterns(*page_patterns, prefix_default_language=False),
]
