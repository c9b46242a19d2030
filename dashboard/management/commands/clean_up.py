"""Remove what has ended: uploads that nobody confirmed, sessions, failed log-ins, codes, jobs."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.utils import timezone

from dashboard import jobs
from dashboard.accounts import login_attempts
from indicators.intake.workbook import uploads


class Command(BaseCommand):
    """Run it each day; nothing else removes these, and nothing that still serves is touched."""

    help = __doc__

    def handle(self, *_args: object, **_options: object) -> None:
        """Remove them, and say how many of each."""
        now = timezone.now()
        ended, _each = Session.objects.filter(expire_date__lt=now).delete()
        UserSession.objects.exclude(session_key__in=Session.objects.values("pk")).delete()
        told = {
            "uploads": uploads.forget_old(now),
            "sessions": ended,
            "failed log-ins and used codes": login_attempts.forget_old(now),
            "jobs": jobs.forget_old(now),
        }
        removed = ", ".join(f"{name} {number}" for name, number in told.items())
        self.stdout.write(f"removed: {removed}")
