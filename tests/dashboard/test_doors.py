"""Every address for every role: who gets in, who is asked to log in, for whom there is nothing."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone, translation

from dashboard.static_edition.desk import files
from dashboard.static_edition.desk.files import Kept
from dashboard.typesetting import chinese_fonts
from indicators.enums import ReportKind, Role
from indicators.intake import texts
from indicators.intake.desk import evidence
from indicators.intake.workbook import uploads
from indicators.intake.workbook.queries import entries_of, rows_of
from indicators.intake.workbook.writer import WorkbookQuery, write
from indicators.models import (
    Entry,
    Evidence,
    Mention,
    Observation,
    Official,
    Plan,
    Release,
    Source,
    TakenText,
)
from indicators.report_periods import ReportSpan
from indicators.report_templates import library
from tests.indicators.desk import fill, fresh, make_official, open_month
from tests.indicators.intake_texts.texts import KEPT, make_reviewer, take_in
from tests.indicators.word_files import word

ROLES = ("nobody", "reporter", "stranger", "reviewer", "publisher", "viewer", "administrator")
LOGIN, GONE, IN, DESK = 302, 404, 200, 302

# The seven answers stand in the order of ROLES.
EVERYBODY = (IN,) * 7
OFFICIALS = (LOGIN, *(IN,) * 6)
NO_TOKEN = (401,) * 7
# Who does not post is sent on to the desk.
POST_ALONE = (LOGIN, *(DESK,) * 6)
OFFICE = (LOGIN, GONE, GONE, IN, IN, IN, GONE)
COMPARERS = (LOGIN, GONE, GONE, IN, IN, IN, IN)
OWN = (LOGIN, IN, GONE, IN, IN, IN, GONE)
REVIEWERS = (LOGIN, GONE, GONE, IN, GONE, GONE, GONE)
PUBLISHERS = (LOGIN, GONE, GONE, GONE, IN, GONE, GONE)
DOORS: dict[str, tuple[int, ...]] = {
    "favicon": EVERYBODY,
    "healthz": EVERYBODY,
    "overview": EVERYBODY,
    "overview_months": EVERYBODY,
    "overview_progress": EVERYBODY,
    "indicators": EVERYBODY,
    "indicator": EVERYBODY,
    "indicator_file": EVERYBODY,
    "chart": EVERYBODY,
    "chart_svg": EVERYBODY,
    # A machine without a Chinese font says so.
    "chart_png": EVERYBODY if chinese_fonts() else (503,) * 7,
    "embed": EVERYBODY,
    "area": EVERYBODY,
    "organisations": EVERYBODY,
    "organisation": EVERYBODY,
    "place": EVERYBODY,
    "source": EVERYBODY,
    "releases": EVERYBODY,
    "feed": EVERYBODY,
    "release": EVERYBODY,
    "proofreading": EVERYBODY,
    "reports": EVERYBODY,
    "report": EVERYBODY,
    "report_word": EVERYBODY,
    "report_pdf": EVERYBODY if chinese_fonts() else (503,) * 7,
    "quality": EVERYBODY,
    "about": EVERYBODY,
    "api": EVERYBODY,
    "search_index": EVERYBODY,
    "search_script": EVERYBODY,
    "api:openapi": EVERYBODY,
    "api:entrance": EVERYBODY,
    "api:areas": EVERYBODY,
    "api:area": EVERYBODY,
    "api:indicators": EVERYBODY,
    "api:indicator": EVERYBODY,
    "api:organisations": EVERYBODY,
    "api:organisation": EVERYBODY,
    "api:places": EVERYBODY,
    "api:plans": EVERYBODY,
    "api:plan": EVERYBODY,
    "api:place": EVERYBODY,
    "api:sources": EVERYBODY,
    "api:source": EVERYBODY,
    "api:series_list": EVERYBODY,
    "api:series": EVERYBODY,
    "api:observations": EVERYBODY,
    "api:targets": EVERYBODY,
    "api:standings": EVERYBODY,
    "api:releases": EVERYBODY,
    "api:release": EVERYBODY,
    "api:rules": EVERYBODY,
    "api:rule": EVERYBODY,
    # Whoever is logged in brings no token.
    "api:submissions": NO_TOKEN,
    "api:own_entries": NO_TOKEN,
    "api:send_entries": NO_TOKEN,
    # These two begin where the entrance is: django-ninja's own, and what has no address.
    "api:api-root": EVERYBODY,
    "api:nothing": EVERYBODY,
    "observations_csv": EVERYBODY,
    "indicators_csv": EVERYBODY,
    "data": EVERYBODY,
    "observations_csvw": EVERYBODY,
    "observations_json": EVERYBODY,
    "observations_xlsx": EVERYBODY,
    "indicators_csvw": EVERYBODY,
    "package": EVERYBODY,
    "release_package": EVERYBODY,
    "sdmx_csv": EVERYBODY,
    "sdmx_structure": EVERYBODY,
    "catalogue_jsonld": EVERYBODY,
    "catalogue_ttl": EVERYBODY,
    "schema": EVERYBODY,
    "robots": EVERYBODY,
    "sitemap": EVERYBODY,
    "sitemap_part": EVERYBODY,
    # Those of the office are sent on to the review; who has neither role nor work is told so.
    "desk": (LOGIN, IN, IN, LOGIN, LOGIN, LOGIN, LOGIN),
    "submit": POST_ALONE,
    "save_entry": POST_ALONE,
    "entry_history": OWN,
    "withdraw_entry": POST_ALONE,
    "reopen_entry": POST_ALONE,
    "attach_evidence": POST_ALONE,
    "evidence": OWN,
    "remove_evidence": POST_ALONE,
    # A workbook holds what one's own organisation owes; all together is for the office.
    "workbook": (LOGIN, IN, GONE, GONE, GONE, GONE, GONE),
    "workbook_of_all": OFFICE,
    "upload_workbook": POST_ALONE,
    # What somebody uploaded is nobody else's, not even for a colleague.
    "workbook_preview": (LOGIN, *(GONE,) * 6),
    "confirm_workbook": POST_ALONE,
    "discard_workbook": POST_ALONE,
    "review": OFFICE,
    "accept_entries": POST_ALONE,
    "review_entry": OFFICE,
    "return_entry": POST_ALONE,
    # Administrators, who see every entry in the administration, may compare as well.
    "standing_sheet": COMPARERS,
    "counties": COMPARERS,
    "departments": COMPARERS,
    "departments_csv": COMPARERS,
    "departments_xlsx": COMPARERS,
    "texts": REVIEWERS,
    "add_text": POST_ALONE,
    "text": REVIEWERS,
    "choose_period": POST_ALONE,
    "remove_text": POST_ALONE,
    "submit_text": POST_ALONE,
    "choose_figure": REVIEWERS,
    "take_figure": POST_ALONE,
    "ignore_figure": POST_ALONE,
    "take_back_figure": POST_ALONE,
    # Who reports sees their own; the office and its publishers every one.
    "public_figures": (LOGIN, IN, IN, IN, IN, GONE, GONE),
    "withdraw_figure": POST_ALONE,
    "drop_withdrawal": POST_ALONE,
    "compose": PUBLISHERS,
    "publish_release": POST_ALONE,
    "withdraw_release": POST_ALONE,
    "edition": PUBLISHERS,
    "make_edition": POST_ALONE,
    "edition_zip": PUBLISHERS,
    "write_reports": OFFICE,
    "write_report": OFFICE,
    "report_file": OFFICE,
    "slots": OFFICE,
    "default_template": OFFICE,
    "template": OFFICE,
    "upload_template": POST_ALONE,
    "retire_template": POST_ALONE,
    "restore_template": POST_ALONE,
}
# What the acts answer to whom; an act that is done leads on, and so does the login.
ACTS: dict[str, tuple[int, ...]] = {
    "submit": (LOGIN, 302, 302, 302, 302, 302, 302),
    "save_entry": (LOGIN, 302, GONE, 403, 403, 403, GONE),
    "withdraw_entry": (LOGIN, 302, GONE, 403, 403, 403, GONE),
    "reopen_entry": (LOGIN, 302, GONE, 403, 403, 403, GONE),
    "attach_evidence": (LOGIN, 302, GONE, 302, 302, 302, GONE),
    "remove_evidence": (LOGIN, 302, GONE, 403, 403, 403, GONE),
    # Without a file, or with a file of somebody else, it leads back to the desk.
    "upload_workbook": (LOGIN, 302, 302, 403, 403, 403, 403),
    "confirm_workbook": (LOGIN, *(302,) * 6),
    "discard_workbook": (LOGIN, *(GONE,) * 6),
    "accept_entries": (LOGIN, *(302,) * 6),
    "return_entry": (LOGIN, 403, GONE, 302, 403, 403, GONE),
    # What cannot be done so is shown again, with what stands in the way.
    "add_text": REVIEWERS,
    "remove_text": (LOGIN, GONE, GONE, 302, GONE, GONE, GONE),
    "choose_period": (LOGIN, GONE, GONE, 302, GONE, GONE, GONE),
    "submit_text": (LOGIN, GONE, GONE, 302, GONE, GONE, GONE),
    "take_figure": REVIEWERS,
    "ignore_figure": (LOGIN, GONE, GONE, 302, GONE, GONE, GONE),
    "take_back_figure": (LOGIN, GONE, GONE, 302, GONE, GONE, GONE),
    "withdraw_figure": (LOGIN, 302, GONE, 302, 302, GONE, GONE),
    # None is there to be dropped: who may propose is told so.
    "drop_withdrawal": (LOGIN, 302, 302, 302, 302, GONE, GONE),
    "publish_release": (LOGIN, GONE, GONE, GONE, 302, GONE, GONE),
    "withdraw_release": (LOGIN, GONE, GONE, GONE, 302, GONE, GONE),
    # With a wrong address, or without a file, the form is shown again.
    "make_edition": PUBLISHERS,
    "upload_template": (LOGIN, GONE, GONE, IN, IN, 403, GONE),
    "retire_template": (LOGIN, GONE, GONE, 302, 302, 403, GONE),
    "restore_template": (LOGIN, GONE, GONE, 302, 302, 403, GONE),
}
CHANGED = ("retire_template", "restore_template")
# Addresses of a report about some days.
SPANNED = ("report", "report_word", "report_pdf", "write_report", "report_file")
# allauth's own pages look after themselves; tests of accounts walk them.
ELSEWHERE = ("account_", "mfa_", "usersessions_", "openid_connect_", "socialaccount_")


def names() -> Iterator[str]:
    """Yield the name of every address, the admin's and allauth's apart."""
    pending = [("", one) for one in get_resolver().url_patterns]
    while pending:
        prefix, one = pending.pop()
        if isinstance(one, URLPattern):
            if not str(one.name).startswith(ELSEWHERE):
                yield f"{prefix}{one.name}"
        elif one.namespace != "admin":
            within = f"{one.namespace}:" if one.namespace else prefix
            pending += [(within, inner) for inner in one.url_patterns]


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: Any,  # noqa: ANN401 - pytest-django's own
) -> Iterator[tuple[Path, dict[str, dict[str, object]]]]:
    """Make an entry and all that is about it once; each test takes back what it changes of it.

    Returns the folder with the files, and what each address needs.
    """
    folder = tmp_path_factory.mktemp("site")
    places = override_settings(MEDIA_ROOT=folder, VAR=folder)
    with django_db_blocker.unblock(), transaction.atomic():
        with places:
            made = _everything()
        yield folder, made
        transaction.set_rollback(True)


@pytest.fixture
def arguments(
    site: tuple[Path, dict[str, dict[str, object]]],
    db: None,
    settings: Any,  # noqa: ANN401 - pytest-django's own
    tmp_path: Path,
) -> dict[str, dict[str, object]]:
    """Return what each address needs, all of it about one entry that is filled in."""
    folder, made = site
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    settings.MEDIA_ROOT = settings.VAR = tmp_path
    return made


def _everything() -> dict[str, dict[str, object]]:
    release = Release.objects.get()
    files.write(Kept("a.zip", 0, 0, "", "/", "2019-07-09", "", f"{timezone.now()}"))
    (files.place() / "a.zip").touch()
    [entry] = open_month("service-items")
    filler = make_official("filler", Role.REPORTER, organisation=entry.submission.organisation.code)
    entry = fill(entry, "810", filler)
    file = evidence.attach(
        entry, name="a.pdf", content=b"%PDF-1.4 %%EOF", by=filler, at=timezone.now()
    )
    reviewer = make_reviewer()
    text = take_in(reviewer)
    mention = texts.ignore(text, KEPT, by=reviewer, at=timezone.now())
    keeper = make_official("keeper", Role.REVIEWER)
    template = library.keep(
        word("{{ report.title }}"),
        name="模板",
        language="zh-hans",
        kind=ReportKind.HALF_YEAR,
        by=keeper,
        at=timezone.now(),
    )
    submission = entry.submission
    upload = uploads.keep(
        write(rows_of(entries_of(submission.period)), WorkbookQuery(submission.period, None)),
        name="a.xlsx", period=submission.period, by=filler, at=timezone.now(),
    )  # fmt: skip
    keys: dict[str, dict[str, object]] = {
        name: {"pk": entry.pk} for name in names() if name.endswith("_entry")
    }
    return {
        **keys,
        **{
            name: {"slug": text.slug}
            for name in ("text", "choose_period", "remove_text", "submit_text", "take_figure")
        },
        "ignore_figure": {"slug": text.slug},
        "choose_figure": {"slug": text.slug, "key": "2-19-23"},
        "take_back_figure": {"slug": text.slug, "pk": mention.pk},
        "entry_history": {"pk": entry.pk},
        "attach_evidence": {"pk": entry.pk},
        "evidence": {"key": file.key},
        "remove_evidence": {"key": file.key},
        **{
            name: {"key": upload.key}
            for name in ("workbook_preview", "confirm_workbook", "discard_workbook")
        },
        "withdraw_release": {"pk": release.pk},
        "withdraw_figure": {"pk": Observation.objects.get(indicator__code="service-items").pk},
        "drop_withdrawal": {"pk": entry.pk},
        "release": {"pk": release.pk},
        "release_package": {"pk": release.pk},
        "sitemap_part": {"number": 1},
        **{name: {"pk": template.pk} for name in names() if name in CHANGED},
        "template": {"pk": template.pk},
        **{name: {"span": ReportSpan(2019, 1)} for name in SPANNED},
        "indicator": {"code": "service-items"},
        "indicator_file": {"code": "service-items", "kind": "csv"},
        "chart": {"code": "service-items", "place": "city-level"},
        "chart_svg": {"code": "service-items", "place": "city-level"},
        "chart_png": {"code": "service-items", "place": "city-level"},
        "embed": {"code": "service-items"},
        "area": {"slug": "functions"},
        "organisation": {"code": "justice-bureau"},
        "place": {"code": "city"},
        "source": {"slug": "fuzhou-2019h1"},
        "api:area": {"code": "functions"},
        "api:indicator": {"code": "service-items"},
        "api:organisation": {"code": "justice-bureau"},
        "api:place": {"code": "city"},
        "api:plan": {"code": Plan.objects.get().code},
        "api:source": {"code": "fuzhou-2019h1"},
        "api:series": {"indicator": "service-items", "place": "city-level"},
        "api:release": {"number": release.pk},
        "api:rule": {"code": "ganfutong-sum"},
        "api:own_entries": {"period": "2019-07"},
        "api:send_entries": {"period": "2019-07"},
    }


def visitor(role: str) -> Client:
    """Return a client logged in with the role; reporters of the entry's owner and of another."""
    client = Client()
    owner = Entry.objects.get().submission.organisation.code
    if role == "administrator":
        client.force_login(Official.objects.create(username=role, is_staff=True, is_superuser=True))
    elif role == "stranger":
        client.force_login(make_official(role, Role.REPORTER, organisation="petitions-bureau"))
    elif role == "reporter":
        client.force_login(make_official(role, Role.REPORTER, organisation=owner))
    elif role != "nobody":
        client.force_login(make_official(role, Role(role)))
    return client


