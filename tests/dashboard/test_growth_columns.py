"""What the page of an indicator says of how each figure moved."""

import re
from datetime import date

from django.test import Client

from indicators.models import Indicator, Official
from tests.indicators.target_factories import CODE, publish

PAGE = f"/indicators/{CODE}/"


def cells(html: str, row: str) -> list[list[str]]:
    """Return the words of the table's cells, row by row."""
    [table] = re.findall(r'<table class="versions">(.*?)</table>', html, re.DOTALL)
    return [
        [
            " ".join(re.sub("<[^>]*>", "", cell).split())
            for cell in re.findall(rf"<{row}(?: [^>]*)?>(.*?)</{row}>", line, re.DOTALL)
        ]
        for line in re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)
    ]


def notes(html: str) -> list[str]:
    found = re.findall(r'</table>\s*</div>\s*<p class="note">(.*?)</p>', html, re.DOTALL)
    return [" ".join(re.sub("<[^>]*>", "", note).split()) for note in found]


class ColumnTests:
    def test_compare_each_month_with_a_year_ago_and_the_one_before(
        self, client: Client, rate: Indicator, publisher: Official
    ) -> None:
        for day, value in (
            (date(2020, 7, 31), "80"),
            (date(2021, 6, 30), "84.5"),
            (date(2021, 7, 31), "83"),
        ):
            publish(publisher, day, value)

        chinese, english = (client.get(path).content.decode() for path in (PAGE, f"/en{PAGE}"))

        assert cells(chinese, "th")[0] == [
            *("报告期", "数据", "同比", "环比", "原文", "来源", "发布")
        ]
        assert [row[1:4] for row in cells(chinese, "td")[1:]] == [
            ["83%", "+3个百分点", "−1.5个百分点"],
            ["84.5%", "—a", "—a"],
            ["80%", "—a", "—a"],
            ["80%以上", "—a", "—a"],
        ]
        assert "−1.5 percentage points" in english
        assert notes(chinese) == ["同比：与上年同期相比；环比：与上一期相比。 a 无可比数据"]
        assert notes(english) == [
            "Year on year: since the same period a year before. Period on period: since the period "
            "before. a no figure to compare with"
        ]

    def test_are_not_there_for_a_figure_alone(self, client: Client, rate: Indicator) -> None:
        page = client.get(PAGE).content.decode()

        assert notes(page) == []
        assert "同比" not in page
