"""Count failed tries in a table of their own, in place of the cache that was one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dashboard', '0001_attempts'),
    ]

    operations = [
        migrations.RunSQL('DROP TABLE IF EXISTS attempts', migrations.RunSQL.noop),
        migrations.CreateModel(
            name='UsedCode',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(db_index=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='FailedTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('password', 'Password'), ('code', 'Code')], max_length=8)),
                ('account', models.CharField(max_length=64)),
                ('browser', models.CharField(blank=True, max_length=32)),
                ('address', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['account', '-at'], name='failed_tries_of_an_account'), models.Index(fields=['address', '-at'], name='failed_tries_of_an_address')],
                'constraints': [models.CheckConstraint(condition=models.Q(('browser', ''), ('address', ''), _connector='XOR'), name='a_failed_try_is_from_a_browser_or_an_address')],
            },
        ),
    ]
