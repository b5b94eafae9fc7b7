"""The joints around a promise: those behind it say whether it was kept, and days that pass are told by themselves.

What its owner and its keeper do (serve/commitments/services) tells the speakers itself, in the same transaction.
"""

from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import SYSTEM, Actor, ActorKind
from huiying.judge.ratings.models import Acceptance, Verdict
from huiying.judge.ratings.services.acceptances import give_acceptance
from huiying.judge.ratings.services.verdicts import give_verdict
from huiying.listen.voices.models import Voice
from huiying.loop.speaker_acts import speaker
from huiying.serve.casework.services.perform import locked
from huiying.serve.commitments.errors import CommitmentNotFound
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.lateness import passed_by
from huiying.serve.commitments.services.lateness import tell_lateness

SOMEBODY = Actor(ActorKind.SPEAKER)


def say_verdict(
    voice: Voice, commitment_id: int, *, kept: str, words: str = "", now: datetime, key: str | None = None
) -> Verdict:
    """The holder of the receipt says whether a promise was kept: yes, partly, no or unsure; it may be said anew.

    With the same `key` again nothing changes. Raises CommitmentNotFound, AnswerUnknown, NotToJudge.
    """
    with transaction.atomic(durable=True):
        case, commitment = locked(voice.pk), _found(commitment_id)
        return give_verdict(commitment, case, kept=kept, words=words, actor=speaker(voice), now=now, key=key)


def accept_with_receipt(
    voice: Voice,
    commitment_id: int,
    *,
    there: str,
    works: str,
    words: str = "",
    now: datetime,
    key: str | None = None,
) -> Acceptance:
    """The holder of a receipt says of what was made: is it there, does it work. Raises CommitmentNotFound,
    AnswerUnknown, NotToJudge."""
    with transaction.atomic(durable=True):
        case, commitment = locked(voice.pk), _found(commitment_id)
        actor = speaker(voice)
        return give_acceptance(
            commitment, there=there, works=works, words=words, case=case, actor=actor, now=now, key=key
        )


def accept_on_site(
    commitment_id: int,
    *,
    token: str,
    there: str,
    works: str,
    words: str = "",
    now: datetime,
    key: str | None = None,
) -> Acceptance:
    """The same from whoever stands before it, without a receipt; once for each `token`, a random one of the browser.

    Raises CommitmentNotFound (also for one that is not public), AnswerUnknown, NotToJudge.
    """
    with transaction.atomic(durable=True):
        commitment = _found(commitment_id, hold=True)  # of one that is pressed twice the second sees the first
        return give_acceptance(
            commitment, there=there, works=works, words=words, token=token, actor=SOMEBODY, now=now, key=key
        )


def sweep_promises(*, now: datetime) -> int:
    """Tell of every promise whose day is over and of which it was not told yet; how many.

    Each in a transaction of its own. Two workers tell once; after an outage each is told with the day on which it was
    late in truth.
    """
    return sum(_tell(commitment_id, now) for commitment_id in passed_by(now))


def _tell(commitment_id: int, now: datetime) -> bool:
    with transaction.atomic(durable=True):
        return tell_lateness(commitment_id, actor=SYSTEM, now=now)


def _found(commitment_id: int, *, hold: bool = False) -> Commitment:
    """The promise; with `hold` locked until the transaction ends. Raises CommitmentNotFound."""
    rows = Commitment.objects.select_for_update(of=("self",)) if hold else Commitment.objects.all()
    found = rows.select_related("owner", "issue").filter(pk=commitment_id).first()
    if found is None:
        raise CommitmentNotFound
    return found
