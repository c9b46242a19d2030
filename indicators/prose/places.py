"""Which place a figure holds for, by the words before it."""

import re

from indicators.enums import PlaceLevel

from .context import Context
from .vocabulary import Subject, Vocabulary

CUES = {
    PlaceLevel.CITY: r"全市|我市|全域",
    PlaceLevel.CITY_LEVEL: r"市本级|市直|市级|市属|市政府(?:各|组成)?部门|市政府$|市司法局|本级",
    PlaceLevel.COUNTIES: (
        r"县\s?\((?:市、)?区\)|县\(区、市\)|县市区|县、区|县区|区县|各县|县级|各区|所属县"
    ),
}
CUE = re.compile("|".join(f"(?P<{level.value}>{words})" for level, words in CUES.items()))
# What a county's report calls its own: which county that is, its text says elsewhere.
OWN = r"[全我该本](?:县|区)(?!域)|县本级|县政府|县委|县司法局|县法律援助"
# How well a figure that is said to hold in one place speaks of an indicator counted in another.
FITS = {
    (PlaceLevel.CITY, PlaceLevel.CITY_LEVEL): 0.92,
    (PlaceLevel.CITY_LEVEL, PlaceLevel.CITY): 0.92,
    (PlaceLevel.DIVISION, PlaceLevel.COUNTIES): 0.9,
    (PlaceLevel.COUNTIES, PlaceLevel.CITY): 0.7,
}
STRANGER = 0.5
UNSAID = 0.9


Said = tuple[PlaceLevel, str]


class Gazetteer:
    """The words that name places; counties as a text writes them: 黎川县 or 黎川.

    A report of one county names it once and then says 我县; ``open`` a line to keep track.
    """

    def __init__(self, known: Vocabulary) -> None:
        self.codes: dict[str, str] = {}
        for subject in known.subjects:
            for place in subject.places:
                if place.level is PlaceLevel.DIVISION:
                    self.codes[place.name] = place.code
                    if len(place.name) > 2:
                        self.codes.setdefault(place.name[:-1], place.code)
        names = "|".join(map(re.escape, sorted(self.codes, key=len, reverse=True)))
        self.names = re.compile(names or "(?!)")
        self.mentions = re.compile(f"(?P<name>{names or '(?!)'})|(?P<own>{OWN})|{CUE.pattern}")
        self.home = ""
        self.is_at_home = False

    def open(self, line: str) -> None:
        """Begin a line: remember the one county that it names, and whether it speaks of its own."""
        named = {self.codes[one[0]] for one in self.names.finditer(line)}
        if len(named) == 1:
            self.home = named.pop()
        self.is_at_home = bool(self.home) and re.search(OWN, line) is not None

    def said(self, around: Context) -> Said | None:
        """Return the level, and for one county its code, that stands nearest before the figure."""
        if around.is_shared_out:
            named = self._mentioned(around.listed)
            if len(named) >= around.among:
                return named[around.rank - around.among]
        for stretch in (around.near, around.after, around.part):
            found = self._mentioned(stretch)
            counties = {code for level, code in found if level is PlaceLevel.DIVISION}
            if len(counties) > 1 and found[-1][0] is PlaceLevel.DIVISION:
                return PlaceLevel.COUNTIES, ""
            if found:
                return found[-1]
        # 云溪县：处罚3件；免罚2件: a sentence that begins with a place is about it to its end.
        topic = self.names.match(around.topic)
        if topic:
            return PlaceLevel.DIVISION, self.codes[topic[0]]
        return (PlaceLevel.DIVISION, self.home) if self.is_at_home else None

    def without_places(self, stretch: str) -> str:
        """Return the stretch without the words that name places."""
        return self.mentions.sub("", stretch)

    def _mentioned(self, stretch: str) -> list[Said]:
        """Return every place that a stretch names, in order."""
        found = [self._said(one) for one in self.mentions.finditer(stretch)]
        return [one for one in found if one is not None]

    def _said(self, mention: re.Match[str]) -> Said | None:
        sort = str(mention.lastgroup)
        if sort == "name":
            return PlaceLevel.DIVISION, self.codes[mention[0]]
        if sort == "own":
            return (PlaceLevel.DIVISION, self.home) if self.home else None
        return PlaceLevel(sort), ""


def place_in(subject: Subject, said: Said | None) -> tuple[str, float]:
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
