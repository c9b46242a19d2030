"""allauth's pages that differ here."""

from allauth.account import views
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.http import base36_to_int

from indicators.models import Official


@method_decorator(login_not_required, name="dispatch")
class PasswordResetView(views.PasswordResetView):
    """Send a letter where mail is set up, else say who can help."""

    def dispatch(self, request: HttpRequest, *arguments: object, **options: object) -> HttpResponse:
        """Send nothing where no letter would arrive, and least of all into the server's log."""
        if not settings.EMAIL_CONFIGURED:
            return render(request, "account/password_reset_asks.html")
        answer: HttpResponse = super().dispatch(request, *arguments, **options)
        return answer


@method_decorator(login_not_required, name="dispatch")
class PasswordResetFromKeyView(views.PasswordResetFromKeyView):
    """Set a password with a link, once."""

    @transaction.atomic
    def dispatch(self, request: HttpRequest, uidb36: str, key: str) -> HttpResponse:
        """Check the link under a lock, so that two simultaneous uses count as one."""
        try:
            account = base36_to_int(uidb36)
        except ValueError:
            account = 0
        list(Official.objects.select_for_update(no_key=True).filter(pk=account).values_list("pk"))
        answer: HttpResponse = super().dispatch(request, uidb36, key)
        return answer


password_reset = PasswordResetView.as_view()
password_reset_from_key = PasswordResetFromKeyView.as_view()
