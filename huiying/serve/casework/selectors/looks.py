"""Looks at identities: who looked, when and why, as the keeper of identities reads them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from huiying.core.procedures.model import Role
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import private_fields
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases

VIEWED = "identity.viewed"


@dataclass(frozen=True, slots=True)
class Look:
    """One look. `unit` and `roles` as they were then; `reason` empty where it was erased."""

    at: datetime
    staff: Staff | None
    unit: Unit | None
    roles: tuple[str, ...]
    reason: str
    case: Case


def looks_kept(grants: Iterable[Grant]) -> QuerySet[Event]:
    """Every look at who spoke in the cases of the keeper's offices, newest first; at sealed reports never."""
    theirs = Exists(_kept(grants).filter(voice__person=OuterRef("subject_id")))
    return Event.objects.filter(theirs, type=VIEWED, subject_kind="person").order_by("-at", "-id")


def _kept(grants: Iterable[Grant]) -> QuerySet[Case]:
    seen = visible_cases(grant for grant in grants if grant.role == Role.IDENTITY_KEEPER)
    return Case.objects.filter(seen, voice__person__isnull=False)


def told(events: Sequence[Event], grants: Iterable[Grant]) -> list[Look]:
    """The looks behind `events` of `looks_kept`, in their order: four queries."""
    people = {event.subject_id for event in events}
    cases = _kept(grants).filter(voice__person__in=people).select_related("voice").order_by("-pk")
    case_of = {case.voice.person_id: case for case in cases}
    staff = Staff.objects.in_bulk([event.actor_id for event in events if event.actor_id])
    units = Unit.objects.in_bulk([event.actor_unit for event in events if event.actor_unit])
    words = private_fields(events)
    return [
        Look(
            event.at,
            staff.get(event.actor_id or 0),
            units.get(event.actor_unit or 0),
            tuple(filter(None, str(event.public.get("roles", "")).split(","))),
            words.get(event.pk, {}).get("reason", ""),
            case_of[event.subject_id],
        )
        for event in events
    ]
