"""Tell people on each day what is still owed, and the office what nobody looks after.

``notices`` says who is told what, ``letters`` sends it by e-mail, and ``forgotten`` lists the
indicators that no reminder would help.
"""

from .forgotten import Forgotten, Why, forgotten
from .letters import send
from .notices import Item, Urgency, due_of, remind

__all__ = ["Forgotten", "Item", "Urgency", "Why", "due_of", "forgotten", "remind", "send"]
