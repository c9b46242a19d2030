"""What is promised of the pages that set organisations and counties side by side."""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from indicators import review
from indicators.enums import EntryState, OrganisationKind, Role
from indicators.models import (
    Entry,
    Indicator,
    Official,
    Organisation,
    Place,
    Ratio,
    ReportingPeriod,
    Submission,
    Target,
)
from tests.indicators.desk import fresh, make_official, open_month
from tests.indicators.target_factories import aim

IN_TIME = datetime(2019, 8, 5, 2, tzinfo=UTC)
LATE = datetime(2019, 8, 15, 2, tzinfo=UTC)
TODAY = datetime(2019, 8, 20, 2, tzinfo=UTC)
RATE = "court-appearance-rate"


@pytest.fixture(autouse=True)
def a_day_in_august(db: None) -> Any:  # noqa: ANN401 - time_machine's own
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def leader(client: Client) -> Official:
    official = make_official("lingdao", Role.VIEWER)
    client.force_login(official)
    return official


def came_in(*codes: str, at: datetime = IN_TIME, owner: str = "") -> list[Entry]:
    """Open July for the indicators and let their figures be handed in at the moment."""
    made = open_month(*codes, owner=owner)
    by = Official.objects.get_or_create(username="anybody")[0]
    for entry in made:
        Entry.objects.filter(pk=entry.pk).update(
            state=EntryState.SUBMITTED, value=60, typed="60", status="reported",
            entered_by=by, entered_at=at, submitted_by=by, submitted_at=at, first_submitted_at=at,
        )  # fmt: skip
    return [fresh(entry) for entry in made]


def make_organisations(many: int, at: datetime = IN_TIME) -> None:
    """Let so many departments with names of ten characters report a figure at the moment."""
    for number in range(many):
        code = f"department-{Organisation.objects.count()}"
        Organisation.objects.create(
            code=code,
            name_zh_hans=f"市第{number:03}号综合管理局",
            name_en=f"Department {number}",
            kind=OrganisationKind.DEPARTMENT,
            order=number,
        )
        came_in("petition-cases-taken", at=at, owner=code)


def cells_of(row: str) -> list[str]:
    """Return the texts of a row's cells."""
    cells = re.findall(r"<t[dh].*?</t[dh]>", row, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]


def league_rows(html: str) -> list[list[str]]:
    """Return the texts of the cells of each organisation of the league."""
    bodies = re.findall(r"<tbody>.*?</tbody>", html, re.S)
    return [cells_of(row) for body in bodies for row in re.findall(r"<tr.*?</tr>", body, re.S)]


def table_rows(html: str) -> list[list[str]]:
    """Return the texts of the cells of each row that names an organisation."""
    found = re.findall(r"<tr[^>]*>\s*<td class=\"number muted\">.*?</tr>", html, re.S)
    return [cells_of(row) for row in found]


