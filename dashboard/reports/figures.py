"""What a report states of one series: the figure, its change, its standing, each as words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from indicators import narrative
from indicators.enums import Frequency, Kind, Qualifier, Status
from indicators.periods import Period, is_month_end, months_between
from indicators.progress import Progress, measure, verdict
from indicators.series import NOTHING, Point, Series, Target
from indicators.spans import ReportSpan
from indicators.texts import Text

from .words import bracketed, change_words, joined, shown, spoken, target_words, without_separators

DRAFT = Text("【内部草稿】", " [internal draft]")
NOT_COMPARABLE = Text("无可比数据", "no comparable figure")
NO_TARGET = Text("未设定量目标", "no quantified target")
NO_PAST_TARGET = Text("没有已到期的目标", "no target whose day has passed")


@dataclass(frozen=True)
class Figure:
    """One series as a report about a span of days states it.

    ``series`` ends where the span ends; ``point`` is its newest one there, ``previous`` the newest
    of the span before. What texts and tables say over and over is put into words once.
    """

    series: Series
    span: ReportSpan
    point: Point | None
    previous: Point | None
    progress: Progress

    @property
    def key(self) -> tuple[str, str]:
        """Return indicator and place."""
        return self.series.code, self.series.place.code

    @property
    def is_reported(self) -> bool:
        """Tell whether there is a figure to state."""
        return self.point is not None and self.point.value is not None

    @property
    def is_draft(self) -> bool:
        """Tell whether the figure is not public yet."""
        return self.point is not None and not self.point.release

    @property
    def is_due(self) -> bool:
        """Tell whether the report should have the figure; yearly ones are due at the year's end."""
        yearly = self.series.frequency is Frequency.YEAR and self.series.kind is not Kind.PLAN
        return not (yearly and self.span.half == 1 and self.point is None)

    @property
    def gap(self) -> Text:
        """Return which kind of nothing there is."""
        return NOTHING[Status.MISSING if self.point is None else self.point.status]

    @property
    def mark(self) -> Text:
        """Return what stands in the text where there is no figure: 【缺：政务服务事项】."""
        is_missing = self.point is None or self.point.status is Status.MISSING
        word = Text("缺", "missing") if is_missing else self.gap
        return Text(f"【{word.zh}：{self.series.name.zh}】", f"[{word.en}: {self.series.name.en}]")

    @cached_property
    def value(self) -> Text:
        """Return the figure with qualifier and unit, as officials write it."""
        return self._marked(shown(self.series, self.point)) if self.is_reported else self.mark

    @property
    def previous_value(self) -> Text:
        """Return the figure of the span before."""
        if self.previous is None or self.previous.value is None:
            return NOT_COMPARABLE
        value = shown(self.series, self.previous)
        return value if self.previous.release else joined(value, DRAFT)

    @cached_property
    def stated(self) -> Text:
        """Return the figure, and in brackets its own period and its change where there is one."""
        if not self.is_reported:
            return self.mark
        has_own_period = self.point is not None and not self._is_about_the_span
        parts = [self.period] if has_own_period else []
        parts += [self._compared] if self.difference is not None else []
        return joined(self.value, bracketed(parts))

    @cached_property
    def period(self) -> Text:
        """Return the figure's own period: 2019年上半年, 截至2019年6月20日."""
        return spoken(self.point.period) if self.point is not None else self.mark

    @cached_property
    def difference(self) -> Decimal | None:
        """Return how much more it is than in the span before, where both are exact and alike."""
        points = (self.previous, self.point)
        exact = [
            (one.value, _length(one.period))
            for one in points
            if one is not None and one.qualifier is Qualifier.EXACT and one.value is not None
        ]
        if len(exact) < len(points) or exact[0][1] != exact[1][1]:
            return None
        return exact[1][0] - exact[0][0]

    @cached_property
    def change(self) -> Text:
        """Return the change in words, or that nothing is comparable."""
        if not self.is_reported:
            return self.mark
        return NOT_COMPARABLE if self.difference is None else self._marked(self._compared)

    @cached_property
    def standing(self) -> Text:
        """Return the standing in a word."""
        return self._marked(narrative.STANDINGS[self.progress.standing])

    @property
    def sentence(self) -> Text:
        """Return figure, target, path and standing with the working."""
        if not self.is_reported:
            return self.mark
        return self._marked(without_separators(narrative.describe(self.series, self.progress)))

    @property
    def target(self) -> Text:
        """Return the target with its due date, or that there is none."""
        target = self.progress.target or self.series.statement_on(self.progress.as_of)
        return NO_TARGET if target is None else target_words(self.series, target)

    @property
    def past_targets(self) -> Text:
        """Return each target whose day has passed with what became of it, or that there is none."""
        found = [
            joined(target_words(self.series, target), Text(f"：{said.zh}", f": {said.en}"))
            for target, said in self._outcomes()
        ]
        if not found:
            return NO_PAST_TARGET
        return Text("；".join(one.zh for one in found), "; ".join(one.en for one in found))

    def _outcomes(self) -> Iterator[tuple[Target, Text]]:
        for target in self.series.quantified:
            decided = verdict(self.series, target, self.progress.as_of)
            if decided is not None:
                yield target, without_separators(narrative.outcome(self.series, decided))

    @property
    def source(self) -> Text:
        """Return the document and paragraph that the figure was taken from."""
        if self.point is None:
            return self.mark
        if self.is_draft:
            return Text(DRAFT.zh, DRAFT.en.strip())
        name, paragraph = self.point.citation.source.name, self.point.citation.paragraph
        at = Text(f"第{paragraph}段", f", paragraph {paragraph}") if paragraph else Text("", "")
        return Text(f"《{name.zh}》{at.zh}", f"{name.en or name.zh}{at.en}")

    @property
    def mentioned(self) -> Text:
        """Return a sentence of its own, for a report whose text does not name the figure."""
        return narrative.mention(self.series, self.stated)

    @property
    def _compared(self) -> Text:
        return change_words(self.series, self.difference or Decimal(0))

    @property
    def _is_about_the_span(self) -> bool:
        """Tell whether readers need not be told the figure's own period."""
        days = self.span.days_of(self.series.kind)
        period = self.point.period if self.point else days
        return period.end == days.end and period.start in (None, days.start)

    def _marked(self, words: Text) -> Text:
        return joined(words, DRAFT) if self.is_draft else words


def figure_of(series: Series, span: ReportSpan, day: date) -> Figure:
    """Return what a report about the span states of the series, judged on the day at the latest."""
    days = span.days_of(series.kind)
    known = series.until(days.end)
    point = known.newest_within(days)
    is_reported = point is not None and point.value is not None
    judged = known if is_reported else replace(known, points=())
    progress = measure(judged, min(day, span.days.end))
    return Figure(known, span, point, known.newest_within(span.days_before(series.kind)), progress)


def _length(period: Period) -> tuple[int, int, bool] | None:
    """Return what two periods of the same length share; None for the state on a day."""
    if period.start is None:
        return None
    months = months_between(period.start, period.end)
    return months, period.start.day, is_month_end(period.end)
