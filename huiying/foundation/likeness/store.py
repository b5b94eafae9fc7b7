"""The store of the engine over the database: what lies under keys, and the profiles of what was found."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import connection

from huiying.foundation.likeness import numbers
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.keeping import filed_keys, moment
from huiying.foundation.likeness.models import FiledKey
from huiying.foundation.likeness.selectors import PROFILES, rows_of

if TYPE_CHECKING:
    from huiying.core.similarity import Profile

FILED = FiledKey._meta.db_table
_NEWEST = f"SELECT id FROM {FILED} WHERE id BETWEEN %s AND %s ORDER BY id DESC LIMIT %s"  # noqa: S608
_NEWEST_OF_EACH = (
    "SELECT found.id FROM unnest(%s::bigint[], %s::bigint[]) AS asked (low, high), "  # noqa: S608
    f"LATERAL (SELECT id FROM {FILED} WHERE id BETWEEN asked.low AND asked.high ORDER BY id DESC LIMIT %s) AS found"
)


class LikenessStore:
    """Everything of a kind, for the system's own use; a store for a viewer narrows `seen` and gives `deeper`."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def filed_under(self, keys: Sequence[int], newest: int) -> Iterator[tuple[int, int]]:
        ranges = [numbers.filed_range(key, self.kind) for key in keys]
        for key, rows in _newest(ranges, newest):
            for (number,) in rows:
                yield key, number & numbers.OWNER

    def lying_under(self, keys: Sequence[int], newest: int) -> "dict[int, array[int]]":
        """By key the owners of its newest rows: the same as `filed_under`, for thousands of keys."""
        lying = {key: array("L") for key in keys}
        for key, rows in _newest([numbers.filed_range(key, self.kind) for key in keys], newest):
            lying[key].extend([number & numbers.OWNER for (number,) in rows])
        return lying

    def seen(self, ids: Sequence[int], most: int) -> list[int]:
        return list(ids[:most])

    def deeper(self, keys: Sequence[int]) -> Iterator[tuple[int, int]]:
        return iter(())

    def profiles(self, ids: Sequence[int]) -> "Iterator[tuple[int, Profile]]":
        from huiying.core.similarity import Profile

        for at, packed, written in rows_of(PROFILES, "id, packed, written", numbers.slots(self.kind, ids)):
            yield numbers.owner_of(at), Profile.unpacked(packed, moment(written))

    def filed_of(self, ids: Sequence[int], keys: Sequence[int]) -> Iterator[tuple[int, int]]:
        """(key, id) of those among `ids`, under whichever of `keys` they lie."""
        wanted = frozenset(keys)
        for at, packed in rows_of(PROFILES, "id, keys", numbers.slots(self.kind, ids)):
            for key in wanted.intersection(filed_keys(packed)):
                yield key, numbers.owner_of(at)


def _newest(ranges: Sequence[tuple[int, int]], most: int) -> Iterator[tuple[int, Sequence[tuple[int]]]]:
    """The `most` highest rows of each range by its key, in few steps: there are thousands."""
    if not ranges:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for low, high in ranges:
                cursor.execute(_NEWEST, [low, high, most])
                yield low >> numbers.KEY_BITS, cursor.fetchall()
        else:
            lows, highs = zip(*ranges, strict=True)
            cursor.execute(_NEWEST_OF_EACH, [list(lows), list(highs), most])
            for key, rows in groupby(cursor.fetchall(), key=lambda row: row[0] >> numbers.KEY_BITS):
                yield key, list(rows)
