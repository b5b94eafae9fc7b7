"""The identity vault: what a person gave, each field sealed apart; every look at it is an event they can read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from huiying.foundation.keys.box import open_json, seal_json
from huiying.foundation.keys.ring import newest_vault_version
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.inserting import insert_many
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields, record
from huiying.foundation.people.blind_index import index_people, plain
from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.errors import MayNotReveal, ReasonNeeded
from huiying.foundation.people.models import BlindIndex, Person, SealedField

LEAST_REASON = 4


@dataclass(frozen=True, slots=True)
class View:
    """One look at an identity: when, by which role and unit, and why."""

    at: datetime
    unit_id: int | None
    roles: str
    reason: str


def keep_identities(identities: Sequence[Mapping[str, str]], *, now: datetime) -> list[Person]:
    """Seal what each gave (IdentityField values → text) as a new person, in order; empty fields are left out."""
    people = [Person(created_at=now) for _ in identities]
    insert_many(people, numbered=True)
    version = newest_vault_version() if people else 0
    fields = [
        _sealed(person.pk, IdentityField(name), value.strip(), version)
        for person, identity in zip(people, identities, strict=True)
        for name, value in identity.items()
        if value.strip()
    ]
    insert_many(fields)
    index_people((person.pk, identity) for person, identity in zip(people, identities, strict=True))
    return people


def _sealed(person_id: int, name: IdentityField, value: str, version: int) -> SealedField:
    blob, version = seal_json(place_of(person_id, name), value, version)
    return SealedField(person_id=person_id, field=name, sealed=blob, key_version=version)


def place_of(person_id: int, name: str) -> tuple[str, str, int]:
    """Where one field of one person belongs."""
    return ("people_sealedfield", str(name), person_id)


def reveal(person: Person, *, actor: Actor, reason: str, now: datetime, allowed: bool) -> dict[IdentityField, str]:
    """What the person gave, after `identity.viewed` is recorded; if recording fails nothing is returned.

    `allowed`: whether the room that knows the matter grants it (casework.selectors.identity.may_reveal).
    Raises MayNotReveal, ReasonNeeded.
    """
    if not allowed:
        raise MayNotReveal
    if len(reason.strip()) < LEAST_REASON:
        raise ReasonNeeded(least=LEAST_REASON)
    with transaction.atomic():
        record(
            "identity.viewed",
            person,
            actor=actor,
            now=now,
            public={"roles": ",".join(sorted(actor.roles))},
            private={"reason": reason.strip()},
        )
    return opened(person.pk)


def opened(person_id: int) -> dict[IdentityField, str]:
    """What the person gave, for the system's own use (sending a message): nobody looks, nothing is recorded."""
    rows: Iterable[SealedField] = SealedField.objects.filter(person_id=person_id)
    return {
        IdentityField(row.field): str(open_json(place_of(person_id, row.field), bytes(row.sealed), row.key_version))
        for row in rows
    }


def agrees(person_id: int, given: Mapping[IdentityField, str]) -> bool | None:
    """Whether what somebody gives is what the person left; None where nothing of it was left or given.

    Names are compared without blanks and case, phones by their digits without a leading +86. Nobody sees what was left;
    who asks records that they asked.
    """
    left = opened(person_id)
    asked = {name: said for name, said in given.items() if plain(name, said) and left.get(name)}
    return all(plain(name, said) == plain(name, left[name]) for name, said in asked.items()) if asked else None


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    """The names that were given, for the system's own use: so that they are masked in what a machine reads."""
    rows = SealedField.objects.filter(person_id__in=set(person_ids), field=IdentityField.NAME)
    return {
        row.person_id: str(open_json(place_of(row.person_id, row.field), bytes(row.sealed), row.key_version))
        for row in rows
    }


def forget_identity(person: Person) -> int:
    """Delete what the person gave, field by field; the row stays, so that looks at it can still be listed."""
    BlindIndex.objects.filter(person=person).delete()
    return SealedField.objects.filter(person=person).delete()[0]


def views_of(person: Person) -> list[View]:
    """Every look at this identity, newest first: for the speaker's receipt."""
    events = list(
        Event.objects.filter(type="identity.viewed", subject_kind="person", subject_id=person.pk).order_by("-id")
    )
    words = private_fields(events)
    return [
        View(event.at, event.actor_unit, event.public.get("roles", ""), words.get(event.pk, {}).get("reason", ""))
        for event in events
    ]
