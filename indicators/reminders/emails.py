"""Send notices as bilingual e-mails; failed ones are sent again."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from indicators.bilingual import Text
from indicators.models import Notice, Organisation
from indicators.series_builders import text_of

from .notices import NoticeItem, Urgency, due_of

logger = logging.getLogger(__name__)

SUBJECT = "待填报提醒 / Reporting reminder"
LETTER = """{name}：

截至{day}，以下填报项尚未完成报送：

{chinese}

请登录系统办理。如已报送，请忽略本提醒。

----------------------------------------

{name},

As of {day}, these figures have not been submitted:

{english}

Please log in to report them. If you have done so meanwhile, ignore this reminder.
"""
LINES = {
    Urgency.DUE_SOON: Text("待填报{entries}项，{due}到期", "{figures} to report, due {due}"),
    Urgency.OVERDUE: Text("逾期未报{entries}项，应于{due}前报送", "{figures} overdue, due {due}"),
    Urgency.RETURNED: Text(
        "已退回待修改{entries}项，期限{due}", "{figures} returned for correction, due {due}"
    ),
}
Names = Mapping[str, Text]


def send(notices: Iterable[Notice], *, at: datetime) -> list[Notice]:
    """Return the notices that went out by e-mail now; each goes out once.

    What the mail server does not take stays unsent, so that the next run tries again.
    """
    if not getattr(settings, "EMAIL_CONFIGURED", False):
        return []
    unsent = Notice.objects.filter(pk__in=[one.pk for one in notices], sent_at__isnull=True)
    waiting = list(unsent.exclude(official__email="").select_related("official"))
    if not waiting:
        return []
    names = {one.code: text_of(one, "name") for one in Organisation.objects.all()}
    sent: list[Notice] = []
    try:
        with get_connection() as connection:
            sent += [one for one in waiting if _went_out(one, names, connection, at)]
    except (SMTPException, OSError) as error:
        logger.warning("The mail server failed: %s", error)
    return sent


def _went_out(notice: Notice, names: Names, connection: BaseEmailBackend, at: datetime) -> bool:
    """Send the notice unless another run is faster; take the mark back where sending fails."""
    same = Notice.objects.filter(pk=notice.pk)
    if not same.filter(sent_at__isnull=True).update(sent_at=at):
        return False
    to = [notice.official.email]
    try:
        EmailMessage(SUBJECT, _letter(notice, names), to=to, connection=connection).send()
    except (SMTPException, OSError) as error:
        same.update(sent_at=None)
        logger.warning("Notice %s was not sent: %s", notice.pk, error)
        return False
    notice.sent_at = at
    return True


def _letter(notice: Notice, names: Names) -> str:
    lines = [_line(item, names) for item in notice.items]
    return LETTER.format(
        name=notice.official,
        day=notice.day,
        chinese="\n".join(line.zh for line in lines),
        english="\n".join(line.en for line in lines),
    )


def _line(item: NoticeItem, names: Names) -> Text:
    code, entries, due = item["organisation"], item["entries"], due_of(item)
    name, said = names.get(code, Text(code, code)), LINES[Urgency(item["kind"])]
    figures = "1 figure" if entries == 1 else f"{entries} figures"
    chinese = said.zh.format(entries=entries, due=due.zh)
    english = said.en.format(figures=figures, due=due.en)
    return Text(
        f"- {item['period_zh']}，{name.zh}：{chinese}",
        f"- {item['period_en']}, {name.in_language('en')}: {english}",
    )
