"""What a file of figures is narrowed to, where a slip must not give a file without a row."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators import selectors
from indicators.enums import Standing
from indicators.selectors import Edition, ListQuery

from .public import NARROWING, choice_for, refuse_unknown

DAY = "as_of"
UNKNOWN = {
    "area": gettext_lazy("There is no area “%(name)s”."),
    "organisation": gettext_lazy("There is no organisation “%(name)s”."),
    "place": gettext_lazy("There is no place “%(name)s”."),
}


def narrowed_for(request: HttpRequest, edition: Edition) -> ListQuery:
    """Return what the file is narrowed to, by default to nothing.

    Raises BadRequest for a filter that does not exist or is given twice, and for a code that
    nothing has.
    """
    refuse_unknown(request, (*NARROWING, DAY))
    choice = choice_for(request)
    if choice.standing and choice.standing not in Standing.values:
        message = _("There is no standing “%(name)s”. Known are: %(known)s.")
        known = ", ".join(Standing.values)
        raise BadRequest(message % {"name": choice.standing[:40], "known": known})
    codes = {"area": choice.area, "organisation": choice.owner, "place": choice.place}
    if any(codes.values()):
        _refuse_codes(codes, selectors.reference_data.pages(edition))
    return choice


def _refuse_codes(codes: dict[str, str], known: dict[str, list[str]]) -> None:
    for name, code in codes.items():
        if code and code not in known[name]:
            raise BadRequest(UNKNOWN[name] % {"name": code[:40]})
