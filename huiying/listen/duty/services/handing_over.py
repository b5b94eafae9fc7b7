"""The handover sheet: what is urgent and what falls due, a word about each, signed by both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Staff, Unit
from huiying.listen.duty.errors import HandoverSigned, NotByTheSame
from huiying.listen.duty.models import Handover, HandoverLine


@dataclass(frozen=True, slots=True)
class Matter:
    """One line of a sheet."""

    voice_id: int
    urgent: bool
    due_at: datetime | None
    note: str


def hand_over(
    unit: Unit,
    matters: Sequence[Matter],
    *,
    words: str,
    until: datetime,
    actor: Actor,
    now: datetime,
    key: str | None = None,
) -> Handover:
    """Write the sheet and sign it as whoever leaves. The same `key` again raises IntegrityError."""
    with transaction.atomic():
        who = Staff.objects.get(pk=actor.id or 0)
        sheet = Handover.objects.create(unit=unit, until=until, words=words, left_by=who, left_at=now)
        HandoverLine.objects.bulk_create(
            HandoverLine(handover=sheet, voice_id=one.voice_id, urgent=one.urgent, due_at=one.due_at, note=one.note)
            for one in matters
        )
        public = {"unit": unit.pk, "matters": len(matters)}
        record("duty.handed_over", sheet, actor=actor, now=now, public=public, key=key)
    return sheet


def take_over(handover_id: int, *, actor: Actor, now: datetime) -> Handover:
    """Sign it as whoever comes. Raises HandoverSigned, NotByTheSame."""
    with transaction.atomic():
        sheet = Handover.objects.select_for_update().get(pk=handover_id)
        if sheet.taken_at is not None:
            raise HandoverSigned
        if sheet.left_by_id == actor.id:
            raise NotByTheSame
        sheet.taken_by_id, sheet.taken_at = actor.id, now
        sheet.save(update_fields=["taken_by", "taken_at"])
        record("duty.taken_over", sheet, actor=actor, now=now, public={"unit": sheet.unit_id})
    return sheet
