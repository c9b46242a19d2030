"""What the log-in remembers in the database, so that all processes count together."""

from django.db import models


class FailureKind(models.TextChoices):
    """What was wrong."""

    PASSWORD = "password"  # noqa: S105 - what was wrong, not a password
    CODE = "code"


class FailedTry(models.Model):
    """A wrong password or code; the account is a digest, since people type passwords as names.

    A try from a browser in which the account logged in before names that browser and no address.
    """

    kind = models.CharField(max_length=8, choices=FailureKind)
    account = models.CharField(max_length=64)
    browser = models.CharField(max_length=32, blank=True)
    address = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["account", "-at"], name="failed_tries_of_an_account"),
            models.Index(fields=["address", "-at"], name="failed_tries_of_an_address"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_failed_try_is_from_a_browser_or_an_address",
                condition=models.Q(browser="") ^ models.Q(address=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"


class UsedCode(models.Model):
    """A code of a second factor that served already; each serves once."""

    digest = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
