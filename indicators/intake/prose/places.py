"""Which place a figure holds for, by the words before it."""

import re

from indicators.enums import PlaceLevel

from .context import BREAK, Around
from .vocabulary import Subject, Vocabulary

CUES = {
    PlaceLevel.CITY: r"全市|我市|全域",
    PlaceLevel.CITY_LEVEL: r"市本级|市直|市级|市属|市政府(?:各|组成)?部门|市政府$|市司法局|本级",
    PlaceLevel.COUNTIES: (
        r"县\s?\((?:市、)?区\)|县\(区、市\)|县市区|县、区|县区|区县|各县|县级|各区|县本级|所属县"
    ),
}
CUE = re.compile("|".join(f"(?P<{level.value}>{words})" for level, words in CUES.items()))
# How well a figure that is said to hold in one place speaks of an indicator counted in another.
FITS = {
    (PlaceLevel.CITY, PlaceLevel.CITY_LEVEL): 0.92,
    (PlaceLevel.CITY_LEVEL, PlaceLevel.CITY): 0.92,
    (PlaceLevel.DIVISION, PlaceLevel.COUNTIES): 0.9,
    (PlaceLevel.COUNTIES, PlaceLevel.CITY): 0.7,
}
STRANGER = 0.5
UNSAID = 0.9


class Gazetteer:
    """The names of counties and districts, as a text writes them: 黎川县 or 黎川."""

    def __init__(self, known: Vocabulary) -> None:
        self.codes: dict[str, str] = {}
        for subject in known.subjects:
            for place in subject.places:
                if place.level is PlaceLevel.DIVISION:
                    self.codes[place.name] = place.code
                    if len(place.name) > 2:
                        self.codes.setdefault(place.name[:-1], place.code)
        names = sorted(self.codes, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, names))) if names else None

    def said(self, around: Around) -> tuple[PlaceLevel, str] | None:
        """Return the level, and for one county its code, that stands nearest before the figure."""
        if around.is_shared_out:
            named = self._named(BREAK.split(around.listed)[-1])
            if len(named) == around.among:
                return PlaceLevel.DIVISION, named[around.rank]
        for stretch in (around.near, around.after, around.part):
            found = self._last(stretch)
            if found is not None:
                return found
        # 云溪县：处罚3件；免罚2件: a sentence that begins with a place is about it to its end.
        topic = self.pattern.match(around.topic) if self.pattern else None
        return (PlaceLevel.DIVISION, self.codes[topic[0]]) if topic else None

    def without_places(self, stretch: str) -> str:
        """Return the stretch without the words that name places."""
        bare = CUE.sub("", stretch)
        return self.pattern.sub("", bare) if self.pattern else bare

    def _named(self, stretch: str) -> list[str]:
        """Return the codes of the counties that a stretch names, in order."""
        found = self.pattern.finditer(stretch) if self.pattern else ()
        return [self.codes[one[0]] for one in found]

    def _last(self, stretch: str) -> tuple[PlaceLevel, str] | None:
        named = list(self.pattern.finditer(stretch)) if self.pattern else []
        cues = list(CUE.finditer(stretch))
        if named and (not cues or named[-1].start() > cues[-1].start()):
            codes = {self.codes[one[0]] for one in named}
            if len(codes) > 1:
                return PlaceLevel.COUNTIES, ""
            return PlaceLevel.DIVISION, codes.pop()
        return (PlaceLevel(str(cues[-1].lastgroup)), "") if cues else None


def place_in(subject: Subject, said: tuple[PlaceLevel, str] | None) -> tuple[str, float]:
    """Return the subject's place that fits best what is said, and how well it fits, up to 1."""
    if said is None:
        whole = [one for one in subject.places if one.level is PlaceLevel.CITY]
        chosen = (whole or list(subject.places))[0]
        return chosen.code, 1.0 if len(subject.places) == 1 else UNSAID
    level, code = said
    fits = {
        one.code: 1.0
        if one.level is level and (level is not PlaceLevel.DIVISION or one.code == code)
        else FITS.get((level, one.level), STRANGER)
        for one in subject.places
    }
    best = max(fits, key=lambda code: fits[code])
    return best, fits[best]
