"""Find the figures in published texts, and what each speaks of.

``read`` is pure: a text and a ``Vocabulary`` in, ``Statement`` values out. ``vocabulary`` gathers
what the indicators are called from the database.
"""

from .objects import object_of
from .period import period_of
from .reading import read
from .statements import Candidate, Statement
from .vocabulary import Spot, Subject, Vocabulary, vocabulary

__all__ = [
    "Candidate",
    "Spot",
    "Statement",
    "Subject",
    "Vocabulary",
    "object_of",
    "period_of",
    "read",
    "vocabulary",
]
