"""A block that only reads, so that a page of many queries shows one moment and never waits for those who write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def reading(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """All queries of the block see the same moment; a write in it raises the database's error.

    Inside a write transaction it changes nothing: that transaction goes on.
    """
    connection = connections[using]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _query_only(connection), transaction.atomic(using=using):
            yield
    else:
        with transaction.atomic(using=using):
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _query_only(connection: BaseDatabaseWrapper) -> Iterator[None]:
    connection.cursor().execute("PRAGMA query_only = ON")
    connection.reading = True  # type: ignore[attr-defined]  # of huiying.config.sqlite
    try:
        yield
    finally:
        connection.reading = False  # type: ignore[attr-defined]  # of huiying.config.sqlite
        if connection.connection is not None:
            connection.cursor().execute("PRAGMA query_only = OFF")
