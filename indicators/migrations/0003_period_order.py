"""Let figures be walked through in the order of their periods."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("indicators", "0002_append_only"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(fields=["period_end", "indicator", "place"], name="period_order"),
        ),
    ]
