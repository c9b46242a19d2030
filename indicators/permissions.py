"""Who may do what: a table of powers by role."""

from enum import Enum

from .enums import Role
from .models import Official


class Power(Enum):
    """Something that not everybody may do."""

    REPORT = "report"
    REVIEW = "review"
    PUBLISH = "publish"
    VIEW = "view"


POWERS: dict[Role, frozenset[Power]] = {
    Role.REPORTER: frozenset({Power.REPORT}),
    Role.REVIEWER: frozenset({Power.REVIEW, Power.VIEW}),
    Role.PUBLISHER: frozenset({Power.PUBLISH, Power.VIEW}),
    Role.VIEWER: frozenset({Power.VIEW}),
}


def holds(official: Official, power: Power) -> bool:
    """Tell whether one of the official's roles carries the power."""
    roles = [role for role, powers in POWERS.items() if power in powers]
    return official.roles_held.filter(role__in=roles).exists()


def can_publish(official: Official) -> bool:
    """Tell whether the official may release figures and correct published ones."""
    return holds(official, Power.PUBLISH)
