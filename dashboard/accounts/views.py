"""allauth's pages that differ here."""

from allauth.account import views
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator


@method_decorator(login_not_required, name="dispatch")
class PasswordResetView(views.PasswordResetView):
    """Send a letter where mail is set up, else say who can help."""

    def dispatch(self, request: HttpRequest, *arguments: object, **options: object) -> HttpResponse:
        """Send nothing where no letter would arrive, and least of all into the server's log."""
        if not settings.EMAIL_CONFIGURED:
            return render(request, "account/password_reset_asks.html")
        answer: HttpResponse = super().dispatch(request, *arguments, **options)
        return answer


password_reset = PasswordResetView.as_view()
