"""Whether a question need not be asked again is told by what became of the tables."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from dashboard.static_edition import tables
from dashboard.static_edition.tables import FAMILY, RELEASE, SOURCE, Content, look, scope
from indicators import publishing
from indicators.figures import Figure
from indicators.models import Citation, Indicator, Observation, Official, Place, Release, Source
from indicators.texts import Text

from .editions import correct

pytestmark = pytest.mark.django_db
OF_FIGURES = " ".join(("SELECT * FROM indicators_place,", *sorted(tables.GROWING)))


class TableTests:
    def test_have_another_name_with_the_least_change_in_a_row(self, release: Release) -> None:
        sources = Source.objects.filter(pk=Source.objects.earliest("pk").pk)
        states = [look({})[0], look({})[0]]
        sources.update(title_en="One")
        states.append(look({})[0])
        sources.update(published_at=release.released_at + timedelta(microseconds=2))
        states.append(look({})[0])
        sources.update(published_at=release.released_at + timedelta(microseconds=1))
        states.append(look({})[0])

        changed = [
            {name for name in one if one[name] != other[name]} for one, other in pairwise(states)
        ]
        assert changed == [set(), *[{"indicators_publicstate", "indicators_source"}] * 3]
        assert "indicators_observation" in states[0]

    def test_have_the_same_name_however_their_rows_are_fetched(
        self, release: Release, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        at_once, _ = look({})
        monkeypatch.setattr(tables, "ROWS", 2)

        assert look({})[0]["indicators_observation"] == at_once["indicators_observation"]


class ChangesTests:
    def test_spare_all_questions_about_what_is_as_it_was(self, release: Release) -> None:
        before, at_first = look({})
        _, changes = look(before)

        assert changes.unchanged == before.keys()
        assert (changes.spare(OF_FIGURES, ""), at_first.spare(OF_FIGURES, "")) == (True, False)
        assert not changes.spare("SELECT 1", "")

    def test_spare_figures_of_other_indicators_releases_and_sources_than_new_ones(
        self, release: Release, publisher: Official
    ) -> None:
        whole = Indicator.objects.exclude(code="service-items").latest("pk")
        Indicator.objects.filter(code="service-items").update(part_of=whole)
        before, _ = look({})
        new = correct("service-items", release, publisher)
        _, changes = look(before)

        asked_again = {
            scope(FAMILY, "service-items"),
            scope(FAMILY, whole.code),
            scope(RELEASE, new.release_id),
        }
        first_taken_from = scope(SOURCE, new.citation.source_id)
        spared = {scope(FAMILY, "another"), scope(RELEASE, release.pk), first_taken_from}
        assert changes.about == asked_again
        assert [changes.spare(OF_FIGURES, one) for one in sorted(asked_again)] == [False] * 3
        assert [changes.spare(OF_FIGURES, one) for one in sorted(spared)] == [True] * 3
        assert not changes.spare(OF_FIGURES, "")
        assert not changes.spare(f"{OF_FIGURES}, indicators_standing", scope(SOURCE, 0))

    def test_ask_again_about_a_source_that_a_new_figure_comes_from(
        self, release: Release, publisher: Official
    ) -> None:
        before, _ = look({})
        some = Observation.objects.filter(period_start__isnull=True).earliest("pk")
        earlier = some.period_end - timedelta(days=7)
        figure = Figure(
            some.indicator, some.place, None, earlier, Decimal(5), some.citation, as_written="5"
        )
        at = release.released_at + timedelta(days=1)
        publishing.publish([figure], title=Text("更多", "More"), by=publisher, at=at)

        assert scope(SOURCE, some.citation.source_id) in look(before)[1].about

    @pytest.mark.parametrize("name", ["citation", "release", "place", "indicator"])
    def test_spare_nothing_where_an_older_row_changed_as_well(
        self, release: Release, publisher: Official, name: str
    ) -> None:
        before, _ = look({})
        correct("service-items", release, publisher)
        if name == "citation":
            Citation.objects.filter(pk=Citation.objects.earliest("pk").pk).update(occurrence=9)
        elif name == "release":
            Release.objects.filter(pk=release.pk).update(title_en="Renamed")
        elif name == "place":
            Place.objects.filter(code="city-level").update(name_en="Renamed")
        else:
            Indicator.objects.filter(code="service-items").update(name_en="Renamed")

        _, changes = look(before)

        assert not changes.spare(OF_FIGURES, scope(SOURCE, 0))

    def test_spare_nothing_where_rows_are_gone(self, release: Release) -> None:
        Source.objects.create(slug="idle", title="Idle", kind="report")
        before, _ = look({})
        Source.objects.filter(slug="idle").delete()

        _, changes = look(before)

        assert "indicators_source" not in changes.unchanged | changes.grown
        assert not changes.spare("SELECT * FROM indicators_source", scope(SOURCE, 0))

    def test_tell_growth_from_an_empty_table(self, release: Release) -> None:
        before, _ = look({})
        Source.objects.create(slug="new", title="New", kind="report")
        now, changes = look(before)

        assert "indicators_source" in changes.grown
        assert now["indicators_source"].last > before["indicators_source"].last
        assert look(before | {"indicators_source": Content()})[1].grown == frozenset()
