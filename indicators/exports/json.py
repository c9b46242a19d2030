"""All series as one JSON document, written a series at a time; values are exact, as text.

``schema.json`` beside this file describes the document and is served with it.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from indicators import narrative, progress
from indicators.series import Named, Point, Series, Target

from .publication import Publication, moment
from .rows import ends, number, qualifier_of

SCHEMA = Path(__file__).with_name("schema.json")
SERIES_AT_ONCE = 20


def json_parts(
    many: Iterable[Series], publication: Publication, schema_address: str, indicator: str = ""
) -> Iterator[str]:
    """Return a JSON document in parts; ``indicator`` names the one that all series are of."""
    head = _head(publication, schema_address)
    if indicator:
        head["indicator"] = indicator
    yield f'{_text(head)[:-1]}, "series": [\n'
    waiting: list[str] = []
    is_first = True
    for series in many:
        waiting.append(_text(series_value(series, publication.day)))
        if len(waiting) == SERIES_AT_ONCE:
            yield ("" if is_first else ",\n") + ",\n".join(waiting)
            is_first, waiting = False, []
    if waiting:
        yield ("" if is_first else ",\n") + ",\n".join(waiting)
    yield "\n]}\n"


def _head(publication: Publication, schema_address: str) -> dict[str, Any]:
    licence = publication.licence
    return {
        "$schema": schema_address,
        "title": publication.title._asdict(),
        "publisher": publication.publisher._asdict(),
        "licence": {"name": licence.name, "url": licence.url},
        "made_up": publication.is_made_up,
        "home": publication.home or None,
        "as_of": _day(publication.as_of),
        "judged_on": _day(publication.day),
        "released_at": moment(publication.released_at) if publication.released_at else None,
    }


def series_value(series: Series, day: date | None) -> dict[str, Any]:
    """Return the series with its standing on the day and every current figure, ready for JSON."""
    judged = progress.measure(series, day) if day else None
    return {
        "indicator": series.code,
        "name": series.name._asdict(),
        "definition": series.definition._asdict(),
        "place": series.place.code,
        "place_name": series.place.name._asdict(),
        "place_level": series.place.level.value,
        "unit": {"zh": series.unit.zh, "one": series.unit.one, "many": series.unit.many},
        "kind": series.kind.value,
        "direction": series.direction.value,
        "decimals": series.decimals,
        "frequency": series.frequency.value,
        "area": _named(series.area),
        "owner": _named(series.owner),
        "co_owners": [_named(one) for one in series.co_owners],
        "ownership_basis": series.ownership_basis.value,
        "part_of": series.part_of.code if series.part_of else None,
        "standing": judged.standing.value if judged else None,
        "sentence": narrative.describe(series, judged)._asdict() if judged else None,
        "targets": [
            _target(target) | {"verdict": _verdict(series, target, day)}
            for target in series.targets
        ],
        "observations": [
            _figure(series, point) | {"earlier": [_figure(series, old) for old in point.earlier]}
            for point in series
        ],
    }


def _figure(series: Series, point: Point) -> dict[str, Any]:
    period, citation = point.period, point.citation
    low, high = ends(series, point)
    return {
        "period_start": _day(period.start),
        "period_end": _day(period.end),
        "period_name": period.label._asdict(),
        "value": _amount(point.value),
        "lower": _amount(low),
        "upper": _amount(high),
        "qualifier": qualifier_of(point),
        "status": point.status.value,
        "as_written": point.as_written,
        "shown": series.show(point)._asdict(),
        "note": point.note._asdict(),
        "source": citation.source.code,
        "paragraph": citation.paragraph,
        "release": point.release,
        "released_at": moment(point.released_at),
        "version": point.version,
        "reason": point.reason,
    }


def _target(target: Target) -> dict[str, Any]:
    baseline = target.baseline
    return {
        "due": _day(target.due),
        "basis": target.basis.value,
        "comparison": target.comparison.value if target.comparison else None,
        "value": _amount(target.value),
        "upper": _amount(target.upper),
        "statement": target.statement._asdict(),
        "arithmetic": target.arithmetic,
        "note": target.note._asdict(),
        "source": target.source.code if target.source else None,
        "baseline": {"on": _day(baseline.on), "value": _amount(baseline.value)}
        if baseline
        else None,
        "whole": _amount(target.whole),
        "milestones": [
            {"on": _day(one.on), "value": _amount(one.value)} for one in target.milestones
        ],
        "risk_margin": _amount(target.risk_margin),
    }


def _verdict(series: Series, target: Target, day: date | None) -> dict[str, Any] | None:
    """Return what became of a target whose day has passed, and what the figure is about."""
    decided = progress.verdict(series, target, day) if day else None
    if decided is None:
        return None
    return {
        "standing": decided.standing.value,
        "period_end": _day(decided.point.period.end if decided.point else None),
    }


def _named(one: Named) -> dict[str, Any]:
    return {"code": one.code, "name": one.name._asdict()}


def _amount(value: Decimal | None) -> str | None:
    return None if value is None else number(value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