class StandingSheetTests:
    def test_names_every_organisation_and_the_troubled_ones_first(
        self, client: Client, leader: Official
    ) -> None:
        came_in("service-items")
        came_in("petition-cases-taken", at=LATE)
        open_month(RATE)
        [returned] = came_in("legally-literate-villagers")
        reviewer = make_official("reviewer", Role.REVIEWER)
        review.send_back(returned, reason="请核对", seen=0, by=reviewer, at=LATE)

        html = client.get("/desk/standing/").content.decode()

        assert [row[2:] for row in table_rows(html)] == [
            ["0/1", "未报", "逾8天未催报"],
            ["0/1", "退回", "1项待改"],
            ["1/1", "迟报", "1项迟3天"],
            ["1/1", "按期", ""],
        ]

    def test_judges_by_what_is_accepted_and_marks_what_is_not_released(
        self, client: Client, leader: Official
    ) -> None:
        [entry] = came_in("petition-cases-taken")
        target = aim(entry.indicator, date(2019, 12, 31), 500)
        Target.objects.filter(pk=target.pk).update(place=entry.place)
        before = client.get("/desk/standing/").content.decode()
        reviewer = make_official("reviewer", Role.REVIEWER)
        review.accept(entry, seen=entry.version, by=reviewer, at=TODAY)

        html = client.get("/desk/standing/").content.decode()

        assert "未发布</span>" not in before
        assert re.search(r"滞后\s*</span>.*?未发布</span>.*?<strong>60件</strong>", html, re.S)
        assert "−88.0%" in html
        assert "60件" not in client.get("/").content.decode()

    def test_says_that_all_is_in_on_time(self, client: Client, leader: Official) -> None:
        came_in("service-items", "petition-cases-taken")

        html = client.get("/desk/standing/").content.decode()

        assert ">全部按期<" in html
        assert [row[3] for row in table_rows(html)] == ["按期", "按期"]

    def test_waits_for_what_is_not_due_yet(self, client: Client, leader: Official) -> None:
        came_in("service-items")
        open_month("petition-cases-taken")

        with time_machine.travel(IN_TIME, tick=False):
            html = client.get("/desk/standing/").content.decode()

        assert [row[2:] for row in table_rows(html)] == [
            ["0/1", "待报", "1项待报"],
            ["1/1", "按期", ""],
        ]
        assert ">全部按期<" not in html
        # The month of the trend has no share before its due day.
        assert re.findall(r'<td class="number">—</td>', html) == ['<td class="number">—</td>'] * 3

    def test_says_that_no_period_is_open(self, client: Client, leader: Official) -> None:
        answer = client.get("/desk/standing/")

        assert "尚未开放任何报告期。" in answer.content.decode()
        assert client.get("/desk/standing/?period=1").status_code == 404

    def test_shows_the_newest_month_unless_another_period_is_named(
        self, client: Client, leader: Official
    ) -> None:
        came_in("service-items")
        [older] = open_month("petition-cases-taken", end=date(2019, 6, 30))
        half = ReportingPeriod.objects.create(
            frequency="half_year", start=date(2019, 1, 1), end=date(2019, 7, 31),
            due=date(2019, 8, 12),
        )  # fmt: skip
        submission = Submission.objects.create(
            organisation=older.submission.organisation, period=half
        )
        Entry.objects.create(submission=submission, indicator=older.indicator, place=older.place)

        titles = [
            re.findall(r"填报与进展（(.*?)）", client.get(address).content.decode())
            for address in (
                "/desk/standing/",
                f"/desk/standing/?period={older.submission.period_id}",
            )
        ]

        assert titles == [["2019年7月"], ["2019年6月"]]
        assert client.get("/desk/standing/?period=999999").status_code == 404

    def test_goes_on_a_second_page_where_organisations_are_many(
        self, client: Client, leader: Official
    ) -> None:
        make_organisations(39)
        make_organisations(2, at=LATE)

        html = client.get("/desk/standing/").content.decode()

        first, second = html.split('<section class="sheet goes-on">')
        assert [row[3] for row in table_rows(first)] == ["迟报", "迟报"]
        assert "按期39个单位，完整名单见第2页。" in first
        assert len(table_rows(second)) == 41

    def test_is_read_anew_by_every_visitor_and_kept_nowhere(
        self, client: Client, leader: Official
    ) -> None:
        came_in("service-items")

        answer = client.get("/desk/standing/")

        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]

    def test_takes_the_same_queries_for_few_and_for_many(
        self, client: Client, leader: Official
    ) -> None:
        numbers = []
        for many in (1, 12):
            make_organisations(many, at=LATE)
            open_month("service-items", RATE) if many == 1 else None
            accepted = Entry.objects.filter(state=EntryState.SUBMITTED)
            accepted.update(state=EntryState.ACCEPTED, accepted_by=leader, accepted_at=TODAY)
            client.get("/desk/standing/")
            with CaptureQueriesContext(connection) as queries:
                client.get("/desk/standing/")
            numbers.append(len(queries))

        assert numbers == [12, 12]


