"""Let the database itself refuse a rate that several organisations report: rates do not add up.

The rule is about two tables, so each has a trigger: where a co-owner is named, and where an
indicator becomes a rate. SQLite drops the second when a migration remakes the table of indicators,
and cannot remake it while the first stands ("no such table: main.indicators_indicator"): a later
migration that alters ``Indicator`` begins with ``RunPython(remove, install)`` and ends with
``RunPython(install, remove)``.
"""

from django.core.management.base import CommandError

INDICATORS, OWNERS = "indicators_indicator", "indicators_indicator_co_owners"
NAME = "a_rate_has_no_co_owners"
MESSAGE = f"{NAME}: rates that several organisations report cannot be added up"
PERCENTAGES = ("%", "‰", "\uff05")
LINKED, CHANGED = f"{NAME}_when_linked", f"{NAME}_when_changed"
EVENTS = {
    f"{LINKED}_insert": f"INSERT ON {OWNERS}",
    f"{LINKED}_update": f"UPDATE ON {OWNERS}",
    CHANGED: f"UPDATE OF kind, unit ON {INDICATORS}",
}


def install(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for sql in _on_postgresql() if is_postgres else _on_sqlite():
        schema_editor.execute(sql, params=None)


def remove(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for trigger, event in EVENTS.items():
        table = event.split()[-1]
        on = f" ON {table}" if is_postgres else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger}{on}", params=None)
    for function in (LINKED, CHANGED) if is_postgres else ():
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {function}()", params=None)


def refuse_what_is_there(apps, schema_editor):
    """Stop before anything is changed, and say which indicators have to be mended first."""
    shared = apps.get_model("indicators", "Indicator").objects.filter(co_owners__isnull=False)
    rows = shared.order_by("code").values_list("code", "name_zh_hans", "kind", "unit").distinct()
    rates = [
        f"{code} ({name})"
        for code, name, kind, unit in rows
        if kind == "rate" or unit in PERCENTAGES
    ]
    if rates:
        listed = ", ".join(rates)
        raise CommandError(
            "比率不能相加，而下列比率指标由几个单位共同填报，公开的数据是各单位比率之和，并不正确："
            f"{listed}。请用升级前的版本，在管理后台逐一清空其“共同责任单位”（或改为分别填报分子、分母"
            "的计数指标），更正已公开的数据，然后再升级。本次未改动任何内容。\n"
            "Rates cannot be added up, but several organisations report these, and what is public "
            f"of them is a sum: {listed}. With the version that runs until now, take away their "
            "co-owners in the administration (or let numerator and base be reported as counts), "
            "correct what is public, and upgrade then. Nothing was changed."
        )


def _is_rate(row):
    units = ", ".join(f"'{unit}'" for unit in PERCENTAGES)
    return f"({row}.kind = 'rate' OR {row}.unit IN ({units}))"


def _on_sqlite():
    of_a_rate = f"SELECT 1 FROM {INDICATORS} one WHERE one.id = NEW.indicator_id"
    is_shared = f"SELECT 1 FROM {OWNERS} WHERE indicator_id = NEW.id"
    for trigger, event in EVENTS.items():
        when = (
            f"{_is_rate('NEW')} AND EXISTS ({is_shared})"
            if trigger == CHANGED
            else f"EXISTS ({of_a_rate} AND {_is_rate('one')})"
        )
        yield (
            f"CREATE TRIGGER {trigger} BEFORE {event} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def _on_postgresql():
    refuse = (
        f"RAISE EXCEPTION USING MESSAGE = '{MESSAGE}', "
        f"ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{NAME}'"
    )
    # The lock lets nobody make a rate of the indicator at the same moment.
    yield (
        f"CREATE FUNCTION {LINKED}() RETURNS trigger AS $$ DECLARE one record; BEGIN "
        f"SELECT kind, unit INTO one FROM {INDICATORS} WHERE id = NEW.indicator_id FOR SHARE; "
        f"IF {_is_rate('one')} THEN {refuse}; END IF; RETURN NEW; END; $$ LANGUAGE plpgsql"
    )
    yield (
        f"CREATE FUNCTION {CHANGED}() RETURNS trigger AS $$ BEGIN "
        f"IF {_is_rate('NEW')} AND EXISTS (SELECT 1 FROM {OWNERS} WHERE indicator_id = NEW.id) "
        f"THEN {refuse}; END IF; RETURN NEW; END; $$ LANGUAGE plpgsql"
    )
    for trigger, event in EVENTS.items():
        function = CHANGED if trigger == CHANGED else LINKED
        yield (
            f"CREATE TRIGGER {trigger} BEFORE {event} FOR EACH ROW EXECUTE FUNCTION {function}()"
        )
