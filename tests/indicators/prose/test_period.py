"""Which period a text is about."""

from datetime import date

import pytest

from indicators.periods import Period
from indicators.prose import period_of

PERIODS = [
    ("2019年上半年法治政府建设情况", date(2019, 1, 1), date(2019, 6, 30)),
    ("２０１９年下半年情况", date(2019, 7, 1), date(2019, 12, 31)),
    ("关于2019年度法治政府建设的报告", date(2019, 1, 1), date(2019, 12, 31)),
    ("2020年第二季度通报", date(2020, 4, 1), date(2020, 6, 30)),
    ("2022年前三季度通报", date(2022, 1, 1), date(2022, 9, 30)),
    ("2019年6月份月报", date(2019, 6, 1), date(2019, 6, 30)),
    ("2019年1-5月工作", date(2019, 1, 1), date(2019, 5, 31)),
    ("为2020年基本建成法治政府，2019年全市推进。", date(2019, 1, 1), date(2019, 12, 31)),
    ("2019-07-09\n2019年情况。\n2019年上半年3件。", date(2019, 1, 1), date(2019, 6, 30)),
]


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
def test_the_period_of_a_text_is_named_at_its_head(text: str, start: date, end: date) -> None:
    assert period_of(text) == Period(end, start)


def test_a_text_without_a_year_has_no_period() -> None:
    assert period_of("全市共办结案件3件。") is None
