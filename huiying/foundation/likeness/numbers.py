"""How kind, owner and key are packed into the one number that is the primary key of a row.

`slot`: kind × 2³⁰ + owner. `filed`: key × 2³² + slot, so that all that lies under a key is one range of the table and
the newest of a kind is its end. `counted`: kind × 2³² + key without its sign; a kind's number of texts stands at -kind.
"""

from collections.abc import Iterable

OWNER_BITS = 30
MOST_OWNERS = 1 << OWNER_BITS
OWNER = MOST_OWNERS - 1
KEY_BITS = 32
_WORD = 0xFFFFFFFF


def slot(kind: int, owner: int) -> int:
    """Raises OverflowError for an owner of 2³⁰ and more."""
    if not 0 < owner < MOST_OWNERS:
        raise OverflowError(f"{owner} cannot be the owner of a profile")
    return kind << OWNER_BITS | owner


def slots(kind: int, owners: Iterable[int]) -> list[int]:
    return [slot(kind, owner) for owner in owners]


def owner_of(number: int) -> int:
    """Of a slot, or of a filed key."""
    return number & OWNER


def kind_of(at: int) -> int:
    """Of a slot."""
    return at >> OWNER_BITS


def slots_of(kind: int) -> tuple[int, int]:
    """The lowest and the highest slot of a kind."""
    return kind << OWNER_BITS, kind << OWNER_BITS | OWNER


def filed(key: int, at: int) -> int:
    """The row that leads from a key (32 bits, signed) to a slot."""
    return (key << KEY_BITS) + at


def filed_range(key: int, kind: int) -> tuple[int, int]:
    """The lowest and the highest row of a key."""
    low, high = slots_of(kind)
    return filed(key, low), filed(key, high)


def counted(kind: int, key: int) -> int:
    """The row that tells in how many texts of a kind a key stands."""
    return kind << 32 | key & _WORD


def key_of_counted(number: int) -> int:
    key = number & _WORD
    return key - (1 << 32) if key >> 31 else key


def documents(kind: int) -> int:
    """The row that tells how many texts of a kind there are."""
    return -int(kind)
