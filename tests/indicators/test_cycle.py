"""What the monthly cycle promises, whoever does what in whatever order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from indicators import audit, publishing, review, selectors
from indicators.bilingual import Text
from indicators.enums import EntryState, Role, Status
from indicators.intake.desk import entries
from indicators.intake.desk.entries import ChangedMeanwhile, EntryInput, NotOpen
from indicators.models import (
    Citation,
    Entry,
    Event,
    Indicator,
    Observation,
    Organisation,
    Release,
    Source,
    Standing,
)
from indicators.review import NotAwaitingReview

from .desk import NOW, fresh, make_official, open_month

END = date(2019, 7, 31)
OWN, OTHERS, SHARED = "service-items", "supervision-items", "ganfutong-departments"
# Each row: the indicator, who reports it, and the figure of the half-year before.
ROWS = (
    (OWN, "service-centre", 810),
    (OTHERS, "market-bureau", 1007),
    (SHARED, "service-centre", 9),
    (SHARED, "market-bureau", 9),
)
PEOPLE: dict[str, tuple[str, tuple[Role, ...]]] = {
    "reporter": ("service-centre", (Role.REPORTER,)),
    "neighbour": ("market-bureau", (Role.REPORTER,)),
    "both": ("service-centre", (Role.REPORTER, Role.REVIEWER)),
    "reviewer": ("", (Role.REVIEWER,)),
    "other reviewer": ("", (Role.REVIEWER,)),
    "publisher": ("", (Role.PUBLISHER,)),
}
OPEN = (EntryState.DRAFT, EntryState.RETURNED)
REFUSALS = (PermissionDenied, ValidationError, NotOpen, ChangedMeanwhile, NotAwaitingReview)
Wrong = set[type[Exception]]
Said = Decimal | str

ROW = st.sampled_from(range(len(ROWS)))
SOME_ROWS = st.sets(ROW, min_size=1)
REPORTING = st.sampled_from(["reporter", "both", "both", "neighbour", "neighbour", "reviewer"])
DECIDING = st.sampled_from(["both", "both", "reviewer", "other reviewer", "reporter", "publisher"])
VERDICT = st.sampled_from(["accepted", "returned", ""])
REASON = st.sampled_from(["漏计一项", "漏计一项", " "])
# How many acts on an entry an official has not seen when acting on it.
UNSEEN = st.sampled_from([0, 0, 0, 1, 2, 9])
# What is typed, as so many times the last figure and so much more, and whether it is explained.
TYPED = st.tuples(
    st.sampled_from(["plain", "plain", "plain", "ten times", "negative", "nothing", "no figure"]),
    st.integers(0, 3),
    st.booleans(),
)


@dataclass
class Expected:
    """What an entry must hold by now."""

    state: EntryState = EntryState.DRAFT
    version: int = 0
    said: Said = Status.NOT_YET_REPORTED
    entered_by: str = ""
    first_submitted_at: datetime | None = None
    release: int | None = None
    submitted_by: str = field(default="", compare=False)
    is_explained: bool = field(default=False, compare=False)
    is_untouched: bool = field(default=False, compare=False)
    verbs: list[str] = field(default_factory=list, compare=False)

    @property
    def is_ready(self) -> bool:
        return self.state == EntryState.ACCEPTED and self.release is None

    @property
    def is_public(self) -> bool:
        return self.state == EntryState.ACCEPTED and self.release is not None


@dataclass
class Released:
    """A release, and what it said as long as it was not withdrawn."""

    release: Release
    figures: dict[str, Said]
    is_public: bool = True


def everything() -> list[object]:
    """Return every column that an act may change, and how many rows it may add."""
    changing: tuple[type[Model], ...] = (Entry, Event, Release, Standing)
    growing: tuple[type[Model], ...] = (Observation, Source, Citation)
    return [
        *(list(QuerySet(kind).order_by("pk").values_list()) for kind in changing),
        *(QuerySet(kind).count() for kind in growing),
    ]


def public_figures(as_of: date | None = None) -> dict[str, Said]:
    """Return the month's figures that the public reads in the whole series."""
    wanted = Indicator.objects.filter(code__in=(OWN, OTHERS, SHARED))
    return {
        card.series.code: point.status if point.value is None else point.value
        for card in selectors.cards(selectors.edition(as_of), wanted)
        for point in card.series
        if point.period.end == END
    }


