"""What has not changed is not made again, and never stays behind what has."""

import shutil
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from dashboard import fingerprint
from dashboard.static_edition import records
from dashboard.static_edition.folder import Folder
from dashboard.static_edition.publisher import memory_path
from indicators import publishing
from indicators.enums import Basis, Comparison, Kind, Qualifier
from indicators.figures import Figure
from indicators.intake import full_text
from indicators.intake.generated import Size
from indicators.models import (
    Area,
    Citation,
    Indicator,
    Observation,
    Official,
    Organisation,
    Place,
    Release,
    Source,
    Target,
)
from indicators.models.indicators import is_rate
from indicators.periods import month_of
from indicators.texts import Text

from .editions import correct, make, tree

pytestmark = pytest.mark.django_db
MONTHS = 2
ACTS = 4
SEEDS = (1, 2)

# What shows the newest figure of service-items, or which release is the newest, in each language.
SHOWING_IT = {
    "areas/functions/index.html",
    "data/index.html",
    "embed/service-items/index.html",
    "index.html",
    "indicators/index.html",
    "indicators/service-items/city-level/chart.svg",
    "indicators/service-items/index.html",
    "organisations/service-centre/index.html",
    "places/city-level/index.html",
    "releases/RELEASE/index.html",
    "releases/feed.atom",
    "releases/index.html",
    "reports/2019-h1/index.html",
    "reports/2019/index.html",
    "search-index.js",
    "search-index.json",
    "standing-behind.html",
    "standing-no_target.html",
    "standing-not_shown.html",
    "standing-on_track.html",
}
# Files that serve both languages.
FILES_OF_IT = {
    "data/catalog.jsonld",
    "data/catalog.ttl",
    "data/indicators.zip",
    "data/observations.csv",
    "data/observations.json",
    "data/observations.xlsx",
    "data/sdmx/observations.csv",
    "data/sdmx/structure.xml",
    "indicators/service-items.csv",
    "indicators/service-items.json",
    "indicators/service-items.xlsx",
}


def asked(folder: Path) -> dict[str, set[tuple[str, str]]]:
    """Return the questions and answers of each page, as they are remembered."""
    memory = records.load(Folder(folder).open().sum, memory_path(folder))
    assert memory.records
    return {
        address: {(name, memory.answers[name]) for name in one.asked}
        for address, one in memory.records.items()
    }


def unlike(some: Mapping[str, object], others: Mapping[str, object]) -> list[str]:
    """Return the names under which the two hold different things."""
    return sorted(one for one in some.keys() | others.keys() if some.get(one) != others.get(one))


