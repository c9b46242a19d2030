"""Keep with each standing what the overview is sorted by."""

import django.db.models.deletion
import indicators.enums
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0019_ratios'),
    ]

    operations = [
        migrations.AddField(
            model_name='standing',
            name='change',
            field=models.DecimalField(decimal_places=6, max_digits=20, null=True, verbose_name='change'),
        ),
        migrations.AddField(
            model_name='standing',
            name='changed_from',
            field=models.CharField(choices=indicators.enums.Standing.listed, max_length=16, null=True, verbose_name='standing before'),
        ),
        migrations.AddField(
            model_name='standing',
            name='changed_in',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.release', verbose_name='changed by'),
        ),
        migrations.AddField(
            model_name='standing',
            name='distance',
            field=models.DecimalField(decimal_places=6, max_digits=20, null=True, verbose_name='distance, points'),
        ),
        migrations.AddField(
            model_name='standing',
            name='is_main',
            field=models.BooleanField(null=True, verbose_name='main place'),
        ),
        migrations.AddField(
            model_name='standing',
            name='released_in',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.release', verbose_name='release'),
        ),
        migrations.AddField(
            model_name='standing',
            name='yardstick',
            field=models.CharField(choices=indicators.enums.Yardstick.listed, max_length=16, null=True, verbose_name='held against'),
        ),
        migrations.AddIndex(
            model_name='observation',
            index=models.Index(condition=models.Q(('version__gt', 1)), fields=['release'], name='corrections'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['yardstick', 'distance'], name='furthest_first'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['released_in', 'change'], name='moved_most'),
        ),
    ]