def newest(cards: list[selectors.Card]) -> set[tuple[str, str, int | None]]:
    """Return each series by indicator and place with the key of its newest figure."""
    return {
        (one.code, one.place.code, one.latest.key if one.latest else None)
        for one in (card.series for card in cards)
    }


class MonthlyCycle(RuleBasedStateMachine):
    """Officials who report, review and publish one month, each as they please."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        shared = Indicator.objects.get(code=SHARED)
        shared.co_owners.set([Organisation.objects.get(code="market-bureau")])
        self.people = {
            name: make_official(name, *roles, organisation=organisation)
            for name, (organisation, roles) in PEOPLE.items()
        }
        made = [open_month(code, end=END, owner=owner)[0] for code, owner, _last in ROWS]
        # Each entry as it was after each act on it; officials may hold any of them.
        self.seen = [[entry] for entry in made]
        self.expected = [Expected() for _entry in made]
        self.releases: list[Released] = []
        self.now = NOW
        self.public_on: dict[date, dict[str, Said]] = {timezone.localdate(NOW): {}}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(acts=st.lists(st.integers(0, 4), min_size=len(ROWS), max_size=len(ROWS)))
    def begins_somewhere_in_the_month(self, acts: list[int]) -> None:
        for row, many in enumerate(acts):
            for _act in range(many):
                self.goes_on(row)

    @rule(row=ROW)
    def goes_on(self, row: int) -> None:
        """Take the entry to its next state, as it should go."""
        expected, is_neighbours = self.expected[row], ROWS[row][1] == "market-bureau"
        if expected.state == EntryState.SUBMITTED:
            self.decides(row, "reviewer", 0, "accepted")
        elif expected.state == EntryState.ACCEPTED:
            self.releases_rows({row} if ROWS[row][0] != SHARED else {2, 3}, "publisher")
        elif isinstance(expected.said, Decimal) and expected.said > 0 and expected.is_explained:
            self.submits({row}, "neighbour" if is_neighbours else "both", 0)
        else:
            who = "neighbour" if is_neighbours else "reporter"
            self.fills_in(row, who, 0, ("plain", 1, True))

    @rule(row=ROW, who=REPORTING, unseen=UNSEEN, what=TYPED)
    def fills_in(self, row: int, who: str, unseen: int, what: tuple[str, int, bool]) -> None:
        held, expected = self._held(row, unseen), self.expected[row]
        answer, said = self._answer(row, what)
        wrong: Wrong = set() if self._reports(who, row) else {PermissionDenied}
        if said is None:
            wrong.add(ValidationError)
        if expected.state not in OPEN:
            wrong.add(NotOpen)
        elif expected.version != held.version:
            wrong.add(ChangedMeanwhile)
        by, seen = self.people[who], held.version
        if self._does(lambda: entries.save(held, answer, seen=seen, by=by, at=self.now), wrong):
            expected.said, expected.is_explained = said or "", bool(answer.explanation)
            expected.version, expected.entered_by = seen + 1, who
            self._was(row, "entered")

    # Of a part of a shared figure nobody says so: beside a part that has a figure, releasing fails
    # in the database or hides that figure.
    @rule(row=st.sampled_from([0, 1]), who=REPORTING, is_explained=st.booleans())
    def says_that_it_does_not_apply(self, row: int, who: str, *, is_explained: bool) -> None:
        self.fills_in(row, who, 0, ("not applicable", 0, is_explained))

    @rule(rows=SOME_ROWS, who=REPORTING, unseen=UNSEEN)
    def submits(self, rows: set[int], who: str, unseen: int) -> None:
        held = {row: self._held(row, unseen) for row in sorted(rows)}
        wrong: Wrong = set() if all(self._reports(who, row) for row in rows) else {PermissionDenied}
        may = [row for row in held if self._may_be_submitted(row, held[row])]
        done: list[int] = []

        def act() -> None:
            submitted, refused = entries.submit(held.values(), by=self.people[who], at=self.now)
            done.extend(entry.pk for entry in submitted)
            assert {one.entry.pk for one in refused} == {one.pk for one in held.values()} - {*done}

        before = everything()
        if not self._does(act, wrong):
            return
        assert done == [held[row].pk for row in may]
        assert done or everything() == before
        for row in may:
            expected = self.expected[row]
            expected.state, expected.submitted_by = EntryState.SUBMITTED, who
            expected.first_submitted_at = expected.first_submitted_at or self.now
            self._was(row, "submitted")

    @rule(row=ROW, who=REPORTING, unseen=UNSEEN)
    def takes_back(self, row: int, who: str, unseen: int) -> None:
        held, expected = self._held(row, unseen), self.expected[row]
        wrong: Wrong = set() if self._reports(who, row) else {PermissionDenied}
        if expected.state != EntryState.SUBMITTED:
            wrong.add(NotOpen)
        if self._does(lambda: entries.withdraw(held, by=self.people[who], at=self.now), wrong):
            expected.state = EntryState.DRAFT
            self._was(row, "withdrew")

    @rule(row=ROW, who=DECIDING, unseen=UNSEEN, verdict=VERDICT)
    def decides(self, row: int, who: str, unseen: int, verdict: str) -> None:
        """Accept the entry, return it with a reason, or return it without one.

        The entry is the newest, as views have it, and only the version is an old one: the actions
        judge whose entry it is by what they are handed.
        """
        held, seen = self.seen[row][-1], self._held(row, unseen).version
        expected, by = self.expected[row], self.people[who]
        wrong: Wrong = set() if verdict else {ValidationError}
        is_own = who in (expected.entered_by, expected.submitted_by)
        if is_own or Role.REVIEWER not in PEOPLE[who][1]:
            wrong.add(PermissionDenied)
        if (expected.state, expected.version) != (EntryState.SUBMITTED, seen):
            wrong.add(NotAwaitingReview)

        def act() -> None:
            if verdict == "accepted":
                review.accept(held, seen=seen, by=by, at=self.now)
            else:
                review.send_back(held, reason=verdict, seen=seen, by=by, at=self.now)

        if self._does(act, wrong):
            expected.state = EntryState(verdict)
            self._was(row, verdict)

    @precondition(lambda self: self._waiting())
    @rule(pick=ROW, who=DECIDING, verdict=VERDICT)
    def decides_on_what_waits(self, pick: int, who: str, verdict: str) -> None:
        waiting = self._waiting()
        self.decides(waiting[pick % len(waiting)], who, 0, verdict)

    @rule(row=ROW, who=REPORTING, unseen=UNSEEN, reason=REASON)
    def reopens(self, row: int, who: str, unseen: int, reason: str) -> None:
        held, expected, by = self._held(row, unseen), self.expected[row], self.people[who]
        wrong: Wrong = set() if self._reports(who, row) else {PermissionDenied}
        if not reason.strip():
            wrong.add(ValidationError)
        if expected.state != EntryState.ACCEPTED:
            wrong.add(NotOpen)
        if self._does(lambda: entries.reopen(held, reason=reason, by=by, at=self.now), wrong):
            expected.state, expected.release = EntryState.DRAFT, None
            self._was(row, "reopened")

    @rule(rows=SOME_ROWS, who=st.sampled_from(["publisher", "publisher", "reviewer", "both"]))
    def releases_rows(self, rows: set[int], who: str) -> None:
        chosen = [self.seen[row][-1] for row in sorted(rows)]
        wrong: Wrong = set() if who == "publisher" else {PermissionDenied}
        # A part of the shared figure goes out alone where the other one is public already.
        others = {2, 3} - rows if rows & {2, 3} else set()
        is_whole = all(self.expected[row].is_public for row in others)
        if not is_whole or not all(self.expected[row].is_ready for row in rows):
            wrong.add(ValidationError)
        shown = publishing.preview(publishing.compose(map(fresh, chosen)), at=self.now)
        made: list[Release] = []

        def act() -> None:
            title, by = Text("发布", "Release"), self.people[who]
            made.append(publishing.release_entries(chosen, title=title, by=by, at=self.now))

        self.now += timedelta(days=1)
        if self._does(act, wrong):
            figures = self._figures(rows | others)
            self.releases.append(Released(made[0], figures))
            for row in rows | others:
                self.expected[row].release = made[0].pk
            foreseen = {one.after.code: one.point for one in shown.changes}
            assert figures == {
                code: point.status if point.value is None else point.value
                for code, point in foreseen.items()
            }
        self._remember()

    @precondition(lambda self: self.releases)
    @rule(ago=st.integers(0, 2), who=st.sampled_from(["publisher", "reviewer"]), reason=REASON)
    def withdraws_a_release(self, ago: int, who: str, reason: str) -> None:
        chosen = self.releases[max(0, len(self.releases) - 1 - ago)]
        public = [one for one in self.releases if one.is_public]
        wrong: Wrong = set() if who == "publisher" else {PermissionDenied}
        if not reason.strip() or chosen not in public[-1:]:
            wrong.add(ValidationError)
        release, by = Release.objects.get(pk=chosen.release.pk), self.people[who]
        self.now += timedelta(days=1)
        if self._does(
            lambda: publishing.withdraw(release, reason=reason, by=by, at=self.now), wrong
        ):
            chosen.is_public = False
            for expected in self.expected:
                expected.release = None if expected.release == release.pk else expected.release
        self._remember()

    @precondition(lambda self: self.releases)
    @rule(ago=st.integers(0, 2), value=st.integers(-1, 3), who=st.sampled_from(list(PEOPLE)[-2:]))
    def corrects(self, ago: int, value: int, who: str) -> None:
        chosen = self.releases[max(0, len(self.releases) - 1 - ago)]
        old = chosen.release.observations.order_by("indicator")[0]
        code, now = old.indicator.code, Decimal(value)
        public = [one for one in self.releases if one.is_public and code in one.figures]
        wrong: Wrong = set() if who == "publisher" else {PermissionDenied}
        if chosen not in public[-1:] or now < 0 or now == old.value:
            wrong.add(ValidationError)
        by, made = self.people[who], list[Observation]()
        self.now += timedelta(days=1)
        if self._does(
            lambda: made.append(
                publishing.correct(old, value=now, reason="笔误", by=by, at=self.now)
            ),
            wrong,
        ):
            self.releases.append(Released(made[0].release, {code: now}))
        self._remember()

    @rule(ago=st.integers(0, 20))
    def looks_back(self, ago: int) -> None:
        day = list(self.public_on)[max(0, len(self.public_on) - 1 - ago)]

        assert public_figures(day) == self.public_on[day]

    @invariant()
    def nothing_is_public_but_what_was_released(self) -> None:
        assert public_figures() == self._public()

    @invariant()
    def every_entry_holds_what_was_done_to_it_and_no_more(self) -> None:
        columns = ("state", "version", "value", "status", "entered_by__username")
        times = ("first_submitted_at", "observation__release")
        rows = Entry.objects.order_by("pk").values_list(*columns, *times)
        held = [
            Expected(state, version, status if value is None else value, who or "", first, release)
            for state, version, value, status, who, first, release in rows
        ]
        assert held == self.expected

    @invariant()
    def every_act_left_one_event_and_no_refused_act_left_any(self) -> None:
        verbs = [[event.verb for event in history] for history in self._histories()]
        assert verbs == [expected.verbs for expected in self.expected]

    @invariant()
    def what_is_accepted_was_accepted_once_by_somebody_else(self) -> None:
        entries_now = Entry.objects.order_by("pk")
        for entry, history in zip(entries_now, self._histories(), strict=True):
            if entry.state == EntryState.ACCEPTED:
                last = max(at for at, one in enumerate(history) if one.verb == "submitted")
                [decision] = history[last + 1 :]
                assert (decision.verb, decision.by_id) == ("accepted", entry.accepted_by_id)
                assert decision.by_id not in (entry.entered_by_id, entry.submitted_by_id)

    def _histories(self) -> list[list[Event]]:
        """Return what was done to each entry, the oldest act first."""
        found: dict[str, list[Event]] = {audit.name_of(entry): [] for entry, *_ in self.seen}
        for event in Event.objects.filter(record__in=found).order_by("pk"):
            found[event.record].append(event)
        return list(found.values())

    def _does(self, act: Callable[[], object], wrong: Wrong) -> bool:
        """Do the act, and tell whether it was done; where something is wrong it must not be."""
        self.now += timedelta(minutes=1)
        before = everything()
        try:
            act()
        except REFUSALS as refused:
            assert type(refused) in wrong, f"{refused!r} and not {wrong}"
            assert everything() == before
            return False
        assert wrong == set()
        return True

    def _was(self, row: int, verb: str) -> None:
        self.expected[row].verbs.append(verb)
        self.expected[row].is_untouched = verb == "returned"
        self.expected[row].version += verb in ("withdrew", "returned", "accepted", "reopened")
        self.seen[row].append(fresh(self.seen[row][0]))

    def _waiting(self) -> list[int]:
        states = [expected.state for expected in self.expected]
        return [row for row, state in enumerate(states) if state == EntryState.SUBMITTED]

    def _held(self, row: int, unseen: int) -> Entry:
        """Return the entry as somebody holds it who has not seen the last acts on it."""
        return self.seen[row][max(0, len(self.seen[row]) - 1 - unseen)]

    def _reports(self, who: str, row: int) -> bool:
        organisation, roles = PEOPLE[who]
        return organisation == ROWS[row][1] and Role.REPORTER in roles

    def _answer(self, row: int, what: tuple[str, int, bool]) -> tuple[EntryInput, Said | None]:
        """Return what is put into the row and what it says; None where it says nonsense."""
        (kind, more, is_explained), last = what, ROWS[row][2]
        why = "已核实" if is_explained else ""
        if kind == "not applicable":
            return EntryInput(note=why, is_applicable=False), Status.NOT_APPLICABLE if why else None
        figures: dict[str, tuple[str, Said | None]] = {
            "plain": (f"{last + more}", Decimal(last + more)),
            "ten times": (f"{last * 10}", Decimal(last * 10)),
            "negative": ("-1", Decimal(-1)),
            "nothing": (" ", Status.NOT_YET_REPORTED),
            "no figure": ("很多", None),
        }
        typed, said = figures[kind]
        return EntryInput(typed=typed, explanation=why), said

    def _may_be_submitted(self, row: int, held: Entry) -> bool:
        """Tell whether no error, no unexplained doubt and no change is in the way."""
        code, _owner, last = ROWS[row]
        expected = self.expected[row]
        if held.version != expected.version or not {held.state, expected.state} <= {*OPEN}:
            return False
        if expected.is_untouched:
            return False
        if not isinstance(expected.said, Decimal):
            return expected.said == Status.NOT_APPLICABLE
        # A part of a shared figure is held against no past, so nothing about it is doubtful.
        is_doubtful = code != SHARED and expected.said == last * 10
        return expected.said >= 0 and (expected.is_explained or not is_doubtful)

    def _figures(self, rows: set[int]) -> dict[str, Said]:
        """Return what the rows say together."""
        said: dict[str, list[Said]] = {}
        for row in sorted(rows):
            said.setdefault(ROWS[row][0], []).append(self.expected[row].said)
        return {
            code: sum((one for one in parts if isinstance(one, Decimal)), Decimal(0))
            if any(isinstance(one, Decimal) for one in parts)
            else parts[0]
            for code, parts in said.items()
        }

    def _public(self) -> dict[str, Said]:
        public: dict[str, Said] = {}
        for one in self.releases:
            if one.is_public:
                public |= one.figures
        return public

    def _remember(self) -> None:
        edition = selectors.edition()
        whole = selectors.cards(edition, Indicator.objects.all())
        assert newest(selectors.listing(edition)[:]) == newest(whole)
        self.public_on[timezone.localdate(self.now)] = self._public()


class CycleTests:
    def test_makes_public_exactly_what_was_released_whatever_is_done_in_whatever_order(
        self, release: Release
    ) -> None:
        run_state_machine_as_test(
            MonthlyCycle,
            settings=settings(
                max_examples=20, stateful_step_count=20, deadline=None, report_multiple_bugs=False
            ),
        )
