"""What waits to be read, and what the tables know: counts of words, profiles."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection

from huiying.foundation.likeness import numbers
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.keeping import filed_keys, moment
from huiying.foundation.likeness.models import KeyCount, StoredProfile, Unread

if TYPE_CHECKING:
    from huiying.core.similarity import Frequencies, Profile

COUNTS = KeyCount._meta.db_table
PROFILES = StoredProfile._meta.db_table


def waiting(kind: Kind, most: int) -> list[int]:
    """Owners whose texts wait to be read, the newest first: who speaks now is found while an import is still read."""
    low, high = numbers.slots_of(kind)
    slots = Unread.objects.filter(pk__gte=low, pk__lte=high).order_by("-pk").values_list("pk", flat=True)[:most]
    return [numbers.owner_of(at) for at in slots]


def count_waiting() -> int:
    """How many texts of any kind wait to be read."""
    return Unread.objects.count()


def known(kind: Kind, owners: Collection[int]) -> set[int]:
    """Those of the owners that were read or wait to be."""
    slots = numbers.slots(kind, owners)
    tables = (PROFILES, Unread._meta.db_table)
    return {numbers.owner_of(at) for table in tables for (at,) in rows_of(table, "id", slots)}


def frequencies(kind: Kind, keys: Collection[int]) -> "Frequencies":
    """In how many texts of the kind each of the keys stands: one look-up, only these keys."""
    from huiying.core.similarity import Frequencies

    ids = [numbers.documents(kind), *sorted(numbers.counted(kind, key) for key in keys)]
    found = dict(rows_of(COUNTS, "id, count", ids))
    documents = found.pop(numbers.documents(kind), 0)
    return Frequencies(documents, {numbers.key_of_counted(at): count for at, count in found.items()})


def profiles(kind: Kind, owners: Collection[int]) -> "Iterator[tuple[int, Profile]]":
    """(owner, profile) of those that were read, in any order, with the keys that they are filed under."""
    from huiying.core.similarity import Profile

    columns = "id, packed, written, keys"
    for at, packed, written, keys in rows_of(PROFILES, columns, numbers.slots(kind, owners)):
        yield numbers.owner_of(at), Profile.unpacked(packed, moment(written), filed_keys(keys))


def rows_of(table: str, columns: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Rows by their numbers, however many: one statement that the database has prepared before."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} WHERE id IN ({listed()})", [as_list(ids)])  # noqa: S608
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def listed() -> str:
    """A list of numbers that is given as one parameter, as SQL."""
    return "SELECT value FROM json_each(%s)" if connection.vendor == "sqlite" else "SELECT unnest(%s::bigint[])"


def as_list(ids: Collection[int]) -> str | list[int]:
    """The parameter of `listed`."""
    return str(list(ids)) if connection.vendor == "sqlite" else list(ids)
