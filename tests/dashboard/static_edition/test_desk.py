"""A publisher makes the edition at the desk, and hands it over as a zip."""

import io
import os
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.messages import get_messages
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils.html import escape
from django_tasks_db.models import DBTaskResult

from dashboard import jobs
from dashboard.static_edition import manifest
from dashboard.static_edition.base import base_of
from dashboard.static_edition.desk import files, runs
from dashboard.static_edition.desk.archive import NOTE, TOP, write_zip
from dashboard.static_edition.desk.files import Steps
from dashboard.static_edition.desk.making import keep, make_edition
from dashboard.static_edition.folder import Folder, FolderRefused
from dashboard.static_edition.manifest import File, Manifest
from indicators import publishing
from indicators.models import Event, Observation, Official, Release
from tests.laid_out import laid_out

from .checker import check
from .conftest import Edition
from .editions import tree

PAGE, MAKE = "/desk/releases/edition/", "/desk/releases/edition/make/"
NOW = datetime(2019, 8, 5, 9, tzinfo=UTC)
NO_WORKER = "后台任务程序没有运行，无法生成静态版。"
NOWHERE = {"as_of": "", "base": "/", "released": ""}


def packed(folder: Path) -> bytes:
    """Return the zip of the edition in the folder."""
    target = io.BytesIO()
    write_zip(target, folder, manifest.read((folder / manifest.NAME).read_bytes()))
    return target.getvalue()


def handed_out(client: Client) -> tuple[str, bytes]:
    """Return the name and the bytes of the zip that the desk hands out."""
    answer = client.get("/desk/releases/edition.zip")
    assert answer.status_code == 200
    content = b"".join(answer)
    assert answer["Content-Length"] == str(len(content))
    return answer["Content-Disposition"], content


@pytest.fixture
def desk(client: Client, publisher: Official) -> Client:
    """Return the browser of a publisher."""
    client.force_login(publisher)
    return client


@pytest.mark.django_db
class ZipTests:
    def test_holds_the_edition_to_the_byte_beside_a_note(
        self, real: Edition, tmp_path: Path
    ) -> None:
        with ZipFile(io.BytesIO(packed(real.folder))) as archive:
            names = archive.namelist()
            archive.extractall(tmp_path)

        assert tree(tmp_path / TOP) == tree(real.folder)
        assert names == sorted(names)
        assert {path.name for path in tmp_path.iterdir()} == {TOP, NOTE}
        found = check(tmp_path / TOP)
        assert (found.broken, found.loads_from_outside, found.forms) == ([], [], [])

    def test_is_the_same_bytes_wherever_and_whenever_it_is_packed(
        self, real: Edition, tmp_path: Path
    ) -> None:
        for name, content in reversed(tree(real.folder).items()):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o600)
            os.utime(path, (0, 1_000_000_000))

        assert packed(tmp_path) == packed(real.folder)

    def test_passes_over_what_the_manifest_does_not_list(self, tmp_path: Path) -> None:
        (tmp_path / "mine.html").write_text("mine")
        (tmp_path / "others.html").write_text("others")
        listed = Manifest({"mine.html": File("", 4)}, NOWHERE)
        (tmp_path / manifest.NAME).write_bytes(listed.text)

        with ZipFile(io.BytesIO(packed(tmp_path))) as archive:
            assert archive.namelist() == [NOTE, f"{TOP}/{manifest.NAME}", f"{TOP}/mine.html"]

    def test_names_day_and_address_for_those_who_put_it_up(self, tmp_path: Path) -> None:
        base = "https://www.example.org/fz/"
        released = "2019-07-09T15:06:00+08:00"
        listed = Manifest({}, {"as_of": "", "base": base, "released": released})
        (tmp_path / manifest.NAME).write_bytes(listed.text)

        with ZipFile(io.BytesIO(packed(tmp_path))) as archive:
            note = archive.read(NOTE).decode("utf-8-sig")

        [_, _, _, content, place, *_] = note.split("\r\n")
        assert content == "内容：截至2019-07-09 15:06的发布。"
        assert place == f"1. 将edition文件夹中的全部内容上传至门户网站的一个文件夹：{base}。"
        assert "Content: releases up to 2019-07-09 15:06." in note
        assert f"into one folder of the portal: {base}." in note

    def test_is_written_in_little_memory_however_large_the_edition(self, tmp_path: Path) -> None:
        large = 64 << 20
        with (tmp_path / "large.csv").open("wb") as file:
            file.truncate(large)
        many = {f"{number}.html": File("", 1 << 16) for number in range(300)}
        for name in many:
            (tmp_path / name).write_bytes(bytes(1 << 16))
        listed = Manifest({**many, "large.csv": File("", large)}, NOWHERE)
        (tmp_path / manifest.NAME).write_bytes(listed.text)

        with (tmp_path / "a.zip").open("wb") as target:
            tracemalloc.start()
            write_zip(target, tmp_path, listed)
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()

        assert most < 8 << 20


