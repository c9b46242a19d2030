"""What people are told once a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .officials import Official


class Notice(models.Model):
    """The one message that a person gets on a day, with everything that they should know."""

    official = models.ForeignKey(
        Official, models.CASCADE, related_name="notices", verbose_name=_("official")
    )
    day = models.DateField(_("day"))
    items = models.JSONField(_("items"), default=list)
    sent_at = models.DateTimeField(_("sent by e-mail"), null=True, blank=True)

    class Meta:
        ordering = ["-day", "official"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["official", "day"], name="one_notice_for_a_person_and_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.official}"
