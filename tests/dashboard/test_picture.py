"""What the chart as a file promises: it stands alone, on its paper, and says the truth."""

import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dashboard import typesetting
from dashboard.apps import chinese_font
from dashboard.charts import picture
from dashboard.charts.text_wrap import lines, width_of
from indicators.bilingual import Text
from indicators.enums import Comparison, Kind, Qualifier
from indicators.progress import measure
from indicators.series import Series, Target
from tests.indicators.target_factories import PLAN
from tests.indicators.test_progress import (
    AT_LEAST,
    AT_MOST,
    DAY,
    DUE,
    make_point,
    make_series,
    make_target,
)

SVG = "{http://www.w3.org/2000/svg}"
needs_font = pytest.mark.skipif(not typesetting.chinese_fonts(), reason="no Chinese font")


def drawn(series: Series, language: str = "zh-hans", day: date = DAY) -> Any:  # noqa: ANN401 - lxml's
    """Return the root of the file."""
    text = picture.svg_file(series, measure(series, day), language)
    return etree.fromstring(text.encode())


def words(root: Any) -> list[str]:  # noqa: ANN401 - lxml's own
    return [element.text for element in root.iter(f"{SVG}text")]


def places(root: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401 - lxml's own
    """Yield every place that an element names."""
    for element in root.iter():
        get = element.attrib.get
        for x, y in (("x", "y"), ("x1", "y1"), ("x2", "y2"), ("cx", "cy")):
            yield float(get(x, 0)), float(get(y, 0))
        corners = [corner.split(",") for corner in get("points", "").split()]
        yield from ((float(x), float(y)) for x, y in corners)
        for x, y in re.findall(r"M(\S+) ([\d.]+)", get("d", "")):
            yield float(x), float(y)


ON_TRACK = make_series(make_point("199"), target=make_target(AT_LEAST, "250"))
FIGURES = st.decimals(-(10**9), 10**9, allow_nan=False, places=2)
POINTS = st.builds(
    lambda value, qualifier, day: make_point(str(value), qualifier, DAY + timedelta(day)),
    FIGURES,
    st.sampled_from(Qualifier),
    st.integers(-3000, 3000),
)
TARGETS = st.one_of(
    st.none(),
    st.just(
        Target(
            DUE, make_target(AT_LEAST, "1").basis, statement=Text("明显改善", "better"), plan=PLAN
        )
    ),
    st.builds(
        lambda comparison, value: make_target(
            comparison, str(value), upper=value + 5, whole=Decimal(7)
        ),
        st.sampled_from(Comparison),
        FIGURES,
    ),
)
SERIES = st.builds(
    lambda points, target, kind, name: replace(
        make_series(
            *sorted(points, key=lambda point: point.period.order), target=target, kind=kind
        ),
        name=Text(name, name),
    ),
    st.lists(POINTS, max_size=9),
    TARGETS,
    st.sampled_from(Kind),
    st.text(max_size=120),
)


class FileTests:
    @pytest.mark.parametrize(
        ("language", "said"),
        [
            (
                "zh-hans",
                [
                    "某项",
                    "全市 · 单位：项 · 截至2019-06-30",
                    "数据",
                    "要求路径",
                    "目标：≥ 250项（工作目标），2020-12-31",
                    "2016-01-01",
                    "2020-12-31",
                    "2019-06-30",
                    "199项",
                    "目标 ≥ 250项",
                    "截至2019-06-30为199项。目标：2020-12-31前不少于250项。进展：进度正常。",
                    "来源：某，第1段 · 2019-07-09发布 · 准绳",
                ],
            ),
            (
                "en",
                [
                    "Some items",
                    "Whole city · unit: items · as of 2019-06-30",
                    "Figures",
                    "Required path",
                    "Target: ≥ 250 items (working target) by 2020-12-31",
                    "2016-01-01",
                    "2020-12-31",
                    "2019-06-30",
                    "199 items",
                    "Target ≥ 250 items",
                    "As of 2019-06-30: 199 items. "
                    "The target is at least 250 items by 2020-12-31. Standing: on",
                    "track.",
                    "Source: some, paragraph 1 · released 2019-07-09 · Zhunsheng",
                ],
            ),
        ],
    )
    def test_says_all_that_a_reader_without_the_page_needs(
        self, language: str, said: list[str]
    ) -> None:
        root = drawn(ON_TRACK, language)

        assert words(root) == said
        assert root.find(f"{SVG}title").text == said[0]
        assert root.find(f"{SVG}desc").text == " ".join(said[10:-1])

    def test_needs_nothing_from_outside_and_no_style_sheet(self) -> None:
        root = drawn(ON_TRACK)

        names = {etree.QName(element).localname for element in root.iter()}
        attributes = {name for element in root.iter() for name in element.attrib}
        assert names == {
            *("svg", "title", "desc", "rect", "line", "polyline", "path", "circle", "text")
        }
        assert not {name for name in attributes if "href" in name or name in ("class", "style")}
        assert (root.get("width"), root.get("height")) == ("840", "441")

    def test_draws_path_dotted_target_dashed_and_the_figure_as_a_dot(self) -> None:
        root = drawn(ON_TRACK)

        [path] = root.iter(f"{SVG}polyline")
        dashed = [line for line in root.iter(f"{SVG}line") if line.get("stroke-dasharray") == "7 5"]
        assert path.get("stroke-dasharray") == "2 4"
        assert len(dashed) == 2, "the target and its sign in the legend"
        assert len(list(root.iter(f"{SVG}circle"))) == 2, "the figure and its sign in the legend"

    @pytest.mark.parametrize("qualifier", [one for one in Qualifier if one is not Qualifier.EXACT])
    def test_never_draws_a_bound_as_an_exact_dot(self, qualifier: Qualifier) -> None:
        series = make_series(make_point("80", qualifier), target=make_target(AT_LEAST, "100"))

        root = drawn(series)

        assert "界限值（非精确）" in words(root)
        assert "数据" not in words(root)
        assert {circle.get("fill") for circle in root.iter(f"{SVG}circle")} <= {"none"}

    def test_says_that_made_up_figures_are_made_up(self, settings: Any) -> None:  # noqa: ANN401
        real = words(drawn(ON_TRACK))
        settings.DEMONSTRATION = True

        assert set(words(drawn(ON_TRACK))) - set(real) == {"演示数据：图中内容均为虚构。"}

    def test_of_an_indicator_without_figures_says_so(self) -> None:
        root = drawn(make_series(target=None))

        assert words(root) == [
            "某项",
            "全市 · 单位：项 · 截至2019-06-30",
            "尚无已发布的数据。",
            "准绳",
        ]

    def test_grows_where_words_are_long_and_cuts_none(self) -> None:
        name = "行政机关负责人出庭应诉率及其他" * 12
        root = drawn(replace(ON_TRACK, name=Text(name, "")))

        said = words(root)
        assert "".join(said[:6]) == name
        assert int(root.get("height")) > 441

    def test_lets_the_day_take_the_place_of_an_end_that_it_would_cover(self) -> None:
        series = make_series(
            make_point("1"), make_point("2", day=DAY + timedelta(900)), target=None
        )

        assert words(drawn(series, day=DAY + timedelta(890)))[3:5] == ["2019-06-30", "2021-12-06"]

    @settings(deadline=None)
    @given(SERIES, st.sampled_from(["zh-hans", "en"]), st.integers(-3000, 3000))
    def test_is_well_formed_and_inside_its_paper_whatever_the_series(
        self, series: Series, language: str, shift: int
    ) -> None:
        root = drawn(series, language, DAY + timedelta(shift))

        width, height = float(root.get("width")), float(root.get("height"))
        outside = [(x, y) for x, y in places(root) if not (0 <= x <= width and 0 <= y <= height)]
        assert outside == []
        for element in root.iter(f"{SVG}text"):
            size = float(element.get("font-size", 15))
            length, x = width_of(element.text or "", size), float(element.get("x"))
            share = {"middle": 0.5, "end": 1}.get(element.get("text-anchor"), 0)
            assert x - share * length >= 0
            assert x + (1 - share) * length <= width


@needs_font
class PngTests:
    @pytest.mark.parametrize("width", [320, 777, 1200, 2400])
    def test_is_as_wide_as_asked(self, width: int) -> None:
        content = picture.png(ON_TRACK, measure(ON_TRACK, DAY), "en", width=width)

        assert content[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">I", content[16:20]) == (width,)

    def test_has_the_height_that_networks_show(self) -> None:
        content = picture.png(ON_TRACK, measure(ON_TRACK, DAY), "zh-hans")

        assert struct.unpack(">II", content[16:24]) == (1200, 630)

    def test_is_the_same_for_the_same_series(self) -> None:
        progress = measure(ON_TRACK, DAY)

        assert picture.png(ON_TRACK, progress, "en") == picture.png(ON_TRACK, progress, "en")

    def test_writes_chinese_with_ink(self) -> None:
        """The words can be read out of the same drawing as PDF, which keeps them as text."""
        text = picture.svg_file(ON_TRACK, measure(ON_TRACK, DAY), "zh-hans")
        source = b'#image(bytes(sys.inputs.svg), format: "svg")'
        made: Any = typesetting.compiler().compile(source, format="pdf", sys_inputs={"svg": text})

        with pypdfium2.PdfDocument(made) as document:
            said = document[0].get_textpage().get_text_bounded()

        assert "进展：进度正常" in said

    def test_claims_no_release_of_a_draft(self) -> None:
        series = make_series(replace(make_point("199"), release=0), target=None)

        assert words(drawn(series))[-1] == "内部草稿：含尚未发布的数据 · 准绳"
        assert words(drawn(series, "en"))[-1] == "Internal draft: not released · Zhunsheng"


class FontTests:
    def test_that_is_missing_is_warned_of(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(typesetting, "chinese_fonts", tuple)

        assert [message.id for message in chinese_font()] == ["dashboard.W001"]
        with pytest.raises(typesetting.NoChineseFont):
            picture.png(ON_TRACK, measure(ON_TRACK, DAY), "zh-hans")

    @needs_font
    def test_that_is_there_is_not(self) -> None:
        assert chinese_font() == []


class LinesTests:
    def test_hold_whole_words_and_no_sign_that_closes_at_their_start(self) -> None:
        assert lines("截至六月为八十。目标", 16 * 7, 16) == ["截至六月为八", "十。目标"]
        assert lines("at least 100 % by then", 80, 16) == ["at least", "100 % by", "then"]

    def test_cut_only_a_word_that_fits_no_line(self) -> None:
        assert lines("a" * 10, 57, 10) == ["a" * 10]
        assert lines("a" * 11, 57, 10) == ["a" * 10, "a"]

    @given(st.text(max_size=200), st.integers(40, 300))
    def test_keep_every_character_within_the_width(self, text: str, width: int) -> None:
        broken = lines(text, width, 16)

        assert "".join("".join(broken).split()) == "".join(text.split())
        assert all(width_of(line, 16) <= width for line in broken)


class AtMostTests:
    def test_draws_the_path_downwards(self) -> None:
        target = make_target(AT_MOST, "50", whole=Decimal(100))
        root = drawn(make_series(make_point("75"), target=target))

        [path] = root.iter(f"{SVG}polyline")
        (_, high), (_, low) = (corner.split(",") for corner in path.get("points").split())
        assert float(high) < float(low)
