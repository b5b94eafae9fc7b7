"""What stands in no line and was never read: cases of an office that is older than the engine, or restored."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.selectors import known
from huiying.foundation.likeness.services import put_in_line
from huiying.serve.casework.models import Case, Reply

if TYPE_CHECKING:
    from django.db.models import QuerySet

AT_ONCE = 2_000


def line_up_missed(*, now: datetime) -> int:
    """Have every voice and reply read that was not; how many. Call it outside any transaction."""
    return sum(_line_up(Kind.VOICE, ids) for ids in _voices()) + sum(_line_up(Kind.REPLY, ids) for ids in _replies())


def _voices() -> Iterator[list[int]]:
    return _lots(Case.objects.filter(sealed=False, voice__erased_at=None))


def _replies() -> Iterator[list[int]]:
    return _lots(Reply.objects.filter(case__sealed=False, case__voice__erased_at=None))


def _lots(rows: "QuerySet[Any]") -> Iterator[list[int]]:
    """Their numbers, lot by lot, each read to its end: while a reading is open SQLite writes nothing after others."""
    last = 0
    while lot := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        yield lot
        last = lot[-1]


def _line_up(kind: Kind, owners: list[int]) -> int:
    """Whoever was sealed or erased since these were listed is not put in line: a worker may hold its words still."""
    from huiying.serve.casework.selectors.readings import unreadable

    missed = set(owners) - known(kind, owners)
    if not missed:
        return 0
    with transaction.atomic(durable=True):
        missed -= unreadable(kind, missed)
        put_in_line(kind, sorted(missed))
    return len(missed)
