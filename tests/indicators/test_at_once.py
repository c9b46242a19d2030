"""What holds when many act at once, or one is killed: each act in a connection of its own.

Each test has a copy of the real report's database to itself and plays its scene in another
process, since what a test takes back is seen by no other connection. Scenes are the functions
named by what happens in them; each says in JSON what came of it.
"""

import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from threading import Barrier, Thread
from threading import Event as Happened

import pytest
from django.db import connection, transaction

from indicators import audit, publishing, review, tokens
from indicators.bilingual import Text
from indicators.enums import Role, TokenPower
from indicators.intake import api
from indicators.intake.api import IncomingFigure, idempotency
from indicators.intake.desk import entries
from indicators.intake.desk.entries import ChangedMeanwhile, EntryInput
from indicators.models import (
    Delivery,
    Entry,
    Event,
    Indicator,
    Observation,
    Official,
    Organisation,
    Release,
    Standing,
    Target,
    Token,
)
from indicators.publishing import standings
from tests.scenes import PATIENCE, play, played, say

from .desk import CODES, NOW, fill, fresh, make_official, open_month

ENDS = (date(2019, 7, 31), date(2019, 8, 31), date(2019, 9, 30))
LATER = NOW + timedelta(days=10)
# Long enough for an act that nothing keeps waiting, in a scene where either may happen.
A_MOMENT = 1

pytestmark = pytest.mark.xdist_group("at_once")


def at_once(acts: Iterable[Callable[[], object]]) -> dict[str, int]:
    """Do the acts in as many threads; count those done, and those refused by their reasons."""
    waiting = list(acts)
    start = Barrier(len(waiting), timeout=PATIENCE)
    outcomes: list[str] = []

    def run(act: Callable[[], object]) -> None:
        connection.ensure_connection()
        start.wait()
        try:
            act()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shall see it
            outcomes.append(type(error).__name__)
        else:
            outcomes.append("done")
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(sorted(Counter(outcomes).items()))


def save_each(rows: list[Entry], typed: list[str], name: str, organisation: str) -> None:
    by = make_official(name, Role.REPORTER, organisation=organisation)
    for entry, text in zip(rows, typed, strict=True):
        entries.save(entry, EntryInput(typed=text), seen=0, by=by, at=NOW)


def thirty_officials_save_ten_rows_each() -> object:
    codes = list(Indicator.objects.order_by("code").values_list("code", flat=True)[:10])
    owners = Organisation.objects.order_by("code").values_list("code", flat=True)[:10]
    acts, expected = [], []
    with transaction.atomic():
        for number, (owner, end) in enumerate((owner, end) for owner in owners for end in ENDS):
            rows, name = open_month(*codes, end=end, owner=owner), f"official {number}"
            typed = [str(10 * number + place) for place in range(10)]
            acts.append(partial(save_each, rows, typed, name, owner))
            expected += [[row.pk, 1, name, text] for row, text in zip(rows, typed, strict=True)]
    outcomes = at_once(acts)
    kept = [
        [one.pk, one.version, one.entered_by and one.entered_by.username, f"{one.value:.0f}"]
        for one in Entry.objects.select_related("entered_by").order_by("pk")
    ]
    left = [
        [
            int(event.record.removeprefix("entry ")),
            1,
            event.by.username,
            event.detail["after"]["value"],
        ]
        for event in Event.objects.filter(verb="entered").select_related("by")
    ]
    return [outcomes, len(expected), kept == expected, sorted(left) == expected]


def reporters(many: int) -> list[partial[Entry]]:
    """Return as many acts that save one and the same row, as it was when all looked at it."""
    [entry] = open_month("service-items")
    return [
        partial(
            entries.save,
            entry,
            EntryInput(typed=str(number)),
            seen=entry.version,
            by=make_official(f"official {number}", Role.REPORTER, organisation="service-centre"),
            at=NOW,
        )
        for number in range(many)
    ]


def thirty_officials_save_the_same_row() -> object:
    outcomes = at_once(reporters(30))
    entry = Entry.objects.get()
    left = [event.detail["after"]["value"] for event in audit.history_of(entry)]
    return [outcomes, entry.version, left == [f"{entry.value:.0f}"]]


def ten_officials_add_one_each() -> object:
    def add_one(save: partial[Entry]) -> None:
        while True:
            now = Entry.objects.with_relations().get()
            answer = EntryInput(typed=str(int(now.value or 0) + 1))
            try:
                entries.save(now, answer, seen=now.version, by=save.keywords["by"], at=NOW)
            except ChangedMeanwhile:
                continue
            return

    outcomes = at_once(partial(add_one, save) for save in reporters(10))
    entry = Entry.objects.get()
    return [outcomes, f"{entry.value:.0f}", entry.version, audit.history_of(entry).count()]


