"""Guard triggers: no event is ever updated or deleted, whoever holds the database connection."""

from django.db.backends.base.base import BaseDatabaseWrapper

GUARDED = ("ledger_event",)
SAYS = "events are never changed or deleted"


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place (migrations, and the test flush afterwards)."""
    statements = _sqlite_install() if connection.vendor == "sqlite" else _postgresql_install()
    _run(connection, statements)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away (a migration's way back, and the test flush before it empties the tables)."""
    statements = _sqlite_drop() if connection.vendor == "sqlite" else _postgresql_drop()
    _run(connection, statements)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite_install() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        for table in GUARDED
        for verb in ("update", "delete")
    ]


def _sqlite_drop() -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table in GUARDED for verb in ("update", "delete")]


def _postgresql_install() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
    )
    triggers = [
        f"CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
        for table in GUARDED
    ]
    return [function, *triggers]


def _postgresql_drop() -> list[str]:
    return [
        *(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}" for table in GUARDED),
        "DROP FUNCTION IF EXISTS ledger_refuse()",
    ]
