"""Let the database itself refuse to change or delete observations and events.

SQLite drops a table's triggers when a migration remakes the table: a later migration that alters
one of these two tables has to end with these operations again (``tests`` fail until it does).
"""

from django.db import migrations

TABLES = ("indicators_observation", "indicators_event")
MESSAGE = "append-only: a published figure or event is never changed or deleted"


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION indicators_append_only() RETURNS trigger AS $$ "
            f"BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END; $$ LANGUAGE plpgsql"
        )
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            name = f"{table}_no_{act.lower()}"
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
                    "FOR EACH ROW EXECUTE FUNCTION indicators_append_only()"
                )
            else:
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
                )


def remove(apps, schema_editor):
    for table in TABLES:
        for act in ("update", "delete"):
            on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}{on}")


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
