"""A text of our own, taken in for the tests, and what stands where in it."""

from datetime import UTC, date, datetime

from indicators.enums import Role
from indicators.intake import texts
from indicators.intake.texts import Assignment, NewText, Span
from indicators.models import Entry, Mention, Official, Source
from tests.indicators.desk import make_official

NOW = datetime(2019, 9, 5, 9, tzinfo=UTC)
TEXT = "\n".join(
    [
        "关于2019年8月工作情况的通报",
        "2019年8月，市本级取消调整证明事项210项，保留证明事项51项。"
        "负责人出庭应诉率达85%以上，较上年同期增长5%。",
        "截至8月底，共培养法律明白人45万人，其中骨干法律明白人3.8万人；"
        "全年立法计划中有政府规章项目4件。",
        "附表：取消的年检年审事项15项",
        "依据国发〔2019〕5号文件，第一责任人压实责任，办件30至40件，另有3处。",
    ]
)
CANCELLED, KEPT = Span(2, 19, 23), Span(2, 30, 33)
RATE, GROWTH = Span(2, 43, 48), Span(2, 56, 58)
VILLAGERS, RULES = Span(3, 14, 18), Span(3, 48, 50)
IN_A_HEADING, RANGE, DOCUMENT = Span(4, 12, 15), Span(5, 27, 33), Span(5, 4, 12)
AS_CANCELLED = Assignment("certificates-cancelled", "city-level")
AS_KEPT = Assignment("certificates-kept", "city-level")
AS_RATE = Assignment("court-appearance-rate", "city")
AS_VILLAGERS = Assignment("legally-literate-villagers", "city")
AS_RULES = Assignment("plan-government-rules", "city")
AS_INSPECTIONS = Assignment("annual-inspections-cancelled", "city-level")


def make_reviewer(name: str = "taker", organisation: str = "justice-bureau") -> Official:
    """Return a reviewer who belongs to the office."""
    return make_official(name, Role.REVIEWER, organisation=organisation)


def take_in(by: Official, text: str = TEXT, title: str = "") -> Source:
    """Return the text as a source that is not public."""
    new = NewText(text=text, publisher="市司法局", title=title, published_on=date(2019, 9, 3))
    return texts.take_in(new, by=by, at=NOW).source


def take(source: Source, span: Span, wish: Assignment, by: Official) -> Mention:
    """Take the figure now."""
    return texts.take(source, span, wish, by=by, at=NOW)


def span_in(source: Source, written: str) -> Span:
    """Return where the figure stands that is written so."""
    [found] = [
        one.span for one in texts.numbers_of(source) if one.is_figure and one.as_written == written
    ]
    return found


def entry_of(mention: Mention) -> Entry:
    """Return the entry that came of it, as it is now."""
    return Entry.objects.with_relations().get(mention=mention)
