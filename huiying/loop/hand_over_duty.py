"""Handing over duty: the cases come from casework, the sheet and its signatures lie with duty."""

from collections.abc import Mapping
from datetime import datetime

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.duty.errors import RosterNotYours
from huiying.listen.duty.models import Handover
from huiying.listen.duty.selectors.roster import may_read
from huiying.listen.duty.services import handing_over
from huiying.serve.casework.selectors.handing_over import cases_to_hand_over


def hand_over(
    unit: Unit,
    notes: Mapping[int, str],
    *,
    words: str,
    until: datetime,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Handover:
    """`notes`: by case; what stands on the sheet is what is open at `now`, whether a note was written or not.

    Raises RosterNotYours for who has nothing to do with this unit's duty.
    """
    grants = _need_reader(unit, actor, now)
    matters = [
        handing_over.Matter(case.pk, case.urgent, case.next_due_at, notes.get(case.pk, ""))
        for case in cases_to_hand_over(unit, grants, until=until)
    ]
    return handing_over.hand_over(unit, matters, words=words, until=until, actor=actor, now=now, key=key)


def take_over(sheet: Handover, *, actor: Actor, now: datetime) -> Handover:
    """Raises RosterNotYours, HandoverSigned, NotByTheSame."""
    _need_reader(sheet.unit, actor, now)
    return handing_over.take_over(sheet.pk, actor=actor, now=now)


def _need_reader(unit: Unit, actor: Actor, now: datetime) -> list[Grant]:
    staff = Staff.objects.get(pk=actor.id or 0)
    grants = grants_in_force(staff.pk, today=calendar().local_date(now))
    if not may_read(staff, grants, unit):
        raise RosterNotYours
    return grants
