"""Who keeps templates of reports, and what becomes of the ones they replace."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from indicators.audit import history_of
from indicators.enums import ReportKind, Role
from indicators.models import Official, Release, ReportTemplate
from indicators.report_templates import library

from .desk import make_official
from .word_files import protected, word

AT = datetime(2019, 8, 5, 9, tzinfo=UTC)
FIRST, SECOND = word("{{ report.title }}"), word("{{ report.title }}", "二")


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path, release: Release) -> Path:  # noqa: ANN401 - pytest-django's own
    """Keep files where the test ends."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def keep(content: bytes, by: Official, **changes: Any) -> ReportTemplate:  # noqa: ANN401
    given: dict[str, Any] = {"name": "半年报", "language": "zh-hans", "kind": ReportKind.HALF_YEAR}
    return library.keep(content, **{**given, "at": AT, **changes}, by=by)


def in_use() -> list[ReportTemplate]:
    return list(ReportTemplate.objects.in_use())


class KeepTests:
    @pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER])
    def test_lets_reviewers_and_publishers_keep_a_file_as_it_is(self, role: Role) -> None:
        official = make_official("keeper", role)

        template = keep(FIRST, official)

        with template.file.open("rb") as file:
            assert file.read() == FIRST
        assert (str(template), template.size, template.is_active) == ("半年报", len(FIRST), True)
        assert template.file.name == f"templates/{template.key}"
        [event] = history_of(template)
        assert (event.verb, event.by) == ("uploaded template", official)
        assert event.detail == {"name": "半年报", "sha256": template.sha256}

    @pytest.mark.parametrize("role", [Role.VIEWER, Role.REPORTER])
    def test_refuses_everybody_else(self, role: Role, media: Path) -> None:
        with pytest.raises(PermissionDenied):
            keep(FIRST, make_official("other", role))

        assert (ReportTemplate.objects.count(), list(media.iterdir())) == (0, [])

    def test_refuses_a_file_that_is_not_acceptable_and_keeps_nothing(
        self, reviewer: Official, media: Path
    ) -> None:
        with pytest.raises(ValidationError):
            keep(protected(), reviewer)

        assert (ReportTemplate.objects.count(), list(media.iterdir())) == (0, [])

    def test_leaves_no_file_without_its_record(self, reviewer: Official, media: Path) -> None:
        with pytest.raises(IntegrityError):
            keep(FIRST, reviewer, at=None)

        assert [path for path in media.rglob("*") if path.is_file()] == []

    @pytest.mark.parametrize("name", ["", "  ", "\u200b\n"])
    def test_refuses_a_template_without_a_name(self, reviewer: Official, name: str) -> None:
        with pytest.raises(ValidationError) as caught:
            keep(FIRST, reviewer, name=name)

        assert list(caught.value.message_dict) == ["name"]

    def test_replaces_the_one_of_the_same_name_report_and_language_alone(
        self, reviewer: Official
    ) -> None:
        old = keep(FIRST, reviewer)
        english = keep(FIRST, reviewer, language="en")
        annual = keep(FIRST, reviewer, kind=ReportKind.ANNUAL)

        new = keep(SECOND, reviewer, at=AT + timedelta(days=1))

        assert set(in_use()) == {english, annual, new}
        with ReportTemplate.objects.get(pk=old.pk).file.open("rb") as file:
            assert file.read() == FIRST
        assert [event.verb for event in history_of(old)] == [
            "retired template",
            "uploaded template",
        ]


class RetireTests:
    def test_takes_a_template_out_of_use_once(self, reviewer: Official) -> None:
        template = keep(FIRST, reviewer)

        for _ in range(2):
            library.retire(template, by=reviewer, at=AT + timedelta(days=1))

        assert in_use() == []
        assert [event.verb for event in history_of(template)][:-1] == ["retired template"]

    def test_is_undone_by_restoring_which_retires_the_one_in_its_place(
        self, reviewer: Official
    ) -> None:
        old = keep(FIRST, reviewer)
        new = keep(SECOND, reviewer, at=AT + timedelta(days=1))

        library.restore(old, by=reviewer, at=AT + timedelta(days=2))

        assert in_use() == [old]
        assert history_of(new)[0].verb == "retired template"
        assert history_of(old)[0].verb == "restored template"

    def test_is_for_those_who_keep_templates(self, reviewer: Official) -> None:
        template, viewer = keep(FIRST, reviewer), make_official("viewer", Role.VIEWER)

        for act in (library.retire, library.restore):
            with pytest.raises(PermissionDenied):
                act(template, by=viewer, at=AT)

        assert in_use() == [template]


class DatabaseTests:
    def test_refuses_two_in_use_of_one_name_and_one_without_a_name(
        self, reviewer: Official
    ) -> None:
        template = keep(FIRST, reviewer)
        for name in ("半年报", ""):
            copy = ReportTemplate(
                name=name, language="zh-hans", kind=ReportKind.HALF_YEAR, file=template.file.name,
                size=1, sha256="0", uploaded_by=reviewer, uploaded_at=AT,
            )  # fmt: skip
            with pytest.raises(IntegrityError), transaction.atomic():
                copy.save()
