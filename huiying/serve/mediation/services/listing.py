"""The list of mediators, which the dispatcher of an office keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from huiying.core.procedures.model import Role
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.selectors import grants_in_force
from huiying.serve.mediation.errors import MayNotKeepMediators, MediatorUnfit
from huiying.serve.mediation.models import Mediator
from huiying.serve.mediation.services.holding import MOST_LINE, needed, today

MOST_NAME, MOST_BODY = 80, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatorData:
    """One line of the list. `staff_id`: the own account, or that of who writes for somebody from outside."""

    office_id: int
    staff_id: int
    name: str
    body: str
    name_en: str = ""
    fields: str = ""
    committee: bool = False


@once
def list_mediator(
    data: MediatorData, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Mediator:
    """Put somebody on the list. Raises MayNotKeepMediators, MediatorUnfit, MediationNeedsWords."""
    with transaction.atomic():
        if (before := done_before(key)) is not None:
            return Mediator.objects.get(pk=before.subject_id)
        office = Unit.objects.filter(pk=data.office_id, active=True).first()
        if office is None or not _keeps(office, grants):
            raise MayNotKeepMediators
        staff = Staff.objects.filter(pk=data.staff_id, is_active=True).first()
        held = grants_in_force(data.staff_id, today=today(now)) if staff is not None else ()
        if staff is None or not any(grant.role == Role.MEDIATOR for grant in held):
            raise MediatorUnfit
        mediator = Mediator.objects.create(
            office=office,
            staff=staff,
            name=needed(data.name, MOST_NAME),
            name_en=data.name_en.strip()[:MOST_NAME],
            body=needed(data.body, MOST_BODY),
            fields=data.fields.strip()[:MOST_LINE],
            committee=data.committee,
        )
        plain = {"office": office.pk, "staff": staff.pk, "committee": data.committee}
        record("mediator.listed", mediator, actor=actor, now=now, public=plain, key=key)
    return mediator


def unlist_mediator(
    mediator_id: int, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Mediator:
    """Take somebody off the list; what they mediate now they end. Raises MayNotKeepMediators."""
    with transaction.atomic():
        mediator = Mediator.objects.select_for_update(of=("self",)).select_related("office").get(pk=mediator_id)
        if not _keeps(mediator.office, grants):
            raise MayNotKeepMediators
        if done_before(key) is None and mediator.active:
            mediator.active = False
            mediator.save(update_fields=["active"])
            record("mediator.unlisted", mediator, actor=actor, now=now, key=key)
    return mediator


def _keeps(office: Unit, grants: Sequence[Grant]) -> bool:
    return any(grant.role == Role.DISPATCHER and office.path.startswith(grant.unit.path) for grant in grants)
