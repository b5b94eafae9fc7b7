"""What the rules found is written down: its row, its flag, and a line in the life of what it is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from huiying.core.supervision.rules import RULES, Levels
from huiying.foundation.ledger.actors import About, Actor
from huiying.foundation.ledger.inserting import insert_many
from huiying.foundation.ledger.recording import Entry, record_many
from huiying.serve.casework.models import Deadline
from huiying.serve.commitments.models import Commitment
from huiying.serve.supervision.enums import ContestState, FlagState
from huiying.serve.supervision.events import (
    NOTICED,
    PASSED,
    PROMISE_RAISED,
    PROMISE_REMINDED,
    RAISED,
    REMINDED,
    SETTLED,
)
from huiying.serve.supervision.models import Flag, Signal

CLIMBING = frozenset({Levels.CLIMB, Levels.THEN_FLAG})
"""Rules that tell the same cause again, one level higher."""
MET = Subquery(
    Deadline.objects.filter(pk=OuterRef("deadline")).values(ended=Coalesce("met_at", "stopped_at"))[:1],
)
"""When the clock of a signal was met or stopped."""
OVER = Subquery(Commitment.objects.filter(pk=OuterRef("commitment")).values("ended_at")[:1])
DECIDED = Subquery(Flag.objects.filter(pk=OuterRef("flag")).values("decided_at")[:1])


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that came true: of a case or of a promise. `unit_id`: whose doing; `told_id`: who is told.

    `facts`: ids, days as text and counts, for the sentence. `clock`: its id, where the rule is about one. `settled_at`:
    it was over before it was found. `key`: the same whoever finds it, and whenever.
    """

    rule: str
    key: str
    at: datetime
    on: date
    unit_id: int
    told_id: int
    level: int = 0
    case_id: int | None = None
    commitment_id: int | None = None
    deadline_id: int | None = None
    due_on: date | None = None
    clock: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    settled_at: datetime | None = None

    @property
    def trigger(self) -> str:
        """Of the flag that it makes; "" for none. A reminder flags nothing."""
        return RULES[self.rule].trigger_of(self.clock) if self.level else ""

    @property
    def about(self) -> tuple[int | None, int | None]:
        """The case or the promise."""
        return self.case_id, self.commitment_id


def write_signals(found: Sequence[Found], *, actor: Actor, now: datetime) -> list[Signal]:
    """Write those that stand nowhere yet, in the caller's transaction, which keeps other sweeps out; the new ones.

    Each joins the open flag of its trigger or opens one; what an inspector has decided of the same cause is not
    flagged again, and where an objection to it was upheld it is not told higher either.
    """
    known = set(Signal.objects.filter(key__in=[one.key for one in found]).values_list("key", flat=True))
    wrong = _wrong(found)
    wanted = (one for one in found if one.key not in known and (*one.about, *_cause(one)) not in wrong)
    fresh = list({one.key: one for one in wanted}.values())
    flags = _flags(fresh, now)
    signals = [_signal(one, flags.get(one.key), now) for one in fresh]
    insert_many(signals, numbered=True)
    record_many([_told(one, signal, actor, now) for one, signal in zip(fresh, signals, strict=True)])
    return signals


def _signal(one: Found, flag: Flag | None, now: datetime) -> Signal:
    return Signal(
        rule=one.rule,
        level=one.level,
        case_id=one.case_id,
        commitment_id=one.commitment_id,
        unit_id=one.unit_id,
        told_id=one.told_id,
        flag=flag,
        deadline_id=one.deadline_id,
        due_on=one.due_on,
        on=one.on,
        at=one.at,
        made_at=now,
        facts=dict(one.facts),
        settled_at=one.settled_at,
        key=one.key,
    )


