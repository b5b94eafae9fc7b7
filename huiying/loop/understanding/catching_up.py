"""What stands in no line and was never read: cases of an office that is older than the engine, or restored."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.selectors import known
from huiying.foundation.likeness.services import put_in_line
from huiying.serve.casework.models import Case, Reply

AT_ONCE = 2_000


def line_up_missed(*, now: datetime) -> int:
    """Have every voice and reply read that was not; how many. Call it outside any transaction."""
    return sum(_line_up(Kind.VOICE, ids) for ids in _voices()) + sum(_line_up(Kind.REPLY, ids) for ids in _replies())


def _voices() -> Iterator[list[int]]:
    cases = Case.objects.filter(sealed=False, voice__erased_at=None)
    return _lots(cases.order_by("pk").values_list("pk", flat=True).iterator(AT_ONCE))


def _replies() -> Iterator[list[int]]:
    replies = Reply.objects.filter(case__sealed=False, case__voice__erased_at=None)
    return _lots(replies.order_by("pk").values_list("pk", flat=True).iterator(AT_ONCE))


def _lots(ids: Iterable[int]) -> Iterator[list[int]]:
    lot: list[int] = []
    for one in ids:
        lot.append(one)
        if len(lot) == AT_ONCE:
            yield lot
            lot = []
    yield lot


def _line_up(kind: Kind, owners: list[int]) -> int:
    """Whoever was sealed since is in line for nothing: its reader finds no words and takes it out."""
    missed = sorted(set(owners) - known(kind, owners))
    if missed:
        with transaction.atomic(durable=True):
            put_in_line(kind, missed)
    return len(missed)
