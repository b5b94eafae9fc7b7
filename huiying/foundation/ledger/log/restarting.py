"""When signed entries are lost for good: the log ends where the database ends, and a new one says so."""

from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import About, Actor
from huiying.foundation.ledger.events import RESTARTED
from huiying.foundation.ledger.log.appending import open_log
from huiying.foundation.ledger.log.errors import NothingToRestart
from huiying.foundation.ledger.log.head import Head, keep_signed, last_signed
from huiying.foundation.ledger.models import Log
from huiying.foundation.ledger.recording import record


def restart(*, actor: Actor, now: datetime, reason: str) -> Log:
    """Close the log and begin another of the year; its first event tells how many signed entries are lost and why.

    Everybody who kept receipts or a copy of the old log can still prove the old entries. Raises NothingToRestart.
    """
    mark, old = last_signed(), Log.objects.order_by("-pk").first()
    before, kept = (old.name, old.size) if old is not None else (mark.name if mark is not None else "", 0)
    if not before:
        raise NothingToRestart
    with transaction.atomic(durable=True):
        name = _next_name(before)
        open_log(name, now)
        log = Log.objects.get(name=name)
        keep_signed(Head(log.pk, name, 0, ""))
        record(
            RESTARTED.name,
            About("log", log.pk),
            actor=actor,
            now=now,
            public={"before": before, "kept": kept, "signed": mark.size if mark is not None else kept},
            private={"reason": reason},
        )
    return log


def _next_name(name: str) -> str:
    year, _, part = name.partition("-")
    return f"{year}-{int(part or 1) + 1}"
