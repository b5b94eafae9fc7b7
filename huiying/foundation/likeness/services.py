"""Putting texts in line, filing what was read of them, and forgetting it again; each in the caller's transaction.

Nothing here is recorded: an index follows what the rooms hold, and their services record that.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import connection

from huiying.foundation.ledger.inserting import insert_many
from huiying.foundation.likeness import numbers
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.keeping import micros, packed_keys, unpacked_keys
from huiying.foundation.likeness.models import FiledKey, KeyCount, StoredProfile, Unread
from huiying.foundation.likeness.selectors import PROFILES, frequencies, rows_of

if TYPE_CHECKING:
    from huiying.core.similarity import Profile, Reading

COUNTS = KeyCount._meta.db_table
UNREAD = Unread._meta.db_table
FILED = FiledKey._meta.db_table


def put_in_line(kind: Kind, owners: Iterable[int]) -> None:
    """Have the texts of `owners` read by the worker soon; who stands in line already stays."""
    rows = [(at,) for at in numbers.slots(kind, owners)]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {UNREAD} (id) VALUES (%s) ON CONFLICT DO NOTHING", rows)  # noqa: S608


def file_waiting(kind: Kind, readings: "Mapping[int, Reading]") -> list[int]:
    """File what was read of each owner that still waits, and take it out of the line; those owners.

    Who was sealed or erased since, or is filed by another worker, is not in line any more and is left out.
    """
    owners = _claim(kind, readings)
    file_many(kind, {owner: readings[owner] for owner in owners})
    return owners


def file_many(kind: Kind, readings: "Mapping[int, Reading]") -> None:
    """Count and file these texts; what was filed of their owners before goes."""
    from huiying.core.similarity import profile

    _drop(numbers.slots(kind, readings))
    counted = {owner: reading.keys() for owner, reading in readings.items()}
    _count(kind, counted.values(), 1)
    table = frequencies(kind, frozenset[int]().union(*counted.values()))
    kept = {owner: profile(reading, table) for owner, reading in readings.items()}
    insert_many([_row(kind, owner, one, counted[owner]) for owner, one in kept.items()])
    _insert_filed(sorted(at for owner, one in kept.items() for at in _filed(kind, owner, one.filed_under)))


def forget(kind: Kind, owners: Iterable[int]) -> int:
    """Nothing of these texts stays: neither place in line, nor profile, nor keys, nor their part in the counts.

    How many had been read.
    """
    slots = numbers.slots(kind, owners)
    Unread.objects.filter(pk__in=slots).delete()
    return _drop(slots)


def _claim(kind: Kind, owners: Collection[int]) -> list[int]:
    slots = numbers.slots(kind, owners)
    if not slots:
        return []
    marks = ", ".join(["%s"] * len(slots))
    free = "" if connection.vendor == "sqlite" else " ORDER BY id FOR UPDATE SKIP LOCKED"
    theirs = f"SELECT id FROM {UNREAD} WHERE id IN ({marks}){free}"  # noqa: S608  only marks
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {UNREAD} WHERE id IN ({theirs}) RETURNING id", slots)  # noqa: S608
        return sorted(numbers.owner_of(at) for (at,) in cursor.fetchall())


def _row(kind: Kind, owner: int, kept: "Profile", counted: frozenset[int]) -> StoredProfile:
    return StoredProfile(
        id=numbers.slot(kind, owner),
        packed=kept.packed(),
        keys=packed_keys(kept.filed_under, counted - kept.keys()),
        written=micros(kept.written_at),
    )


def _filed(kind: Kind, owner: int, keys: Iterable[int]) -> list[int]:
    at = numbers.slot(kind, owner)
    return [numbers.filed(key, at) for key in set(keys)]


def _insert_filed(rows: Sequence[int]) -> None:
    """Plain rows of one number: an object for each would take longer than the writing."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"INSERT INTO {FILED} (id) VALUES (%s)", [(one,) for one in rows])  # noqa: S608
        else:
            cursor.execute(f"INSERT INTO {FILED} (id) SELECT unnest(%s::bigint[])", [list(rows)])


def _drop(slots: Sequence[int]) -> int:
    """Take profiles out, with every key that leads to them and their part in the counts."""
    # The lock comes before the look: what another worker is just filing is seen.
    for kind in sorted({Kind(numbers.kind_of(at)) for at in slots}):
        _hold(kind)
    rows = rows_of(PROFILES, "id, packed, keys", slots)
    counted: defaultdict[Kind, list[Collection[int]]] = defaultdict(list)
    filed: list[int] = []
    for at, packed, keys in rows:
        kind, kept = Kind(numbers.kind_of(at)), unpacked_keys(keys)
        filed += _filed(kind, numbers.owner_of(at), kept.filed)
        counted[kind].append(_counted(packed, kept.beyond))
    for kind, texts in counted.items():
        _count(kind, texts, -1)
    _delete(FILED, filed)
    _delete(PROFILES, [at for at, _, _ in rows])
    return len(rows)


def _counted(packed: bytes, beyond: Iterable[int]) -> frozenset[int]:
    """Every key that was counted of a text when it was filed."""
    from huiying.core.similarity import Profile

    return Profile.unpacked(packed).keys().union(beyond)


def _delete(table: str, ids: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"DELETE FROM {table} WHERE id = %s", [(one,) for one in ids])  # noqa: S608
        elif ids:
            cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", [list(ids)])  # noqa: S608


def _hold(kind: Kind) -> None:
    """Whoever counts waits for who counts: the row of all texts is taken first."""
    _add([(numbers.documents(kind), 0)])


def _count(kind: Kind, texts: Collection[Collection[int]], step: int) -> None:
    """Count texts, each given by its keys, in (1) or out (-1)."""
    _add([(numbers.documents(kind), step * len(texts))])
    times = Counter(key for keys in texts for key in keys)
    _add(sorted((numbers.counted(kind, key), step * many) for key, many in times.items()))
    if step < 0:
        gone = [numbers.counted(kind, key) for key in times]
        KeyCount.objects.filter(pk__in=gone, count__lte=0).delete()


def _add(rows: Sequence[tuple[int, int]]) -> None:
    """Add to counts, in the order of their keys, so that nobody waits for somebody who waits for them."""
    adds = f"ON CONFLICT (id) DO UPDATE SET count = {COUNTS}.count + excluded.count"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"INSERT INTO {COUNTS} (id, count) VALUES (%s, %s) {adds}", rows)  # noqa: S608
        elif rows:
            ids, counts = zip(*rows, strict=True)
            cursor.execute(
                f"INSERT INTO {COUNTS} (id, count) SELECT * FROM unnest(%s::bigint[], %s::bigint[]) {adds}",  # noqa: S608
                [list(ids), list(counts)],
            )
