"""Emptying a box: started with a count, counted again, and corrected once it is closed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.listen.boxes.errors import (
    BatchIsClosed,
    BatchIsOpen,
    BatchIsSigned,
    BatchNotFound,
    CorrectionNeedsReason,
    OpenedInFuture,
)
from huiying.listen.boxes.models import Batch
from huiying.listen.boxes.services.keeping import held

LEAST_REASON = 4


def start_batch(
    box_id: int,
    *,
    key: UUID,
    opened_at: datetime,
    counted: int,
    next_slip: int | None,
    actor: Actor,
    now: datetime,
) -> Batch:
    """Begin a batch with the papers counted by hand. The same `key` a second time is the same batch.

    Raises BoxNotFound, BatchIsOpen, OpenedInFuture.
    """
    with transaction.atomic():
        box = held(box_id)
        if (begun := box.batches.filter(key=key).first()) is not None:
            return begun
        if box.batches.filter(closed_at=None).exists():
            raise BatchIsOpen
        before = box.batches.order_by("-opened_at").first()
        if opened_at > now or (before is not None and opened_at < before.opened_at):
            raise OpenedInFuture
        batch = Batch.objects.create(
            key=key,
            box=box,
            opened_at=opened_at,
            recorded_at=now,
            started_by_id=actor.id or 0,
            counted=counted,
            next_slip=next_slip,
        )
        public = {"box": box.pk, "counted": counted, "next_slip": next_slip}
        record("box.emptying_started", batch, actor=actor, now=now, happened_at=opened_at, public=public)
    return batch


def held_batch(batch_id: int) -> Batch:
    """The batch, locked until the transaction ends. Raises BatchNotFound."""
    rows = Batch.objects.select_for_update(of=("self",)).select_related("box", "box__unit", "box__place")
    if (found := rows.filter(pk=batch_id).first()) is None:
        raise BatchNotFound
    return found


def changing(batch_id: int) -> Batch:
    """The same, for a change that no signature stands above. Raises BatchNotFound, BatchIsClosed, BatchIsSigned."""
    batch = held_batch(batch_id)
    if batch.is_closed:
        raise BatchIsClosed
    if batch.signed_at is not None:
        raise BatchIsSigned
    return batch


def count_again(batch_id: int, *, counted: int, next_slip: int | None, actor: Actor, now: datetime) -> Batch:
    """Another count by hand, before anybody has signed; nothing is recorded when it is the same."""
    with transaction.atomic():
        batch = changing(batch_id)
        if (batch.counted, batch.next_slip) == (counted, next_slip):
            return batch
        public = {"before": batch.counted, "counted": counted, "next_slip": next_slip}
        batch.counted, batch.next_slip = counted, next_slip
        batch.save(update_fields=["counted", "next_slip"])
        record("box.recounted", batch, actor=actor, now=now, public=public)
    return batch


def correct_batch(batch_id: int, *, counted: int, reason: str, actor: Actor, now: datetime) -> Batch:
    """Put the count of a closed batch right; what stood there, who signed and why it changes stay in the ledger.

    Raises BatchNotFound, BatchIsSigned (an open batch is counted again instead), CorrectionNeedsReason.
    """
    reason = needed_reason(reason)
    with transaction.atomic():
        batch = held_batch(batch_id)
        if not batch.is_closed:
            raise BatchIsSigned
        public = {"before": batch.counted, "counted": counted}
        batch.counted = counted
        batch.save(update_fields=["counted"])
        record("box.batch_corrected", batch, actor=actor, now=now, public=public, private={"reason": reason})
    return batch


def needed_reason(reason: str) -> str:
    """Raises CorrectionNeedsReason."""
    if len(reason.strip()) < LEAST_REASON:
        raise CorrectionNeedsReason(least=LEAST_REASON)
    return reason.strip()
