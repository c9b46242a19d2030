"""Codes that indicators had before."""

from django.db.models import Subquery
from simple_history.utils import get_history_manager_for_model

from indicators.models import Indicator


class CodeChanged(Exception):
    """An indicator is asked for by a code that it had before."""

    def __init__(self, code: str) -> None:
        """Keep the code by which it is known now."""
        super().__init__(code)
        self.code = code


def code_after(code: str) -> str | None:
    """Return today's code of the public indicator that had this one last; None without one."""
    past = get_history_manager_for_model(Indicator).filter(code=code, is_public=True)
    last = past.order_by("-history_date", "-history_id").values("id")[:1]
    public = Indicator.objects.filter(pk=Subquery(last), is_public=True)
    return public.values_list("code", flat=True).first()
