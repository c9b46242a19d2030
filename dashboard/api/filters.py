"""Turn query parameters into the selectors' filters."""

from indicators.selectors import ListQuery
from indicators.selectors.observations import ObservationQuery

from .params import FiguresParams, SeriesParams, Versions


def choice_of(asked: SeriesParams) -> ListQuery:
    """Return which series the request wants."""
    given = {
        "code": asked.indicator,
        "area": asked.area,
        "owner": asked.owner,
        "place": asked.place,
        "standing": asked.standing and asked.standing.value,
        "q": asked.q and asked.q.strip(),
    }
    return ListQuery(**{name: value or "" for name, value in given.items()})


def wanted_of(asked: FiguresParams) -> ObservationQuery:
    """Return which figures the request wants."""
    return ObservationQuery(
        indicator=asked.indicator or "",
        place=asked.place or "",
        area=asked.area or "",
        owner=asked.owner or "",
        source=asked.source or "",
        release=asked.release,
        period=asked.period,
        since=asked.since,
        until=asked.until,
        released_after=asked.released_after,
        status=asked.status,
        every_version=asked.versions is Versions.ALL,
        sort=asked.sort.value,
    )