def _flags(fresh: Sequence[Found], now: datetime) -> dict[str, Flag]:
    """By key of the signal: the flag that it belongs to; new ones are written."""
    flagging = [one for one in fresh if one.trigger]
    standing = _standing(flagging)
    decided = _decided(flagging)
    new: list[Flag] = []
    flags: dict[str, Flag] = {}
    for one in flagging:
        place = (*one.about, one.trigger)
        flag = standing.get(place) or decided.get((*place, *_cause(one)))
        if flag is None:
            flag = Flag(trigger=one.trigger, unit_id=one.unit_id, flagged_at=now)
            flag.case_id, flag.commitment_id = one.about
            standing[place] = flag
            new.append(flag)
        flags[one.key] = flag
    insert_many(new, numbered=True)
    return flags


def _cause(one: Found | Signal) -> tuple[str, int | None, date | None]:
    return one.rule, one.deadline_id, one.due_on


def _among(found: Iterable[Found]) -> Q:
    cases = {one.case_id for one in found if one.case_id}
    promises = {one.commitment_id for one in found if one.commitment_id}
    return Q(case__in=cases) | Q(commitment__in=promises)


def _standing(found: Sequence[Found]) -> dict[tuple[int | None, int | None, str], Flag]:
    """Open flags of what was found, by case, promise and trigger."""
    rows = Flag.objects.filter(_among(found), state=FlagState.FLAGGED.value) if found else []
    return {(flag.case_id, flag.commitment_id, flag.trigger): flag for flag in rows}


def _decided(found: Sequence[Found]) -> dict[tuple[Any, ...], Flag]:
    """Flags that somebody has decided, by what they are about and what caused them: the same clock that missed the
    same day. What has no day is a cause of its own each time."""
    if not found:
        return {}
    rows = Signal.objects.filter(_among(found), due_on__isnull=False).exclude(flag=None)
    rows = rows.exclude(flag__state=FlagState.FLAGGED.value).select_related("flag").order_by("pk")
    return {
        (row.case_id, row.commitment_id, row.flag.trigger, *_cause(row)): row.flag
        for row in rows
        if row.flag is not None
    }


def _wrong(found: Sequence[Found]) -> set[tuple[Any, ...]]:
    """What was told, and an inspector found that the unit was right: by what it is about and its cause."""
    climbing = [one for one in found if RULES[one.rule].levels in CLIMBING]
    rows = Signal.objects.filter(_among(climbing), contest__state=ContestState.UPHELD.value) if climbing else []
    rules = {one.rule for one in climbing}
    return {(row.case_id, row.commitment_id, *_cause(row)) for row in rows if row.rule in rules}


def _told(one: Found, signal: Signal, actor: Actor, now: datetime) -> Entry:
    """The line in the life of the case or of the promise."""
    public: dict[str, Any] = {
        "signal": signal.pk, "rule": one.rule, "level": one.level, "unit": one.unit_id, "told": one.told_id,
    }  # fmt: skip
    if one.clock:
        public["clock"] = one.clock
    if one.due_on is not None:
        public["due"] = one.due_on.isoformat()
    about = About("case", one.case_id) if one.case_id else About("commitment", one.commitment_id or 0)
    return Entry(_event_of(one), about, actor, now, happened_at=one.at, public=public)


def _event_of(one: Found) -> str:
    if one.commitment_id:
        return PROMISE_RAISED.name if one.level > 1 else PROMISE_REMINDED.name
    if not one.level:
        return REMINDED.name
    if RULES[one.rule].to_speaker:
        return RAISED.name if one.level > 1 else PASSED.name
    return NOTICED.name


def settle(signals: Sequence[int], *, since: datetime | Subquery, actor: Actor, now: datetime) -> int:
    """There is nothing more to do about these `since` then, in the caller's transaction; how many were open. Who is
    second finds none of them open, and says nothing."""
    open_ = list(Signal.objects.select_for_update().filter(pk__in=signals, settled_at=None).order_by("pk"))
    ids = [signal.pk for signal in open_]
    if ids:
        Signal.objects.filter(pk__in=ids).update(settled_at=since)
        record_many([Entry(SETTLED.name, open_[0], actor, now, public={"signals": ids})])
    return len(ids)