def submitted(codes: Iterable[str]) -> list[Entry]:
    """Return entries of one organisation that wait for review."""
    rows = open_month(*codes, owner="service-centre")
    by = make_official("reporter", Role.REPORTER, organisation="service-centre")
    for row in rows:
        fill(row, "", by, note="本月未统计", is_applicable=False)
    done, refused = entries.submit([fresh(row) for row in rows], by=by, at=NOW)
    assert not refused, refused
    return [fresh(row) for row in done]


def two_reviewers_decide_on_twenty_entries() -> object:
    rows = submitted(Indicator.objects.order_by("code").values_list("code", flat=True)[:20])
    one, other = (make_official(name, Role.REVIEWER) for name in ("one", "other"))
    outcomes: Counter[str] = Counter()
    for row in rows:
        accept = partial(review.accept, row, seen=1, by=one, at=NOW)
        send_back = partial(review.send_back, row, reason="请核对", seen=1, by=other, at=NOW)
        outcomes.update(at_once([accept, send_back]))
    single = 0
    for row in map(fresh, rows):
        verbs = list(audit.history_of(row).values_list("verb", "by__username"))
        by = row.accepted_by.username if row.accepted_by else "other"
        single += verbs == [(row.state, by), ("submitted", "reporter"), ("entered", "reporter")]
    return [outcomes, single]


def accepted() -> list[Entry]:
    """Return entries that wait for release."""
    rows = open_month(*CODES)
    by = make_official("reporter", Role.REPORTER, organisation="service-centre")
    reviewer = make_official("reviewer", Role.REVIEWER)
    for row, typed in zip(rows, ("80", "15", "65"), strict=True):
        fill(row, typed, by)
    done, refused = entries.submit([fresh(row) for row in rows], by=by, at=NOW)
    assert not refused, refused
    for row in done:
        review.accept(fresh(row), seen=1, by=reviewer, at=NOW)
    make_official("publisher", Role.PUBLISHER)
    return done


def released(at: datetime) -> None:
    by = make_official(f"publisher {at}", Role.PUBLISHER)
    publishing.release_entries(Entry.objects.all(), title=Text("发布", "Release"), by=by, at=at)


def what_is_public() -> list[object]:
    """Count releases, figures, releases' events and entries in wait; tell whether standings fit."""
    followed = list(Standing.objects.order_by("indicator", "place").values_list("newest", "latest"))
    publishing.refresh(Indicator.objects.all())
    computed = Standing.objects.order_by("indicator", "place").values_list("newest", "latest")
    return [
        Release.objects.count(),
        Observation.objects.count(),
        Event.objects.filter(record__startswith="release").count(),
        Entry.objects.awaiting_release().count(),
        followed == list(computed),
    ]


def a_publisher_is_killed() -> object:
    accepted()
    say(what_is_public())

    def die(observations: Iterable[Observation], before: date | None, day: date) -> None:
        assert (Release.objects.count(), Observation.objects.count()) == (2, 40)
        os.kill(os.getpid(), signal.SIGKILL)

    standings.follow = die
    released(LATER)
    return "still alive"


def what_was_left_is_released() -> object:
    left = what_is_public()
    released(LATER + timedelta(hours=1))
    return [left, what_is_public()]


def two_publishers_release_the_same_entries() -> object:
    accepted()
    times = [LATER, LATER + timedelta(seconds=1)]
    return [at_once(partial(released, at) for at in times), what_is_public()]


def edited(go_on: Callable[[], object] = bool) -> None:
    """Edit a target and bring its standing up to date in one transaction, as the admin does."""
    with transaction.atomic():
        target = Target.objects.get(indicator__code="certificates-cancelled")
        target.value = Decimal(150)
        target.save()
        publishing.refresh(Indicator.objects.filter(pk=target.indicator_id))
        go_on()


def of_the_edited_target(publish: Callable[[], object], edit: Callable[[], object]) -> object:
    """Do both, each when it says so; return the verdict, and whether the standings fit."""
    outcomes = at_once([publish, edit])
    verdict = Standing.objects.get(indicator__code="certificates-cancelled").standing
    return [outcomes, verdict, what_is_public()[-1]]


def ready_to_change_the_edited_target() -> list[Entry]:
    [row] = open_month("certificates-cancelled")
    by = make_official("reporter", Role.REPORTER, organisation=row.submission.organisation.code)
    fill(row, "200", by)
    entries.submit([fresh(row)], by=by, at=NOW)
    review.accept(fresh(row), seen=1, by=make_official("reviewer", Role.REVIEWER), at=NOW)
    return [fresh(row)]


def a_target_is_edited_while_a_release_goes_out() -> object:
    """Let the edit begin when the release has read the targets, and has not yet ended."""
    ready_to_change_the_edited_target()
    has_read, is_done, follow = Happened(), Happened(), standings.follow

    def read_and_wait(observations: Iterable[Observation], before: date | None, day: date) -> None:
        follow(observations, before, day)
        has_read.set()
        # As long as an edit takes that nothing keeps waiting.
        is_done.wait(A_MOMENT)

    def edit() -> None:
        has_read.wait(PATIENCE)
        edited()
        is_done.set()

    standings.follow = read_and_wait
    try:
        return of_the_edited_target(partial(released, LATER), edit)
    finally:
        standings.follow = follow


