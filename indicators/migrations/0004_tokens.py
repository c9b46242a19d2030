"""Let other systems act for organisations."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("indicators", "0003_period_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="system")),
                ("powers", models.CharField(max_length=100, verbose_name="powers")),
                ("handle", models.CharField(max_length=8, unique=True, verbose_name="begins with")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                ("issued_at", models.DateTimeField(verbose_name="issued")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("last_used_at", models.DateTimeField(null=True, verbose_name="last used")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="revoked")),
                ("issued_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="issued_tokens", to=settings.AUTH_USER_MODEL, verbose_name="issued by")),
                ("official", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="token", to=settings.AUTH_USER_MODEL, verbose_name="official")),
                ("organisation", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tokens", to="indicators.organisation", verbose_name="organisation")),
                ("revoked_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="revoked by")),
            ],
            options={
                "verbose_name": "token",
                "verbose_name_plural": "tokens",
                "ordering": ["-issued_at"],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, verbose_name="key")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("at", models.DateTimeField(verbose_name="time")),
                ("token", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="indicators.token", verbose_name="token")),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "deliveries",
                "ordering": ["-at"],
            },
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.UniqueConstraint(condition=models.Q(("revoked_at__isnull", True)), fields=("organisation", "name"), name="one_token_of_a_system_until_it_is_revoked"),
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(condition=models.Q(("powers", ""), _negated=True), name="a_token_holds_a_power"),
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="a_token_is_kept_as_its_hash"),
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(condition=models.Q(("ends_at__gt", models.F("issued_at"))), name="a_token_ends_after_it_is_issued"),
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)), models.Q(("revoked_at__gte", models.F("issued_at")), ("revoked_by__isnull", False)), _connector="OR"), name="a_revocation_has_time_and_official"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["token", "at"], name="deliveries_by_age"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("token", "key"), name="a_key_is_used_once"),
        ),
    ]