@pytest.mark.django_db
@pytest.mark.usefixtures("small")
class KeepTests:
    def test_makes_a_zip_that_the_desk_hands_out(self, desk: Client, release: Release) -> None:
        assert "尚未生成静态版。" in desk.get(PAGE).content.decode()

        made = keep(base_of("/fz/"), processes=1)

        content = packed(files.place() / files.FOLDER)
        assert handed_out(desk) == (
            'attachment; filename="static-edition-2019-07-09.zip"',
            content,
        )
        assert made.size == len(content)
        page = desk.get(PAGE).content.decode()
        assert "截至2019-07-09 15:06发布的全部内容。" in page
        assert "<code>/fz/</code>" in page
        assert f"<dd>{made.files}</dd>" in page
        assert "此后公开内容已有变化" not in page

    def test_packs_nothing_again_where_nothing_changed(self, release: Release) -> None:
        first = keep(base_of("/"), processes=1)
        path = files.place() / first.file
        before = path.stat().st_mtime_ns

        again = keep(base_of("/"), processes=1)

        assert (again.file, path.stat().st_mtime_ns) == (first.file, before)

    def test_keeps_no_more_than_the_newest_zip(self, desk: Client, release: Release) -> None:
        keep(base_of("/"), processes=1)

        made = keep(base_of("/"), date(2019, 7, 31), processes=1)

        assert [path.name for path in files.place().glob("*.zip")] == [made.file]
        name, _ = handed_out(desk)
        assert name == 'attachment; filename="static-edition-2019-07-31.zip"'
        assert "2019-07-31当日已公开的内容。" in desk.get(PAGE).content.decode()

    def test_leaves_the_zip_before_where_a_run_fails(self, desk: Client, release: Release) -> None:
        keep(base_of("/"), processes=1)
        before = handed_out(desk)
        (files.place() / files.FOLDER / manifest.NAME).write_text("no manifest")

        with pytest.raises(FolderRefused, match="cannot be read"):
            keep(base_of("/fz/"), processes=1)

        assert handed_out(desk) == before
        assert "<dd><code>/</code></dd>" in desk.get(PAGE).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("small")
class PageTests:
    def test_says_that_something_changed_since(
        self, desk: Client, release: Release, publisher: Official
    ) -> None:
        keep(base_of("/"), processes=1)

        publishing.correct(
            Observation.objects.get(indicator__code="service-items"),
            value=Decimal(811),
            reason="漏计一项",
            by=publisher,
            at=release.released_at + timedelta(days=1),
        )

        assert "此后公开内容已有变化，请重新生成。" in desk.get(PAGE).content.decode()

    def test_says_how_far_the_run_is_and_looks_again_by_itself(
        self, desk: Client, release: Release
    ) -> None:
        runs.start("2019-07-31", "/fz/")
        with jobs.only_worker():
            waiting = desk.get(PAGE).content.decode()
            job = DBTaskResult.objects.get()
            job.claim("the worker")
            at_first = desk.get(PAGE).content.decode()
            files.write(Steps(300, 1200))
            later = desk.get(PAGE).content.decode()
            files.write(Steps(is_packing=True))
            at_last = desk.get(PAGE).content.decode()
            job.set_successful(None)
            after = desk.get(PAGE).content.decode()

        assert "正在排队等待生成。" in waiting
        assert "正在生成静态版。" in at_first
        assert "目前已知1200个页面和文件，已处理300个。" in later
        assert "页面已全部生成，正在打包。" in at_last
        again = f'hx-get="{PAGE}" hx-trigger="every 2s"'
        for page in (waiting, at_first, later, at_last):
            assert again in page
            assert "未完成" not in page
            assert NO_WORKER not in page
            assert "2019-07-31当日已公开的内容。 · <code>/fz/</code>" in laid_out(page)
        assert "hx-trigger" not in after
        assert "未完成" not in after

    def test_says_that_no_worker_is_running_and_what_to_do(
        self, desk: Client, release: Release
    ) -> None:
        before = desk.get(PAGE).content.decode()
        runs.start("", "/")
        waiting = desk.get(PAGE).content.decode()
        english = desk.get(f"/en{PAGE}").content.decode()
        with jobs.only_worker():
            with_worker = desk.get(PAGE).content.decode()

        assert NO_WORKER in before
        assert NO_WORKER in waiting
        assert "正在排队等待生成。" in waiting
        assert "No worker is running, so that no edition is made." in english
        assert NO_WORKER not in with_worker

    def test_says_that_a_run_was_cut_short_and_lets_it_be_begun_anew(
        self, desk: Client, release: Release
    ) -> None:
        runs.start("", "/")
        with jobs.only_worker():
            job = DBTaskResult.objects.get()
            job.claim("a worker that is killed")
        job.started_at = NOW
        job.save()
        once_dead = desk.get(f"/en{PAGE}").content.decode()
        with jobs.only_worker():
            once_replaced = desk.get(f"/en{PAGE}").content.decode()
            desk.post(MAKE, {"base_path": "/"})

        for page in (once_dead, once_replaced):
            assert "The run begun at 2019-08-05 17:00 did not finish" in page
            assert "hx-trigger" not in page
        statuses = DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True)
        assert list(statuses) == ["FAILED", "READY"]

    def test_is_reached_from_the_releases(self, desk: Client, release: Release) -> None:
        assert f'href="{PAGE}"' in desk.get("/desk/releases/").content.decode()

    @pytest.mark.parametrize(
        ("language", "form", "said"),
        [
            ("", {"as_of": "9.7.2019"}, "<strong>截至日期:</strong> 请按YYYY-MM-DD格式填写日期。"),
            ("", {"as_of": "2999-01-01"}, "<strong>截至日期:</strong> 请填写今天或此前的日期。"),
            (
                "",
                {"base_path": "/fz/?a=1"},
                "<strong>文件夹网址:</strong> 请填写路径（如/fz/）或网址（如https://www.example.gov.cn/fz/）。",
            ),
            (
                "/en",
                {"as_of": "2019-02-30"},
                "<strong>Day of the edition:</strong> Write the day as YYYY-MM-DD.",
            ),
            (
                "/en",
                {"base_path": "ftp://example.org/"},
                "<strong>Address of the folder:</strong> Write a path such as /fz/ or an address "
                "such as https://www.example.gov.cn/fz/.",
            ),
            *(
                (
                    "/en",
                    {"base_path": base},
                    "<strong>Address of the folder:</strong> Write a path such as /fz/ or an "
                    "address such as https://www.example.gov.cn/fz/.",
                )
                for base in ("www.example.gov.cn/fz", "javascript:alert(1)")
            ),
            (
                "/en",
                {"base_path": "https://[/"},
                "<strong>Address of the folder:</strong> Write a path such as /fz/ or an address "
                "such as https://www.example.gov.cn/fz/.",
            ),
            (
                "/en",
                {"base_path": 'https://example.org/"><b>/'},
                "<strong>Address of the folder:</strong> Write a path such as /fz/ or an address "
                "such as https://www.example.gov.cn/fz/.",
            ),
        ],
    )
    def test_names_the_field_that_is_wrong_and_starts_nothing(
        self,
        desk: Client,
        release: Release,
        language: str,
        form: dict[str, str],
        said: str,
    ) -> None:
        page = desk.post(f"{language}{MAKE}", form).content.decode()

        assert said in page
        [typed] = form.values()
        assert f'value="{escape(typed)}"' in page
        assert not DBTaskResult.objects.exists()
        assert not Event.objects.filter(verb="made a static edition").exists()


