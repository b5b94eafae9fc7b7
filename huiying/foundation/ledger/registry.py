"""The typed registry of what can happen. Each room lists its types in its `events.py`."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from huiying.core.words import Text


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event.

    `says`: the line of the timeline; placeholders are names of the event's fields.
    `speaker_says`: the line on the receipt, or None when the speaker does not see the event.
    `speaker_sees`: names of private fields that the speaker may read beneath the line.
    `public_type`: the type in the public log, or None (only the commitment is published).
    """

    name: str
    says: Text
    speaker_says: Text | None = None
    speaker_sees: frozenset[str] = field(default_factory=frozenset)
    public_type: str | None = None


PUBLIC_TYPES = frozenset(
    {
        "voice.received",
        "voice.imported",
        "voice.accepted",
        "voice.declined",
        "voice.transferred",
        "voice.extended",
        "voice.answered",
        "voice.reopened",
        "voice.withdrawn",
        "voice.erased",
        "voice.checked",
        "draw.committed",
        "draw.framed",
        "draw.told",
    }
)
OF_DRAWS = frozenset(name for name in PUBLIC_TYPES if name.startswith("draw."))
"""Lines about a draw of checks: its name in the log and what is told stand in the event's own public fields."""

_types: dict[str, EventType] = {}


class UnregisteredEvent(LookupError):
    """A service tried to record a type that no room has registered."""


def register(types: Iterable[EventType]) -> None:
    """Add a room's types. Raises ValueError for a name taken by another type or an unknown public type."""
    for event_type in types:
        if _types.setdefault(event_type.name, event_type) != event_type:
            raise ValueError(f"two event types are called {event_type.name}")
        if event_type.public_type is not None and event_type.public_type not in PUBLIC_TYPES:
            raise ValueError(f"{event_type.public_type} is no public type")


def event_type(name: str) -> EventType:
    """The type called `name`. Raises UnregisteredEvent."""
    try:
        return _types[name]
    except KeyError as err:
        raise UnregisteredEvent(name) from err


def all_types() -> tuple[EventType, ...]:
    """Every registered type, by name."""
    return tuple(_types[name] for name in sorted(_types))
