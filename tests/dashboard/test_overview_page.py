"""What the overview's page says: the answer first, whatever there is to show."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client

from indicators import publishing
from indicators.models import Indicator, Official, Release, Target
from tests.indicators.test_overview import put

TAG, SPACE = re.compile(r"<[^>]*>"), re.compile(r"\s+")


def text(html: str, tag: str = "p", of: str = "answer") -> str:
    """Return the words of the first element of the class."""
    found = re.search(rf'<{tag} class="{of}">(.*?)</{tag}>', html, re.DOTALL)
    assert found is not None
    return plain(found[1])


def plain(html: str) -> str:
    return SPACE.sub(" ", unescape(TAG.sub("", html)).replace("\xa0", " ")).strip()


def page(client: Client, address: str = "/") -> str:
    cache.clear()
    return client.get(address).content.decode()


def rows(html: str) -> list[str]:
    return [plain(one) for one in re.findall(r'<ol class="bullets">.*?</ol>', html, re.DOTALL)]


class AnswerTests:
    @pytest.mark.parametrize(
        ("language", "said"),
        [
            (
                "",
                "6项有定量目标：▼ 3项进度滞后，? 1项未能证实，● 2项进度正常。 离序时线最远："
                "赣服通抚州分厅接入事项中的市本级政务服务事项，63个，应达562个；"
                "比目标差得最多：接处的重大疑难信访案件中的成功化解的矛盾纠纷，2件，目标≥15件。",
            ),
            (
                "/en",
                "6 indicators have a numeric target: ▼ 3 behind, ? 1 not proven, ● 2 on track. "
                "Furthest from its path: Items connected to the Ganfutong branch: City-level "
                "service items, 63 where 562 was due. Furthest from its target: Major "
                "petition cases taken: Disputes resolved, 2, target ≥ 15.",
            ),
        ],
    )
    def test_says_how_many_stand_how_and_what_is_furthest(
        self, client: Client, release: Release, language: str, said: str
    ) -> None:
        html = page(client, f"{language}/")

        assert text(html) == said
        assert html.index('class="answer"') < html.index('class="time"') < html.index("<svg class=")

    def test_stays_whatever_is_filtered(self, client: Client, release: Release) -> None:
        whole, narrowed = page(client), page(client, "/?standing=behind&q=nowhere")

        assert text(narrowed) == text(whole)
        assert rows(narrowed) == rows(whole)
        assert "没有符合条件的指标" in narrowed.partition('id="rest">')[2]
        assert "没有符合条件的指标" not in whole

    def test_of_an_earlier_day_is_of_that_day(self, client: Client, release: Release) -> None:
        html = page(client, "/?as_of=2019-07-09")

        assert text(html) == text(page(client))
        assert "进展按2019-07-09计" in html

    def test_without_targets_is_one_line_and_the_rest_stays(
        self, client: Client, release: Release
    ) -> None:
        Target.objects.all().delete()
        publishing.refresh(Indicator.objects.all())

        html = page(client)

        assert text(html) == "尚无设有定量目标的指标。"
        assert '<ol class="bullets">' not in html
        assert html.count("<caption>") == 7
        assert 'class="areas"' in html

    def test_of_a_site_without_releases_says_so(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        at = release.released_at + timedelta(days=1)
        publishing.withdraw(release, reason="误发", by=publisher, at=at)

        assert text(page(client)) == "尚未发布数据。"

    def test_before_any_release_says_so(self, client: Client, release: Release) -> None:
        html = page(client, "/?as_of=2019-01-01")

        assert 'class="answer"' not in html
        assert "2019-07-09" in html


class RowTests:
    def test_says_in_words_all_that_its_drawing_shows(
        self, client: Client, release: Release
    ) -> None:
        path, level = rows(page(client))

        assert path.startswith(
            "▼ 进度滞后 赣服通抚州分厅接入事项，其中： 市本级政务服务事项 63个 差61.6个百分点 "
            "6月20日应达562，目标≥810个 工作目标"
        )
        assert level.endswith(
            "? 未能证实 行政机关负责人出庭应诉率 80%以上 至多差20个百分点 目标≥100% 工作目标"
        )

    def test_draws_no_bound_as_a_solid_bar(self, client: Client, release: Release) -> None:
        html = page(client)

        drawn = re.findall(r'<svg class="bullet".*?</svg>', html, re.DOTALL)
        assert [('class="value"' in one, 'class="bound"' in one) for one in drawn] == [
            *[(True, False)] * 5,
            (False, True),
        ]

    def test_a_target_in_words_has_no_bar(self, client: Client, release: Release) -> None:
        said = text(page(client), "ul", "worded")

        assert said.startswith("随机抽查事项 143项 到2020年底")
        assert said.endswith("到2020年底，至少一半农户有一名“法律明白人”。")


class ChangesTests:
    def test_of_the_first_release_are_dashes_and_no_zeros(
        self, client: Client, release: Release
    ) -> None:
        html = page(client)

        assert "2019-07-09是第一次发布，没有更早的数据可比。" in html
        assert text(html, "dl", "deltas") == "新公布37 ✓ 新达成– ▼ 新滞后– ✎ 更正–"

    def test_name_what_changed_with_both_signs(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        put(publisher, date(2019, 7, 31), ("court-appearance-rate", "100"))

        html = page(client)

        assert text(html, "dl", "deltas") == "新公布1 ✓ 新达成1 ▼ 新滞后0 ✎ 更正0"
        assert text(html, "ul", "turns") == "行政机关负责人出庭应诉率 ? 未能证实 → ✓ 已达成"
        assert "2019-08-10发布的7月数据，与6月数据比。" in html

    def test_where_nothing_changed_name_the_last_change(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        put(publisher, date(2019, 7, 31), ("court-appearance-rate", "100"))
        put(publisher, date(2019, 8, 31), ("review-comments", "150"))

        html = page(client)

        assert "进展没有改变。" in html
        assert "最近一次改变：2019年7月，" in html


class TableTests:
    def test_shows_the_fitting_rows_of_every_kind_with_their_standing(
        self, client: Client, release: Release
    ) -> None:
        rest = page(client, "/?standing=behind").partition('id="rest">')[2]

        assert plain(rest).startswith("符合条件的指标 3项 政府职能转变 1")
        assert rest.count("▼") == 3

    def test_of_the_rest_says_once_that_it_has_no_target(
        self, client: Client, release: Release
    ) -> None:
        rest = page(client).partition('id="rest">')[2]

        assert plain(rest).startswith("其余指标 31项，只公布数据，不与定量目标比")
        assert "未设定量目标" not in rest


class ScreenTests:
    def test_has_pages_of_few_rows_that_say_which_they_are(
        self, client: Client, release: Release
    ) -> None:
        html = page(client, "/?screen=1")

        headings = [plain(one) for one in re.findall(r"<h1>(.*?)</h1>", html, re.DOTALL)]
        assert headings == [
            "时间已过69.9% ▼ 3项滞后 ? 1项未证实 ● 2项正常",
            "各领域进展：社会治理滞后最多（2项）",
            "本次发布的变化：首次发布",
        ]
        assert re.findall(r"<b>(\d)</b> / (\d)", html) == [("1", "3"), ("2", "3"), ("3", "3")]
        assert "演示数据" not in html

    def test_marks_made_up_data_on_every_page(
        self, client: Client, release: Release, settings: object
    ) -> None:
        settings.DEMONSTRATION = True  # type: ignore[attr-defined]

        assert page(client, "/?screen=1").count("演示数据，均为虚构") == 3

    def test_before_any_release_is_the_page_that_says_so(
        self, client: Client, release: Release
    ) -> None:
        assert "2019-07-09" in page(client, "/?screen=1&as_of=2019-01-01")
