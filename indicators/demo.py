"""Play two years of the monthly cycle on made-up data, so that a newcomer can go on with it.

Everything goes the real way: the calendar opens a month, organisations fill in and submit, a
reviewer accepts, a publisher releases. The last month is left in every state that there is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from secrets import choice, token_urlsafe

from django.utils.timezone import make_aware

from indicators import publishing, reminders, review
from indicators.bilingual import Text
from indicators.enums import Qualifier, Role
from indicators.grammar import write
from indicators.intake.desk import entries
from indicators.intake.desk.entries import EntryInput
from indicators.intake.period_opening import open_periods
from indicators.models import Entry, Observation, Official, Organisation, RoleHeld

FIRST, LAST = (2019, 1), (2020, 12)
OPENS, FILLS, REVIEWS, RELEASES = timedelta(4), timedelta(6), timedelta(8), timedelta(12)
PEOPLE = (
    ("tianbao-zhengwu", "陈政务", (Role.REPORTER,), "demo-service"),
    ("tianbao-sifa", "林司法", (Role.REPORTER,), "demo-justice"),
    ("tianbao-shichang", "周市场", (Role.REPORTER,), "demo-market"),
    ("tianbao-xinfang", "吴信访", (Role.REPORTER,), "demo-petitions"),
    ("tianbao-xian", "郑县区", (Role.REPORTER,), "demo-county"),
    ("shenhe", "王审核", (Role.REVIEWER,), "demo-office"),
    ("fabu", "李发布", (Role.PUBLISHER,), "demo-office"),
    ("lingdao", "赵领导", (Role.VIEWER,), "demo-office"),
)
ADMINISTRATOR = "guanli"
GROWING = {
    "demo-online-shared": (0, 1),
    "demo-online-own": (1, 2),
    "demo-certificates": (1, 4),
    "demo-trained": (8, 30),
    "demo-villagers": (200, 700),
    "demo-inspectors": (0, 4),
}
RATES = {"demo-days": (4, 9), "demo-court": (70, 90), "demo-ontime": (88, 99)}
# The last month that is released: a rate falls behind, beside the count that reaches its target.
TURNED = (2020, 11)
TURNS = {"demo-ontime": Decimal("84.6")}
CORRECTED = (2020, 6)
# Who hands in too late in which month, and which indicator's figure is sent back once.
LATE = {
    (2020, 2): ("demo-petitions",),
    (2020, 5): ("demo-market",),
    (2020, 7): ("demo-petitions",),
    (2020, 10): ("demo-petitions", "demo-market"),
}
RETURNED = {(2020, 3): "demo-court", (2020, 8): "demo-published", (2020, 9): "demo-inspections"}
FILLS_LATE = timedelta(17)
# The day on which those who owe something for the last month are told, and told again.
REMINDED = (date(2021, 1, 13), date(2021, 1, 18))
EXPLAINED = "已与业务科室核实"


@dataclass(frozen=True, slots=True)
class Account:
    """An official of the demonstration, with the password that is said once."""

    name: str
    called: str
    roles: str
    password: str


def play(folder: Path, seed: int = 1) -> Iterator[Account | date]:
    """Create the made-up city, yield its accounts, then the end of each month that is done."""
    publishing.publish_report(folder)
    yield from _accounts()
    cycle = Cycle(Random(seed))  # noqa: S311 - figures to play with, no secret
    year, month = FIRST
    while (year, month) < LAST:
        cycle.month(year, month)
        yield date(year, month, 1)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    cycle.last_month(*LAST)
    yield date(*LAST, 1)


def _accounts() -> Iterator[Account]:
    for name, called, roles, organisation in PEOPLE:
        official = Official(
            username=name,
            last_name=called,
            organisation=Organisation.objects.get(code=organisation),
            is_head=name == "tianbao-sifa",
        )
        password = _password()
        official.set_password(password)
        official.save()
        RoleHeld.objects.bulk_create(RoleHeld(official=official, role=role) for role in roles)
        yield Account(name, called, "、".join(str(role.label) for role in roles), password)
    password = _password()
    Official.objects.create_superuser(ADMINISTRATOR, password=password, last_name="孙管理")
    yield Account(ADMINISTRATOR, "孙管理", "管理员", password)


def _password() -> str:
    """Return a random password of three kinds of characters."""
    return choice("ABCDEFGHJKLM") + choice("23456789") + token_urlsafe(9).lower() + choice("npqrst")


class Cycle:
    """Months of the cycle, one after the other."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.values: dict[str, Decimal] = {
            code: value or Decimal(0)
            for code, value in Observation.objects.values_list("indicator__code", "value")
        }
        self.people = {one.username: one for one in Official.objects.all()}
        self.reporters = {
            one.organisation_id: one for one in self.people.values() if "tianbao" in one.username
        }

    def month(self, year: int, month: int) -> None:
        """Open, fill in, submit, accept and release one month."""
        start = self._open(year, month)
        late = LATE.get((year, month), ())
        found = self._fill(start + FILLS, leave=late)
        found = self._send_back(found, RETURNED.get((year, month), ""), start + REVIEWS)
        self._accept(found, start + REVIEWS + timedelta(days=2))
        title = Text(f"{year}年{month}月数据（演示）", f"Figures of {year}-{month:02} (demo)")
        accepted = list(Entry.objects.awaiting_release())
        publishing.release_entries(
            accepted, title=title, by=self.people["fabu"], at=start + RELEASES
        )
        if (year, month) == CORRECTED:
            self._correct(start + RELEASES + timedelta(days=3))
        if late:
            # They are released with the next month's figures.
            self._accept(self._fill(start + FILLS_LATE), start + FILLS_LATE + timedelta(days=1))

    def last_month(self, year: int, month: int) -> None:
        """Leave a month in the middle: drafts, submitted, returned, accepted, and nothing said."""
        start = self._open(year, month)
        # Ten times the usual, with an explanation: the reviewer finds it first.
        self.values["demo-published"] *= 10
        self._fill(start + FILLS, leave=("demo-petitions",), keep=("demo-county",))
        waiting = list(review.queue())
        by, at = self.people["shenhe"], start + REVIEWS
        for entry in waiting:
            code = entry.submission.organisation.code
            if code == "demo-market":
                review.accept(entry, seen=entry.version, by=by, at=at)
            elif entry.indicator.code == "demo-court":
                reason = "请核对本月出庭应诉率的统计口径。"
                review.send_back(entry, reason=reason, seen=entry.version, by=by, at=at)
        for day in REMINDED:
            reminders.remind(day)

    def _accept(self, found: Iterable[Entry], at: datetime) -> None:
        for entry in found:
            review.accept(entry, seen=entry.version, by=self.people["shenhe"], at=at)

    def _send_back(self, found: list[Entry], code: str, at: datetime) -> list[Entry]:
        """Send the indicator's figure back and let it be handed in again the day after."""
        kept = [entry for entry in found if entry.indicator.code != code]
        for entry in found:
            if entry.indicator.code == code:
                reason = "请核对统计口径（演示）"
                by = self.people["shenhe"]
                review.send_back(entry, reason=reason, seen=entry.version, by=by, at=at)
        return kept + (self._fill(at + timedelta(days=1)) if len(kept) < len(found) else [])

    def _open(self, year: int, month: int) -> datetime:
        """Open the month in the next one, and return that month's first moment."""
        first = date(year + month // 12, month % 12 + 1, 1)
        open_periods(first + OPENS)
        for code in self.values:
            self.values[code] = self._moved(code)
        if (year, month) == TURNED:
            self.values |= TURNS
        shared, own = self.values["demo-online-shared"], self.values["demo-online-own"]
        self.values["demo-online"] = shared + own
        return make_aware(datetime.combine(first, time(9)))

    def _fill(
        self, at: datetime, leave: tuple[str, ...] = (), keep: tuple[str, ...] = ()
    ) -> list[Entry]:
        """Let the organisations fill in and submit, but for those to leave or to keep drafts."""
        found = []
        for organisation, reporter in self.reporters.items():
            mine = Entry.objects.filter(submission__organisation=organisation).open()
            code = reporter.organisation.code if reporter.organisation else ""
            if code in leave:
                continue
            rows = [self._filled(entry, reporter, at) for entry in mine.with_relations()]
            if code not in keep:
                done, _refused = entries.submit(rows, by=reporter, at=at)
                found += done
        return list(Entry.objects.with_relations().filter(pk__in=[one.pk for one in found]))

    def _filled(self, entry: Entry, by: Official, at: datetime) -> Entry:
        answer = EntryInput(typed=self._typed(entry), explanation=EXPLAINED)
        return entries.save(entry, answer, seen=entry.version, by=by, at=at)

    def _moved(self, code: str) -> Decimal:
        """Return next month's value: counts since the beginning grow, all else moves a little."""
        value, draw = self.values[code], self.random
        if code in GROWING:
            return value + draw.randint(*GROWING[code])
        if code in RATES:
            low, high = RATES[code]
            moved = value + Decimal(draw.randint(-9, 10)) / 10
            return min(max(moved, Decimal(low)), Decimal(high))
        return max(value + draw.randint(-3, 3), Decimal(1))

    def _typed(self, entry: Entry) -> str:
        """Return what the organisation types: the whole, or its part of what two report."""
        value, unit = self.values[entry.indicator.code], entry.indicator.unit
        if entry.indicator.code == "demo-complaints":
            first = (value * 6 / 10).to_integral_value()
            is_owner = entry.submission.organisation_id == entry.indicator.owner_id
            value = first if is_owner else value - first
        if entry.indicator.code == "demo-resolved":
            value = min(value, self.values["demo-petitions"])
        return write(value, Qualifier.EXACT, unit)

    def _correct(self, at: datetime) -> None:
        wrong = Observation.objects.filter(indicator__code="demo-trained").latest("period_end")
        self.values["demo-trained"] += 10
        publishing.correct(
            wrong,
            value=self.values["demo-trained"],
            reason="漏计一期培训班10人（演示）",
            by=self.people["fabu"],
            at=at,
        )
