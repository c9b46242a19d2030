import django.db.models.deletion
from django.db import migrations, models

from ._triggers import forget, watch


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0016_plans'),
    ]

    operations = [
        migrations.AlterField(
            model_name='target',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='indicators.plan', verbose_name='plan'),
        ),
        migrations.RunPython(watch, forget),
    ]
