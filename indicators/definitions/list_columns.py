"""Columns that hold records of their own: an official's roles, the figures on a rule's sides."""

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.utils.translation import gettext

from indicators.bilingual import Text
from indicators.enums import Role, Side
from indicators.intake import cells, choice_words, record_lookup
from indicators.intake.workbook.xlsx_reader import Cell
from indicators.models import Indicator, Official, Place, RoleHeld, Rule, Term

from .columns import CellContext, ImportColumn, Shown

BETWEEN = re.compile(r"[;；、,，\n]")
AT = "@"
NO_PLACE = Text(
    "这里应写“指标@地区”，多项用;分隔。", "Write indicator@place here, with ; between several."
)


class ListColumn(ImportColumn):
    """A column of small records that belong to the row's record alone."""

    is_many = True
    prefetched = ""

    @property
    def about(self) -> str:
        """Return in words what the column's cells may hold."""
        return self.holds


class FullNameColumn(ImportColumn):
    """A column of people's whole names, which stand in the field of family names."""

    @property
    def title(self) -> str:
        """Return the column's name in the reader's language."""
        return gettext("full name")


class RolesColumn(ListColumn):
    """A column of an official's roles."""

    prefetched = "roles_held"

    @property
    def name(self) -> str:
        """Return by which code headings name the column."""
        return "roles"

    @property
    def title(self) -> str:
        """Return the column's name in the reader's language."""
        return str(RoleHeld._meta.verbose_name_plural)

    @property
    def titles(self) -> list[str]:
        """Return what headings may call the column in the reader's language."""
        return [self.title, str(RoleHeld._meta.verbose_name)]

    @property
    def holds(self) -> str:
        """Name the words there are, each with its code."""
        known = ", ".join(f"{one.label} ({one.value})" for one in Role)
        return gettext("Any of: %(words)s; with ; between them.") % {"words": known}

    def said(self, shown: Shown) -> Shown:
        """Return the words of the codes."""
        codes = [code for code in str(shown).split(record_lookup.JOINED) if code]
        return record_lookup.JOINED.join(str(Role(code).label) for code in codes)

    def read(self, cell: Cell | None, around: CellContext) -> list[str]:
        """Return the codes of the roles that are named."""
        parts = map(str.strip, BETWEEN.split(cells.text_of(cell)))
        return sorted({choice_words.choice(part, Role) for part in parts if part})

    def shown(self, value: Any) -> str:  # noqa: ANN401 - a manager, or a list
        """Return the codes in their order."""
        codes = value if isinstance(value, list) else [held.role for held in value.all()]
        return record_lookup.JOINED.join(sorted(codes))

    def drop(self, instance: Official, roles: list[str]) -> None:
        """Take all but these roles away."""
        instance.roles_held.exclude(role__in=roles).delete()
        instance.refresh_from_db(fields=[self.prefetched])

    def put(self, instance: Official, roles: list[str]) -> None:
        """Let the official hold these roles."""
        held = set(instance.roles_held.values_list("role", flat=True))
        RoleHeld.objects.bulk_create(
            RoleHeld(official=instance, role=role) for role in roles if role not in held
        )
        instance.refresh_from_db(fields=[self.prefetched])


class TermsColumn(ListColumn):
    """A column of the figures that stand on one side of a rule: indicator@place."""

    # What is looked up for the other side serves this one.
    prefetched = "terms__indicator"

    def __init__(self, side: Side) -> None:
        """Stand for the side."""
        super().__init__()
        self.side = side

    @property
    def name(self) -> str:
        """Return by which code headings name the column."""
        return str(self.side.value)

    @property
    def title(self) -> str:
        """Return the column's name in the reader's language."""
        return str(self.side.label)

    @property
    def titles(self) -> list[str]:
        """Return what headings may call the column in the reader's language."""
        return [self.title]

    @property
    def holds(self) -> str:
        """Say what the cells hold."""
        return gettext(
            "Figures as indicator@place, both by code or name, with ; between them; places are "
            "those of the sheet of places."
        )

    def read(self, cell: Cell | None, around: CellContext) -> list[tuple[Indicator, Place]]:
        """Return the figures that are named, in their order."""
        said = cells.text_of(cell).replace("\uff20", AT)
        parts = [part.strip() for part in re.split(r"[;；\n]", said)]
        return [self._figure(part, around) for part in parts if part]

    @staticmethod
    def _figure(part: str, around: CellContext) -> tuple[Indicator, Place]:
        indicator, sign, place = part.rpartition(AT)
        if not sign:
            raise cells.NotReadable(NO_PLACE)
        known = around.registers
        return known.of(Indicator).find(indicator.strip()), known.of(Place).find(place.strip())

    def shown(self, value: Any) -> str:  # noqa: ANN401 - a manager, or a list
        """Return the codes of the figures in their order."""
        figures = value if isinstance(value, list) else self._standing(value.all())
        return record_lookup.JOINED.join(
            f"{indicator.code}{AT}{place.code}" for indicator, place in figures
        )

    def _standing(self, terms: Iterable[Term]) -> list[tuple[Indicator, Place]]:
        return [(one.indicator, one.place) for one in terms if one.side == self.side]

    def drop(self, instance: Rule, figures: list[tuple[Indicator, Place]]) -> None:
        """Take away what is to stand otherwise; ``put`` makes the side anew."""
        if self._standing(instance.terms.select_related("indicator", "place")) != figures:
            instance.terms.filter(side=self.side).delete()
            instance.refresh_from_db(fields=["terms"])

    def put(self, instance: Rule, figures: list[tuple[Indicator, Place]]) -> None:
        """Let exactly these figures stand on the side."""
        if not instance.terms.filter(side=self.side).exists():
            Term.objects.bulk_create(
                map(partial(self._term, instance), enumerate(dict.fromkeys(figures), 1))
            )
            instance.refresh_from_db(fields=["terms"])

    def _term(self, rule: Rule, numbered: tuple[int, tuple[Indicator, Place]]) -> Term:
        order, (indicator, place) = numbered
        return Term(rule=rule, side=self.side, indicator=indicator, place=place, order=order)
