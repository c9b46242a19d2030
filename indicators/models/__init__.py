"""The records, one noun or one small family of nouns a file."""

from .entries import Entry
from .evidence import Evidence
from .indicators import Area, Indicator
from .notices import Notice
from .observations import Observation, Release, Standing
from .officials import Event, Official, RoleHeld
from .places import Organisation, Place
from .plans import Plan
from .public_state import PublicState
from .ratios import Ratio
from .report_templates import ReportTemplate
from .rules import Rule, Term
from .sources import Citation, Source
from .submissions import ReportingPeriod, Submission
from .targets import Milestone, Target
from .texts import Mention, TakenText
from .tokens import Delivery, Token
from .uploads import TableUpload, Upload

__all__ = [
    "Area",
    "Citation",
    "Delivery",
    "Entry",
    "Event",
    "Evidence",
    "Indicator",
    "Mention",
    "Milestone",
    "Notice",
    "Observation",
    "Official",
    "Organisation",
    "Place",
    "Plan",
    "PublicState",
    "Ratio",
    "Release",
    "ReportTemplate",
    "ReportingPeriod",
    "RoleHeld",
    "Rule",
    "Source",
    "Standing",
    "Submission",
    "TableUpload",
    "TakenText",
    "Target",
    "Term",
    "Token",
    "Upload",
]
