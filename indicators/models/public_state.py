"""A name for the state of all that is public, which the database itself changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicState(models.Model):
    """The one row that every change to what is public goes through.

    Triggers give it a new ``token`` before anything in a table that public pages read is changed,
    so that whoever changes such a table holds this row until the transaction ends. Changes are
    therefore committed one after another, and no reader finds a change without its new token.
    """

    ONLY = 1

    token = models.CharField(_("token"), max_length=36)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("state of what is public")
        verbose_name_plural = _("state of what is public")
        constraints = [
            models.CheckConstraint(
                name="there_is_one_state_of_what_is_public", condition=models.Q(pk=1)
            ),
        ]

    def __str__(self) -> str:
        return self.token
