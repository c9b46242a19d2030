"""Officials' accounts: a link for who cannot log in, the end of a lock, a new password."""

from datetime import datetime
from typing import Any, cast

from allauth.account.internal.flows.password_reset import get_reset_password_from_key_url
from django.contrib import admin, messages
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboard.accounts import login_attempts, recovery
from indicators import audit
from indicators.admin.officials import OfficialAdmin
from indicators.models import Official
from indicators.permissions import can_manage_accounts

FOUND = 302
CHANGE = "admin:indicators_official_change"

admin.site.unregister(Official)


class TypedPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """A password that an administrator types, and therefore knows: its owner has to replace it."""

    def save(self, commit: bool = True) -> Official:  # noqa: FBT001, FBT002 - django's own
        """Keep the password, and ask for another at the next log-in."""
        self.user.must_change_password = self.cleaned_data["set_usable_password"]
        saved: Official = super().save(commit)
        return saved


@admin.register(Official)
class AccountAdmin(OfficialAdmin):
    """Officials, and help for those who cannot log in."""

    change_password_form = TypedPasswordForm

    def get_urls(self) -> list[URLPattern]:
        """Add the acts of help; each is posted to."""
        acts = {
            "link": self.make_link,
            "end_lock": self.end_lock,
            "new_password": self.require_new_password,
        }
        return [
            path(
                f"<int:pk>/{name.replace('_', '-')}/",
                self.admin_site.admin_view(act),
                name=f"indicators_official_{name}",
            )
            for name, act in acts.items()
        ] + super().get_urls()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the account, and to who may manage it how its log-in stands."""
        context = dict(extra_context or {})
        official = self.get_object(request, object_id)
        if official is not None and can_manage_accounts(_by(request)):
            context["log_in"] = {
                "locked_until": login_attempts.ends_at(official.username),
                "has_password": official.has_usable_password(),
            }
        return super().change_view(request, object_id, form_url, context)

    def make_link(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a link that sets the password, this once: it is in no message, session or log."""
        official = self._official(request, pk)
        if request.method != "POST":
            return redirect(CHANGE, pk)
        try:
            key, ends_at = recovery.make_link(official, by=_by(request), at=timezone.now())
        except ValidationError as error:
            return self._back(request, official, messages.ERROR, " ".join(error.messages))
        return self._shown(request, official, key, ends_at)

    def end_lock(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let the account log in again at once."""
        official = self._official(request, pk)
        if request.method != "POST":
            return redirect(CHANGE, pk)
        recovery.end_lock(official, by=_by(request), at=timezone.now())
        return self._back(request, official, messages.SUCCESS, _("The account is not locked."))

    def require_new_password(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End the account's sessions, and ask for a new password at the next log-in."""
        official = self._official(request, pk)
        if request.method != "POST":
            return redirect(CHANGE, pk)
        try:
            ended = recovery.require_new_password(official, by=_by(request), at=timezone.now())
        except ValidationError as error:
            return self._back(request, official, messages.ERROR, " ".join(error.messages))
        said = ngettext(
            "A new password is asked for at the next log-in; %(number)d session was ended.",
            "A new password is asked for at the next log-in; %(number)d sessions were ended.",
            ended,
        )
        return self._back(request, official, messages.SUCCESS, said % {"number": ended})

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,
        form_url: str = "",
    ) -> HttpResponse:
        """Let an administrator set another user's password, and write an audit event."""
        if str(request.user.pk) == id:
            return redirect("account_change_password")
        answer = super().user_change_password(request, id, form_url)
        if request.method == "POST" and answer.status_code == FOUND:
            official = self._official(request, int(id))
            audit.leave("typed password", official, by=_by(request), at=timezone.now())
        return answer

    def save_model(self, request: HttpRequest, obj: Official, form: Any, change: Any) -> None:  # noqa: ANN401 - django's own
        """Let the owner of a new account replace the password that was typed for it."""
        if not change:
            obj.must_change_password = obj.has_usable_password()
        super().save_model(request, obj, form, change)

    def _official(self, request: HttpRequest, pk: int) -> Official:
        if not can_manage_accounts(_by(request)):
            raise PermissionDenied
        official = self.get_object(request, str(pk))
        if official is None:
            raise Http404
        return official

    def _shown(
        self, request: HttpRequest, official: Official, key: str, ends_at: datetime
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("One-time link"),
            "opts": self.opts,
            "official": official,
            "link": get_reset_password_from_key_url(request, key),
            "ends_at": ends_at,
        }
        return TemplateResponse(request, "admin/indicators/official/link.html", context)

    def _back(
        self, request: HttpRequest, official: Official, level: int, said: str
    ) -> HttpResponse:
        self.message_user(request, said, level)
        return redirect(CHANGE, official.pk)


def _by(request: HttpRequest) -> Official:
    return cast(Official, request.user)