class DepartmentsTests:
    def test_rank_departments_and_counties_apart(
        self,
        client: Client,
        leader: Official,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.RANKING_FLOOR = 1
        came_in("petition-cases-taken")
        came_in("service-items", at=LATE)
        open_month("legally-literate-villagers", owner="gov-361022")

        html = client.get("/desk/departments/").content.decode()

        departments, counties = html.split("<summary>")[1:]
        assert [cells[:2] for cells in league_rows(departments)] == [
            ["1", "市信访局"],
            ["2", "市政务服务中心"],
        ]
        assert [cells[2:8] for cells in league_rows(departments)] == [
            ["100.0%", "", "1/1", "0", "0", "0"],
            ["0.0%", "", "0/1", "1", "0", "0"],
        ]
        assert [cells[:1] + cells[2:8] for cells in league_rows(counties)] == [
            ["1", "0.0%", "", "0/1", "0", "1", "0"]
        ]
        # The city's rate is the sum of all, and stands below the last group.
        assert "<tfoot>" not in departments
        assert re.search(r"<tfoot>.*?33.3%.*?1/3", counties, re.S)

    def test_list_without_a_rank_whoever_owes_little(
        self, client: Client, leader: Official
    ) -> None:
        came_in("petition-cases-taken")

        [row] = league_rows(client.get("/desk/departments/").content.decode())

        assert row[:3] == ["—", "市信访局", "100.0%"]
        assert row[-12:] == [*["—"] * 11, "100"]

    def test_show_the_kind_that_is_asked_for_with_the_sum_below(
        self, client: Client, leader: Official
    ) -> None:
        came_in("petition-cases-taken")
        open_month("legally-literate-villagers", owner="gov-361022")

        pages = [
            client.get(f"/desk/departments/?kind={kind}&sort=missing&year=2019").content.decode()
            for kind in ("departments", "counties")
        ]

        assert [len(league_rows(page)) for page in pages] == [1, 1]
        assert ["<tfoot>" in page for page in pages] == [True, True]

    @pytest.mark.parametrize("address", ["", "?year=2019", "?year=x&sort=x&kind=x&area=%00"])
    def test_say_where_nothing_was_due(
        self, client: Client, leader: Official, address: str
    ) -> None:
        open_month("petition-cases-taken", end=date(2019, 8, 31))

        html = client.get(f"/desk/departments/{address}").content.decode()

        assert "该时段没有到期的填报项。" in html

    def test_go_into_files_with_the_same_numbers(self, client: Client, leader: Official) -> None:
        came_in("petition-cases-taken")

        answers = [
            client.get(f"/desk/departments.{kind}?year=2019&kind=counties")
            for kind in ("csv", "xlsx")
        ]

        text = b"".join(answers[0].streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        sheet = CalamineWorkbook.from_filelike(BytesIO(answers[1].content)).get_sheet_by_index(0)
        assert text.splitlines()[1].startswith("市级部门,,petitions-bureau,市信访局,100,1,1,0,0,0,")
        assert sheet.to_python()[1][:6] == ["市级部门", "", "petitions-bureau", "市信访局", 100, 1]
        assert ["no-store" in answer["Cache-Control"] for answer in answers] == [True, True]

    def test_take_the_same_queries_for_few_and_for_many(
        self, client: Client, leader: Official
    ) -> None:
        numbers = []
        for many in (1, 12):
            make_organisations(many, at=LATE)
            accepted = Entry.objects.filter(state=EntryState.SUBMITTED)
            accepted.update(state=EntryState.ACCEPTED, accepted_by=leader, accepted_at=TODAY)
            client.get("/desk/departments/")
            with CaptureQueriesContext(connection) as queries:
                client.get("/desk/departments/")
            numbers.append(len(queries))

        assert numbers == [12, 12]


def accepted_in(place: Place, code: str, value: str) -> Entry:
    """Let a county's figure of July be accepted, and not released."""
    [entry] = came_in(code)
    other = Official.objects.get_or_create(username="other")[0]
    Entry.objects.filter(pk=entry.pk).update(
        place=place, value=value, typed=value, state=EntryState.ACCEPTED,
        accepted_by=other, accepted_at=TODAY,
    )  # fmt: skip
    return fresh(entry)


def compared_rows(html: str) -> dict[str, list[str]]:
    """Return the texts of the cells of each row of the table, by its name."""
    table = html.split('<table class="compare">')[1].split("</table>")[0]
    rows = [cells_of(row) for row in re.findall(r"<tr.*?</tr>", table, re.S)]
    return {row[0]: row[1:] for row in rows}


class CountiesTests:
    @pytest.fixture
    def three(self, leader: Official) -> list[Place]:
        """Return three counties with rates of 70, 90 and, of a base of two, 50 per cent."""
        places = list(Place.objects.filter(level="division").order_by("code")[:3])
        part = Indicator.objects.get(code="litigation-cases")
        base = Indicator.objects.get(code="legislative-meetings")
        rate = Indicator.objects.get(code=RATE)
        Ratio.objects.create(rate=rate, numerator=part, base=base)
        figures = (("70", "7", "10"), ("90", "9", "10"), ("50", "1", "2"))
        for place, values in zip(places, figures, strict=True):
            target = aim(rate, date(2026, 12, 31), 80)
            Target.objects.filter(pk=target.pk).update(place=place)
            for code, value in zip((RATE, part.code, base.code), values, strict=True):
                accepted_in(place, code, value)
        return places

    def test_are_coloured_by_their_targets_and_added_up(
        self, client: Client, three: list[Place]
    ) -> None:
        html = client.get("/desk/counties/").content.decode()

        rows = compared_rows(html)
        rate = rows["行政机关负责人出庭应诉率 %"]
        assert rate[:4] + rate[-1:] == ["≥ 80%", "70.0", "90.0", "1/2", "77.2"]
        assert rows["达到目标的项数"][:4] == ["共1", "0", "1", "0"]
        assert rows["参与的行政应诉案件"][:4] + rows["参与的行政应诉案件"][-1:] == [
            "件",
            "7",
            "9",
            "1",
            "17",
        ]
        assert re.findall(r'<td class="heat (h\d|none|plainly) draft"', html)[:3] == [
            "h3", "h0", "none"
        ]  # fmt: skip
        assert "17 ÷ 22 = 77.2%" in html

    def test_are_sorted_from_best_to_worst_with_small_bases_last(
        self, client: Client, three: list[Place]
    ) -> None:
        html = client.get(f"/desk/counties/?indicator={RATE}").content.decode()

        bars = html.split('<table class="bars">')[1].split("<tfoot>")[0]
        rows = [cells_of(row) for row in re.findall(r"<tr>.*?</tr>", bars, re.S)[1:]]
        assert rows == [
            [three[1].name, "", "90.0", "9/10"],
            [three[0].name, "", "70.0 ▼", "7/10"],
            [three[2].name, "", "基数小", "1/2"],
        ]
        assert re.findall(r'<rect class="(well|short|hollow)"', html) == ["well", "short", "hollow"]

    def test_stand_in_the_order_that_is_asked_for(self, client: Client, three: list[Place]) -> None:
        html = client.get("/desk/counties/?sort=met").content.decode()

        names = compared_rows(html)["比率"][1:3]
        assert names == [three[1].name, three[0].name]

    @pytest.mark.parametrize("asked", ["data=released", "area=no-such-area"])
    def test_say_that_there_is_nothing(
        self, client: Client, three: list[Place], asked: str
    ) -> None:
        html = client.get(f"/desk/counties/?{asked}").content.decode()

        assert "该报告期还没有县（区）数据。" in html

    def test_say_that_no_period_is_open(self, client: Client, leader: Official) -> None:
        assert "尚未开放任何报告期。" in client.get("/desk/counties/").content.decode()

    def test_say_where_a_count_that_a_rate_is_based_on_is_zero(
        self, client: Client, three: list[Place]
    ) -> None:
        nothing = Place.objects.filter(level="division").order_by("code")[3]
        accepted_in(nothing, "legislative-meetings", "0")

        rows = compared_rows(client.get("/desk/counties/").content.decode())

        assert rows["行政机关负责人出庭应诉率 %"][4] == "不适用"

    def test_show_bounds_as_they_are_and_cut_decimals(
        self, client: Client, three: list[Place]
    ) -> None:
        Entry.objects.filter(place=three[0], indicator__code=RATE).update(value="99.96")
        Entry.objects.filter(place=three[1], indicator__code=RATE).update(qualifier="at_least")
        Entry.objects.filter(indicator__code="litigation-cases").update(qualifier="at_least")

        rows = compared_rows(client.get("/desk/counties/").content.decode())

        rate = rows["行政机关负责人出庭应诉率 %"]
        assert (rate[1:3], rate[-1]) == (["99.9", "90%以上"], "")
        assert rows["参与的行政应诉案件"][-1] == "17件以上"

    def test_take_the_same_queries_for_few_and_for_many(
        self, client: Client, three: list[Place]
    ) -> None:
        numbers = []
        for codes in ((), ("petition-cases-taken", "service-items", "reconsideration-cases")):
            for code in codes:
                for place in Place.objects.filter(level="division").order_by("code")[:8]:
                    accepted_in(place, code, "5")
            client.get("/desk/counties/")
            with CaptureQueriesContext(connection) as queries:
                client.get("/desk/counties/")
            numbers.append(len(queries))

        assert numbers == [12, 12]
