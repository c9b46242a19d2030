"""Gather what the indicators are called from the database, for the reader of texts."""

from collections import defaultdict

from indicators.enums import PlaceLevel
from indicators.grammar import unit_of
from indicators.models import Indicator, Observation, Place
from indicators.prose.vocabulary import Spot, Subject, Vocabulary
from indicators.series_builders import text_of


def vocabulary(*, only_public: bool = False) -> Vocabulary:
    """Return every indicator that is counted somewhere, in a fixed number of queries.

    It is counted where figures are owed or public. Texts are Chinese, and so are the words.
    """
    places = {one.pk: one for one in Place.objects.all()}
    counted: dict[int, set[int]] = defaultdict(set)
    owed = Indicator.objects.filter(places__isnull=False).order_by().values_list("pk", "places")
    public = Observation.objects.public().order_by().values_list("indicator_id", "place_id")
    for indicator, place in [*owed, *public.distinct()]:
        counted[indicator].add(place)
    found = Indicator.objects.select_related("part_of").filter(pk__in=counted)
    if only_public:
        found = found.filter(is_public=True)
    return Vocabulary(tuple(_subject(one, counted[one.pk], places) for one in found))


def _subject(indicator: Indicator, counted: set[int], places: dict[int, Place]) -> Subject:
    return Subject(
        code=indicator.code,
        name=text_of(indicator, "name").zh,
        definition=text_of(indicator, "definition").zh,
        unit=unit_of(indicator.unit),
        whole=indicator.part_of.code if indicator.part_of else "",
        places=tuple(
            Spot(places[pk].code, PlaceLevel(places[pk].level), text_of(places[pk], "name").zh)
            for pk in places
            if pk in counted
        ),
    )
