"""What an organisation owes and reports, for the system that its token identifies."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Query, Router

from dashboard.api import payloads, responses
from dashboard.api.auth import BearerToken
from dashboard.api.descriptions import operation, spoken
from dashboard.api.params import OwnEntriesParams, PageQuery, wrong
from dashboard.api.problems import (
    CONFLICT,
    FORBIDDEN,
    INVALID,
    Fault,
    ProblemKind,
    RequestRefused,
    bad_parameter,
)
from dashboard.api.schemas import entries
from dashboard.api.schemas.base import Span
from indicators.bilingual import Text
from indicators.intake import api
from indicators.intake.api import BatchRefused, FigureProblem, IncomingFigure, idempotency
from indicators.intake.desk import due_entries
from indicators.models import ReportingPeriod, Submission, Token
from indicators.periods import NotAPeriod, period_of
from indicators.selectors.keyset_pagination import Order

router = Router(tags=["submissions"], auth=BearerToken())
NEWEST_FIRST = Order(("end", "pk"), (date, int), is_downward=True)
BY_CODES = Order(("indicator__code", "place__code"), (str, str))
NOT_OWED = Text(
    "本单位没有报告期“%(code)s”的填报任务。",
    "Your organisation owes nothing for the period “%(code)s”.",
)
KEY_REUSED = Text(
    "这个Idempotency-Key已用于另一请求。", "This Idempotency-Key was used for another request."
)


@router.get(
    "/submissions",
    response=entries.Submissions,
    **operation(
        ("应报的报告期", "Periods owed"),
        (
            "列出本单位应报的报告期、截止日期和办理进度，由近到远。",
            "Lists the periods for which the token's organisation owes figures, when they are due "
            "and how far they have come, the newest first.",
        ),
    ),
)
def submissions(request: HttpRequest, asked: Query[PageQuery]) -> HttpResponse:
    """List the periods that the organisation owes."""
    organisation = _token(request).organisation
    periods = ReportingPeriod.objects.filter(submissions__organisation=organisation)
    found, following = responses.stretch(
        lambda end: NEWEST_FIRST.cut(periods, end, asked.limit), "submissions", asked
    )
    items = [entries.Submission.owed(one) for one in due_entries.owing(organisation, found)]
    return responses.own_page(request, (entries.Submissions, items), {}, following, asked)


@router.get(
    "/submissions/{period}/entries",
    response=entries.OwnEntries,
    **operation(
        ("本单位填报项", "One's own entries"),
        (
            "列出本单位一个报告期的填报项：状态、校验结果、退回原因。",
            "Lists the organisation's entries for a period: how far each has come, what is found "
            "in it, and why it was returned.",
        ),
    ),
)
def own_entries(request: HttpRequest, period: str, asked: Query[OwnEntriesParams]) -> HttpResponse:
    """List the organisation's entries for a period."""
    submission = _submission(request, period)
    rows = submission.entries.with_relations()
    if asked.state is not None:
        rows = rows.filter(state=asked.state)
    found, following = responses.stretch(
        lambda end: BY_CODES.cut(rows, end, asked.limit), f"entries {submission.pk}", asked
    )
    items = [entries.OwnEntry.found(row.entry, row.findings) for row in due_entries.rows_of(found)]
    about = entries.about(submission.period)
    return responses.own_page(request, (entries.OwnEntries, items), about, following, asked)


@router.post(
    "/submissions/{period}/entries",
    response=entries.Delivered,
    **operation(
        ("报送", "Report figures"),
        (
            "保存一个报告期的数据，可同时提交审核。全部保存，或全部不保存并一次列出所有问题。"
            "与原内容相同的项保持不变，重复报送无妨。",
            "Keeps figures for a period, and submits them where asked to: all of them, or none and "
            "every problem at once. What says the same as before is left as it is, so that "
            "sending again is harmless.",
        ),
        body="Sending",
    ),
)
def send_entries(
    request: HttpRequest,
    period: str,
    key: Annotated[
        str | None,
        Header(
            None,
            alias="Idempotency-Key",
            min_length=1,
            max_length=200,
            pattern="^[!-~]+$",
            description="Names this request; sent again with the same body it does nothing.",
        ),
    ] = None,
) -> HttpResponse:
    """Keep figures, and submit them where asked to."""
    token, submission = _token(request), _submission(request, period)
    content, at = payloads.content_of(request), timezone.now()

    def act() -> str:
        return _entered(token, submission, payloads.parsed(content, payloads.Sending))

    if key is None:
        return HttpResponse(act(), content_type=responses.JSON)
    named = idempotency.fingerprint(period.encode(), content)
    try:
        return HttpResponse(
            idempotency.once(token, key, named, act, at=at), content_type=responses.JSON
        )
    except idempotency.KeyReused as error:
        detail = spoken(KEY_REUSED)
        fault = Fault(code="reused", detail=detail, header="Idempotency-Key")
        raise RequestRefused(INVALID, detail, (fault,)) from error


def _entered(token: Token, submission: Submission, sending: payloads.Sending) -> str:
    """Return the response, or raise with every problem."""
    sent = [
        IncomingFigure(
            one.indicator,
            one.place,
            one.value or "",
            one.qualifier.value if one.qualifier else "",
            one.note,
            one.explanation,
            not one.not_applicable,
            one.version,
        )
        for one in sending.entries
    ]
    try:
        done = api.enter_all(
            submission, sent, submit=sending.submit, by=token.official, at=timezone.now()
        )
    except BatchRefused as error:
        raise _refused(error.problems) from error
    return entries.Delivered(
        period=Span.of(submission.period.period),
        due=submission.period.due,
        due_is_provisional=submission.period.due_is_provisional,
        changed=done.changed,
        submitted=done.submitted,
        items=[entries.OwnEntry.found(entry, done.found[entry.pk]) for entry in done.entries],
    ).model_dump_json()


def _refused(problems: Sequence[FigureProblem]) -> RequestRefused:
    faults = tuple(
        Fault(
            code=one.code,
            detail=spoken(one.message),
            pointer=payloads.pointer(["entries", one.number, *filter(None, [one.field])]),
        )
        for one in problems
    )
    return RequestRefused(_kind(problems), faults[0].detail if len(faults) == 1 else "", faults)


def _kind(problems: Sequence[FigureProblem]) -> ProblemKind:
    codes = {one.code for one in problems}
    if "foreign" in codes:
        return FORBIDDEN
    return CONFLICT if codes == {"changed"} else INVALID


def _token(request: HttpRequest) -> Token:
    return cast(Token, request.auth)  # type: ignore[attr-defined]


def _submission(request: HttpRequest, code: str) -> Submission:
    """Return what the organisation owes for the period; raise Refused where it owes nothing."""
    try:
        period = period_of(code)
    except NotAPeriod as error:
        raise bad_parameter("period", "period", wrong("period")) from error
    own = Submission.objects.filter(organisation=_token(request).organisation_id)
    found = own.select_related("period").filter(period__end=period.end)
    for submission in found:
        if submission.period.period == period:
            return submission
    raise responses.missing(NOT_OWED, code=code)
