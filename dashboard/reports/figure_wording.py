"""The wording of one series in a report: figure, change and standing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Frequency, Kind, Qualifier, Status
from indicators.periods import is_month_end, months_between
from indicators.progress import Progress, measure, verdict
from indicators.report_periods import ReportSpan
from indicators.series import NOTHING, Point, Series, Target
from indicators.totals import LEVELS, Total, TotalKind, total_of

from .wording import (
    bracketed,
    change_words,
    cited,
    joined,
    own_days,
    shown,
    spoken,
    target_words,
    without_separators,
)

DRAFT = Text("【内部草稿】", " [internal draft]")
NOT_COMPARABLE = Text("无可比数据", "no comparable figure")
NO_TARGET = Text("未设定量目标", "no quantified target")
NO_PAST_TARGET = Text("没有已到期的目标", "no target whose day has passed")
UNJUDGED = Text("数据不完整，不作判断", "not judged, the figure is incomplete")


@dataclass(frozen=True)
class ReportFigure:
    """One series as a report about a span of days states it.

    ``series`` ends where the span ends; ``total`` is what it says of the span, ``before`` what it
    says of the one before. ``progress`` judges the newest figure, as the indicator's page does,
    never a sum: a target is set for the figures that are reported. What texts and tables say over
    and over is put into words once.
    """

    series: Series
    span: ReportSpan
    total: Total
    before: Total
    progress: Progress

    @property
    def key(self) -> tuple[str, str]:
        """Return indicator and place."""
        return self.series.code, self.series.place.code

    @property
    def point(self) -> Point | None:
        """Return the figure, or what says which kind of nothing there is."""
        return self.total.point

    @property
    def previous(self) -> Point | None:
        """Return the figure of the span before."""
        return self.before.point

    @property
    def is_reported(self) -> bool:
        """Tell whether there is a figure to state."""
        return self.total.is_figure

    @property
    def is_of_other_days(self) -> bool:
        """Tell whether the figure that is stated is not about the span as a whole."""
        return self.is_reported and not self.total.is_of_span

    @property
    def is_draft(self) -> bool:
        """Tell whether the figure is not public yet."""
        return self.point is not None and not self.point.release

    @property
    def is_due(self) -> bool:
        """Tell whether the report should have the figure; yearly ones are due at the year's end."""
        yearly = self.series.frequency is Frequency.YEAR and self.series.kind is not Kind.PLAN
        return not (yearly and self.span.half == 1 and self.total == Total(TotalKind.NOTHING))

    @property
    def gap(self) -> Text:
        """Return which kind of nothing there is, and which months are lacking."""
        if self._falls_short:
            return narrative.lacking(self.total)
        if self.point is not None and self.point.is_withdrawal:
            return narrative.gone(self.point)
        return NOTHING[Status.MISSING if self.point is None else self.point.status]

    @property
    def mark(self) -> Text:
        """Return what stands in the text where there is no figure: 【缺：政务服务事项】."""
        name = self.series.name
        if self._falls_short:
            words = narrative.incomplete(self.total, name)
            return Text(f"【{words.zh}】", f"[{words.en}]")
        is_missing = self.point is None or self.point.status is Status.MISSING
        if self.point is not None and self.point.is_withdrawal:
            return Text(f"【{name.zh}：{self.gap.zh}】", f"[{name.en}: {self.gap.en}]")
        word = Text("缺", "missing") if is_missing else self.gap
        return Text(f"【{word.zh}：{name.zh}】", f"[{word.en}: {name.en}]")

    @cached_property
    def value(self) -> Text:
        """Return the figure as officials write it, with its own days where they are others."""
        return self._with_brackets(self._own_days) if self.is_reported else self.mark

    @property
    def previous_value(self) -> Text:
        """Return the figure of the span before."""
        if not self.before.is_figure or self.previous is None:
            return NOT_COMPARABLE
        value = shown(self.series, self.previous)
        marked = value if self.previous.release else joined(value, DRAFT)
        days = self.span.days_before(self.series.kind)
        return joined(marked, bracketed(own_days(self.before, days)))

    @cached_property
    def stated(self) -> Text:
        """Return the figure, and in brackets its own period and its change where there is one."""
        if not self.is_reported:
            return self.mark
        parts = [self._compared] if self.difference is not None else []
        return self._with_brackets([*self._own_days, *parts])

    @cached_property
    def period(self) -> Text:
        """Return the figure's own period: 2019年上半年, 截至2019年6月20日."""
        return spoken(self.point.period) if self.point is not None else self.mark

    @cached_property
    def difference(self) -> Decimal | None:
        """Return how much more it is than in the span before, where both are exact and alike."""
        values = [
            one.point.value
            for one in (self.before, self.total)
            if one.is_figure and one.point and one.point.qualifier is Qualifier.EXACT
        ]
        if len(values) < 2 or self._likeness(self.before) != self._likeness(self.total):
            return None
        before, now = (one or Decimal(0) for one in values)
        return now - before

    def _likeness(self, total: Total) -> object:
        """Return what two figures have in common that can be compared.

        Counts of a whole span are alike, and what is of as many months as long before its end.
        """
        period = total.point.period if total.point else self.span.days
        is_whole = total.is_of_span and self.series.kind not in LEVELS
        if period.start is None or is_whole:
            return period.start is None
        kind = self.series.kind
        days = self.span.days_of(kind) if total is self.total else self.span.days_before(kind)
        months = months_between(period.start, period.end), months_between(period.end, days.end)
        return *months, period.start.day, is_month_end(period.end)

    @cached_property
    def change(self) -> Text:
        """Return the change in words, or that nothing is comparable."""
        if not self.is_reported:
            return self.mark
        return NOT_COMPARABLE if self.difference is None else self._marked(self._compared)

    @cached_property
    def judged(self) -> Text:
        """Return the standing in a word, with the period of the part that it judges."""
        if self._falls_short:
            return UNJUDGED
        word = self.progress.standing.text
        part = self.progress.point
        if self.total.sort is not TotalKind.SUM or part is None or self.progress.target is None:
            return word
        return joined(word, bracketed([spoken(part.period)]))

    @property
    def standing(self) -> Text:
        """Return the standing, marked where the figure is not public yet."""
        return self._marked(self.judged)

    @property
    def sentence(self) -> Text:
        """Return figure, target, path and standing with the working."""
        if not self.is_reported or self.point is None:
            return self.mark
        said = narrative.describe(self.series, self.progress)
        if self.total.sort is TotalKind.SUM:
            said = narrative.of_sum(self.series, self.point, self.progress)
        return self._marked(without_separators(said))

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
        """Return the documents and paragraphs that the figure was taken from."""
        if self.point is None:
            return self.mark
        if self.is_draft:
            return Text(DRAFT.zh, DRAFT.en.strip())
        return cited([one.citation for one in self.total.parts or (self.point,)])

    @property
    def mentioned(self) -> Text:
        """Return a sentence of its own, for a report whose text does not name the figure."""
        return narrative.mention(self.series, self.stated)

    @property
    def _falls_short(self) -> bool:
        return self.total.sort in (TotalKind.INCOMPLETE, TotalKind.UNADDABLE)

    @property
    def _own_days(self) -> list[Text]:
        return own_days(self.total, self.span.days_of(self.series.kind))

    @property
    def _compared(self) -> Text:
        return change_words(self.series, self.difference or Decimal(0))

    def _with_brackets(self, parts: list[Text]) -> Text:
        return joined(self._marked(shown(self.series, self.point)), bracketed(parts))

    def _marked(self, words: Text) -> Text:
        return joined(words, DRAFT) if self.is_draft else words


def figure_of(series: Series, span: ReportSpan, day: date) -> ReportFigure:
    """Return what a report about the span states of the series, judged on the day at the latest."""
    days = span.days_of(series.kind)
    known = series.until(days.end)
    total, before = total_of(known, days), total_of(known, span.days_before(series.kind))
    judged = known if total.is_figure else replace(known, points=())
    return ReportFigure(known, span, total, before, measure(judged, min(day, span.days.end)))
