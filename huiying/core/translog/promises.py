"""What a log alone tells of promises: for each day how many voices came, were answered, were due, were past due.

Every entry about a voice tells the day that stands promised to it from then on; one that tells none ends the promise,
as an answer usually does, a refusal with reasons, a withdrawal and an erasure. A promise is judged by the days of the
log: a day that lay in the past when it was first published counts as the day of its publication, and who is late stays
late until the promise ends or gets a day that is still to come.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from huiying.core.translog.entry import Published

COMES = frozenset({"voice.received", "voice.imported"})


class Count(StrEnum):
    """What is counted for a day. `PAST_DUE` is kept as the change from one day to the next."""

    RECEIVED = "received"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"
    DUE = "due"
    PAST_DUE = "past_due"


@dataclass(frozen=True, slots=True)
class Change:
    """`by` more of `count` on `day`."""

    day: date
    count: Count
    by: int


def follow(due: date | None, entry: Published) -> tuple[date | None, list[Change]]:
    """The promise of a voice after `entry`, and what that changes in the counts.

    `due`: the promised day that stands for the voice before, None when none does.
    """
    day = entry.day
    if day is None:
        return due, []
    changes = [Change(day, Count.RECEIVED, 1)] if entry.type in COMES else []
    if entry.type == "voice.answered":
        changes.append(Change(day, Count.ANSWERED, 1))
        if due is not None and due < day:
            changes.append(Change(day, Count.ANSWERED_LATE, 1))
    if entry.due is None:
        return None, changes + _ended(due, day)
    if due is not None and (entry.due == due or max(entry.due, due) < day):
        return due, changes
    promised = max(entry.due, day)
    return promised, changes + _ended(due, day) + [
        Change(promised, Count.DUE, 1),
        Change(promised + timedelta(days=1), Count.PAST_DUE, 1),
    ]


def _ended(due: date | None, day: date) -> list[Change]:
    """A promise for `due` ended on `day`: it is due no more, and past due only for the days between."""
    if due is None:
        return []
    changes = [Change(max(due + timedelta(days=1), day), Count.PAST_DUE, -1)]
    return changes if due < day else [*changes, Change(due, Count.DUE, -1)]
