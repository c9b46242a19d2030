"""Who may do what: a table of powers by role."""

from enum import Enum

from .enums import Role
from .models import Entry, Official
from .models.entries import EntryQuerySet


class Power(Enum):
    """Something that not everybody may do."""

    REPORT = "report"
    REVIEW = "review"
    PUBLISH = "publish"
    VIEW = "view"
    COMPARE = "compare"


POWERS: dict[Role, frozenset[Power]] = {
    Role.REPORTER: frozenset({Power.REPORT}),
    Role.REVIEWER: frozenset({Power.REVIEW, Power.VIEW, Power.COMPARE}),
    Role.PUBLISHER: frozenset({Power.PUBLISH, Power.VIEW, Power.COMPARE}),
    Role.VIEWER: frozenset({Power.VIEW, Power.COMPARE}),
}


def holds(official: Official, power: Power) -> bool:
    """Tell whether one of the official's roles carries the power; roles at hand are used."""
    return any(power in POWERS[Role(held.role)] for held in official.roles_held.all())


def can_report(official: Official, organisation_id: int | None) -> bool:
    """Tell whether the official fills in what the organisation owes."""
    return (
        organisation_id is not None
        and official.organisation_id == organisation_id
        and holds(official, Power.REPORT)
    )


def can_review(official: Official) -> bool:
    """Tell whether the official accepts or returns what organisations submit."""
    return holds(official, Power.REVIEW)


def can_decide(official: Official, entry: Entry) -> bool:
    """Tell whether the official may accept or return the entry: never one of their own."""
    return official.pk not in (entry.entered_by_id, entry.submitted_by_id) and can_review(official)


def entries_for(official: Official) -> EntryQuerySet:
    """Return the entries that the official may see: their organisation's, or all for the office."""
    if holds(official, Power.VIEW):
        return Entry.objects.all()
    if official.organisation_id is None or not holds(official, Power.REPORT):
        return Entry.objects.none()
    return Entry.objects.filter(submission__organisation=official.organisation_id)


def can_issue_tokens(official: Official) -> bool:
    """Tell whether the official lets other systems act for organisations: an administrator."""
    return official.is_active and official.is_superuser


def can_manage_accounts(official: Official) -> bool:
    """Tell whether the official makes accounts and helps into them: an administrator.

    Whoever can do so can become anybody, so that no lesser right is enough.
    """
    return official.is_active and official.is_superuser


def can_compare(official: Official) -> bool:
    """Tell whether the official sees how all organisations and counties stand beside each other.

    Administrators may as well: they see every entry in the administration.
    """
    return holds(official, Power.COMPARE) or (official.is_active and official.is_superuser)


def can_publish(official: Official) -> bool:
    """Tell whether the official may release figures and correct published ones."""
    return holds(official, Power.PUBLISH)


def can_keep_templates(official: Official) -> bool:
    """Tell whether the official may keep and retire the templates of reports."""
    return can_review(official) or can_publish(official)
