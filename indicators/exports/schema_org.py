"""One indicator as a schema.org Dataset, for search engines to find."""

import json
from collections.abc import Iterable
from typing import Any

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import PlaceLevel
from indicators.progress import Progress
from indicators.series import Series

from .dcat import Distribution
from .publication import Publication, moment

# An HTML parser ends the block, or begins a comment in it, at these; JSON may write them so.
ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def dataset(
    series: Series,
    progress: Progress,
    publication: Publication,
    page: str,
    distributions: Iterable[Distribution],
) -> dict[str, Any]:
    """Return the series as a schema.org Dataset; ``page`` is the indicator's own."""
    licence = publication.licence.url
    newest = max((point.released_at for point in series), default=None)
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{page}#data",
        "url": page,
        "identifier": series.code,
        "name": _both(series.name),
        "description": _both(_described(series, progress)),
        "license": licence,
        "isAccessibleForFree": True,
        "inLanguage": ["zh", "en"],
        "creator": {"@type": "Organization", "name": _both(publication.publisher)},
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": _both(publication.title),
            **({"url": publication.home} if publication.home else {}),
        },
        **({"temporalCoverage": _covered(series)} if series.points else {}),
        "spatialCoverage": _place(series, publication),
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": _both(series.name),
            "unitText": series.unit.zh,
        },
        "version": publication.version,
        **({"dateModified": moment(newest)} if newest else {}),
        "distribution": [_download(one, licence) for one in distributions],
    }


def block(value: dict[str, Any]) -> str:
    """Return the value as JSON that nothing in it can leave, ready for a script element."""
    return json.dumps(value, ensure_ascii=False).translate(ESCAPED)


def _described(series: Series, progress: Progress) -> Text:
    definition, sentence = series.definition, narrative.describe(series, progress)
    return Text(f"{definition.zh}{sentence.zh}", f"{definition.en} {sentence.en}".strip())


def _download(one: Distribution, licence: str) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "contentUrl": one.address,
        "encodingFormat": one.media_type.split(";", 1)[0],
        "license": licence,
    }


def _covered(series: Series) -> str:
    """Return the first and the last day that the figures are about."""
    first = min(point.period.start or point.period.end for point in series)
    return f"{first}/{max(point.period.end for point in series)}"


def _place(series: Series, publication: Publication) -> dict[str, Any]:
    place, city = series.place, publication.city
    name = Text(f"{city.zh}{place.name.zh}", f"{city.en} {place.name.en}".strip())
    if place.level is PlaceLevel.DIVISION:
        return {"@type": "Place", "name": _both(name), "identifier": place.code}
    return {
        "@type": "Place",
        "name": _both(city if place.level is PlaceLevel.CITY and city.zh else name),
    }


def _both(words: Text) -> list[str]:
    return [one for one in words if one]
