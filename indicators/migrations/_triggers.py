"""Triggers that give what is public a new name with every change to it.

A migration that remakes one of ``WATCHED`` on SQLite, where that drops its triggers, ends with
``migrations.RunPython(watch, forget)`` again (``tests`` fail until it does).
"""

# Every table that public pages read. The places in documents are not public before a figure cites
# them, so that new ones change nothing.
WATCHED = {
    "indicators_area": ("INSERT", "UPDATE", "DELETE"),
    "indicators_citation": ("UPDATE",),
    "indicators_historicalarea": ("INSERT", "UPDATE", "DELETE"),
    "indicators_historicalindicator": ("INSERT", "UPDATE", "DELETE"),
    "indicators_historicalindicator_co_owners": ("INSERT", "UPDATE", "DELETE"),
    "indicators_historicalorganisation": ("INSERT", "UPDATE", "DELETE"),
    "indicators_historicalplace": ("INSERT", "UPDATE", "DELETE"),
    "indicators_historicalplan": ("INSERT", "UPDATE", "DELETE"),
    "indicators_historicalplan_areas": ("INSERT", "UPDATE", "DELETE"),
    "indicators_historicalsource": ("INSERT", "UPDATE", "DELETE"),
    "indicators_historicaltarget": ("INSERT", "UPDATE", "DELETE"),
    "indicators_indicator": ("INSERT", "UPDATE", "DELETE"),
    "indicators_indicator_co_owners": ("INSERT", "UPDATE", "DELETE"),
    "indicators_milestone": ("INSERT", "UPDATE", "DELETE"),
    "indicators_observation": ("INSERT",),
    "indicators_organisation": ("INSERT", "UPDATE", "DELETE"),
    "indicators_place": ("INSERT", "UPDATE", "DELETE"),
    "indicators_plan": ("INSERT", "UPDATE", "DELETE"),
    "indicators_plan_areas": ("INSERT", "UPDATE", "DELETE"),
    "indicators_release": ("INSERT", "UPDATE", "DELETE"),
    "indicators_rule": ("INSERT", "UPDATE", "DELETE"),
    "indicators_source": ("INSERT", "UPDATE", "DELETE"),
    "indicators_standing": ("INSERT", "UPDATE", "DELETE"),
    "indicators_target": ("INSERT", "UPDATE", "DELETE"),
    "indicators_term": ("INSERT", "UPDATE", "DELETE"),
}
RENAME = (
    "INSERT INTO indicators_publicstate (id, token, changed_at) VALUES (1, {token}, {now}) "
    "ON CONFLICT (id) DO UPDATE SET token = excluded.token, changed_at = excluded.changed_at;"
)
ON_POSTGRESQL = RENAME.format(token="gen_random_uuid()::text", now="clock_timestamp()")
ON_SQLITE = RENAME.format(
    token="lower(hex(randomblob(16)))", now="strftime('%Y-%m-%d %H:%M:%f', 'now')"
)


def watch(apps, schema_editor):
    """Install the triggers that are not there; they take the row before anything else is locked."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    forget(apps, schema_editor)
    if is_postgresql:
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION indicators_public_change() RETURNS trigger AS $$ "
            f"BEGIN {ON_POSTGRESQL} RETURN NULL; END; $$ LANGUAGE plpgsql",
            params=None,
        )
    for table, acts in _there(schema_editor):
        if is_postgresql:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_public BEFORE {' OR '.join((*acts, 'TRUNCATE'))} "
                f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION indicators_public_change()",
                params=None,
            )
            continue
        for act in acts:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_public_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN {ON_SQLITE} END",
                params=None,
            )


def _there(schema_editor):
    """Return what is to be watched of the tables that are there: later migrations add some."""
    with schema_editor.connection.cursor() as cursor:
        there = set(schema_editor.connection.introspection.table_names(cursor))
    return [(table, acts) for table, acts in WATCHED.items() if table in there]


def forget(apps, schema_editor):
    """Remove the triggers that are there."""
    for table, acts in _there(schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_public ON {table}")
            continue
        for act in acts:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_public_{act.lower()}")
