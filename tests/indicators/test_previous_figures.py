"""What stands beside the series in a file, and when pages last changed."""

from datetime import date, timedelta

from indicators import publishing, selectors
from indicators.exports import DatasetContext
from indicators.models import Indicator, Observation, Official, Release
from tests.indicators.everything import CODE, publish_everything


class EmptyBackgroundTests:
    def test_is_what_stands_around_nothing(self, release: Release) -> None:
        edition = selectors.edition(date(2019, 7, 8))

        assert selectors.background(edition) == DatasetContext()
        assert selectors.releases(edition) == ()
        assert selectors.number_of_figures(edition) == 0

    def test_counts_figures_by_their_first_versions(
        self, release: Release, publisher: Official
    ) -> None:
        publish_everything(release, publisher)

        assert selectors.number_of_figures(selectors.edition()) == 37 + 13
        assert Observation.objects.count() == 37 + 13 + 1


class ChangesTests:
    def test_are_those_of_figures_and_of_definitions(
        self, release: Release, publisher: Official
    ) -> None:
        july = publish_everything(release, publisher)
        correction = Release.objects.public().newest()
        assert correction is not None

        changes = selectors.changes(selectors.edition())

        assert len(changes) == 35
        assert changes["work-tasks"] == release.released_at
        assert changes[CODE] == july.released_at
        assert changes["service-items"] == correction.released_at

    def test_come_with_a_withdrawal_and_with_an_edit(
        self, release: Release, publisher: Official
    ) -> None:
        publish_everything(release, publisher)
        correction = Release.objects.public().newest()
        assert correction is not None
        at = correction.released_at + timedelta(days=1)
        publishing.withdraw(correction, reason="x", by=publisher, at=at)
        indicator = Indicator.objects.get(code="work-tasks")
        indicator.save()

        changes = selectors.changes(selectors.edition())

        assert changes["service-items"] == at
        assert changes["work-tasks"] > at

    def test_of_what_is_not_public_are_told_to_nobody(self, release: Release) -> None:
        Indicator.objects.exclude(code=CODE).update(is_public=False)

        assert set(selectors.changes(selectors.edition())) == {CODE}


class CutTests:
    def test_keeps_a_release_out_that_comes_while_series_are_read(
        self, release: Release, publisher: Official
    ) -> None:
        edition = selectors.edition()
        series = selectors.each_series(edition)
        first = next(series)

        publish_everything(release, publisher)

        figures = [point for one in (first, *series) for point in one]
        assert len(figures) == 37
        assert {(point.version, point.release) for point in figures} == {(1, release.pk)}

    def test_keeps_what_is_withdrawn_while_series_are_read(
        self, release: Release, publisher: Official
    ) -> None:
        publish_everything(release, publisher)
        correction = Release.objects.public().newest()
        assert correction is not None
        series = selectors.each_series(selectors.edition())
        first = next(series)

        at = correction.released_at + timedelta(days=1)
        publishing.withdraw(correction, reason="x", by=publisher, at=at)

        assert max(point.version for one in (first, *series) for point in one) == 2

    def test_after_a_release_is_the_moment_before_anything_else(
        self, release: Release, publisher: Official
    ) -> None:
        july = publish_everything(release, publisher)

        edition = selectors.edition_after(july)

        assert [one.key for one in selectors.releases(edition)] == [release.pk, july.pk]
        assert (edition.day, edition.as_of) == (july.day, None)
        assert edition.first_release == release.released_at
