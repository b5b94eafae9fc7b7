"""Other systems are told what happened: each webhook walks along the public log and queues what it is to be told.

The lines of the log stand in the order in which their transactions were committed, under one lock, without gaps; the
numbers of events do not. So whoever has looked through the log up to a line has missed nothing, and the row of the
webhook, locked while it moves on, lets two workers tell nothing twice. Sealed cases are told to nobody.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from huiying.core.procedures import PROCEDURES
from huiying.core.translog.entry import Published
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.models import Log, LogEntry
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.models import Webhook
from huiying.foundation.outbox.services import queue
from huiying.foundation.outbox.webhooks.services import reached
from huiying.foundation.outbox.webhooks.told import CASE_CHANGED
from huiying.serve.casework.models import Case

LINES = 500
"""Lines that one transaction looks through."""
EVENTS = 50
"""At most so many go into one message."""
TYPE = "huiying.events"
ABOUT = frozenset({"voice", "case"})


def tell_webhooks(*, now: datetime) -> int:
    """Queue what every active webhook has not been told; how many messages. Call it outside any transaction."""
    newest = Log.objects.order_by("-pk").values_list("pk", "size").first()
    if newest is None:
        return 0
    behind = Webhook.objects.filter(active=True).exclude(log_id=newest[0], idx=newest[1])
    return sum(_tell(webhook_id, now) for webhook_id in behind.order_by("pk").values_list("pk", flat=True))


def _tell(webhook_id: int, now: datetime) -> int:
    """Walk on until nothing is left."""
    told = 0
    while (step := _step(webhook_id, now)) is not None:
        told += step
    return told


def _step(webhook_id: int, now: datetime) -> int | None:
    """One transaction: how many messages it queued; None when there was nothing new, or another worker is at it."""
    with transaction.atomic(durable=True):
        held = Webhook.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        webhook = held.filter(pk=webhook_id, active=True).first()
        lines = _lines_after(webhook) if webhook is not None else []
        if webhook is None or not lines:
            return None
        messages = [*_batches(_events(lines, set(webhook.types)), EVENTS)]
        for events in messages:
            _queue(webhook, events, now)
        reached(webhook, lines[-1].log_id, lines[-1].idx + 1)
    return len(messages)


def _lines_after(webhook: Webhook) -> list[LogEntry]:
    further = Q(log_id=webhook.log_id, idx__gte=webhook.idx) | Q(log_id__gt=webhook.log_id)
    return list(LogEntry.objects.filter(further).select_related("event").order_by("log_id", "idx")[:LINES])


def _batches(events: Sequence[dict[str, Any]], size: int) -> Iterable[Sequence[dict[str, Any]]]:
    return (events[at : at + size] for at in range(0, len(events), size))


def _events(lines: Iterable[LogEntry], wanted: set[str]) -> list[dict[str, Any]]:
    """What the lines tell: ids, types and times, never a word."""
    about = [(line, kind) for line in lines if (kind := _type_of(line)) in wanted]
    ids = {line.event.subject_id for line, _kind in about}
    cases = Case.objects.filter(pk__in=ids, sealed=False).values_list("pk", "voice__number")
    numbers = dict(cases)
    return [
        _event(line, kind, numbers[line.event.subject_id]) for line, kind in about if line.event.subject_id in numbers
    ]


def _type_of(line: LogEntry) -> str:
    """The public type of a line; of another change of a case CASE_CHANGED; "" for what is no case's."""
    if line.event.subject_kind not in ABOUT:
        return ""
    published = Published.of_data(bytes(line.entry)).type
    return published or (CASE_CHANGED if line.event.type.partition(".")[0] in PROCEDURES else "")


def _event(line: LogEntry, kind: str, number: str) -> dict[str, Any]:
    event = line.event
    return {
        "id": event.pk,
        "type": kind,
        "event": event.type,
        "at": _stamp(event.happened_at),
        "case": event.subject_id,
        "number": number,
    }


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _queue(webhook: Webhook, events: Sequence[dict[str, Any]], now: datetime) -> None:
    said = {
        "type": TYPE,
        "timestamp": _stamp(now),
        "data": {"events": events},
    }
    queue(
        key=f"webhook:{webhook.pk}:{events[0]['id']}-{events[-1]['id']}",
        way=Way.WEBHOOK,
        to=str(webhook.pk),
        subject=TYPE,
        text=json.dumps(said, ensure_ascii=False),
        about=webhook,
        actor=SYSTEM,
        now=now,
    )