def a_release_goes_out_while_a_target_is_edited() -> object:
    """Let the release begin when the edit has written its standing, and has not yet ended."""
    ready_to_change_the_edited_target()
    has_written, is_done = Happened(), Happened()

    def write_and_wait() -> None:
        has_written.set()
        is_done.wait(A_MOMENT)

    def publish() -> None:
        has_written.wait(PATIENCE)
        released(LATER)
        is_done.set()

    return of_the_edited_target(publish, partial(edited, write_and_wait))


def system_of(entry: Entry) -> Token:
    """Return the token of a system that reports for the entry's organisation."""
    root = Official.objects.create(username="root", is_superuser=True)
    day = NOW.date() + timedelta(days=30)
    terms = tokens.Terms("系统", entry.submission.organisation, [TokenPower.REPORT], day)
    return tokens.issue(terms, by=root, at=NOW)[0]


def entered(entry: Entry, token: Token, typed: str) -> str:
    sent = [IncomingFigure(entry.indicator.code, entry.place.code, typed)]
    api.enter_all(entry.submission, sent, submit=False, by=token.official, at=NOW)
    return typed


def ten_requests_come_under_one_key() -> object:
    [entry] = open_month("service-items")
    token, answers = system_of(entry), []

    def deliver(number: int) -> None:
        act = partial(entered, entry, token, str(number))
        answers.append(idempotency.once(token, "key", "the same", act, at=NOW))

    outcomes = at_once(partial(deliver, number) for number in range(10))
    kept = f"{Entry.objects.get().value:.0f}"
    return [outcomes, answers == [kept] * 10, Delivery.objects.count(), fresh(entry).version]


def a_person_and_a_system_fill_in_the_same_row() -> object:
    [save] = reporters(1)
    entry = Entry.objects.with_relations().get()
    outcomes = at_once([save, partial(entered, entry, system_of(entry), "7")])
    return [outcomes.pop("done"), sum(outcomes.values()), fresh(entry).version]


class DeliveryTests:
    def test_under_one_key_is_done_once_and_answered_alike(self, city: str) -> None:
        assert play(city, ten_requests_come_under_one_key) == [{"done": 10}, True, 1, 1]

    def test_overwrites_nothing_that_a_person_enters_meanwhile(self, city: str) -> None:
        assert play(city, a_person_and_a_system_fill_in_the_same_row) == [1, 1, 1]


class SaveTests:
    def test_of_thirty_officials_at_once_loses_no_row_and_no_event(self, city: str) -> None:
        assert play(city, thirty_officials_save_ten_rows_each) == [{"done": 30}, 300, True, True]

    def test_of_one_row_by_thirty_at_once_lets_one_win_and_tells_the_others(
        self, city: str
    ) -> None:
        outcome = play(city, thirty_officials_save_the_same_row)

        assert outcome == [{"ChangedMeanwhile": 29, "done": 1}, 1, True]

    def test_overwrites_nothing_that_was_saved_between_look_and_save(self, city: str) -> None:
        assert play(city, ten_officials_add_one_each) == [{"done": 10}, "10", 10, 10]


class DecideTests:
    def test_of_two_reviewers_at_once_leaves_one_decision_on_each_entry(self, city: str) -> None:
        outcome = play(city, two_reviewers_decide_on_twenty_entries)

        assert outcome == [{"NotAwaitingReview": 20, "done": 20}, 20]


class ReleaseTests:
    def test_that_is_killed_halfway_leaves_nothing_and_can_be_done_again(self, city: str) -> None:
        name = a_publisher_is_killed.__name__
        code = f"from {__name__} import {name}; {name}()"

        killed = played(city, "shell", "--no-imports", "-c", code)

        before = [1, 37, 1, 3, True]
        assert (killed.returncode, killed.stderr) == (-signal.SIGKILL, "")
        assert json.loads(killed.stdout) == before
        after = [2, 40, 2, 0, True]
        assert play(city, what_was_left_is_released) == [before, after]

    def test_of_the_same_entries_by_two_at_once_happens_once(self, city: str) -> None:
        outcome = play(city, two_publishers_release_the_same_entries)

        assert outcome == [{"ValidationError": 1, "done": 1}, [2, 40, 2, 0, True]]

    @pytest.mark.parametrize(
        "scene",
        [
            a_target_is_edited_while_a_release_goes_out,
            a_release_goes_out_while_a_target_is_edited,
        ],
    )
    def test_and_the_edit_of_a_target_keep_the_standing_that_both_come_to(
        self, city: str, scene: Callable[[], object]
    ) -> None:
        assert play(city, scene) == [{"done": 2}, "met", True]
