"""What the stacked bar of a whole and its parts promises."""

import re

from dashboard.charts.composition import composition
from indicators.enums import Qualifier
from tests.indicators.test_progress import make_point, make_series


class CompositionTests:
    def test_draws_each_part_in_proportion(self) -> None:
        whole, *parts = [make_series(make_point(v), target=None) for v in ("76", "13", "63")]

        drawing = composition(whole, parts, "zh-hans")

        widths = re.findall(r'class="part\d" x="([\d.]+)" y="0" width="([\d.]+)"', drawing)
        assert widths == [("0.0", "123.2"), ("123.2", "596.8")]

    def test_draws_nothing_that_it_cannot_show_truly(self) -> None:
        whole = make_series(make_point("76"), target=None)
        bound = make_series(make_point("13", Qualifier.MORE_THAN), target=None)
        large = make_series(make_point("80"), target=None)

        assert [composition(whole, parts, "en") for parts in ([], [bound], [large])] == ["", "", ""]
