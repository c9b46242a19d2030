"""The public part of the site's table of contents: what a static edition consists of."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path, register_converter

from dashboard.access import SpanConverter
from dashboard.page_cache import published_page
from dashboard.views import (
    catalogue,
    crawlers,
    data,
    downloads,
    embed,
    groups,
    icon,
    indicators,
    method,
    overview,
    pictures,
    records,
    reports,
    search,
)
from dashboard.views.feed import ReleaseFeed

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
    path("favicon.ico", icon.favicon, name="favicon"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", crawlers.sitemap_part, name="sitemap_part"),
]
page_patterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("indicators/", indicators.indicator_list, name="indicators"),
    path("indicators/<slug:code>/", indicators.indicator_detail, name="indicator"),
    re_path(
        r"^indicators/(?P<code>[-\w]+)\.(?P<kind>csv|json|xlsx)$",
        downloads.indicator_file,
        name="indicator_file",
    ),
    path("indicators/<slug:code>/<slug:place>/chart.json", downloads.chart, name="chart"),
    path("indicators/<slug:code>/<slug:place>/chart.svg", pictures.svg, name="chart_svg"),
    path("embed/<slug:code>/", embed.embed, name="embed"),
    path("areas/<slug:slug>/", groups.area_detail, name="area"),
    path("organisations/", groups.organisation_list, name="organisations"),
    path("organisations/<slug:code>/", groups.organisation_detail, name="organisation"),
    path("places/<slug:code>/", groups.place_detail, name="place"),
    path("sources/<slug:slug>/", records.source_detail, name="source"),
    path("releases/", records.release_list, name="releases"),
    path("releases/feed.atom", published_page(ReleaseFeed()), name="feed"),
    path("releases/<int:pk>/", records.release_detail, name="release"),
    path("reports/", reports.report_list, name="reports"),
    path("reports/<span:span>/", reports.report_detail, name="report"),
    path("quality/", method.quality, name="quality"),
    path("about/", method.about, name="about"),
    path("search-index.json", search.index_json, name="search_index"),
    path("search-index.js", search.index_script, name="search_script"),
    path("data/", include(data_patterns)),
]
urlpatterns = [
    *shared_patterns,
    *i18n_patterns(*page_patterns, prefix_default_language=False),
]
