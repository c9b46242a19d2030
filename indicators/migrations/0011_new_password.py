"""Let an administrator ask for a new password at the next log-in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0010_public_state'),
    ]

    operations = [
        migrations.AddField(
            model_name='official',
            name='must_change_password',
            field=models.BooleanField(default=False, editable=False, verbose_name='must set a new password'),
        ),
    ]
