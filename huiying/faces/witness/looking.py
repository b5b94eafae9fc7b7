"""One look at a log: whose checkpoint it is, whether it continues what was seen before, and what is new in it."""

import time
from dataclasses import dataclass, field
from enum import StrEnum

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.edge import Edge
from huiying.core.translog.errors import LogFault, NotProved
from huiying.core.translog.note import Note
from huiying.core.translog.policy import Policy, parse_policy
from huiying.faces.witness.fetching import Site
from huiying.faces.witness.reading import Reading
from huiying.faces.witness.watched import Known, Record

PAUSES = (3, 10)
"""Seconds before a checkpoint that is older than one seen before is asked for again."""


class Trust(StrEnum):
    """Where the key came from by which the log was checked."""

    GIVEN = "given"
    FIRST_USE = "first_use"
    REMEMBERED = "remembered"


@dataclass(slots=True)
class Look:
    """What one look found. `before` and `checkpoint`: the signed notes, of the last good look and of this one."""

    url: str
    trust: Trust
    origin: str = ""
    size: int = 0
    read: int = 0
    witnesses: dict[str, int] = field(default_factory=dict)
    faults: list[LogFault] = field(default_factory=list)
    before: bytes = b""
    checkpoint: bytes = b""


class _Undo(Exception):  # not a mistake of anybody's: it ends a transaction
    pass


def look(record: Record, site: Site, given: Policy | None, *, again: bool) -> Look:
    """Looks at the log; what is wrong stands in `faults`, and then nothing of it is remembered.

    `again`: everything is read from the first entry on. Raises Unreachable, InUse.
    """
    known = record.known()
    trust = Trust.GIVEN if given else Trust.REMEMBERED if known.policy else Trust.FIRST_USE
    found = Look(site.url, trust)
    found.before = known.checkpoint
    try:
        with record.changing():
            _look(record, known, site, given, found, again=again)
            if found.faults:
                raise _Undo
    except _Undo:
        pass
    return found


def _look(record: Record, known: Known, site: Site, given: Policy | None, found: Look, *, again: bool) -> None:
    try:
        policy = given or _policy(known, site)
        head = _newest(known, site, policy, found)
    except LogFault as fault:
        found.faults = [fault]
        return
    edge = Edge() if again or known.edge is None else known.edge
    reading = Reading(site, head, edge, record.take, _landmark(known) if again else None)
    if again:
        record.forget_promises()
    found.faults, found.read = reading.run(), reading.read
    record.remember(Known(head.origin, known.policy, edge, found.checkpoint))


def _policy(known: Known, site: Site) -> Policy:
    """The policy of the last look, or on first use the one that the office itself serves beside its logs."""
    if not known.policy:
        above = Site(site.url.rpartition("/")[0])
        known.policy = above.text("policy").decode("utf-8", "replace")
    return parse_policy(known.policy)


def _newest(known: Known, site: Site, policy: Policy, found: Look) -> Checkpoint:
    """The checkpoint, of the same log and no shorter than before; a stale copy on the way is given time to go."""
    for pause in (0, *PAUSES):
        time.sleep(pause)
        found.checkpoint = site.text("checkpoint")
        head, _note, found.witnesses = policy.open(found.checkpoint)
        found.origin, found.size = head.origin, head.size
        if known.origin and head.origin != known.origin:
            raise NotProved("other_log", head.origin)
        if known.edge is None or head.size >= known.edge.size:
            return head
    raise NotProved("went_back", str(found.size))


def _landmark(known: Known) -> Checkpoint | None:
    return Checkpoint.of_text(Note.of_data(known.checkpoint).text) if known.checkpoint else None
