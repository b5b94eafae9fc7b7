"""A day passed and the promise is not kept: it says so by itself, to everybody behind it."""

from datetime import datetime

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import calendar
from huiying.serve.commitments.enums import ReportKind
from huiying.serve.commitments.errors import CommitmentNotFound
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import is_late
from huiying.serve.commitments.services.holding import held
from huiying.serve.commitments.services.telling import Said, tell_change


def tell_lateness(commitment_id: int, *, actor: Actor, now: datetime) -> bool:
    """Tell it once for each day that stood, in the caller's transaction; whether it was told now."""
    try:
        commitment = held(commitment_id)
    except CommitmentNotFound:
        return False
    key = f"commitment:{commitment_id}:late:{commitment.due_on.isoformat()}"
    if not is_late(commitment, calendar().local_date(now)) or Event.objects.filter(key=key).exists():
        return False
    said = Said(old_due=commitment.due_on)
    at = late_since(commitment)
    tell_change(commitment, ReportKind.LATE, said, actor=actor, now=now, happened_at=at, key=key)
    return True


def late_since(commitment: Commitment) -> datetime:
    """The first instant after the day that stands; of one that was opened again later, when that was."""
    over = calendar().end_of(commitment.due_on)
    opened = commitment.reports.filter(kind=ReportKind.REOPENED.value).order_by("-at").first()
    return max(over, opened.at) if opened is not None else over