class City:
    """A small made-up city, and everything that may happen to it."""

    def __init__(self, publisher: Official, seed: int) -> None:
        self.random, self.by = Random(seed), publisher  # noqa: S311 - what happens, no secret
        self.months = MONTHS
        Indicator.objects.update(is_public=False)
        list(publishing.publish_generated(Size(4, MONTHS, 2, first_year=2020)))

    def next(self) -> str:
        """Let something happen, and say what."""
        acts = (
            self.publish_month, self.publish_late, self.correct, self.withdraw, self.rename,
            self.move, self.hide, self.show, self.set_target, self.drop_target, self.call_source,
            self.attach,
        )  # fmt: skip
        act = self.random.choice(acts)
        act()
        return act.__name__

    def at(self) -> datetime:
        return Release.objects.latest("released_at").released_at + timedelta(hours=1)

    def one(self) -> Indicator:
        return self.random.choice(list(Indicator.objects.filter(code__startswith="generated")))

    def publish_month(self) -> None:
        """Publish the next month, which moves the page's day."""
        self.months += 1
        self.publish(list(Indicator.objects.filter(code__startswith="generated")), self.months)

    def publish_late(self) -> None:
        """Publish a figure for another day of a month that is public already."""
        self.publish([self.one()], self.random.randint(1, self.months), late=True)

    def publish(self, indicators: list[Indicator], number: int, *, late: bool = False) -> None:
        month = month_of(2020 + (number - 1) // 12, (number - 1) % 12 + 1)
        end = month.end - timedelta(self.random.randint(1, 20)) if late else month.end
        source, _ = Source.objects.get_or_create(
            slug=f"more-{number}", defaults={"title": f"更多{number}", "kind": "report"}
        )
        figures = []
        for indicator in indicators:
            citation, _ = Citation.objects.get_or_create(
                source=source, paragraph=1, as_written="1", occurrence=1
            )
            start = end.replace(day=1) if indicator.kind in (Kind.FLOW, Kind.RATE) else None
            figures.append(
                Figure(
                    indicator, Place.objects.get(code=self.place()), start, end,
                    Decimal(self.random.randint(0, 99)), citation, Qualifier.EXACT, as_written="1",
                    reason="再次核对",
                )
            )  # fmt: skip
        publishing.publish(figures, title=Text("又一批", "More"), by=self.by, at=self.at())

    def place(self) -> str:
        return self.random.choice(("generated-city", "990001"))

    def correct(self) -> None:
        public = Observation.objects.public().filter(indicator__code__startswith="generated")
        rows = list(public.order_by("pk"))
        newest = {
            (one.indicator_id, one.place_id, one.period_start, one.period_end): one for one in rows
        }
        wrong = self.random.choice(list(newest.values()))
        value = Decimal(self.random.randint(0, 99)) + Decimal("0.5")
        indicator = wrong.indicator
        if indicator.decimals == 0:
            value = value.to_integral_value()
        if (value, Qualifier.EXACT) != (wrong.value, wrong.qualifier):
            publishing.correct(wrong, value=value, reason="更正", by=self.by, at=self.at())

    def withdraw(self) -> None:
        newest = Release.objects.public().newest()
        if newest and Release.objects.public().count() > 2:
            publishing.withdraw(newest, reason="误发", by=self.by, at=self.at())

    def rename(self) -> None:
        model = self.random.choice((Area, Organisation, Place))
        some = model.objects.filter(name_en__startswith="Gener") or model.objects.filter(
            name_en__startswith=("Area", "Department")[model is Organisation]
        )
        record: Any = self.random.choice(list(some))
        record.name_zh_hans = f"{record.name_zh_hans}改"
        record.save()

    def move(self) -> None:
        """Change what an indicator is called, whose it is, and what it is part of."""
        indicator: Any = self.one()
        indicator.name_en = f"Renamed {self.random.randint(1, 99)}"
        indicator.owner = self.random.choice(list(Organisation.objects.all()))
        indicator.part_of = self.random.choice(
            [None, *Indicator.objects.filter(is_public=True).exclude(pk=indicator.pk)]
        )
        indicator.save()
        owners = self.random.sample(list(Organisation.objects.all()), 2)
        indicator.co_owners.set([] if is_rate(indicator.kind, indicator.unit) else owners)

    def hide(self) -> None:
        if Indicator.objects.filter(is_public=True).count() > 1:
            Indicator.objects.filter(pk=self.one().pk).update(is_public=False)

    def show(self) -> None:
        Indicator.objects.filter(code__startswith="generated").update(is_public=True)

    def set_target(self) -> None:
        indicator = self.one()
        target, _ = Target.objects.update_or_create(
            indicator=indicator,
            place=Place.objects.get(code=self.place()),
            due=date(2020, self.random.randint(1, 6), 28),
            defaults={
                "comparison": Comparison.AT_LEAST,
                "value": Decimal(self.random.randint(1, 99)),
                "basis": Basis.WORKING,
            },
        )
        publishing.refresh(Indicator.objects.filter(pk=target.indicator_id))

    def drop_target(self) -> None:
        target = Target.objects.filter(indicator__code__startswith="generated").first()
        if target:
            indicator = target.indicator_id
            target.delete()
            publishing.refresh(Indicator.objects.filter(pk=indicator))

    def call_source(self) -> None:
        source: Any = self.random.choice(list(Source.objects.all()))
        source.title_zh_hans = f"{source.title_zh_hans}（修订）"
        source.save()

    def attach(self) -> None:
        self.by.is_superuser = True
        source = self.random.choice(list(Source.objects.all()))
        full_text.attach(source, "本月完成1项。\n另有2项。", by=self.by, at=self.at())


class IncrementalTests:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_equals_a_full_run_to_the_byte_whatever_happened(
        self, release: Release, publisher: Official, folder: Path, tmp_path: Path, seed: int
    ) -> None:
        city = City(publisher, seed)
        make(folder)
        happened = [city.next() for _ in range(ACTS)]

        make(folder)
        make(tmp_path / "whole", everything=True)

        assert unlike(tree(folder), tree(tmp_path / "whole")) == [], happened
        # What is kept was asked all that the page asks, or it would stay behind one day.
        assert unlike(asked(folder), asked(tmp_path / "whole")) == [], happened

    def test_makes_only_what_shows_a_corrected_figure(
        self, release: Release, publisher: Official, folder: Path
    ) -> None:
        make(folder)
        correct("service-items", release, publisher)

        outcome = make(folder)

        newest = Release.objects.latest("released_at")
        pages = {name.replace("RELEASE", f"{newest.pk}") for name in SHOWING_IT}
        assert set(outcome.written) == pages | FILES_OF_IT | {f"en/{page}" for page in pages}
        assert "811项" in (folder / "indicators" / "service-items" / "index.html").read_text()

    def test_makes_nothing_and_writes_nothing_where_nothing_changed(
        self, release: Release, folder: Path
    ) -> None:
        first = make(folder)
        before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

        again = make(folder)

        assert (set(again.kept), again.written, again.removed) == (set(first.records), (), ())
        assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before

    def test_makes_everything_again_where_the_code_or_the_memory_is_another(
        self,
        release: Release,
        folder: Path,
        settings: Any,  # noqa: ANN401 - pytest-django's own
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        first = make(folder)
        monkeypatch.setattr(fingerprint, "code_and_packages", lambda: "other code")
        other_code = make(folder)
        shutil.rmtree(settings.VAR)
        no_memory = make(folder)

        assert (set(other_code.kept), other_code.written) == (set(), ())
        assert (set(no_memory.kept), no_memory.written) == (set(), ())
        assert first.records.keys() == no_memory.records.keys()

    def test_repairs_a_file_that_somebody_changed_or_removed(
        self, release: Release, folder: Path
    ) -> None:
        make(folder)
        before = tree(folder)
        (folder / "about" / "index.html").write_text("changed")
        (folder / "quality" / "index.html").unlink()

        outcome = make(folder)

        assert outcome.written == ("about/index.html", "quality/index.html")
        assert tree(folder) == before
