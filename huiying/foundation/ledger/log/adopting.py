"""Events from before there was a log: each gets a line that binds it from now on, and claims nothing of its day."""

from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.log.appending import Line, append
from huiying.foundation.ledger.models import Event, LogEntry

AT_ONCE = 5_000


def adopt_events(*, now: datetime) -> int:
    """Append a line with the commitment alone for every event without one, in the order of events; how many.

    Only for an office whose database has just been given its log: elsewhere an event without a line is a sign of
    tampering, and stays one.
    """
    adopted = 0
    missing = Event.objects.exclude(pk__in=LogEntry.objects.values("event_id")).order_by("pk")
    while rows := list(missing.values_list("pk", "commitment")[:AT_ONCE]):
        with transaction.atomic(durable=True):
            append([Line(pk, bytes(commitment), now) for pk, commitment in rows])
        adopted += len(rows)
    return adopted
