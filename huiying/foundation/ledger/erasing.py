"""Forgetting: the deletable part of events goes, and what was deleted leaves the database file too.

An erased event stays in its place with its plain values and its commitment, which nobody can open any more.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Q

from huiying.foundation.ledger.actors import Subject
from huiying.foundation.ledger.models import Event, EventSecret

WAIT_MILLISECONDS = 1_000
"""How long writers may be held up by a reader that has not finished."""


def forget_secrets(subjects: Iterable[Subject]) -> int:
    """Delete salt and private fields of every event about `subjects`, in the caller's transaction; how many."""
    about = Q(pk__in=())
    for subject in subjects:
        about |= Q(subject_kind=subject.subject_kind, subject_id=subject.subject_id)
    events = Event.objects.filter(about).values("pk")
    return EventSecret.objects.filter(event__in=events).delete()[0]


def file_bytes() -> int:
    """How large the database file is; 0 on PostgreSQL, which is not written anew."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        return _asked(cursor, "page_count") * _asked(cursor, "page_size")


def leave_the_file() -> bool:
    """Write the database file anew without what was deleted and empty its write-ahead log; False while somebody reads.

    Freed pages are overwritten at once (secure_delete), but a page that was split once may hold an old copy of a row
    (measured: 2 of 700 rows). On PostgreSQL nothing is done: its own vacuum frees dead rows. Outside any transaction.
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        before = _asked(cursor, "busy_timeout"), _asked(cursor, "temp_store")
        cursor.execute(f"PRAGMA busy_timeout = {WAIT_MILLISECONDS}")
        cursor.execute("PRAGMA temp_store = FILE")  # the copy may be larger than the memory of the worker
        try:
            if not _truncated(cursor):
                return False
            cursor.execute("VACUUM")
            return _truncated(cursor)
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {before[0]}")
            cursor.execute(f"PRAGMA temp_store = {before[1]}")


def _asked(cursor: Any, pragma: str) -> int:
    cursor.execute(f"PRAGMA {pragma}")
    return int(cursor.fetchone()[0])


def _truncated(cursor: Any) -> bool:
    """Whether the write-ahead log is empty now; not so while somebody reads what stands in it."""
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return int(cursor.fetchone()[0]) == 0
