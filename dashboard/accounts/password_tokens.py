"""Links that set a password once, from an administrator or a letter."""

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from indicators.audit import history_of

MADE_LINK = "made one-time link"


class LinkTokens(PasswordResetTokenGenerator):
    """Django's tokens, of which a newer link ends the older ones.

    They end with their use, any log-in, a change of the e-mail address, and after a day.
    """

    def _make_hash_value(self, user: Any, timestamp: int) -> str:  # noqa: ANN401 - django's own
        newest = history_of(user).filter(verb=MADE_LINK).values_list("pk", flat=True).first()
        return f"{super()._make_hash_value(user, timestamp)}{newest}"
