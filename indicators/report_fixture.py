"""Take in a folder of YAML that describes a published report."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from indicators import audit
from indicators.bilingual import Text
from indicators.enums import Qualifier, Role
from indicators.models import (
    Area,
    Citation,
    Indicator,
    Official,
    Organisation,
    Place,
    Plan,
    RoleHeld,
    Rule,
    Source,
    Target,
    Term,
)
from indicators.models.indicators import A_RATE_HAS_NO_CO_OWNERS, is_rate
from indicators.publication_input import FigureBatch, NewFigure

ARCHIVE = "archive"
# What a folder defines, each by the code that only one record may have.
DEFINED: dict[str, tuple[type[Model], str]] = {
    "places": (Place, "code"),
    "organisations": (Organisation, "code"),
    "areas": (Area, "slug"),
    "sources": (Source, "slug"),
    "plans": (Plan, "code"),
    "indicators": (Indicator, "code"),
    "rules": (Rule, "code"),
}


class AlreadyThere(Exception):
    """Somebody else made some of what the folder describes; says of each what it is: place city."""


def is_untouched() -> bool:
    """Tell whether nobody has defined or published anything; accounts may be there."""
    return not any(model._default_manager.exists() for model, _key in DEFINED.values())


@transaction.atomic
def load(folder: Path) -> FigureBatch:
    """Create what the folder describes, and return its figures, ready to be published.

    Names keep both languages; references go by code. Raises KeyError naming a code that is missing,
    and AlreadyThere before anything is created: what the city made is neither changed nor joined.
    """
    content = {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}
    for row in content["indicators"]:
        if row["co_owners"] and is_rate(row["kind"], row["unit"]):
            raise ValidationError(f"{row['code']}: {A_RATE_HAS_NO_CO_OWNERS}")
    if taken := list(_taken(content)):
        raise AlreadyThere(", ".join(taken))
    head = content["observations"]["release"]
    released_at = datetime.fromisoformat(head["released_at"])
    places = _created(Place, content["places"], "code", released_at)
    organisations = _created(
        Organisation, content["organisations"], "code", released_at, place=places
    )
    areas = _created(Area, content["areas"], "slug", released_at)
    sources = _created(Source, content["sources"], "slug", released_at)
    indicators = _indicators(content["indicators"], areas, organisations, released_at)
    figures = {
        row["ref"]: _figure(row, indicators, places, sources[head["source"]])
        for row in content["observations"]["observations"]
    }
    plans = _plans(content["plans"], areas, sources, released_at)
    _targets(content["targets"], indicators, places, plans, sources, figures, released_at)
    _rules(content["rules"], indicators, places, released_at)
    for figure in figures.values():
        figure.indicator.places.add(figure.place)
    title = Text(head["title_zh"], head["title_en"])
    return FigureBatch(tuple(figures.values()), title, _archive(), released_at)


def _taken(content: dict[str, Any]) -> Iterator[str]:
    """Yield what is in the database already, as "place city"."""
    for name, (model, key) in DEFINED.items():
        codes = [row[key] for row in content[name]]
        there = model._default_manager.filter(**{f"{key}__in": codes}).order_by(key)
        for code in there.values_list(key, flat=True):
            yield f"{model._meta.model_name} {code}"
    # A person of that name would be handed the right to publish.
    official = Official.objects.filter(username=ARCHIVE).first()
    if official and (official.is_active or official.has_usable_password()):
        yield f"official {ARCHIVE}"


def _read(path: Path) -> Any:  # noqa: ANN401 - YAML is untyped until it is read
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _translated(row: dict[str, Any]) -> dict[str, Any]:
    """Name the fields as the records do: name_zh is name_zh_hans."""
    return {f"{key}_hans" if key.endswith("_zh") else key: value for key, value in row.items()}


def _created(
    model: type[Model],
    rows: list[dict[str, Any]],
    key: str,
    at: datetime,
    **references: dict[str, Any],
) -> dict[str, Any]:
    """Create a record for each row, in order, and return them by code."""
    found = {}
    for position, row in enumerate(rows):
        fields = _translated(row)
        for name, known in references.items():
            if fields.get(name) is not None:
                fields[name] = known[fields[name]]
        if model is not Source:
            fields.setdefault("order", position)
        found[row[key]] = _saved(model(**fields), at)
    return found


def _saved(record: Any, at: datetime) -> Any:  # noqa: ANN401 - any record with a history
    audit.save_at(record, at)
    return record


def _indicators(
    rows: list[dict[str, Any]],
    areas: dict[str, Any],
    organisations: dict[str, Any],
    at: datetime,
) -> dict[str, Any]:
    plain = [
        {key: value for key, value in row.items() if key not in ("co_owners", "part_of")}
        for row in rows
    ]
    found = _created(Indicator, plain, "code", at, area=areas, owner=organisations)
    for row in rows:
        indicator = found[row["code"]]
        indicator.co_owners.set([organisations[code] for code in row["co_owners"]])
        if row["part_of"]:
            indicator.part_of = found[row["part_of"]]
            _saved(indicator, at)
    return found


def _figure(
    row: dict[str, Any], indicators: dict[str, Any], places: dict[str, Any], source: Source
) -> NewFigure:
    citation, _created_now = Citation.objects.get_or_create(
        source=source,
        paragraph=row["paragraph"],
        as_written=row["as_written"],
        occurrence=row["occurrence"],
    )
    return NewFigure(
        indicator=indicators[row["indicator"]],
        place=places[row["place"]],
        period_start=date.fromisoformat(row["period_start"]) if row["period_start"] else None,
        period_end=date.fromisoformat(row["period_end"]),
        value=Decimal(row["value"]),
        citation=citation,
        qualifier=Qualifier(row["qualifier"]),
        as_written=row["as_written"],
        note=Text(row.get("note_zh", ""), row.get("note_en", "")),
    )


def _plans(
    rows: list[dict[str, Any]], areas: dict[str, Any], sources: dict[str, Any], at: datetime
) -> dict[str, Any]:
    found = {}
    for row in rows:
        fields = _translated({key: row[key] for key in row if key != "areas"})
        fields["source"] = sources[row["source"]] if row["source"] else None
        for name in ("first_day", "last_day"):
            fields[name] = date.fromisoformat(row[name])
        plan = found[row["code"]] = _saved(Plan(**fields), at)
        plan.areas.set([areas[slug] for slug in row["areas"]])
    return found


def _targets(  # noqa: PLR0913, PLR0917 - the folder's other files
    rows: list[dict[str, Any]],
    indicators: dict[str, Any],
    places: dict[str, Any],
    plans: dict[str, Any],
    sources: dict[str, Any],
    figures: dict[str, NewFigure],
    at: datetime,
) -> None:
    for row in rows:
        fields = _translated({key: row[key] for key in row if key != "derived_from"})
        fields["indicator"], fields["place"] = indicators[row["indicator"]], places[row["place"]]
        fields["plan"] = plans[row["plan"]]
        fields["source"] = sources[row["source"]] if row.get("source") else None
        for name in ("due", "baseline_on"):
            fields |= {name: date.fromisoformat(row[name])} if row.get(name) else {}
        target = _saved(Target(**fields), at)
        target.derived_from.set([figures[ref].citation for ref in row.get("derived_from", [])])


def _rules(
    rows: list[dict[str, Any]], indicators: dict[str, Any], places: dict[str, Any], at: datetime
) -> None:
    for position, row in enumerate(rows):
        fields = _translated({key: row[key] for key in row if key not in ("left", "right")})
        rule = _saved(Rule(order=position, **fields), at)
        Term.objects.bulk_create(
            Term(rule=rule, side=side, indicator=indicators[code], place=places[place], order=order)
            for side in ("left", "right")
            for order, (code, place) in enumerate(row[side])
        )


def _archive() -> Official:
    """Return the official in whose name documents are taken in; nobody can log in as it."""
    unusable = make_password(None)
    official, _created_now = Official.objects.get_or_create(
        username=ARCHIVE,
        defaults={"is_active": False, "last_name": "档案录入", "password": unusable},
    )
    RoleHeld.objects.get_or_create(official=official, role=Role.PUBLISHER)
    return official
