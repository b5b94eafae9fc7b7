"""Explaining what does not add up, and signing: two people, each with a log-in of their own."""

from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.listen.boxes.errors import (
    BatchIsClosed,
    DifferenceNeedsReason,
    FiguresChanged,
    MayNotSign,
    NoSignature,
    NotAllExplained,
    NothingToExplain,
    PapersWait,
    SignedAlready,
)
from huiying.listen.boxes.models import Batch, Difference, Slip
from huiying.listen.boxes.selectors.figures import Figures, figures_of
from huiying.listen.boxes.selectors.reach import may_empty
from huiying.listen.boxes.services.batches import changing, held_batch

LEAST_REASON = 4


def explain_gap(batch_id: int, *, reason: str, actor: Actor, now: datetime) -> Difference:
    """Say why counted and written down are not the same number. It holds for this difference alone.

    Raises BatchNotFound, BatchIsClosed, BatchIsSigned, DifferenceNeedsReason, NothingToExplain.
    """
    reason = _needed(reason)
    with transaction.atomic():
        batch = changing(batch_id)
        if not (gap := figures_of(batch).gap):
            raise NothingToExplain
        batch.differences.filter(slip=None, gap=gap).delete()
        found = Difference(batch=batch, gap=gap)
        return _explain(found, reason, {"gap": gap}, actor=actor, now=now)


def explain_slips(batch_id: int, slip_ids: list[int], *, reason: str, actor: Actor, now: datetime) -> list[Difference]:
    """Say where slips are that were handed out and did not come; the ones given that are still missing.

    Raises as `explain_gap`.
    """
    reason = _needed(reason)
    with transaction.atomic():
        batch = changing(batch_id)
        missing = [slip for slip in figures_of(batch).missing if slip.pk in slip_ids]
        if not missing:
            raise NothingToExplain
        return [
            _explain(_of_slip(batch, slip), reason, {"slip": slip.pk, "number": slip.number}, actor=actor, now=now)
            for slip in missing
        ]


def _of_slip(batch: Batch, slip: Slip) -> Difference:
    return Difference(batch=batch, slip=slip)


def _explain(found: Difference, reason: str, about: dict[str, int], *, actor: Actor, now: datetime) -> Difference:
    found.reason, found.explained_at, found.explained_by_id = reason, now, actor.id or 0
    found.save()
    public = {"batch": found.batch_id, **about}
    record("box.difference_explained", found, actor=actor, now=now, public=public, private={"reason": reason})
    return found


def _needed(reason: str) -> str:
    if len(reason.strip()) < LEAST_REASON:
        raise DifferenceNeedsReason(least=LEAST_REASON)
    return reason.strip()


def sign_batch(batch_id: int, *, grants: list[Grant], actor: Actor, now: datetime, seen: str = "") -> Batch:
    """Sign for what stands there; the second signature closes the batch. `grants`: those of the signer, in force today;
    `seen`: the mark of the figures on the page where they signed.

    Raises BatchNotFound, BatchIsClosed, MayNotSign, SignedAlready, FiguresChanged, PapersWait, NotAllExplained.
    """
    with transaction.atomic():
        batch = held_batch(batch_id)
        if batch.is_closed:
            raise BatchIsClosed
        if not may_empty(batch.box, grants):
            raise MayNotSign
        if batch.signed_by_id == actor.id:
            raise SignedAlready
        figures = figures_of(batch)
        if seen and seen != figures.mark:
            raise FiguresChanged
        _refuse(figures)
        nth = 1 if batch.signed_at is None else 2
        if nth == 1:
            batch.signed_by_id, batch.signed_at = actor.id, now
        else:
            batch.closed_by_id, batch.closed_at = actor.id, now
        batch.save(update_fields=["signed_by", "signed_at", "closed_by", "closed_at"])
        record("box.batch_signed", batch, actor=actor, now=now, public={"nth": nth, **figures.plain()})
    return batch


def _refuse(figures: Figures) -> None:
    if figures.waiting:
        raise PapersWait(count=figures.waiting)
    if figures.unexplained:
        raise NotAllExplained(count=figures.unexplained)


def take_signature_back(batch_id: int, *, actor: Actor, now: datetime) -> Batch:
    """So that something can change before the second person signs. Raises BatchNotFound, BatchIsClosed, NoSignature."""
    with transaction.atomic():
        batch = held_batch(batch_id)
        if batch.is_closed:
            raise BatchIsClosed
        if batch.signed_at is None:
            raise NoSignature
        public = {"signed_by": batch.signed_by_id}
        batch.signed_by_id = batch.signed_at = None
        batch.save(update_fields=["signed_by", "signed_at"])
        record("box.signature_taken_back", batch, actor=actor, now=now, public=public)
    return batch
