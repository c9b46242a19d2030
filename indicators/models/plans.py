"""The spans to which targets and areas belong."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .indicators import Area
from .sources import Source


class Plan(models.Model):
    """A named span of days, such as 2016 to 2020, on the word of a cited document.

    Paths without a stated baseline start on its first day. Plans may follow each other or overlap;
    ``series.plan_on`` says which of them a page speaks of.
    """

    code = models.SlugField(_("code"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=200)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    target_year = models.PositiveSmallIntegerField(
        _("target year"), help_text=_("Shown as the year by which the targets are to be reached.")
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("document"),
        help_text=_("The document that sets the plan."),
    )
    areas = models.ManyToManyField(
        Area,
        blank=True,
        related_name="plans",
        verbose_name=_("areas"),
        help_text=_("The plan’s areas, shown in their own order; none stands for all."),
    )

    class Meta:
        ordering = ["first_day", "code"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                name="a_plan_starts_before_it_ends", condition=Q(first_day__lt=F("last_day"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Say in words what the constraint would refuse."""
        if self.first_day and self.last_day and self.first_day >= self.last_day:
            raise ValidationError({"last_day": _("A plan ends after it starts.")})
