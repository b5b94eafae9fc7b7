"""Who does something, and to what: plain values, so that the ledger needs no other room."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class ActorKind(StrEnum):
    """What kind of hand moved."""

    STAFF = "staff"
    SPEAKER = "speaker"
    SYSTEM = "system"
    API = "api"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `id` is a staff or key id, or the voice id for its speaker; `unit` and `roles` as they were then.

    `staff`: for whom a key works; its grants are theirs.
    """

    kind: ActorKind
    id: int | None = None
    unit: int | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    staff: int | None = None

    @property
    def staff_id(self) -> int | None:
        """The member of staff whose grants count: whoever acts, or for whom the key does; None for all others."""
        return self.id if self.kind is ActorKind.STAFF else self.staff


SYSTEM = Actor(ActorKind.SYSTEM)


class Subject(Protocol):
    """What an event is about: anything that has a kind and a number."""

    @property
    def subject_kind(self) -> str: ...

    @property
    def subject_id(self) -> int: ...


@dataclass(frozen=True, slots=True)
class About:
    """A subject by its kind and number alone."""

    subject_kind: str
    subject_id: int
