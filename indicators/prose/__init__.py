"""Find the figures in published texts, and what each speaks of.

Pure: a text and a ``Vocabulary`` in, ``Statement`` values out.
"""

from .period import period_of
from .reader import read
from .serializers import object_of
from .statements import Candidate, Statement
from .vocabulary import Spot, Subject, Vocabulary

__all__ = [
    "Candidate",
    "Spot",
    "Statement",
    "Subject",
    "Vocabulary",
    "object_of",
    "period_of",
    "read",
]
