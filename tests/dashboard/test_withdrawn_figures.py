"""A figure that is taken from the public: proposed in the desk, told in every public form."""

import io
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from indicators import publishing, review
from indicators.bilingual import Text
from indicators.enums import Role
from indicators.intake.desk import entries, withdrawals
from indicators.models import Entry, Observation, Official, Release
from tests.indicators.desk import NOW, fill, fresh, make_official, open_month

REASON = "口径有误，正在核实"
CODE = "service-items"


def figure() -> Observation:
    found: Observation = Observation.objects.current().get(indicator__code=CODE)
    return found


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    content: bytes = answer.getvalue()
    if address.partition("?")[0].endswith((".zip", ".xlsx")):
        with ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())
    return content.decode()


@pytest.fixture
def gone(release: Release, reviewer: Official, publisher: Official) -> Release:
    """Return the release that took the figure from the public."""
    by = make_official("owner", Role.REPORTER, organisation="service-centre")
    entry = withdrawals.propose(figure(), reason=REASON, by=by, at=NOW)
    review.accept(entry, seen=0, by=reviewer, at=NOW)
    return publishing.release_entries(
        [fresh(entry)], title=Text("撤回", "Withdrawal"), by=publisher, at=timezone.now()
    )


@pytest.fixture
def published(
    month: list[Entry], reporter: Official, reviewer: Official, publisher: Official
) -> Entry:
    """Return an entry whose figure is public."""
    [row] = open_month(CODE)
    fill(row, "820", reporter)
    entries.submit([fresh(row)], by=reporter, at=NOW)
    review.accept(fresh(row), seen=1, by=reviewer, at=NOW)
    title = Text("发布", "Release")
    publishing.release_entries([fresh(row)], title=title, by=publisher, at=NOW)
    return fresh(row)


class DeskTests:
    def test_row_offers_it_once_with_a_reason(
        self, client: Client, published: Entry, reporter: Official
    ) -> None:
        client.force_login(reporter)
        desk = f"/desk/?period={published.submission.period_id}"
        address = f"/desk/figures/{published.observation_id}/withdraw/"
        offered = client.get(desk).content.decode()

        refused = client.post(address, {"reason": " "}, follow=True).content.decode()
        too_long = client.post(address, {"reason": "长" * 2001}, follow=True).content.decode()
        done = client.post(address, {"reason": REASON}, follow=True).content.decode()
        again = client.get(desk).content.decode()

        assert (address in offered, address in again) == (True, False)
        assert "请说明撤回原因。" in refused
        assert "原因最多2000字，现有2001字，请缩短。" in too_long
        assert "审核并发布之前，该数据仍然公开" in done
        assert f"已申请撤回公开数据： {REASON}" in again

    def test_review_shows_figure_and_reason_and_accepts_it(
        self, client: Client, published: Entry, reporter: Official, reviewer: Official
    ) -> None:
        assert published.observation is not None
        entry = withdrawals.propose(published.observation, reason=REASON, by=reporter, at=NOW)
        client.force_login(reviewer)

        assert "拟撤回" in client.get("/desk/review/").content.decode()
        pages = [client.get(f"/desk/review/{one}") for one in ("", f"{entry.pk}/")]
        client.post("/desk/review/accept/", {"entry": f"{entry.pk}-{entry.version}"})

        for page in (one.content.decode() for one in pages):
            assert "撤回公开数据：" in page
            assert "已撤回" not in page
            assert "820项" in page
            assert REASON in page
        assert fresh(entry).accepted_by == reviewer

    def test_release_shows_what_changes_and_takes_it_from_the_public(
        self,
        client: Client,
        published: Entry,
        reporter: Official,
        reviewer: Official,
        publisher: Official,
    ) -> None:
        assert published.observation is not None
        entry = withdrawals.propose(published.observation, reason=REASON, by=reporter, at=NOW)
        review.accept(entry, seen=0, by=reviewer, at=NOW)
        client.force_login(publisher)

        composed = client.get("/desk/releases/").content.decode()
        wanted = {"title_zh": "撤回", "title_en": "", "entry": f"{entry.pk}-1"}
        client.post("/desk/releases/publish/", wanted)
        client.force_login(reporter)
        desk = client.get(f"/desk/?period={published.submission.period_id}").content.decode()

        assert "<del>820项</del>" in composed
        assert "<strong>已撤回</strong>" in composed
        newest = Observation.objects.get(entries=entry)
        assert (newest.version, newest.value, newest.reason) == (2, None, REASON)
        assert f"公开数据已撤回： {REASON}" in desk

    def test_offers_every_public_figure_to_the_office_and_finds_it_by_name(
        self, client: Client, release: Release, reviewer: Official
    ) -> None:
        client.force_login(reviewer)

        every = client.get("/desk/figures/").content.decode()
        found = client.get("/desk/figures/?q=service-items").content.decode()
        none = client.get("/desk/figures/?q=zzz").content.decode()

        assert (every.count("/withdraw/"), found.count("/withdraw/")) == (37, 1)
        assert "810项" in found
        assert "没有符合条件的公开数据。" in none

    def test_lists_proposals_and_drops_one(
        self, client: Client, release: Release, reviewer: Official
    ) -> None:
        withdrawals.propose(figure(), reason=REASON, by=reviewer, at=NOW)
        client.force_login(reviewer)
        listed = client.get("/desk/figures/").content.decode()
        address = f"/desk/withdrawals/{Entry.objects.withdrawals().get().pk}/drop/"

        done = client.post(address, follow=True).content.decode()
        again = client.post(address, follow=True).content.decode()

        assert listed.count(REASON) == 1
        assert "已取消申请，该数据仍然公开。" in done
        assert "该申请已不存在。" in again
        assert not Entry.objects.withdrawals().exists()

    def test_says_what_cannot_be_proposed_twice(
        self, client: Client, release: Release, reviewer: Official
    ) -> None:
        withdrawals.propose(figure(), reason=REASON, by=reviewer, at=NOW)
        client.force_login(reviewer)

        page = client.post(
            f"/desk/figures/{figure().pk}/withdraw/", {"reason": REASON}, follow=True
        ).content.decode()

        assert "该数据已经申请撤回。" in page


