"""Checkpoints: the head of the log is signed again and again, if it continues what was signed before."""

from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.errors import LogFault
from huiying.core.translog.note import Note, VerifierKey
from huiying.core.translog.proof import verify_consistency
from huiying.core.translog.tree import Frontier
from huiying.foundation.keys.snapshot import reading
from huiying.foundation.ledger.actors import SYSTEM, About
from huiying.foundation.ledger.events import KEY_ADDED, KEY_RETIRED
from huiying.foundation.ledger.log.errors import LogForked
from huiying.foundation.ledger.log.head import Head, keep_signed, last_signed, refuse_if_behind
from huiying.foundation.ledger.log.reading import consistency, newest_checkpoint
from huiying.foundation.ledger.log.signing import signed
from huiying.foundation.ledger.models import Log, LogCheckpoint, LogKey
from huiying.foundation.ledger.recording import record


def checkpoint_logs(*, now: datetime) -> list[LogCheckpoint]:
    """Sign every log that has grown since its last checkpoint; what was signed.

    A closed log is signed once more when its last entries were not; one before the log that was signed last is left as
    it is. Raises LogBehind, LogForked, NoSigningKey, SignerSilent, and the errors of reading a key.
    """
    logs, mark = list(Log.objects.order_by("pk")), last_signed()
    if logs:
        refuse_if_behind(logs[-1].pk, logs[-1].name, logs[-1].size)
    grown = [log for log in logs if mark is None or log.pk >= mark.log]
    return [done for log in grown if (done := checkpoint(log, now=now)) is not None]


def checkpoint(log: Log, *, now: datetime) -> LogCheckpoint | None:
    """Sign the head of one log, None when nothing is new. Raises as `checkpoint_logs`."""
    with reading():
        log.refresh_from_db()
        last = newest_checkpoint(log)
        if log.size == (last.size if last is not None else 0):
            return None
        refuse_if_behind(log.pk, log.name, log.size)
        head = Checkpoint(log.origin, log.size, Frontier.unpacked(log.size, bytes(log.frontier)).root())
        _refuse_fork(log, head, last)
    signatures = signed(head, last.size if last is not None else 0, partial(consistency, log, new=head.size))
    note = Note(head.text, tuple(signature for _key, signature in signatures)).data
    keep_signed(Head(log.pk, log.name, head.size, head.root.hex()))
    return _kept(log, head, note, [key for key, _signature in signatures], now)


def _refuse_fork(log: Log, head: Checkpoint, last: LogCheckpoint | None) -> None:
    """Raises LogForked when the head does not continue the last checkpoint and what else was signed."""
    signed_before = {(last.size, bytes(last.root))} if last is not None else set()
    mark = last_signed()
    if mark is not None and mark.log == log.pk and mark.size:
        signed_before.add((mark.size, bytes.fromhex(mark.root)))
    for size, root in sorted(signed_before):
        try:
            verify_consistency(size, head.size, root, head.root, consistency(log, size, head.size))
        except LogFault as err:
            raise LogForked(log=log.name, size=head.size, signed=size) from err


def _kept(log: Log, head: Checkpoint, note: bytes, keys: list[VerifierKey], now: datetime) -> LogCheckpoint | None:
    """The checkpoint as a row; None when another process was first with this size."""
    try:
        with transaction.atomic():
            made = LogCheckpoint.objects.create(log=log, size=head.size, root=head.root, note=note, created_at=now)
            _keep_keys(log, keys, now)
    except IntegrityError:
        if not log.checkpoints.filter(size=head.size).exists():
            raise
        return None
    return made


def _keep_keys(log: Log, keys: list[VerifierKey], now: datetime) -> None:
    """The keys of a log are those that have signed it; one that signs no more is retired."""
    vkeys = [key.vkey for key in keys]
    known = set(log.keys.values_list("vkey", flat=True))
    for vkey in vkeys:
        if vkey not in known:
            LogKey.objects.create(log=log, vkey=vkey, made_at=now)
            _record(KEY_ADDED.name, log, vkey, now)
    for gone in log.keys.filter(retired_at=None).exclude(vkey__in=vkeys):
        gone.retired_at = now
        gone.save()
        _record(KEY_RETIRED.name, log, gone.vkey, now)


def _record(kind: str, log: Log, vkey: str, now: datetime) -> None:
    record(kind, About("log", log.pk), actor=SYSTEM, now=now, public={"log": log.name, "vkey": vkey})
