"""What the database promises of the origin of entries, also of those made before it was kept."""

from itertools import product

from django.db import IntegrityError, connection, transaction

from indicators import audit
from indicators.enums import EntryOrigin, Role, Status
from indicators.intake.desk import withdrawals
from indicators.models import Citation, Entry, Event, Observation
from tests.scenes import play, played

from .desk import NOW, make_official, open_month
from .intake_texts.texts import AS_RATE, RATE, make_reviewer, take, take_in


def is_kept(entry: Entry, origin: EntryOrigin, **named: object) -> bool:
    """Tell whether the database takes the origin with what the entry names."""
    is_withdrawal = origin is EntryOrigin.WITHDRAWAL
    status = Status.WITHDRAWN if is_withdrawal else Status.NOT_YET_REPORTED
    try:
        with transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(
                origin=origin, status=status, reason="口径有误", **named
            )
    except IntegrityError as error:
        assert "an_entry_cites_or_withdraws_exactly_as_its_origin_says" in str(error)
        return False
    return True


class DatabaseTests:
    def test_takes_a_citation_of_texts_and_a_public_figure_of_withdrawals_only(
        self, month: list[Entry]
    ) -> None:
        citations, figures = (None, Citation.objects.all()[0]), (None, Observation.objects.all()[0])

        kept = {
            (origin.value, citation is not None, withdraws is not None)
            for origin, citation, withdraws in product(EntryOrigin, citations, figures)
            if is_kept(month[0], origin, citation=citation, withdraws=withdraws)
        }

        assert kept == {
            ("reported", False, False),
            ("text", True, False),
            ("withdrawal", False, True),
        }


def an_entry_of_each_origin_is_made() -> object:
    open_month("certificates-kept")
    reviewer = make_reviewer()
    take(take_in(reviewer), RATE, AS_RATE, reviewer)
    owner = make_official("owner", Role.REPORTER, organisation="service-centre")
    public = Observation.objects.current().get(indicator__code="service-items")
    withdrawals.propose(public, reason="口径有误", by=owner, at=NOW)
    returned = Entry.objects.get(indicator__code="certificates-kept")
    # Sent back twice, and once more under another name, which is no entry's.
    for record in (audit.name_of(returned), audit.name_of(returned), "release 1"):
        Event.objects.create(at=NOW, by=owner, verb="returned", record=record)
    Entry.objects.filter(pk=returned.pk).update(returns=2)
    return the_origins_are_read()


def the_returns_are_read() -> object:
    return dict(Entry.objects.values_list("indicator__code", "returns"))


def the_origins_are_read() -> object:
    return dict(Entry.objects.values_list("indicator__code", "origin"))


def the_columns_of_entries_are_read() -> object:
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, Entry._meta.db_table)
    return [column.name for column in found]


class MigrationTests:
    def test_names_the_origin_of_the_entries_that_are_there_and_counts_their_returns(
        self, city: str
    ) -> None:
        origins = {
            "certificates-kept": "reported",
            "court-appearance-rate": "text",
            "service-items": "withdrawal",
        }
        assert play(city, an_entry_of_each_origin_is_made) == origins

        returns = {"certificates-kept": 2, "court-appearance-rate": 0, "service-items": 0}

        before = played(city, "migrate", "indicators", "0013", "--verbosity=0")
        columns = play(city, the_columns_of_entries_are_read)
        after = played(city, "migrate", "--verbosity=0")

        assert (before.returncode, after.returncode) == (0, 0), before.stderr + after.stderr
        assert isinstance(columns, list)
        assert "citation_id" in columns
        assert "origin" not in columns
        assert play(city, the_origins_are_read) == origins
        assert play(city, the_returns_are_read) == returns