class PublicTests:
    @pytest.mark.parametrize(
        "address",
        [
            f"/indicators/{CODE}/",
            f"/embed/{CODE}/",
            f"/indicators/{CODE}.csv",
            f"/indicators/{CODE}.json",
            f"/indicators/{CODE}.xlsx",
            "/data/observations.csv",
            "/data/observations.json",
            "/data/observations.xlsx",
            "/data/indicators.zip",
            "/data/sdmx/observations.csv",
            "/reports/2019-h1/",
            f"/api/v1/observations?indicator={CODE}",
            f"/api/v1/series/{CODE}/city-level",
        ],
    )
    def test_form_says_that_it_was_withdrawn_when_and_why(
        self, client: Client, gone: Release, address: str
    ) -> None:
        sign = "&" if "?" in address else "?"
        shown, then = text(client, address), text(client, f"{address}{sign}as_of=2019-07-09")

        assert REASON in shown
        assert f"{timezone.localtime(gone.released_at):%Y-%m-%d}" in shown
        assert REASON not in then
        assert "810" in then

    def test_release_and_feed_say_so(self, client: Client, gone: Release) -> None:
        page = text(client, f"/releases/{gone.pk}/")

        assert "<del>810项</del> 已撤回" in page
        assert REASON in page
        assert "1个数据 · 其中撤回1个数据" in text(client, "/releases/feed.atom")
        assert "其中撤回" not in text(client, "/releases/feed.atom?as_of=2019-07-09")

    def test_lists_show_it_apart_from_other_kinds_of_nothing(
        self, client: Client, gone: Release
    ) -> None:
        for address in ("/search-index.json", f"/indicators/?q={CODE}"):
            shown = text(client, address)
            assert "已撤回" in shown
            assert "缺报" not in shown

    def test_chart_marks_it_without_a_value(
        self, client: Client, gone: Release, reviewer: Official, publisher: Official
    ) -> None:
        [row] = open_month(CODE)
        by = make_official("another", Role.REPORTER, organisation="service-centre")
        fill(row, "820", by)
        entries.submit([fresh(row)], by=by, at=NOW)
        review.accept(fresh(row), seen=1, by=reviewer, at=NOW)
        title = Text("发布", "Release")
        publishing.release_entries([fresh(row)], title=title, by=publisher, at=timezone.now())

        page = text(client, f"/indicators/{CODE}/")
        picture = text(client, f"/indicators/{CODE}/city-level/chart.svg")
        chart = client.get(f"/indicators/{CODE}/city-level/chart.json").json()

        assert page.count('class="gone"') == 1
        assert "已撤回的数据" in picture
        assert "810" not in picture
        *_, mark = chart["layout"]["annotations"]
        assert (mark["x"], mark["text"]) == ("2019-06-30", "×")
        assert REASON in mark["hovertext"]
