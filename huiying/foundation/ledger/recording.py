"""`record`: the one call through which everything that happens becomes an event."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from huiying.core.translog.commitment import SECRET_BYTES, event_commitment
from huiying.foundation.keys.box import open_json, seal_json
from huiying.foundation.keys.ring import newest_vault_version
from huiying.foundation.ledger.actors import About, Actor, ActorKind, Subject
from huiying.foundation.ledger.inserting import insert_many, insert_rows
from huiying.foundation.ledger.log.appending import Line, append_later
from huiying.foundation.ledger.models import Event, EventSecret
from huiying.foundation.ledger.registry import OF_DRAWS, event_type


class NotInTransaction(RuntimeError):
    """`record` was called outside the transaction of the change that it records."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The arguments of one `record`, for batches.

    `promised`: the local day that now stands promised to the voice, told by events of a public type; None: no day does.
    `public_type`: instead of that of the event's type, where it depends on what the act led to; "" for none.
    """

    type: str
    subject: Subject
    actor: Actor
    now: datetime
    happened_at: datetime | None = None
    public: Mapping[str, Any] = field(default_factory=dict)
    private: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None
    promised: date | None = None
    public_type: str | None = None


def record(
    type: str,  # noqa: A002 - the spine's published signature
    subject: Subject,
    *,
    actor: Actor,
    now: datetime,
    happened_at: datetime | None = None,
    public: Mapping[str, Any] | None = None,
    private: Mapping[str, Any] | None = None,
    key: str | None = None,
    promised: date | None = None,
) -> Event:
    """Write one event in the caller's transaction.

    `now` is when it is recorded, `happened_at` when it was. `public` holds plain values (ids, dates as text, counts)
    and stays for ever; `private` holds words and can be erased. `key` is unique: a second event with the same key
    raises IntegrityError and takes its transaction with it, which is how nothing happens twice. `promised`: see Entry.
    The line of the public log is written as the transaction ends.
    Raises UnregisteredEvent, NotInTransaction.
    """
    entry = Entry(type, subject, actor, now, happened_at, public or {}, private or {}, key, promised)
    return record_many([entry])[0]


def record_many(entries: Iterable[Entry]) -> list[Event]:
    """Write events in the given order, in the caller's transaction; raises as `record` does."""
    if not connection.in_atomic_block:
        raise NotInTransaction
    rows = [(entry, os.urandom(SECRET_BYTES)) for entry in entries]
    events = [_event(entry, salt) for entry, salt in rows]
    insert_many(events, numbered=True)
    version = newest_vault_version() if rows else 0
    secrets = [_secret(event.pk, entry, salt, version) for event, (entry, salt) in zip(events, rows, strict=True)]
    insert_rows("ledger_eventsecret (event_id, salt, sealed, key_version)", secrets)
    append_later([_line(event, entry) for event, (entry, _salt) in zip(events, rows, strict=True)])
    return events


def _line(event: Event, entry: Entry) -> Line:
    kind = event_type(entry.type).public_type or "" if entry.public_type is None else entry.public_type
    if not kind:
        return Line(event.pk, bytes(event.commitment), entry.now)
    if kind in OF_DRAWS:
        cid, value = (bytes.fromhex(entry.public[name]) for name in ("log_name", "value"))
        return Line(event.pk, bytes(event.commitment), entry.now, type=kind, cid=cid, value=value)
    basis, role = (str(entry.public.get(name, "")) if kind == "voice.erased" else "" for name in ("basis", "role"))
    return Line(event.pk, bytes(event.commitment), entry.now, event.subject_id, kind, entry.promised, basis, role)


def _event(entry: Entry, salt: bytes) -> Event:
    event_type(entry.type)
    return Event(
        key=entry.key,
        type=entry.type,
        subject_kind=entry.subject.subject_kind,
        subject_id=entry.subject.subject_id,
        actor_kind=entry.actor.kind,
        actor_id=entry.actor.id,
        actor_unit=entry.actor.unit,
        at=entry.now,
        happened_at=entry.happened_at or entry.now,
        public=dict(entry.public),
        commitment=event_commitment(committed_fields(entry), salt),
    )


def committed_fields(entry: Entry) -> dict[str, Any]:
    """All that an event's commitment binds, by flat field names."""
    return {
        "type": entry.type,
        "subject": f"{entry.subject.subject_kind}:{entry.subject.subject_id}",
        "actor": f"{entry.actor.kind}:{entry.actor.id}:{entry.actor.unit}",
        "at": _stamp(entry.now),
        "happened_at": _stamp(entry.happened_at or entry.now),
        **{f"public.{name}": value for name, value in entry.public.items()},
        **{f"private.{name}": value for name, value in entry.private.items()},
    }


def fields_of(event: Event) -> dict[str, Any]:
    """All that the commitment of a recorded event binds, its private fields among them. An erased event lacks those."""
    subject = About(event.subject_kind, event.subject_id)
    actor = Actor(ActorKind(event.actor_kind), event.actor_id, event.actor_unit)
    private = private_fields([event]).get(event.pk, {})
    return committed_fields(Entry(event.type, subject, actor, event.at, event.happened_at, event.public, private))


def _stamp(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def _secret(event_id: int, entry: Entry, salt: bytes, version: int) -> tuple[int, bytes, bytes | None, int | None]:
    """Its row: event, salt, sealed private fields and the version of their key."""
    if not entry.private:
        return event_id, salt, None, None
    return event_id, salt, *seal_json(("event_secret", "sealed", event_id), entry.private, version)


def private_fields(events: Sequence[Event]) -> dict[int, dict[str, Any]]:
    """The private fields of `events` by event id; an erased or empty one has none.

    Who may read them is the caller's question: selectors ask the procedure table and the viewer first.
    """
    secrets = EventSecret.objects.filter(event__in=[event.pk for event in events], sealed__isnull=False)
    return {secret.pk: _opened(secret) for secret in secrets}


def _opened(secret: EventSecret) -> dict[str, Any]:
    assert secret.sealed is not None
    assert secret.key_version is not None
    opened: dict[str, Any] = open_json(("event_secret", "sealed", secret.pk), bytes(secret.sealed), secret.key_version)
    return opened
