"""Keys with which other systems act, and what they delivered."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.enums import TokenPower

from .officials import Official
from .places import Organisation


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens, asked in sentences."""

    def live(self, at: datetime) -> "TokenQuerySet":
        """Return those that have neither ended nor been revoked."""
        return self.filter(revoked_at__isnull=True, ends_at__gt=at)

    def with_power(self, power: TokenPower) -> "TokenQuerySet":
        """Return those that hold the power."""
        return self.filter(powers__regex=rf"(^| ){power.value}( |$)")


class Token(models.Model):
    """A key with which another system acts for one organisation; only its hash is kept.

    ``official`` stands for the system wherever a person would stand: nobody can log in as it.
    """

    name = models.CharField(_("system"), max_length=100)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="tokens", verbose_name=_("organisation")
    )
    official = models.OneToOneField(
        Official, models.PROTECT, related_name="token", verbose_name=_("official")
    )
    powers = models.CharField(_("powers"), max_length=100)
    handle = models.CharField(_("begins with"), max_length=8, unique=True)
    digest = models.CharField("SHA-256", max_length=64, unique=True)
    issued_by = models.ForeignKey(
        Official, models.PROTECT, related_name="issued_tokens", verbose_name=_("issued by")
    )
    issued_at = models.DateTimeField(_("issued"))
    ends_at = models.DateTimeField(_("ends"))
    last_used_at = models.DateTimeField(_("last used"), null=True)
    revoked_by = models.ForeignKey(
        Official, models.PROTECT, null=True, related_name="+", verbose_name=_("revoked by")
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at"]
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(revoked_at__isnull=True),
                name="one_token_of_a_system_until_it_is_revoked",
            ),
            models.CheckConstraint(name="a_token_holds_a_power", condition=~Q(powers="")),
            models.CheckConstraint(
                name="a_token_is_kept_as_its_hash", condition=Q(digest__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="a_token_ends_after_it_is_issued", condition=Q(ends_at__gt=F("issued_at"))
            ),
            models.CheckConstraint(
                name="a_revocation_has_time_and_official",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__gte=F("issued_at"), revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})"

    @property
    def last_day(self) -> date:
        """Return the last day on which the token is taken: it ends at that day's end."""
        return timezone.localdate(self.ends_at - timedelta(microseconds=1))

    def holds(self, power: TokenPower) -> bool:
        """Tell whether the token carries the power."""
        return power.value in self.powers.split()


class Delivery(models.Model):
    """A request that was done under a key of its sender, with its answer: sent again, only that."""

    token = models.ForeignKey(
        Token, models.PROTECT, related_name="deliveries", verbose_name=_("token")
    )
    key = models.CharField(_("key"), max_length=200)
    fingerprint = models.CharField("SHA-256", max_length=64)
    answer = models.TextField(_("answer"), blank=True)
    at = models.DateTimeField(_("time"))

    class Meta:
        ordering = ["-at"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [models.Index(fields=["token", "at"], name="deliveries_by_age")]
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="a_key_is_used_once"),
        ]

    def __str__(self) -> str:
        return f"{self.token_id} {self.key}"
