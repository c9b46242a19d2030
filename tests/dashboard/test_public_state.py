"""What is public has another name after every change, whoever makes it, and however."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from simple_history.utils import get_history_model_for_model

from dashboard.page_cache import public_state
from indicators.models import (
    Area,
    Citation,
    Indicator,
    Milestone,
    Observation,
    Organisation,
    Place,
    Plan,
    Release,
    Rule,
    Source,
    Standing,
    Target,
    Term,
)
from tests.scenes import PATIENCE, play

from .static_edition.editions import make

HISTORIES = [
    get_history_model_for_model(one)
    for one in (Area, Indicator, Organisation, Place, Plan, Source, Target)
]
WATCHED = (
    Area, Citation, Indicator, Indicator.co_owners.through, Milestone, Observation, Organisation,
    Place, Plan, Plan.areas.through, Release, Rule, Source, Standing, Target, Term, *HISTORIES,
    apps.get_model("indicators", "HistoricalIndicator_co_owners"),
    apps.get_model("indicators", "HistoricalPlan_areas"),
)  # fmt: skip
TABLE = re.compile(r'(?:FROM|JOIN) "(indicators_\w+)"')
API = (
    "indicators", "areas", "organisations", "places", "plans", "sources", "series", "observations",
    "targets", "standings", "releases", "rules",
)  # fmt: skip
# Long enough for an edit that nothing keeps waiting, in a scene where either may happen.
A_MOMENT = 1


@contextmanager
def tables_read() -> Iterator[set[str]]:
    """Collect the tables that are read within the block."""
    found: set[str] = set()

    def look(execute: Callable[..., object], sql: str, *rest: object) -> object:
        # A static edition looks through every table for what changed.
        if not re.match(r"SELECT (\*|(id, )?(quote|CAST)\()", sql):
            found.update(TABLE.findall(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield found


def watched() -> set[tuple[str, str]]:
    """Return the tables with a trigger that renames what is public, and at which acts."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT event_object_table, event_manipulation FROM information_schema.triggers "
                "WHERE action_statement LIKE '%%indicators_public_change%%'"
            )
            return set(cursor.fetchall())
        cursor.execute(
            "SELECT tbl_name, sql FROM sqlite_master "
            "WHERE type = 'trigger' AND sql LIKE '%%indicators_publicstate%%'"
        )
        return {(table, sql.split()[4]) for table, sql in cursor.fetchall()}


class TriggerTests:
    def test_are_on_every_table_that_public_pages_read(
        self,
        client: Client,
        release: Release,
        tmp_path: Path,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.VAR = tmp_path
        with tables_read() as found:
            make(tmp_path / "edition")
            make(tmp_path / "earlier", as_of=release.released_at.date())
            for name in API:
                for day in ("", f"?as_of={release.released_at:%Y-%m-%d}"):
                    assert client.get(f"/api/v1/{name}{day}").status_code == 200

        assert found - {"indicators_publicstate"} - {table for table, _act in watched()} == set()

    def test_are_on_them_for_every_act_that_shows(self, db: None) -> None:
        acts = {
            "indicators_citation": {"UPDATE"},
            "indicators_observation": {"INSERT"},
        }
        every = {"INSERT", "UPDATE", "DELETE"}

        assert watched() == {
            (table, act)
            for table in {model._meta.db_table for model in WATCHED}
            for act in acts.get(table, every)
        }


class PublicStateTests:
    @pytest.mark.parametrize(
        "model", [one for one in WATCHED if one is not Observation], ids=lambda one: one.__name__
    )
    def test_changes_with_what_leaves_no_history(self, release: Release, model: type[Any]) -> None:
        target = Target.objects.all()[0]
        Milestone.objects.create(target=target, on=target.due, value=1)
        target.indicator.co_owners.add(target.indicator.owner)
        target.indicator.save()
        column = model._meta.concrete_fields[-1].attname
        token, at = public_state()

        assert model._base_manager.update(**{column: F(column)})

        assert public_state()[0] != token
        assert public_state()[1] >= at

    def test_of_an_edit_that_is_taken_back_is_the_same(self, release: Release) -> None:
        before = public_state()

        with transaction.atomic():
            Area.objects.update(order=3)
            during = public_state()
            transaction.set_rollback(True)

        assert (public_state(), during != before) == (before, True)

    def test_is_never_that_of_another_edit_which_was_taken_back(self, release: Release) -> None:
        seen = set()
        for order in (3, 4):
            with transaction.atomic():
                Area.objects.update(order=order)
                seen.add(public_state()[0])
                transaction.set_rollback(True)

        assert len(seen) == 2

    def test_stays_when_something_else_is_kept(self, release: Release) -> None:
        before = public_state()

        Citation.objects.create(source=Source.objects.all()[0], paragraph=900, as_written="1")

        assert public_state() == before


def page() -> str:
    return Client().get("/search-index.json", SERVER_NAME="localhost").content.decode()


def rename(name: str) -> None:
    indicator = Indicator.objects.get(code="service-items")
    indicator.name = indicator.name_zh_hans = name  # type: ignore[attr-defined]
    indicator.save()


def edit_another() -> None:
    Indicator.objects.get(code="certificates-kept").save()


def apart(act: Callable[[], object]) -> Thread:
    """Begin the act in a connection of its own."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


def seen() -> tuple[str, bool]:
    """Return the name of what is public, and whether the page has the new name."""
    return public_state()[0], "改了名" in page()


def an_edit_is_held_while_another_is_committed() -> object:
    """Commit the first edit after the second, or as soon as the second waits for it."""
    held, go_on = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            rename("改了名")
            held.set()
            go_on.wait(PATIENCE)

    cache.clear()
    before = seen()
    first = apart(hold)
    assert held.wait(PATIENCE)
    during = seen()
    second = apart(edit_another)
    second.join(A_MOMENT)
    between = seen()
    go_on.set()
    first.join()
    second.join()
    after = seen()
    shown = [one[1] for one in (before, during, between, after)]
    return [shown, before == during, after[0] not in (before[0], between[0])]


class TransactionTests:
    def test_that_is_committed_late_is_seen_all_the_same(self, city: str) -> None:
        outcome = play(city, an_edit_is_held_while_another_is_committed)

        assert outcome == [[False, False, False, True], True, True]
