"""The people who log in, and the trace of what they do."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.enums import Role

from .places import Organisation


class Official(AbstractUser):
    """A person who logs in; belongs to one organisation and holds roles."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="officials",
        verbose_name=_("organisation"),
    )

    is_head = models.BooleanField(
        _("head of the organisation"),
        default=False,
        help_text=_("Is reminded when the organisation is late."),
    )

    must_change_password = models.BooleanField(
        _("must set a new password"), default=False, editable=False
    )

    class Meta:
        verbose_name = _("official")
        verbose_name_plural = _("officials")

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class RoleHeld(models.Model):
    """A role that an official holds."""

    official = models.ForeignKey(
        Official, models.CASCADE, related_name="roles_held", verbose_name=_("official")
    )
    role = models.CharField(_("role"), max_length=16, choices=Role.listed)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(fields=["official", "role"], name="a_role_is_held_once"),
        ]

    def __str__(self) -> str:
        return f"{self.official}: {self.get_role_display()}"


class Event(models.Model):
    """Who did what, when, to which record; the database lets nobody edit or delete it."""

    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="events", verbose_name=_("official")
    )
    verb = models.CharField(_("act"), max_length=32)
    record = models.CharField(_("record"), max_length=300, db_index=True)
    detail = models.JSONField(_("detail"), default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.verb} {self.record}"
