"""Of an indicator that is no longer public nothing is left: no name, no code and no figure."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.test import Client

from indicators import publishing
from indicators.bilingual import Text
from indicators.enums import Basis, RuleKind, Side
from indicators.models import (
    Citation,
    Indicator,
    Observation,
    Official,
    Organisation,
    Plan,
    Release,
    Rule,
    Source,
    Target,
    Term,
)
from indicators.publication_input import NewFigure

from .static_edition.editions import make

NAME, CODE = Text("隐去指标", "Concealed things"), "concealed-things"
FIGURES = ("48151", "62342", "48,151", "62,342")
SAID = (*NAME, CODE, *FIGURES)
API = (
    "indicators", "areas", "organisations", "places", "sources", "series", "observations",
    "observations?versions=all", "targets", "standings", "releases", "rules",
)  # fmt: skip


@pytest.fixture
def hidden(release: Release, publisher: Official) -> Indicator:
    """Return an indicator on which everything hangs that may hang on one, and then hide it."""
    whole = Indicator.objects.get(code="ganfutong-items")
    one = Indicator.objects.get(pk=whole.pk)
    one.pk, one.code, one.part_of, one._state.adding = None, CODE, whole, True
    one.name = one.name_zh_hans = NAME.zh  # type: ignore[attr-defined]
    one.name_en = NAME.en  # type: ignore[attr-defined]
    one.save()
    one.co_owners.add(Organisation.objects.exclude(pk=one.owner_id)[0])
    one.places.set(whole.places.all())
    Indicator.objects.filter(code="service-items").update(part_of=one)
    for language in ("zh_hans", "en"):
        assert getattr(one, f"name_{language}")
    [place, source] = one.places.all()[0], Source.objects.get(slug="fuzhou-2019h1")
    Target.objects.create(
        indicator=one, place=place, due=date(2020, 12, 31), basis=Basis.WORKING,
        comparison="at_least", value=Decimal(62342), note_zh_hans=NAME.zh, note_en=NAME.en,
        plan=Plan.objects.get(),
    )  # fmt: skip
    rule = Rule.objects.create(
        code=f"{CODE}-part", name_zh_hans=f"{NAME.zh}不超过总数", name_en=f"{NAME.en} ≤ all",
        kind=RuleKind.AT_MOST,
    )  # fmt: skip
    Term.objects.create(rule=rule, side=Side.LEFT, indicator=one, place=place)
    Term.objects.create(rule=rule, side=Side.RIGHT, indicator=whole, place=place)
    cited = Citation.objects.create(source=source, paragraph=3, as_written="48151项")
    figure = NewFigure(one, place, None, date(2019, 6, 30), Decimal(48151), cited)
    at = release.released_at
    publishing.publish([figure], title=NAME, by=publisher, at=at + timedelta(days=1))
    old = Observation.objects.get(indicator=one)
    at += timedelta(days=2)
    publishing.correct(old, value=Decimal(62342), reason=NAME.zh, by=publisher, at=at)
    return one


def everything(client: Client, folder: Path, day: date) -> Iterator[tuple[str, str]]:
    """Yield the texts of every public address and file, now and as of the day."""
    for name, as_of in (("now", None), ("then", day)):
        make(folder / name, as_of=as_of)
        for path in sorted((folder / name).rglob("*")):
            if path.is_file():
                yield from texts_in(f"{name}: {path.name}", path.read_bytes())
    for name in API:
        for asked in ("", f"&as_of={day}"):
            sign = "&" if "?" in name else "?"
            address = f"/api/v1/{name}{sign}limit=200{asked}"
            answer = client.get(address)
            assert answer.status_code == 200, address
            yield from texts_in(address, answer.getvalue())
    for release in Release.objects.all():
        address = f"/data/releases/{release.pk}.zip"
        yield from texts_in(address, client.get(address).getvalue())


def texts_in(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    if not is_zipfile(io.BytesIO(content)):
        yield name, content.decode(errors="replace")
        return
    with ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            yield f"{name}: {part}", archive.read(part).decode(errors="replace")


def test_is_found_in_no_public_address_and_no_file(
    client: Client,
    hidden: Indicator,
    tmp_path: Path,
    settings: Any,  # noqa: ANN401 - pytest-django's own
) -> None:
    settings.VAR, day = tmp_path / "var", Release.objects.latest("released_at").released_at.date()
    name = "/indicators/service-items.json"
    assert CODE in client.get(name).content.decode()
    Indicator.objects.filter(pk=hidden.pk).update(is_public=False)

    found = {
        (name, said)
        for name, text in everything(client, tmp_path, day)
        for said in SAID
        if said in text
    }

    assert found == set()
