"""The site's table of contents."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from dashboard.api import docs_page, v1
from dashboard.public_urls import page_patterns, shared_patterns
from dashboard.static_edition.desk import views as editions
from dashboard.views import chart_images, data, health, proofreading, report_files
from dashboard.views.desk import (
    comparisons,
    entries,
    evidence,
    mentions,
    releases,
    review,
    templates,
    texts,
    withdrawals,
    workbooks,
)
from dashboard.views.desk import reports as written

desk_patterns = [
    path("", entries.desk, name="desk"),
    path("submit/", entries.submit, name="submit"),
    path("entries/<int:pk>/", entries.save, name="save_entry"),
    path("entries/<int:pk>/history/", entries.history, name="entry_history"),
    path("entries/<int:pk>/withdraw/", entries.withdraw, name="withdraw_entry"),
    path("entries/<int:pk>/reopen/", entries.reopen, name="reopen_entry"),
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
    path("standing/", comparisons.sheet, name="standing_sheet"),
    path("counties/", comparisons.counties, name="counties"),
    path("departments/", comparisons.departments, name="departments"),
    path("departments.csv", comparisons.departments_csv, name="departments_csv"),
    path("departments.xlsx", comparisons.departments_xlsx, name="departments_xlsx"),
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
    path("figures/", withdrawals.figures, name="public_figures"),
    path("figures/<int:pk>/withdraw/", withdrawals.withdraw, name="withdraw_figure"),
    path("withdrawals/<int:pk>/drop/", withdrawals.drop, name="drop_withdrawal"),
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
admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("api/v1/", v1.urls()),
    *shared_patterns,
    *i18n_patterns(
        *page_patterns,
        path("indicators/<slug:code>/<slug:place>/chart.png", chart_images.png, name="chart_png"),
        path("data/releases/<int:pk>.zip", data.release_package, name="release_package"),
        path("reports/<span:span>.docx", report_files.report_word, name="report_word"),
        path("reports/<span:span>.pdf", report_files.report_pdf, name="report_pdf"),
        path("proofreading/", proofreading.page, name="proofreading"),
        path("api/", docs_page.page, name="api"),
        path("admin/", admin.site.urls),
        path("accounts/", include("dashboard.accounts.urls")),
        path("desk/", include(desk_patterns)),
        prefix_default_language=False,
    ),
]
handler400 = "dashboard.views.errors.bad_request"
handler403 = "dashboard.views.errors.forbidden"
handler404 = "dashboard.views.errors.not_found"
handler500 = "dashboard.views.errors.broken"
