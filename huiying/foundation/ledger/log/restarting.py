"""When signed entries are lost for good: the log ends where the database ends, and a new one says so."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from huiying.foundation.ledger.actors import About, Actor
from huiying.foundation.ledger.events import RESTARTED
from huiying.foundation.ledger.log.appending import open_log
from huiying.foundation.ledger.log.errors import NothingToRestart
from huiying.foundation.ledger.log.head import Head, keep_signed, last_signed
from huiying.foundation.ledger.log.reading import newest_checkpoint
from huiying.foundation.ledger.models import Log
from huiying.foundation.ledger.recording import record


def restart(*, actor: Actor, now: datetime, reason: str) -> Log:
    """Close the log and begin another of the year; its first event tells how many signed entries are lost and why.

    Everybody who kept receipts or a copy of the old log can still prove the old entries. Raises NothingToRestart.
    """
    last = _last()
    with transaction.atomic(durable=True):
        name = _next_name(last.before, timezone.localdate(now).year)
        open_log(name, now)
        log = Log.objects.get(name=name)
        keep_signed(Head(log.pk, name, 0, ""), anew=True)
        record(
            RESTARTED.name,
            About("log", log.pk),
            actor=actor,
            now=now,
            public=asdict(last),
            private={"reason": reason},
        )
    log.refresh_from_db()
    return log


@dataclass(frozen=True, slots=True)
class _Last:
    """The log that ends: its name, how many of its entries are still here, and how many were signed."""

    before: str
    kept: int
    signed: int


def _last() -> _Last:
    """The newest log that anybody has seen; a signed one may be missing here altogether. Raises NothingToRestart."""
    mark, old = last_signed(), Log.objects.order_by("-pk").first()
    if mark is not None and (old is None or old.pk < mark.log or (old.pk, old.name) == (mark.log, mark.name)):
        return _Last(mark.name, old.size if old is not None and old.name == mark.name else 0, mark.size)
    if old is None:
        raise NothingToRestart
    head = newest_checkpoint(old)
    return _Last(old.name, old.size, head.size if head is not None else 0)


def _next_name(name: str, year: int) -> str:
    """A name that no log has had: that of the year of today, or the same year with the next number."""
    before, _, part = name.partition("-")
    return str(year) if int(before) < year else f"{before}-{int(part or 1) + 1}"