@pytest.mark.django_db
class StartTests:
    def test_asks_the_worker_for_what_the_publisher_wants(
        self,
        desk: Client,
        release: Release,
        publisher: Official,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.SITE_URL = "https://www.example.org"

        answer = desk.post(MAKE, {"as_of": "2019-07-31", "base_path": "/fz/"})

        assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
        job = DBTaskResult.objects.get()
        wanted = {"as_of": "2019-07-31", "base": "https://www.example.org/fz/"}
        assert (job.task_path, job.queue_name) == (make_edition.module_path, jobs.queue())
        assert job.args_kwargs == {"args": [], "kwargs": wanted}
        event = Event.objects.get(verb="made a static edition")
        assert (event.by, event.record) == (publisher, f"release {release.pk}")
        assert event.detail == wanted
        form = desk.get(PAGE).content.decode()
        assert 'name="base_path" value="https://www.example.org/fz/"' in form
        assert 'name="as_of" value="2019-07-31"' in form

    @pytest.mark.parametrize("is_begun", [False, True])
    def test_is_refused_while_another_waits_or_is_at_work(
        self, desk: Client, release: Release, *, is_begun: bool
    ) -> None:
        runs.start("", "/")
        with jobs.only_worker():
            if is_begun:
                DBTaskResult.objects.get().claim("the worker")
            answer = desk.post(MAKE, {"base_path": "/"})

        said = [str(message) for message in get_messages(answer.wsgi_request)]
        assert said == ["静态版正在生成中，请等待完成。"]
        assert DBTaskResult.objects.count() == 1
        assert not Event.objects.filter(verb="made a static edition").exists()


@pytest.mark.django_db
class CommandTests:
    def test_is_refused_while_a_run_is_under_way(self, release: Release) -> None:
        folder = Folder(files.place() / files.FOLDER)
        with folder.locked(), pytest.raises(CommandError, match="Another run is publishing"):
            call_command("keep_edition")

        assert not (files.place() / files.FOLDER / manifest.NAME).exists()


class PlaceTests:
    def test_keeps_an_edition_for_each_database(self, monkeypatch: pytest.MonkeyPatch) -> None:
        here, waiting = files.place(), jobs.queue()
        monkeypatch.setitem(connection.settings_dict, "NAME", "/srv/demo.sqlite3")

        assert files.place() != here
        assert jobs.queue() != waiting

    def test_reads_nothing_of_what_another_version_wrote(self) -> None:
        (files.place() / "kept.json").write_text('{"file": "a.zip"}')

        assert files.newest_kept() is None
