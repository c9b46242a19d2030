"""All series as one JSON document, written a series at a time; values are exact, as text.

``json_schema`` describes the document.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from indicators.series import Baseline, Point, Series

from .columns import values
from .fields import FIGURE, INDICATOR, MILESTONE, STANDING, TARGET
from .publication import Publication, moment
from .records import (
    FigureRecord,
    IndicatorRecord,
    MilestoneRecord,
    TargetRecord,
    standing_record,
    target_record,
)

OF_SERIES = INDICATOR.all(without="unit_one unit_many")
OF_STANDING = STANDING.pick("standing sentence")
OF_FIGURE = FIGURE.all(
    "period_start period_end period_name value lower upper qualifier status as_written shown note "
    "source paragraph release released_at version reason",
    without="indicator name place period unit",
)
OF_TARGET = TARGET.pick("due basis comparison value upper statement arithmetic note source plan")
OF_STEP = MILESTONE.pick("on value")
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
        "as_of": publication.as_of and publication.as_of.isoformat(),
        "judged_on": publication.day and publication.day.isoformat(),
        "released_at": moment(publication.released_at) if publication.released_at else None,
    }


def series_value(series: Series, day: date | None) -> dict[str, object]:
    """Return the series with its standing on the day and every current figure, ready for JSON."""
    judged = standing_record(series, day)
    return {
        **values(OF_SERIES, IndicatorRecord(series)),
        **(values(OF_STANDING, judged) if judged else {one.name: None for one in OF_STANDING}),
        "targets": [_target(target_record(series, one, day)) for one in series.targets],
        "observations": [
            _figure(series, point) | {"earlier": [_figure(series, old) for old in point.earlier]}
            for point in series
        ],
    }


def _figure(series: Series, point: Point) -> dict[str, object]:
    return values(OF_FIGURE, FigureRecord(series, point))


def _target(record: TargetRecord) -> dict[str, object]:
    target = record.target
    return {
        **values(OF_TARGET, record),
        "baseline": target.baseline and _step(record, target.baseline),
        "whole": TARGET["whole"].value(record),
        "milestones": [_step(record, one) for one in target.milestones],
        "risk_margin": TARGET["risk_margin"].value(record),
        "verdict": record.decided
        and {
            "standing": TARGET["verdict"].value(record),
            "period_end": TARGET["verdict_period_end"].value(record),
        },
    }


def _step(record: TargetRecord, step: Baseline) -> dict[str, object]:
    return values(OF_STEP, MilestoneRecord(record.series, record.target, step))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
