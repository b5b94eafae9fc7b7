"""Guard triggers: no event and no line of the log is ever changed or deleted, whoever holds the database connection."""

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

GUARDED: Mapping[str, str] = {
    "ledger_event": "id",
    "ledger_logentry": "log_id idx",
    "ledger_logtile": "log_id level n",
    "ledger_logcheckpoint": "id",
    "ledger_logcosignature": "id",
}
"""The tables, each with the columns of its primary key."""
SAYS = "events and the log are never changed or deleted"
Tables = Mapping[str, str]


def install(connection: BaseDatabaseWrapper, tables: Tables = GUARDED) -> None:
    """Put the triggers in place (migrations, and the test flush afterwards)."""
    statements = _sqlite_install(tables) if connection.vendor == "sqlite" else _postgresql_install(tables)
    _run(connection, statements)


def drop(connection: BaseDatabaseWrapper, tables: Tables = GUARDED) -> None:
    """Take the triggers away (a migration's way back, and the test flush before it empties the tables)."""
    statements = _sqlite_drop(tables) if connection.vendor == "sqlite" else _postgresql_drop(tables)
    _run(connection, statements)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite_install(tables: Tables) -> list[str]:
    """An INSERT OR REPLACE deletes without asking the triggers for deletes: it is refused at the insert."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    statements = [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} {refuse}"
        for table in tables
        for verb in ("update", "delete")
    ]
    for table, key in tables.items():
        same = " AND ".join(f"{column} = NEW.{column}" for column in key.split())
        when = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608  our own names
        statements.append(f"CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} {when} {refuse}")
    return statements


def _sqlite_drop(tables: Tables) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table in tables for verb in ("update", "delete", "replace")]


def _postgresql_install(tables: Tables) -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
    )
    triggers = [
        f"CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
        for table in tables
    ]
    return [function, *triggers]


def _postgresql_drop(tables: Tables) -> list[str]:
    return [
        *(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}" for table in tables),
        *(["DROP FUNCTION IF EXISTS ledger_refuse()"] if tables is GUARDED else []),
    ]
