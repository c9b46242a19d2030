"""Let the database name the state of all that is public."""

from django.db import migrations, models

from . import _triggers as triggers


class Migration(migrations.Migration):
    dependencies = [("indicators", "0009_provisional_due_days")]
    operations = [
        migrations.CreateModel(
            name="PublicState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=36, verbose_name="token")),
                ("changed_at", models.DateTimeField(verbose_name="changed")),
            ],
            options={
                "verbose_name": "state of what is public",
                "verbose_name_plural": "state of what is public",
                "constraints": [
                    models.CheckConstraint(
                        name="there_is_one_state_of_what_is_public",
                        condition=models.Q(("pk", 1)),
                    )
                ],
            },
        ),
        migrations.RunPython(triggers.watch, triggers.forget),
    ]
