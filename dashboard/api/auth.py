"""Bearer-token authentication."""

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from indicators import tokens
from indicators.bilingual import Text
from indicators.enums import TokenPower
from indicators.models import Token
from indicators.tokens import NotTaken, TokenFault

from .descriptions import spoken
from .problems import FORBIDDEN, NO_TOKEN, RequestRefused

REALM = 'Bearer realm="zhunsheng"'
ABSENT = Text(
    "请在请求头中写Authorization: Bearer 令牌。", "Send the header Authorization: Bearer TOKEN."
)
REASONS = {
    TokenFault.UNKNOWN: (Text("令牌无效。", "There is no such token."), "unknown"),
    TokenFault.ENDED: (
        Text("令牌已到期，请向管理员申请新令牌。", "The token has ended; ask for a new one."),
        "ended",
    ),
    TokenFault.REVOKED: (Text("令牌已撤销。", "The token was revoked."), "revoked"),
}
NO_POWER = Text("该令牌没有填报权限。", "This token may not report figures.")


class BearerToken(HttpBearer):
    """Lets in whoever brings a token that may report figures."""

    def __call__(self, request: HttpRequest) -> Token:
        """Return the token of the request; raise Refused where there is none."""
        token = super().__call__(request)
        if token is None:
            raise RequestRefused(NO_TOKEN, spoken(ABSENT), headers={"WWW-Authenticate": REALM})
        found: Token = token
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """Return the token; raise Refused where it is not taken, or not for this."""
        try:
            found = tokens.find(token, at=timezone.now())
        except NotTaken as error:
            words, reason = REASONS[error.why]
            challenge = f'{REALM}, error="invalid_token", error_description="{reason}"'
            headers = {"WWW-Authenticate": challenge}
            raise RequestRefused(NO_TOKEN, spoken(words), headers=headers) from error
        if not found.holds(TokenPower.REPORT):
            raise RequestRefused(FORBIDDEN, spoken(NO_POWER))
        return found
