"""Tell people on each day what is still owed, and the office what nobody looks after.

``notices`` says who is told what, ``emails`` sends it by e-mail, and ``unassigned`` lists the
indicators that no reminder would help.
"""

from .emails import send
from .notices import NoticeItem, Urgency, due_of, remind
from .unassigned import UnassignedIndicator, UnassignedReason, forgotten

__all__ = [
    "NoticeItem",
    "UnassignedIndicator",
    "UnassignedReason",
    "Urgency",
    "due_of",
    "forgotten",
    "remind",
    "send",
]
