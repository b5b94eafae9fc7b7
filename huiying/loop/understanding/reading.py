"""The worker's reading: what waits in line is read and filed, a few texts at a time.

A text is read outside any transaction. Then, in one short transaction, whatever still waits is taken out of the line
and filed. So a worker that is killed loses and doubles nothing, of two workers one files, and what was sealed or erased
while it was read is not in line any more. Where others are writing, people are sending: they come first, and the rest
waits for the next time.
"""

import logging
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.db import DatabaseError, transaction

from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.selectors import waiting
from huiying.foundation.likeness.services import file_waiting, forget
from huiying.loop.understanding.finding import file_words
from huiying.loop.understanding.suggesting import suggest_for
from huiying.serve.casework.services.perform import lock_cases

log = logging.getLogger("huiying.worker")
AT_ONCE = 50
"""Texts read before they are filed: the transaction stays short."""
CROWD_SECONDS = 0.004
"""Who has waited so long for the turn to write is not alone in wanting it."""
WINDOW = 4
"""Workers that read at the same time start at different places among so many parts of the line."""

Keep = Callable[[Sequence[int], datetime], object]
"""Writes what was found out about the cases with these ids, in the transaction that takes their voices out of line."""
Think = Callable[[Sequence[int], datetime], Keep]
"""Looks at the voices of the cases with these ids outside any transaction; what it writes waits for `Keep`."""
STEPS: list[Think] = [suggest_for, file_words]
"""What is done with each new voice beside filing it."""


@dataclass(slots=True)
class Round:
    """One time of reading at `now`. `crowded`: others were writing, too."""

    now: datetime
    crowded: bool = False

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction; how long its turn took says whether there is a crowd."""
        begun = monotonic()
        with transaction.atomic(durable=True):
            self.crowded |= monotonic() - begun > CROWD_SECONDS
            yield


def read_waiting(*, now: datetime, most: int = 200) -> int:
    """Read and file what waits, the newest first; how many texts were filed. Call it outside any transaction.

    At most `most` of each kind, and no more than one lot where others are writing.
    """
    this = Round(now)
    return sum(_read_kind(kind, this, most) for kind in Kind if not this.crowded)


def read_all(*, now: datetime, progress: Callable[[int], object] = lambda _done: None) -> int:
    """Read and file everything that waits; `progress` hears how many are done."""
    done = 0
    while found := read_waiting(now=now):
        done += found
        progress(done)
    return done


def read_replies(*, now: datetime) -> int:
    """Read and file every reply that waits, and no voice; how many. Call it outside any transaction."""
    done = 0
    while found := _read_kind(Kind.REPLY, Round(now), AT_ONCE * AT_ONCE):
        done += found
    return done


def _read_kind(kind: Kind, this: Round, most: int) -> int:
    filed = looked_at = 0
    while looked_at < most and not this.crowded and (owners := _next(kind)):
        filed += _read_or_leave(kind, owners, this)
        looked_at += len(owners)
    return filed


def _read_or_leave(kind: Kind, owners: list[int], this: Round) -> int:
    """One text that cannot be read (its key is missing) does not hold up the others: it waits for the next night."""
    try:
        return _read_and_file(kind, owners, this)
    except DatabaseError:
        raise
    except Exception as err:
        if len(owners) > 1:
            return sum(_read_or_leave(kind, [one], this) for one in owners)
        log.error("%s %d cannot be read: %s", kind.name.lower(), owners[0], type(err).__name__)
        with transaction.atomic(durable=True):
            forget(kind, owners)
        return 0


def _next(kind: Kind) -> list[int]:
    """The next texts to read; where many wait, one of the first few lots, so that two workers rarely read the same."""
    owners = waiting(kind, AT_ONCE * WINDOW)
    lots = [owners[start : start + AT_ONCE] for start in range(0, len(owners), AT_ONCE)]
    return random.choice(lots) if lots else []  # noqa: S311  which worker reads what is no secret


def _read_and_file(kind: Kind, owners: list[int], this: Round) -> int:
    """The cases are locked before the line and the counts, as whoever seals or erases one does: nobody crosses."""
    from huiying.serve.casework.selectors.readings import readings_of

    readings = readings_of(kind, owners)
    steps = [think(sorted(readings), this.now) for think in STEPS] if kind is Kind.VOICE else []
    with this.writing():
        if kind is Kind.VOICE:
            lock_cases(readings)
        filed = file_waiting(kind, readings)
        for keep in steps:
            keep(filed, this.now)
    _leave_line(kind, set(owners) - readings.keys())
    return len(filed)


def _leave_line(kind: Kind, wordless: set[int]) -> None:
    """Who has no words does not wait for ever. The case is locked first, as whoever seals or opens it does."""
    from huiying.serve.casework.selectors.readings import unreadable

    if wordless:
        with transaction.atomic(durable=True):
            forget(kind, unreadable(kind, wordless))
