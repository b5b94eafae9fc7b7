"""What opinions promise 意见执行 (条例 Art 32(2)): each case knows how much of it is still open."""

from datetime import datetime

from django.db.models import Count, Q

from huiying.foundation.ledger.actors import Actor
from huiying.serve.casework.models import Case
from huiying.serve.casework.services.promises import set_open_promises
from huiying.serve.commitments.enums import CommitmentState, Source
from huiying.serve.commitments.models import Commitment, CommitmentCase
from huiying.serve.commitments.services.telling import tell_linked


def count_open(commitment: Commitment) -> None:
    """Write it to the cases, in the caller's transaction; a promise that comes from no opinion changes nothing, and one
    that is under supervision holds up no case."""
    if commitment.source != Source.REPLY:
        return
    ids = list(commitment.causes.values_list("case_id", flat=True))
    still = Q(
        commitment__state=CommitmentState.OPEN.value,
        commitment__source=Source.REPLY.value,
        commitment__supervised=False,
    )
    rows = CommitmentCase.objects.filter(case__in=ids).values("case_id").annotate(left=Count("pk", filter=still))
    for case_id, left in rows.values_list("case_id", "left"):
        set_open_promises(case_id, left)


def set_supervised(commitment: Commitment, supervised: bool) -> None:
    """Whether somebody looks after it by a supervision order, in the transaction of the order, whose event tells of
    it."""
    commitment.supervised = supervised
    commitment.save(update_fields=["supervised"])
    count_open(commitment)


def open_to(case: Case, *, actor: Actor, now: datetime) -> None:
    """The opinion has reached the speaker: they read from now on what it promises, in the caller's transaction."""
    waiting = CommitmentCase.objects.filter(case=case, reads=False).select_related("commitment__owner").order_by("pk")
    for row in waiting:
        row.reads = True
        row.save(update_fields=["reads"])
        tell_linked(row.commitment, [case], actor=actor, now=now, key=None)
