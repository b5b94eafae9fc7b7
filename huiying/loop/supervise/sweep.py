"""The sweep of supervision: rules look, what they find is written once, what is settled is said, units are told.

Two workers at once write the same rows once: each part waits for the mark, and whoever comes second finds the keys. A
sweep after an outage writes what the missed ones would have written, with the days on which it came true.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from django.db import transaction

from huiying.foundation.ledger.actors import SYSTEM
from huiying.loop.supervise.finding import acts, answers, clocks, matters, promises
from huiying.loop.supervise.settling import settle_signals
from huiying.loop.supervise.telling import tell_units
from huiying.loop.supervise.watch import Watch, hold_mark, mark_done, watch
from huiying.serve.supervision.models import Signal
from huiying.serve.supervision.services.signals import Found, write_signals

BATCH = 200
Finder = Callable[[Watch], Iterator[Found]]
EACH_TIME: tuple[Finder, ...] = (
    clocks.near,
    clocks.past,
    clocks.unsent,
    acts.refused_own,
    acts.repeated,
    acts.rerouted_late,
    acts.rated_unresolved,
    acts.called_unresolved,
)
EACH_DAY: tuple[Finder, ...] = (
    acts.bounced,
    answers.copied,
    matters.many,
    matters.idle,
    promises.late_promises,
    promises.late_orders,
    promises.late_advice,
)
"""They come true as a day begins, or look through so much that once a day is enough."""


def sweep_supervision(*, now: datetime, most: int | None = None) -> int:
    """Write what came true by `now`; how many signals. At most `most`; the rest waits for the next time."""
    swept, told, count = watch(now), set[int](), 0
    for finder in (*EACH_TIME, *(EACH_DAY if swept.new_day else ())):
        for part in _parts(finder(swept), BATCH):
            written = _write(part if most is None else part[: most - count], now)
            told |= {signal.told_id for signal in written if signal.settled_at is None}
            count += len(written)
            if count == most:
                tell_units(told, swept)
                return count
    settle_signals(swept)
    tell_units(told, swept)
    mark_done(swept)
    return count


def _write(found: Sequence[Found], now: datetime) -> list[Signal]:
    with transaction.atomic(durable=True):
        hold_mark()
        return write_signals(found, actor=SYSTEM, now=now)


def _parts(found: Iterable[Found], size: int) -> Iterator[list[Found]]:
    rows = iter(found)
    while part := list(islice(rows, size)):
        yield part
