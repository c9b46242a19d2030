"""What the pages of one's own account say in attributes."""

import json
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context, Library
from django.urls import reverse
from django.utils.http import urlencode

register = Library()


@register.filter
def as_json(data: Any) -> str:  # noqa: ANN401 - whatever a passkey asks for
    """Return the data for a script to read from an attribute, where it cannot be taken for code."""
    return json.dumps(data, cls=DjangoJSONEncoder)


@register.simple_tag(takes_context=True)
def single_sign_on(context: Context) -> dict[str, str] | None:
    """Return name and address of single sign-on where it is set up."""
    if not apps.is_installed("allauth.socialaccount"):
        return None
    wanted = context["request"].GET.get("next", "")
    address = reverse("openid_connect_login", args=["sso"])
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    return {"name": settings.OIDC_NAME, "address": f"{address}{query}"}
