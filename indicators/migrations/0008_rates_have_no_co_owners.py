from django.db import migrations

from ._sharing import install, refuse_what_is_there, remove


class Migration(migrations.Migration):
    dependencies = [("indicators", "0007_report_templates")]
    operations = [
        migrations.RunPython(refuse_what_is_there, migrations.RunPython.noop),
        migrations.RunPython(install, remove),
    ]
