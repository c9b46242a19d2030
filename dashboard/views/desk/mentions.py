"""One figure of a published text: take it as an indicator's, ignore it, or take that back."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dashboard.access.desk import acts, official_of, span_of, text_for
from dashboard.forms.texts import TakingForm
from dashboard.views.desk.texts import period_for_text
from indicators.intake import texts
from indicators.intake.texts import Number, Span
from indicators.models import Indicator, Mention, Place, Source
from indicators.paragraphs import paragraphs, sentence_around

Problems = Mapping[str, object]


@require_GET
def choose(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show one figure in its sentence, and everything that it may be taken as."""
    source = text_for(request, slug)
    return _chosen(request, source, span_of(key), {})


@acts
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """Make an entry of the figure, or show the choice again with what stands in the way."""
    source, form = text_for(request, slug), TakingForm(request.POST)
    if not form.is_valid():
        raise Http404
    span, official = span_of(form.cleaned_data["figure"]), official_of(request)
    try:
        texts.take(source, span, form.wish(), by=official, at=timezone.now())
    except ValidationError as error:
        return _chosen(
            request, source, span, {"problems": error.messages, "given": form.cleaned_data}
        )
    except texts.NotFound as gone:
        raise Http404 from gone
    return _shown(request, source, span)


@acts
def ignore(request: HttpRequest, slug: str) -> HttpResponse:
    """Note that the figure is of no indicator."""
    source = text_for(request, slug)
    span = span_of(request.POST.get("figure", ""))
    try:
        texts.ignore(source, span, by=official_of(request), at=timezone.now())
    except ValidationError as error:
        return _chosen(request, source, span, {"problems": error.messages})
    except texts.NotFound as gone:
        raise Http404 from gone
    return _shown(request, source, span)


@acts
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Forget what was decided on the figure."""
    source = text_for(request, slug)
    mention = get_object_or_404(Mention, pk=pk, text__source=source)
    span, reason = Span(mention.line, mention.start, mention.end), request.POST.get("reason", "")
    try:
        texts.take_back(mention, reason=reason[:2000], by=official_of(request), at=timezone.now())
    except ValidationError as error:
        return _chosen(request, source, span, {"problems": error.messages})
    return _shown(request, source, span)


def _number(source: Source, span: Span) -> Number | None:
    """Return the figure at the span with all that is known of it, if there is one."""
    near = [one for one in texts.numbers_of(source) if one.is_figure and one.span.overlaps(span)]
    if not near:
        return None
    [number] = texts.with_offers(near[:1], period_for_text(source)).values()
    return number


def _chosen(request: HttpRequest, source: Source, span: Span, said: Problems) -> HttpResponse:
    """Answer with the figure and the whole choice: a row where a script asks, else a page."""
    number = _number(source, span)
    if number is None:
        raise Http404
    line = paragraphs(source.text)[number.span.line - 1].text
    context = {
        "source": source,
        "number": number,
        "back": _address(source, number.span),
        "is_open": True,
        "sentence": sentence_around(line, number.span.start, number.span.end),
        "indicators": Indicator.objects.select_related("area"),
        "places": Place.objects.all(),
        **said,
    }
    is_row = request.headers.get("HX-Request")
    name = "dashboard/desk/figure.html" if is_row else "dashboard/desk/choice_page.html"
    return render(request, name, context)


def _shown(request: HttpRequest, source: Source, span: Span) -> HttpResponse:
    """Render the figure's new state: its row for a script, else the whole text."""
    if not request.headers.get("HX-Request"):
        return redirect(_address(source, span))
    context = {
        "source": source,
        "number": _number(source, span),
        "count": texts.count(texts.numbers_of(source)),
        "taken": texts.taken_of(source),
    }
    return render(request, "dashboard/desk/decided.html", context)


def _address(source: Source, span: Span) -> str:
    """Return where the figure is on the pages of its text."""
    sheets = texts.sheets(source, texts.numbers_of(source))
    key = "-".join(map(str, span))
    page = texts.sheet_with(sheets, span)
    return f"{redirect('text', source.slug).url}?page={page}#f-{key}"