def state_of(entry: Entry) -> tuple[object, ...]:
    """Return what an act of somebody who may not act could have changed."""
    counted = tuple(model.objects.count() for model in (Evidence, Release, Mention, Source))
    return entry.state, entry.typed, TakenText.objects.get().period, *counted


class DoorTests:
    def test_are_all_in_the_table(self) -> None:
        assert set(names()) == set(DOORS)
        assert set(ACTS) == {name for name, answers in DOORS.items() if answers == POST_ALONE}

    @pytest.mark.parametrize("role", ROLES)
    def test_open_for_whom_the_table_says(
        self, arguments: dict[str, dict[str, object]], role: str
    ) -> None:
        client, position = visitor(role), ROLES.index(role)

        found = {}
        for name in DOORS:
            answer: Any = client.get(reverse(name, kwargs=arguments.get(name)))
            found[name] = answer.status_code
            # Closing the answer itself would close the database's connection too.
            for close in answer._resource_closers:
                close()

        assert found == {name: answers[position] for name, answers in DOORS.items()}

    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize("name", sorted(ACTS))
    def test_let_act_whom_the_table_says(
        self, arguments: dict[str, dict[str, object]], name: str, role: str
    ) -> None:
        client, position = visitor(role), ROLES.index(role)
        entry = Entry.objects.get()
        form = {
            "seen": entry.version,
            "typed": "811",
            "reason": "请核对",
            "entry": f"{entry.pk}-{entry.version}",
            "figure": "2-19-23",
            "subject": "certificates-cancelled@city-level",
            "year": "2020",
            "part": "",
            "base_path": "/?as_of=1",
        }
        before = state_of(entry)

        answer = client.post(reverse(name, kwargs=arguments.get(name)), form)

        after = state_of(fresh(entry))
        assert answer.status_code == ACTS[name][position]
        if answer.status_code in (GONE, 403) or role == "nobody":
            assert after == before

    @pytest.mark.parametrize("role", ROLES)
    def test_of_the_admin_open_for_administrators_alone(
        self, arguments: dict[str, dict[str, object]], role: str
    ) -> None:
        answer = visitor(role).get(reverse("admin:index"))

        assert (answer.status_code == IN) == (role == "administrator")

    @pytest.mark.parametrize("role", ["nobody", "reporter", "publisher", "administrator"])
    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_show_in_frames_of_other_websites_what_is_made_for_them_alone(
        self, arguments: dict[str, dict[str, object]], role: str, language: str
    ) -> None:
        client = visitor(role)
        framed: dict[tuple[str | None, str | None], set[str]] = {}
        with translation.override(language):
            addresses = {name: reverse(name, kwargs=arguments.get(name)) for name in DOORS}
        addresses |= {"admin": reverse("admin:index"), "login": reverse("account_login")}

        for name, address in addresses.items():
            # The second answer is the kept one.
            for answer in (client.get(address), client.get(address)):
                policy = re.search("frame-ancestors ([^;]*)", answer["Content-Security-Policy"])
                rule = (answer.get("X-Frame-Options"), policy[1] if policy else None)
                framed.setdefault(rule, set()).add(name)
                for close in answer._resource_closers:  # type: ignore[attr-defined]
                    close()

        assert framed == {
            ("DENY", "'none'"): {*addresses} - {"embed"},
            (None, "*"): {"embed"},
        }
