"""Playing a procedure: facts in, step out. Pure: the same code decides a clerk's act and a life in an import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from huiying.core.deadlines import Due, Limit, Measure, Pause, due, due_from_day
from huiying.core.errors import HuiyingError
from huiying.core.procedures.data import cleaned
from huiying.core.procedures.effects import EFFECTS, mediation_left, starts_at
from huiying.core.procedures.errors import (
    ActUnknown,
    ApprovalNeeded,
    ApproverIsAsker,
    Guarded,
    NotFromHere,
    NotYourAct,
)
from huiying.core.procedures.facts import ActorFacts, ClockFacts, Facts, Other
from huiying.core.procedures.guards import CONDITIONS, GUARDS, TARGETS, Context
from huiying.core.procedures.model import Act, Basis, Clock, ClockOp, Holder, OpKind, Procedure, Role, StateKind
from huiying.core.procedures.names import role_names
from huiying.core.workdays import Calendar

Settings = Mapping[str, Any]
Pauses = Sequence[Sequence[str]]
NO_OTHERS: Mapping[str, Other] = MappingProxyType({})
IN_CONFIDENCE = frozenset({Role.SEALED_OFFICER, Role.SPEAKER, Role.SYSTEM})
_COUNTED = frozenset({OpKind.START, OpKind.EXTEND, OpKind.PAUSE, OpKind.RESUME})
EVERY = "*"
"""In a stop: every running clock. In a start: every clock that a withdrawal stopped, with the days that were left."""


@dataclass(frozen=True, slots=True)
class ClockChange:
    """What happens to one clock. `due` and `started_at` are given for start, extend, pause and resume.

    `pauses`: of a pause or resume, all pauses of the clock afterwards, as Facts holds them.
    """

    kind: OpKind
    clock_id: str
    at: datetime
    started_at: datetime | None = None
    due: Due | None = None
    extra_days: int = 0
    pauses: Pauses = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One act done: where the case goes and what else changes. `data` is cleaned; `facts` are those afterwards."""

    act: Act
    from_state: str
    to_state: str
    at: datetime
    data: Mapping[str, Any]
    clock_changes: tuple[ClockChange, ...]
    documents: tuple[str, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as the page shows it: allowed, or a sentence why not."""

    act: Act
    refusal: HuiyingError | None = None
    approval: Role | None = None

    @property
    def allowed(self) -> bool:
        """Whether it can be done now."""
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class TimedAct:
    """An act that time itself brings: `at` is the instant from which it is due."""

    act_id: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


def step(
    procedure: Procedure,
    facts: Facts,
    act_id: str,
    data: Mapping[str, Any],
    *,
    actor: ActorFacts,
    now: datetime,
    calendar: Calendar,
    settings: Settings,
    approved: bool = False,
    others: Mapping[str, Other] | None = NO_OTHERS,
) -> Step:
    """Do one act in memory. `approved`: `actor` is the one who approves it, and `actor.requested_by` asked.

    `others`: the cases that `data` names and that exist, by field; None: the caller vouches for those cases.
    Raises ActUnknown, NotFromHere, NotYourAct, ApproverIsAsker, FieldMissing, FieldWrong, Guarded, ApprovalNeeded.
    """
    act = _offered(procedure, act_id)
    if facts.state not in act.from_ and (facts.state or act.from_):
        raise NotFromHere(state=procedure.state(facts.state).name if facts.state else "", act=act.name)
    actor = _in_confidence(facts, actor)
    _check_who(act, actor, approved=approved)
    context = Context(facts, cleaned(act, data), actor, now, calendar, settings, others)
    for guard in act.guards:
        if (why := GUARDS[guard].check(context)) is not None:
            raise Guarded(why=why, guard=guard, field=GUARDS[guard].field)
    if needs_approval(act, actor, context) and not approved:
        raise ApprovalNeeded(roles=role_names({act.approved_by}) if act.approved_by else "")
    return _done(procedure, act, context)


def needs_approval(act: Act, actor: ActorFacts, context: Context | None = None) -> bool:
    """Whether somebody else still has to agree. Without `context` (nothing filled in yet): whether it may be so.

    Who holds the approving role has agreed by doing it, but for acts that want two people.
    """
    if act.approved_by is None or (act.approved_by in actor.roles and not act.two_people):
        return False
    return context is None or not act.approved_when or CONDITIONS[act.approved_when](context)


def _in_confidence(facts: Facts, actor: ActorFacts) -> ActorFacts:
    """In a sealed case no role counts but those of its officer, the person and time (条例 Art 30(3))."""
    return replace(actor, roles=actor.roles & IN_CONFIDENCE) if facts.sealed else actor


def _check_who(act: Act, actor: ActorFacts, *, approved: bool) -> None:
    if approved and act.approved_by is not None:
        if act.approved_by not in actor.roles:
            raise NotYourAct(act=act.name, roles=role_names({act.approved_by}))
        if act.two_people and actor.requested_by is not None and actor.requested_by == actor.staff_id:
            raise ApproverIsAsker(act=act.name)
    elif not act.who & actor.roles:
        raise NotYourAct(act=act.name, roles=role_names(act.who))


def offers(
    procedure: Procedure, facts: Facts, actor: ActorFacts, *, now: datetime, calendar: Calendar, settings: Settings
) -> tuple[Offer, ...]:
    """The acts that this actor may do from here, heaviest first, and those that a rule forbids just now."""
    actor = _in_confidence(facts, actor)
    context = Context(facts, {}, actor, now, calendar, settings)
    found = [
        Offer(act, _early_refusal(act, context), act.approved_by if needs_approval(act, actor) else None)
        for act in procedure.acts_from(facts.state)
        if act.offered and act.who & actor.roles and not _for_other_cases(act, context)
    ]
    return tuple(sorted(found, key=lambda offer: -offer.act.weight))


def timed_acts(procedure: Procedure, facts: Facts, *, now: datetime) -> tuple[TimedAct, ...]:
    """What the sweep has to do because time has passed, oldest first."""
    found = []
    for act in procedure.acts_from(facts.state):
        if act.on_miss_of and act.offered and not (act.once and getattr(facts, act.once)):
            clocks = [clock for name in act.on_miss_of if (clock := facts.running(name)) is not None]
            found += [TimedAct(act.id, clock.due.at) for clock in clocks if clock.due.at <= now][:1]
    return tuple(sorted(found, key=lambda timed: timed.at))


def clock_limit(clock: Clock, settings: Settings, kind: str = "") -> Limit:
    """The clock's length in this office; a limit of law is never made longer than the law's, a person's never shorter.

    `kind` of the voice counts where the clock has lengths by kind. ValueError for a clock whose day an act names.
    """
    limit = dict(clock.by_kind).get(kind, clock.limit)
    if limit is None:
        raise ValueError(f"{clock.id} has no length of its own")
    length = int(settings.get(f"{clock.setting}.{kind}" if clock.by_kind else clock.setting, limit.length))
    if all(source.basis is Basis.LAW for source in clock.sources):
        length = (min if clock.holder is Holder.OFFICE else max)(length, limit.length)
    return replace(limit, length=length)


def _offered(procedure: Procedure, act_id: str) -> Act:
    act = procedure.act(act_id)
    if act is None or not act.offered:
        raise ActUnknown(act=act_id)
    return act


def _for_other_cases(act: Act, context: Context) -> bool:
    return any(GUARDS[name].silent and GUARDS[name].check(context) is not None for name in act.guards)


def _early_refusal(act: Act, context: Context) -> HuiyingError | None:
    for name in act.guards:
        if GUARDS[name].early and (why := GUARDS[name].check(context)) is not None:
            return Guarded(why=why, guard=name)
    return None


def _done(procedure: Procedure, act: Act, context: Context) -> Step:
    facts = context.facts
    to_state = _target(act, context)
    changes = _turned_by(procedure, act, context)
    changes += _stopped_at_end(procedure, to_state, _after_changes(facts.clocks, changes), context)
    effect = EFFECTS.get(act.id)
    clocks, pauses = _after_changes(facts.clocks, changes), _pauses_after(facts.pauses, changes)
    turned = {"state": to_state, "clocks": clocks, "pauses": pauses, **(effect(context) if effect is not None else {})}
    changed = mediation_left(replace(facts, **turned))
    papers = act.documents_at(to_state)
    return Step(act, facts.state, to_state, context.now, context.data, changes, papers, changed)


def _stopped_at_end(
    procedure: Procedure, to_state: str, clocks: Mapping[str, ClockFacts], context: Context
) -> tuple[ClockChange, ...]:
    if procedure.state(to_state).kind not in (StateKind.ENDED, StateKind.ARCHIVED):
        return ()
    left = [name for name, clock in clocks.items() if clock.running and not procedure.clock(name).outlives]
    return tuple(ClockChange(OpKind.STOP, name, context.now) for name in left)


def _target(act: Act, context: Context) -> str:
    if act.to_field:
        return str(context.data[act.to_field])
    if act.to_rule:
        return TARGETS[act.to_rule](context)
    return act.to[0] if act.to else context.facts.state


def _turned_by(procedure: Procedure, act: Act, context: Context) -> tuple[ClockChange, ...]:
    """The act's operations in their order: one that it has just started it may also meet."""
    changes: list[ClockChange] = []
    for op in act.clocks:
        if not op.when or CONDITIONS[op.when](context):
            just_started = any(change.clock_id == op.clock for change in changes)
            changes += _turned(procedure, act, op, context, just_started=just_started)
    return tuple(changes)


def _turned(procedure: Procedure, act: Act, op: ClockOp, context: Context, *, just_started: bool) -> list[ClockChange]:
    if op.clock == EVERY:
        return _turned_all(procedure, op, context)
    running = context.facts.running(op.clock)
    if op.kind is OpKind.START:
        return [_started(procedure, act, op, context)]
    if running is None and not just_started:
        return []
    if op.kind is OpKind.EXTEND:
        assert running is not None
        return [_extended(procedure, op, context, running)]
    if op.kind in (OpKind.PAUSE, OpKind.RESUME):
        assert running is not None
        return _paused(procedure, op, context, running)
    return [ClockChange(op.kind, op.clock, context.now)]


def _turned_all(procedure: Procedure, op: ClockOp, context: Context) -> list[ClockChange]:
    if op.kind is OpKind.STOP:
        return [
            ClockChange(op.kind, name, context.now) for name, clock in context.facts.clocks.items() if clock.running
        ]
    return [_resumed(procedure, name, left, context) for name, left in context.facts.left.items()]


def _started(procedure: Procedure, act: Act, op: ClockOp, context: Context) -> ClockChange:
    start = context.now if op.today else starts_at(act.id, op.clock, context)
    clock = procedure.clock(op.clock)
    if op.today:
        ends = _on_named_day(context.today, context.calendar)
    elif (named := context.data.get(op.from_field)) is not None:
        ends = _on_named_day(date.fromisoformat(str(named)), context.calendar)
    else:
        limit = clock_limit(clock, context.settings, context.facts.kind)
        ends = due(start, limit, context.calendar, rollover=_rolls(clock, context))
    return ClockChange(OpKind.START, op.clock, context.now, started_at=start, due=ends)


def _extended(procedure: Procedure, op: ClockOp, context: Context, running: ClockFacts) -> ClockChange:
    """More days from the last day before it was moved past days of rest (procedures note, section 4 rule 5)."""
    clock = procedure.clock(op.clock)
    days = int(context.data["days"])
    extra = running.extra_days + days
    more = Limit(days, running.due.measure)
    ends = due_from_day(running.due.target, more, context.calendar, rollover=_rolls(clock, context))
    return ClockChange(OpKind.EXTEND, op.clock, context.now, started_at=running.started_at, due=ends, extra_days=extra)


def _paused(procedure: Procedure, op: ClockOp, context: Context, running: ClockFacts) -> list[ClockChange]:
    """Counted anew without the days of every pause. One that is on counts as if it lasted as long as it may, so that
    the day is never too early; a clock is paused once at a time, and one that is late stays late."""
    before = [list(span) for span in context.facts.pauses.get(op.clock, ())]
    is_on = bool(before) and not before[-1][1]
    today = context.today.isoformat()
    if (op.kind is OpKind.PAUSE) is is_on or (op.kind is OpKind.PAUSE and context.now >= running.due.at):
        return []
    spans = [*before, [today, ""]] if op.kind is OpKind.PAUSE else [*before[:-1], [before[-1][0], today]]
    clock = procedure.clock(op.clock)
    cap = int(context.settings.get(clock.pause_cap, _default(procedure, clock.pause_cap)))
    limit = clock_limit(clock, context.settings, context.facts.kind)
    ends = due(
        running.started_at,
        limit,
        context.calendar,
        rollover=_rolls(clock, context),
        pauses=[_pause(span, cap, context.calendar) for span in spans],
    )
    return [ClockChange(op.kind, op.clock, context.now, running.started_at, ends, running.extra_days, spans)]


def _pause(span: Sequence[str], cap: int, calendar: Calendar) -> Pause:
    """Whole local days, both ends included, at most `cap` of them."""
    first = date.fromisoformat(span[0])
    longest = first + timedelta(days=cap - 1)
    last = min(date.fromisoformat(span[1]), longest) if span[1] else longest
    return Pause(calendar.instant(first, calendar.noon), calendar.instant(last, calendar.noon))


def _default(procedure: Procedure, key: str) -> int | str:
    return next(setting.default for setting in procedure.settings if setting.key == key)


def _pauses_after(pauses: Mapping[str, Pauses], changes: tuple[ClockChange, ...]) -> Mapping[str, Pauses]:
    """A clock that starts anew has not been paused."""
    after = dict(pauses)
    for change in changes:
        if change.kind is OpKind.START:
            after.pop(change.clock_id, None)
        elif change.pauses:
            after[change.clock_id] = change.pauses
    return after


def _resumed(procedure: Procedure, name: str, left: int, context: Context) -> ClockChange:
    clock = procedure.clock(name)
    measure = clock.limit.measure if clock.limit else Measure.days
    if measure is Measure.half_workdays:
        measure = Measure.workdays
    ends = due(context.now, Limit(max(left, 1), measure), context.calendar, rollover=_rolls(clock, context))
    return ClockChange(OpKind.START, name, context.now, started_at=context.now, due=ends)


def _rolls(clock: Clock, context: Context) -> bool:
    """A citizen's last day always moves past days of rest; an office's by setting (procedures note, section 4)."""
    return clock.holder is Holder.CITIZEN or context.settings.get("count.rollover_office", "on") == "on"


def _on_named_day(day: date, calendar: Calendar) -> Due:
    return Due(day, day, calendar.end_of(day), Measure.days, False)


def _after_changes(clocks: Mapping[str, ClockFacts], changes: tuple[ClockChange, ...]) -> Mapping[str, ClockFacts]:
    if not changes:
        return clocks
    after = dict(clocks)
    for change in changes:
        after[change.clock_id] = _after_change(after.get(change.clock_id), change)
    return after


def _after_change(clock: ClockFacts | None, change: ClockChange) -> ClockFacts:
    if change.kind in _COUNTED or clock is None:
        assert change.started_at is not None
        assert change.due is not None
        return ClockFacts(change.started_at.astimezone(UTC), change.due, change.extra_days)
    if change.kind is OpKind.MEET:
        return replace(clock, met_at=change.at)
    return replace(clock, stopped_at=change.at)
