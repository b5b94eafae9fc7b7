"""A room with profiles for the tests: what is filed, and what stays in its tables."""

from collections import Counter

from huiying.core.similarity import Reading
from huiying.foundation.likeness import numbers
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.models import FiledKey, KeyCount, StoredProfile, Unread
from huiying.foundation.likeness.services import file_waiting, put_in_line


def file(readings: dict[int, Reading], kind: Kind = Kind.VOICE) -> None:
    """Each stands in line and is filed, all at once."""
    put_in_line(kind, readings)
    assert file_waiting(kind, readings) == sorted(readings)


def rows() -> dict[str, list[object]]:
    """Everything in the tables of the room."""
    tables = (FiledKey, KeyCount, StoredProfile, Unread)
    return {model.__name__: sorted(tuple(map(_plain, row)) for row in model.objects.values_list()) for model in tables}


def counts(kind: Kind = Kind.VOICE) -> Counter[int]:
    """In how many texts each key stands."""
    rows = KeyCount.objects.filter(pk__gt=kind << 32, pk__lt=(kind + 1) << 32)
    return Counter({numbers.key_of_counted(row.pk): row.count for row in rows})


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
