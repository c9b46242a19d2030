"""What organisations that report a figure together see of its past: their own parts, no totals."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators import publishing, review
from indicators.bilingual import Text
from indicators.enums import Role
from indicators.intake import api
from indicators.intake.api import IncomingFigure
from indicators.intake.desk import entries
from indicators.intake.desk.due_entries import owed
from indicators.intake.previous_figures import FigureHistory, backgrounds
from indicators.intake.validation import figures_of_period, findings_for
from indicators.models import Entry, Indicator, Official, Organisation, Release
from tests.laid_out import laid_out

from .desk import NOW, fill, fresh, make_official, open_month
from .test_release_entries import LATER, TITLE
from .workbook.files import given_out, of_all, values

CODE, PARTNER = "service-items", "petitions-bureau"
JULY, AUGUST, NEXT_JULY = date(2019, 7, 31), date(2019, 8, 31), date(2020, 7, 31)


def both(end: date) -> list[Entry]:
    """Return what the two organisations owe of the figure for a month."""
    return open_month(CODE, end=end) + open_month(CODE, end=end, owner=PARTNER)


class Shared:
    """A figure that two organisations report, with a reporter in each, and who decides."""

    def __init__(self, reviewer: Official) -> None:
        self.indicator, self.reviewer = Indicator.objects.get(code=CODE), reviewer
        self.indicator.co_owners.set([Organisation.objects.get(code=PARTNER)])
        self.people = [
            make_official(f"clerk-{code}", Role.REPORTER, organisation=code)
            for code in (self.indicator.owner.code, PARTNER)
        ]

    def accept(self, parts: list[Entry], *typed: str) -> list[Entry]:
        """Fill in, submit and accept the parts."""
        for entry, text, by in zip(parts, typed, self.people, strict=True):
            fill(entry, text, by, explanation="已核实")
            [done], refused = entries.submit([fresh(entry)], by=by, at=NOW)
            assert not refused
            review.accept(done, seen=done.version, by=self.reviewer, at=NOW)
        return [fresh(entry) for entry in parts]


@pytest.fixture
def shared(release: Release, reviewer: Official) -> Shared:
    return Shared(reviewer)


def told(behind: dict[int, FigureHistory], parts: list[Entry]) -> list[list[Decimal]]:
    return [[one.value for one in behind[entry.pk].past] for entry in parts]


class PastOfPartsTests:
    @pytest.mark.parametrize("is_public", [False, True])
    def test_is_what_the_same_organisation_reported_whether_public_or_not(
        self, shared: Shared, publisher: Official, *, is_public: bool
    ) -> None:
        july = shared.accept(both(JULY), "21", "14")
        if is_public:
            release = publishing.release_entries(july, title=TITLE, by=publisher, at=LATER)
            assert [one.value for one in release.observations.all()] == [Decimal(35)]
        august, later = both(AUGUST), both(NEXT_JULY)

        behind = backgrounds([*august, *later])

        assert told(behind, august) == told(behind, later) == [[Decimal(21)], [Decimal(14)]]
        year_ago = [behind[entry.pk].year_ago for entry in later]
        assert [one.value for one in year_ago if one] == [Decimal(21), Decimal(14)]

    def test_is_no_figure_of_which_others_reported_a_part(self, shared: Shared) -> None:
        july = both(JULY)

        # The report of the half-year gives 810 in all, and nobody's part of it.
        assert told(backgrounds(july), july) == [[], []]

    def test_stays_the_whole_for_a_figure_that_one_organisation_reports(
        self, shared: Shared, publisher: Official
    ) -> None:
        july = shared.accept(both(JULY), "21", "14")
        publishing.release_entries(july, title=TITLE, by=publisher, at=LATER)
        shared.indicator.co_owners.clear()
        [alone] = open_month(CODE, end=AUGUST)

        assert told(backgrounds([alone]), [alone]) == [[Decimal(810), Decimal(35)]]

    def test_that_does_not_apply_leaves_the_sum_of_the_others_to_the_rules(
        self, shared: Shared
    ) -> None:
        mine, theirs = both(JULY)
        fill(mine, "21", shared.people[0])
        fill(theirs, "", shared.people[1], is_applicable=False, note="本期无此业务")

        [(_key, series)] = figures_of_period({CODE}, JULY).items()

        assert [point.value for point in series.points] == [Decimal(21)]

    def test_takes_the_same_queries_for_few_and_many(self, shared: Shared) -> None:
        counts = []
        for codes in ((), ("ganfutong-items", "ganfutong-items-city")):
            made = both(AUGUST if codes else JULY) + open_month(*codes, end=AUGUST)
            with CaptureQueriesContext(connection) as queries:
                backgrounds(made)
            counts.append(len(queries))

        assert (counts[0], counts[1]) == (1, 3)


class ShownTests:
    """Wherever a last figure is shown or compared with, a part has its own."""

    @pytest.fixture
    def august(self, shared: Shared, publisher: Official) -> list[Entry]:
        july = shared.accept(both(JULY), "21", "14")
        publishing.release_entries(july, title=TITLE, by=publisher, at=LATER)
        return both(AUGUST)

    def test_on_the_desk_and_behind_its_key(
        self, client: Client, shared: Shared, august: list[Entry]
    ) -> None:
        for by, last in zip(shared.people, ("21", "14"), strict=True):
            client.force_login(by)
            html = laid_out(client.get("/desk/").content.decode())
            assert f'data-last="{last}"' in html
            assert f'<td class="number" data-label="上期数据">{last}项</td>' in html
            assert "35项" not in html

    def test_in_review(self, client: Client, shared: Shared, august: list[Entry]) -> None:
        for entry, by in zip(august, shared.people, strict=True):
            fill(entry, "22", by, explanation="已核实")
            entries.submit([fresh(entry)], by=by, at=NOW)
        client.force_login(shared.reviewer)

        listed = client.get("/desk/review/").content.decode()
        [mine, theirs] = [
            client.get(f"/desk/review/{entry.pk}/").content.decode() for entry in august
        ]

        assert ">21项<" in listed
        assert ">14项<" in listed
        assert "35项" not in listed + mine + theirs
        assert ("21项 (2019-07-31)" in mine, "14项 (2019-07-31)" in theirs) == (True, True)

    def test_in_the_workbooks(self, shared: Shared, august: list[Entry]) -> None:
        assert [values(given_out(entry))[1][3] for entry in august] == [21, 14]
        assert sorted(row[4] for row in values(of_all(august[0]))[1:]) == [14, 21]

    def test_in_doubts(self, shared: Shared, august: list[Entry]) -> None:
        mine, theirs = august
        filled = [fill(mine, "21", shared.people[0]), fill(theirs, "140", shared.people[1])]

        found = findings_for(filled)

        assert found[mine.pk] == []
        [doubt] = found[theirs.pk]
        assert (doubt.code, doubt.message) == (
            "unit_slip",
            Text(
                "与上期14相差约10倍，请核对单位。",
                "About 10 times apart from the last figure, 14: check the unit.",
            ),
        )

    def test_in_what_a_system_sends(self, shared: Shared, august: list[Entry]) -> None:
        theirs, sent = august[1], IncomingFigure(CODE, august[1].place.code, "140")

        entered = api.enter_all(
            theirs.submission, [sent], submit=False, by=shared.people[1], at=NOW
        )

        assert [one.code for one in entered.found[theirs.pk]] == ["unit_slip"]

    def test_in_rows_of_what_is_owed(self, shared: Shared, august: list[Entry]) -> None:
        lasts = [
            row.background.last
            for entry in august
            for row in owed(entry.submission.organisation, entry.submission.period)
        ]

        assert [(one.end, one.value) for one in lasts if one] == [
            (JULY, Decimal(21)),
            (JULY, Decimal(14)),
        ]
