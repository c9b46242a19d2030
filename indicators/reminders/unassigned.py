"""List public indicators without places, an active reporter, or any accepted figure."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.bilingual import Text
from indicators.enums import EntryOrigin, EntryState, Role, TokenPower
from indicators.models import Entry, Indicator, Official, Place, Token
from indicators.series_builders import text_of


class UnassignedReason(TextChoices):
    """What has to be put right first."""

    NO_PLACES = "no_places", _("no places are set for its figures")
    NO_ACTIVE_OFFICIAL = "no_active_official", _("its owner has no active reporter")
    NEVER_REPORTED = "never_reported", _("no figure of it was ever accepted")


@dataclass(frozen=True, slots=True)
class UnassignedIndicator:
    """A public indicator that nobody looks after, and the organisation that owns it."""

    code: str
    name: Text
    organisation: str
    organisation_name: Text
    why: UnassignedReason


def forgotten(on: date) -> list[UnassignedIndicator]:
    """Return the indicators that nobody looks after, each with the first reason that applies.

    Nothing accepted is a reason only once a period's due day has passed; an entry that was opened
    again to be corrected had been accepted.
    """
    own = Entry.objects.filter(indicator=OuterRef("pk")).exclude(origin=EntryOrigin.WITHDRAWAL)
    reporters = Official.objects.filter(is_active=True, roles_held__role=Role.REPORTER)
    now = timezone.make_aware(datetime.combine(on, time()))
    systems = Token.objects.live(now).with_power(TokenPower.REPORT)
    looked_up = (
        Indicator.objects.filter(is_public=True)
        .select_related("owner")
        .annotate(
            has_places=Exists(Place.objects.filter(reported_indicators=OuterRef("pk"))),
            has_reporter=Exists(reporters.filter(organisation=OuterRef("owner")))
            | Exists(systems.filter(organisation=OuterRef("owner"))),
            was_due=Exists(own.owed().filter(submission__period__due__lt=on)),
            was_accepted=Exists(own.filter(Q(state=EntryState.ACCEPTED) | ~Q(reason=""))),
        )
    )
    found = []
    for indicator in looked_up:
        if not indicator.has_places:
            found.append(_because(indicator, UnassignedReason.NO_PLACES))
        elif not indicator.has_reporter:
            found.append(_because(indicator, UnassignedReason.NO_ACTIVE_OFFICIAL))
        elif indicator.was_due and not indicator.was_accepted:
            found.append(_because(indicator, UnassignedReason.NEVER_REPORTED))
    return found


def _because(indicator: Indicator, why: UnassignedReason) -> UnassignedIndicator:
    owner = indicator.owner
    return UnassignedIndicator(
        indicator.code, text_of(indicator, "name"), owner.code, text_of(owner, "name"), why
    )
