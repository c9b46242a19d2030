"""How a figure moved: 同比 and 环比, and what cannot be compared."""

from dataclasses import replace
from datetime import date

import pytest

from indicators.bilingual import Text
from indicators.enums import Frequency, Kind, Qualifier, Status
from indicators.growth import Growth, Growths, Hindrance, growths, period_before
from indicators.periods import Period, code_of, month_of, period_of
from indicators.series import Point, Series
from indicators.units import Unit
from tests.indicators.test_progress import make_point, make_series

PERCENT, DAYS = Unit("%", "%", "%"), Unit("天", "day", "days")
NO_FIGURE, BOUND = Growth(hindrance=Hindrance.NO_FIGURE), Growth(hindrance=Hindrance.BOUND)
SMALL_BASE = Growth(hindrance=Hindrance.SMALL_BASE)


def figure(code: str, value: str, qualifier: Qualifier = Qualifier.EXACT) -> Point:
    return replace(make_point(value, qualifier), period=period_of(code))


def series(*points: Point, kind: Kind = Kind.FLOW, unit: Unit | None = None) -> Series:
    made = make_series(*points, target=None, kind=kind)
    return replace(made, unit=unit or made.unit, decimals=1 if unit else 0)


def moved(zh: str, en: str) -> Growth:
    return Growth(Text(zh, en))


class GrowthsTests:
    def test_of_counts_are_shares_of_what_was(self) -> None:
        found = growths(
            series(figure("2018-07", "40"), figure("2019-06", "48"), figure("2019-07", "50"))
        )

        assert found == {
            month_of(2018, 7): Growths(NO_FIGURE, NO_FIGURE),
            month_of(2019, 6): Growths(NO_FIGURE, NO_FIGURE),
            month_of(2019, 7): Growths(moved("+25.0%", "+25.0 %"), moved("+4.2%", "+4.2 %")),
        }

    def test_of_rates_are_percentage_points_however_small_the_base(self) -> None:
        rate = series(
            *(figure("2018-07", "5.5"), figure("2019-06", "8"), figure("2019-07", "6.5")),
            kind=Kind.RATE,
            unit=PERCENT,
        )

        assert growths(rate)[month_of(2019, 7)] == Growths(
            moved("+1.0个百分点", "+1.0 percentage point"),
            moved("−1.5个百分点", "−1.5 percentage points"),
        )

    def test_of_durations_are_in_their_own_unit(self) -> None:
        days = series(figure("2019-06", "8"), figure("2019-07", "6.5"), kind=Kind.RATE, unit=DAYS)

        assert growths(days)[month_of(2019, 7)].on_period == moved("−1.5天", "−1.5 days")

    def test_of_what_stayed_the_same_have_words(self) -> None:
        same = [figure("2019-06", "80"), figure("2019-07", "80")]

        found = [growths(series(*same, kind=kind)) for kind in (Kind.FLOW, Kind.RATE)]

        assert [one[month_of(2019, 7)].on_period for one in found] == [
            moved("持平", "unchanged")
        ] * 2

    def test_never_round_a_move_away(self) -> None:
        found = growths(series(figure("2019-06", "100000"), figure("2019-07", "100003")))

        assert found[month_of(2019, 7)].on_period == moved("+0.003%", "+0.003 %")

    @pytest.mark.parametrize(
        ("earlier", "kind", "said"),
        [
            (figure("2019-06", "80", Qualifier.AT_LEAST), Kind.FLOW, BOUND),
            (figure("2019-06", "80", Qualifier.ABOUT), Kind.RATE, BOUND),
            (figure("2019-06", "9"), Kind.FLOW, SMALL_BASE),
            (figure("2019-06", "10"), Kind.FLOW, moved("+800.0%", "+800.0 %")),
            (figure("2019-06", "0"), Kind.CUMULATIVE, SMALL_BASE),
            (figure("2019-05", "80"), Kind.FLOW, NO_FIGURE),
            (figure("2019-h1", "80"), Kind.FLOW, NO_FIGURE),
            (figure("2019-06-30", "80"), Kind.FLOW, NO_FIGURE),
        ],
    )
    def test_say_what_forbids_them(self, earlier: Point, kind: Kind, said: Growth) -> None:
        found = growths(series(earlier, figure("2019-07", "90"), kind=kind))

        assert found[month_of(2019, 7)] == Growths(NO_FIGURE, said)

    def test_are_not_said_of_a_bound(self) -> None:
        found = growths(
            series(figure("2019-06", "80"), figure("2019-07", "90", Qualifier.MORE_THAN))
        )

        assert found[month_of(2019, 7)].on_period == BOUND

    def test_do_not_reach_across_a_gap(self) -> None:
        gap = replace(figure("2019-06", "1"), value=None, status=Status.MISSING)
        found = growths(series(figure("2019-05", "80"), gap, figure("2019-07", "90")))

        assert found == {
            month_of(2019, 5): Growths(NO_FIGURE, NO_FIGURE),
            month_of(2019, 7): Growths(NO_FIGURE, NO_FIGURE),
        }


class PeriodBeforeTests:
    @pytest.mark.parametrize(
        ("period", "before"),
        [
            ("2019-07", "2019-06"),
            ("2020-01", "2019-12"),
            ("2020-03", "2020-02"),
            ("2019-q1", "2018-q4"),
            ("2019-q3", "2019-q2"),
            ("2019-h1", "2018-h2"),
            ("2019-h2", "2019-h1"),
            ("2019", "2018"),
        ],
    )
    def test_is_of_the_same_kind_whatever_is_due(self, period: str, before: str) -> None:
        found = period_before(period_of(period), Frequency.YEAR)

        assert found is not None
        assert code_of(found) == before

    @pytest.mark.parametrize(
        ("frequency", "day"),
        [
            (Frequency.MONTH, date(2019, 2, 28)),
            (Frequency.QUARTER, date(2018, 12, 31)),
            (Frequency.HALF_YEAR, date(2018, 9, 30)),
            (Frequency.YEAR, date(2018, 3, 31)),
        ],
    )
    def test_of_a_state_is_as_long_ago_as_it_is_due(self, frequency: Frequency, day: date) -> None:
        assert period_before(Period(date(2019, 3, 31)), frequency) == Period(day)

    @pytest.mark.parametrize("code", ["2019-03-30", "2019-01-01..2019-09-30"])
    def test_is_unknown_of_a_day_within_a_month_and_of_other_spans(self, code: str) -> None:
        assert period_before(period_of(code), Frequency.MONTH) is None
