"""Tokens: issued to be shown once, listed with their last use, revoked."""

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from indicators import tokens
from indicators.enums import TokenPower
from indicators.models import Official, Token
from indicators.permissions import can_issue_tokens


class TokenForm(forms.ModelForm):  # type: ignore[type-arg]
    """For which system of which organisation a token is, what it may do, and until when."""

    powers = forms.MultipleChoiceField(
        label=_("Powers"),
        choices=TokenPower.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[TokenPower.REPORT],
    )
    ends_on = forms.DateField(label=_("Last day"), widget=AdminDateWidget)

    class Meta:
        model = Token
        fields = ("name", "organisation")

    terms: tokens.Terms

    def clean(self) -> dict[str, Any]:
        """Put what the domain refuses beside its field."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self.terms = tokens.Terms(
                given["name"],
                given["organisation"],
                [TokenPower(power) for power in given["powers"]],
                given["ends_on"],
            )
            try:
                tokens.check(self.terms, timezone.localdate())
            except ValidationError as error:
                self.add_error(None, error)
        return given


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin[Token]):
    """Tokens of other systems."""

    list_display = (
        "name",
        "organisation",
        "begins_with",
        "may",
        "last_day",
        "last_used_at",
        "issued_by",
        "revoked_at",
    )
    list_filter = ("organisation", ("revoked_at", admin.EmptyFieldListFilter))
    list_select_related = ("organisation", "issued_by")
    search_fields = ("name", "handle")
    actions = ["revoke"]
    form = TokenForm

    @admin.display(description=_("powers"))
    def may(self, token: Token) -> str:
        """Return the powers in words."""
        return "、".join(str(TokenPower(power).label) for power in token.powers.split())

    @admin.display(description=_("last day"), ordering="ends_at")
    def last_day(self, token: Token) -> date:
        """Return the day as it was asked for; the token ends at its end."""
        return token.last_day

    @admin.display(description=_("begins with"))
    def begins_with(self, token: Token) -> str:
        """Return the signs by which a bearer's token is known."""
        return f"{tokens.MARK}{token.handle}…"

    def get_fields(self, request: HttpRequest, obj: Token | None = None) -> tuple[str, ...]:
        """Ask for the terms; of what is issued show everything but its hash."""
        if obj is None:
            return ("name", "organisation", "powers", "ends_on")
        return (*self.list_display, "issued_at", "revoked_by")

    def save_model(self, request: HttpRequest, obj: Token, form: Any, *rest: Any) -> None:  # noqa: ANN401
        """Issue the token; the record becomes the one that the domain made."""
        by = cast(Official, request.user)
        token, written = tokens.issue(form.terms, by=by, at=timezone.now())
        obj.__dict__.update(token.__dict__)
        request.written = written  # type: ignore[attr-defined]

    def response_add(
        self, request: HttpRequest, obj: Token, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Show what the bearer has to send, this once: it is in no message, session or log."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("Token issued"),
            "opts": self.opts,
            "token": obj,
            "written": request.written,  # type: ignore[attr-defined]
        }
        return TemplateResponse(request, "admin/indicators/token/issued.html", context)

    @admin.action(description=_("Revoke the selected tokens"))
    def revoke(self, request: HttpRequest, queryset: QuerySet[Token]) -> TemplateResponse | None:
        """Revoke the selected tokens after confirmation; revoking is final."""
        if "confirmed" not in request.POST:
            return self._question(request, queryset)
        by, at = cast(Official, request.user), timezone.now()
        done = sum(tokens.revoke(token, by=by, at=at) for token in queryset)
        said = ngettext("%(number)s token revoked.", "%(number)s tokens revoked.", done)
        self.message_user(request, said % {"number": done}, messages.SUCCESS)
        return None

    def _question(self, request: HttpRequest, queryset: QuerySet[Token]) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Revoke these tokens?"),
            "opts": self.opts,
            "tokens": queryset.filter(revoked_at=None),
        }
        return TemplateResponse(request, "admin/indicators/token/revoke.html", context)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show tokens to whoever may issue them."""
        return can_issue_tokens(cast(Official, request.user))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Show tokens to whoever may issue them."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let those issue who may."""
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: a token is revoked, and another one issued."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: who acted with it stays known."""
        return False
