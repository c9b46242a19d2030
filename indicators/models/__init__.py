"""The records, one noun or one small family of nouns a file."""

from .entries import Entry
from .evidence import Evidence
from .indicators import Area, Indicator
from .notices import Notice
from .observations import Observation, Release, Standing
from .officials import Event, Official, RoleHeld
from .places import Organisation, Place
from .rules import Rule, Term
from .sources import Citation, Source
from .submissions import ReportingPeriod, Submission
from .targets import Milestone, Target
from .tokens import Delivery, Token
from .uploads import Upload

__all__ = [
    "Area",
    "Citation",
    "Delivery",
    "Entry",
    "Event",
    "Evidence",
    "Indicator",
    "Milestone",
    "Notice",
    "Observation",
    "Official",
    "Organisation",
    "Place",
    "Release",
    "ReportingPeriod",
    "RoleHeld",
    "Rule",
    "Source",
    "Standing",
    "Submission",
    "Target",
    "Term",
    "Token",
    "Upload",
]
