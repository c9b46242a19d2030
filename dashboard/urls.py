"""The site's table of contents."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path, register_converter

from dashboard.access import SpanConverter
from dashboard.api import reference, v1
from dashboard.http import published_page
from dashboard.static_edition.desk import views as editions
from dashboard.views import (
    catalogue,
    crawlers,
    data,
    downloads,
    embed,
    groups,
    indicators,
    method,
    overview,
    pictures,
    proofreading,
    records,
    reports,
    search,
)
from dashboard.views.desk import (
    evidence,
    mentions,
    owed,
    releases,
    review,
    templates,
    texts,
    workbooks,
)
from dashboard.views.desk import reports as written
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
    path("releases/<int:pk>.zip", data.release_package, name="release_package"),
    path("sdmx/observations.csv", data.sdmx_csv, name="sdmx_csv"),
    path("sdmx/structure.xml", catalogue.sdmx_structure, name="sdmx_structure"),
    path("catalog.jsonld", catalogue.json_ld, name="catalogue_jsonld"),
    path("catalog.ttl", catalogue.turtle, name="catalogue_ttl"),
    path("schema.json", catalogue.schema, name="schema"),
]
desk_patterns = [
    path("", owed.desk, name="desk"),
    path("submit/", owed.submit, name="submit"),
    path("entries/<int:pk>/", owed.save, name="save_entry"),
    path("entries/<int:pk>/history/", owed.history, name="entry_history"),
    path("entries/<int:pk>/withdraw/", owed.withdraw, name="withdraw_entry"),
    path("entries/<int:pk>/reopen/", owed.reopen, name="reopen_entry"),
    path("entries/<int:pk>/evidence/", evidence.attach, name="attach_evidence"),
    path("evidence/<uuid:key>/", evidence.download, name="evidence"),
    path("evidence/<uuid:key>/remove/", evidence.remove, name="remove_evidence"),
    path("workbook/", workbooks.download, name="workbook"),
    path("workbook/all/", workbooks.download_all, name="workbook_of_all"),
    path("workbook/upload/", workbooks.upload, name="upload_workbook"),
    path("workbook/<uuid:key>/", workbooks.preview, name="workbook_preview"),
    path("workbook/<uuid:key>/confirm/", workbooks.confirm, name="confirm_workbook"),
    path("workbook/<uuid:key>/discard/", workbooks.discard, name="discard_workbook"),
    path("review/", review.overview, name="review"),
    path("review/accept/", review.accept, name="accept_entries"),
    path("review/<int:pk>/", review.entry, name="review_entry"),
    path("review/<int:pk>/return/", review.send_back, name="return_entry"),
    path("texts/", texts.text_list, name="texts"),
    path("texts/add/", texts.add, name="add_text"),
    path("texts/<slug:slug>/", texts.text, name="text"),
    path("texts/<slug:slug>/period/", texts.choose_period, name="choose_period"),
    path("texts/<slug:slug>/submit/", texts.submit, name="submit_text"),
    path("texts/<slug:slug>/remove/", texts.remove, name="remove_text"),
    path("texts/<slug:slug>/take/", mentions.take, name="take_figure"),
    path("texts/<slug:slug>/ignore/", mentions.ignore, name="ignore_figure"),
    path("texts/<slug:slug>/figures/<slug:key>/", mentions.choose, name="choose_figure"),
    path("texts/<slug:slug>/mentions/<int:pk>/back/", mentions.take_back, name="take_back_figure"),
    path("releases/", releases.compose, name="compose"),
    path("releases/publish/", releases.publish, name="publish_release"),
    path("releases/<int:pk>/withdraw/", releases.withdraw, name="withdraw_release"),
    path("releases/edition/", editions.edition, name="edition"),
    path("releases/edition/make/", editions.make_edition, name="make_edition"),
    path("releases/edition.zip", editions.edition_zip, name="edition_zip"),
    path("reports/", written.reports, name="write_reports"),
    path("reports/<span:span>/", written.report, name="write_report"),
    path("reports/<span:span>.docx", written.report_file, name="report_file"),
    path("reports/slots/", templates.slot_list, name="slots"),
    path("reports/default.docx", templates.default_template, name="default_template"),
    path("reports/templates/", templates.upload, name="upload_template"),
    path("reports/templates/<int:pk>.docx", templates.download, name="template"),
    path("reports/templates/<int:pk>/retire/", templates.retire, name="retire_template"),
    path("reports/templates/<int:pk>/restore/", templates.restore, name="restore_template"),
]
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
urlpatterns = [
    path("healthz", downloads.healthz, name="healthz"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", crawlers.sitemap_part, name="sitemap_part"),
    path("api/v1/", v1.urls()),
    *i18n_patterns(
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
        path("indicators/<slug:code>/<slug:place>/chart.png", pictures.png, name="chart_png"),
        path("embed/<slug:code>/", embed.embed, name="embed"),
        path("areas/<slug:slug>/", groups.area_detail, name="area"),
        path("organisations/", groups.organisation_list, name="organisations"),
        path("organisations/<slug:code>/", groups.organisation_detail, name="organisation"),
        path("places/<slug:code>/", groups.place_detail, name="place"),
        path("sources/<slug:slug>/", records.source_detail, name="source"),
        path("releases/", records.release_list, name="releases"),
        path("releases/feed.atom", published_page(ReleaseFeed()), name="feed"),
        path("releases/<int:pk>/", records.release_detail, name="release"),
        path("proofreading/", proofreading.page, name="proofreading"),
        path("reports/", reports.report_list, name="reports"),
        path("reports/<span:span>/", reports.report_detail, name="report"),
        path("reports/<span:span>.docx", reports.report_word, name="report_word"),
        path("reports/<span:span>.pdf", reports.report_pdf, name="report_pdf"),
        path("quality/", method.quality, name="quality"),
        path("about/", method.about, name="about"),
        path("api/", reference.page, name="api"),
        path("search-index.json", search.index_json, name="search_index"),
        path("search-index.js", search.index_script, name="search_script"),
        path("admin/", admin.site.urls),
        path("accounts/", include("dashboard.accounts.urls")),
        path("data/", include(data_patterns)),
        path("desk/", include(desk_patterns)),
        prefix_default_language=False,
    ),
]
handler400 = "dashboard.views.errors.bad_request"
handler403 = "dashboard.views.errors.forbidden"
handler404 = "dashboard.views.errors.not_found"
handler500 = "dashboard.views.errors.broken"
