"""The records, one noun or one small family of nouns a file."""

from .indicators import Area, Indicator
from .observations import Observation, Release, Standing
from .officials import Event, Official, RoleHeld
from .places import Organisation, Place
from .rules import Rule, Term
from .sources import Citation, Source
from .targets import Milestone, Target

__all__ = [
    "Area",
    "Citation",
    "Event",
    "Indicator",
    "Milestone",
    "Observation",
    "Official",
    "Organisation",
    "Place",
    "Release",
    "RoleHeld",
    "Rule",
    "Source",
    "Standing",
    "Target",
    "Term",
]
