"""Say the domain's two-language words in the reader's language."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.core.paginator import Page
from django.template import Context, Library
from django.templatetags.static import static
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dashboard import navigation, publication_metadata
from dashboard.charts import svg
from dashboard.reports import html
from dashboard.reports.blocks import ParagraphBlock, TableBlock
from dashboard.reports.figure_wording import ReportFigure
from dashboard.tables.figures import moment
from indicators import narrative, series_builders
from indicators.bilingual import Text
from indicators.enums import Basis, Standing
from indicators.progress import Progress
from indicators.proofreading import RESULTS, SIGNS, Proof, explained
from indicators.selectors import PublishedFigure
from indicators.series import NO_TEXT, Citation, Point, Series, Target

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
register = Library()
register.filter(moment)
register.filter(series_builders.note_of)
register.filter(series_builders.title_of)


@register.filter
def words(text: Text) -> str:
    """Return the words in the active language."""
    return text.in_language(get_language() or "zh-hans")


@register.filter
def sentence(text: Text) -> SafeString:
    """Return the words with each day kept together: a line would break at its hyphens."""
    return SafeString(DAY.sub(r"<span>\g<0></span>", escape(words(text))))


@register.filter
def figure(series: Series, point: Point) -> str:
    """Return the point's figure with qualifier and unit."""
    return words(series.show(point))


@register.filter
def short_figure(series: Series, point: Point) -> str:
    """Return the figure beside its series' name: in English the name says what is counted."""
    return words(narrative.short_figure(series, point))


@register.filter
def target(series: Series, target: Target) -> str:
    """Return the target in signs, or its statement, for where its basis stands beside it."""
    return words(narrative.target_sign(series, target))


@register.filter
def goal(series: Series, progress: Progress) -> str:
    """Return the target in signs, whether it is but a working one, and which of several."""
    return words(narrative.target_judged(series, progress))


@register.filter
def standing_sign(standing: Standing) -> str:
    """Return the sign that goes with the standing's word."""
    return narrative.STANDING_SIGNS[standing]


@register.filter
def standing_words(standing: Standing) -> str:
    """Return the standing in words."""
    return words(standing.text)


@register.filter
def standing_short(standing: Standing) -> str:
    """Return the standing in two or three characters, for beside its sign."""
    return words(narrative.SHORT_STANDINGS[standing])


@register.filter
def bar_width(progress: Progress) -> str:
    """Return the length of the progress bar within 0 and 100."""
    return "0" if progress.bar is None else f"{float(progress.bar * 100):.1f}"


@register.filter
def basis_words(basis: Basis) -> str:
    """Return where a target comes from."""
    return str(basis.label)


@register.simple_tag
def drawing(figure: ReportFigure) -> SafeString:
    """Return the chart of a report's figure."""
    language = get_language() or "zh-hans"
    title = figure.series.name.in_language(language)
    return svg.trend(figure.series, figure.progress, title, language)


@register.simple_tag
def is_demonstration() -> bool:
    """Tell whether every figure is made up."""
    return bool(settings.DEMONSTRATION)


@register.simple_tag
def city_name() -> str:
    """Return the city's name, empty where everything is made up."""
    return words(publication_metadata.city())


@register.simple_tag
def plotly_script() -> str:
    """Return the address of the chart script; empty where set-up has not brought one."""
    return static(settings.PLOTLY_SCRIPT) if settings.PLOTLY_SCRIPT else ""


@register.simple_tag
def in_language(path: str, language: str) -> str:
    """Return the same address in the other language."""
    return navigation.in_language(path, language)


@register.simple_tag(takes_context=True)
def address(context: Context, name: str, *arguments: object, **query: object) -> str:
    """Return a public page's address, on the day that the reader looks at."""
    return navigation.address(name, *arguments, as_of=_day(context), **query)


@register.simple_tag(takes_context=True)
def sentences_of(context: Context, paragraph: ParagraphBlock) -> SafeString:
    """Return a report's sentences, on the day that the reader looks at."""
    return html.sentences(paragraph, _day(context))


@register.simple_tag(takes_context=True)
def rows_of(context: Context, table: TableBlock) -> SafeString:
    """Return the rows of a report's table, on the day that the reader looks at."""
    return html.rows(table, _day(context))


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str) -> str:
    """Return the address with the site's name, as other sites need it."""
    return str(context["request"].build_absolute_uri(path))


@register.filter
def anchor(citation: Citation) -> str:
    """Return where the citation is on the page of its document."""
    return navigation.anchor(citation)


@register.filter
def paragraph(number: int | None) -> Text:
    """Return which paragraph it is, ready to follow its document's name; no words for none."""
    return narrative.paragraph(number)


@register.simple_tag(takes_context=True)
def own_address(context: Context) -> str:
    """Return the page's address as people cite it."""
    request = context["request"]
    lasting: str | None = getattr(request, "lasting_address", None)
    return lasting or f"{request.get_host()}{request.get_full_path()}"


@register.simple_tag
def standings() -> list[Standing]:
    """Return every standing."""
    return list(Standing)


@register.filter
def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    """Return the numbers to offer around the page, with gaps."""
    return page.paginator.get_elided_page_range(page.number)


@register.filter
def at(mapping: Mapping[str, Text], key: str) -> Text:
    """Return what stands at the key, or no words."""
    return mapping.get(key, NO_TEXT)


@register.filter
def hundredths(share: Fraction) -> str:
    """Return a share as a length of 100."""
    return f"{float(share * 100):.1f}"


@register.simple_tag(takes_context=True)
def with_query(context: Context, **query: object) -> str:
    """Return this page's query with some parts changed; the first page needs no number."""
    asked = context["request"].GET.copy()
    asked.pop("page", None)
    for key, value in query.items():
        asked[key] = str(value)
    return f"?{asked.urlencode()}" if asked else ""


@register.filter
def result_sign(proof: Proof) -> str:
    """Return the sign that goes with the result's word."""
    return SIGNS[proof.result] if proof.result else ""


@register.filter
def result_words(proof: Proof) -> str:
    """Return what became of a figure."""
    return words(RESULTS[proof.result]) if proof.result else ""


@register.filter
def result_explained(proof: Proof) -> str:
    """Return what the text says, what the data say, and since when."""
    return words(explained(proof))


@register.filter
def marked(text: str, cited: list[PublishedFigure]) -> SafeString:
    """Mark each cited figure in the paragraph's text."""
    spans = sorted({span for one in cited if (span := one.point.citation.span)})
    parts, done = [], 0
    for start, end in spans:
        if start >= done:
            parts.append(format_html("{}<mark>{}</mark>", text[done:start], text[start:end]))
            done = end
    return format_html("{}{}", format_html_join("", "{}", ((part,) for part in parts)), text[done:])


def _day(context: Context) -> date | None:
    edition = context.get("edition")
    return edition.as_of if edition else None
