"""Playing an invented plan on a life in memory: each step at its time, and what time itself brings in between."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from huiying.core.errors import HuiyingError
from huiying.core.procedures.engine import timed_acts
from huiying.core.procedures.errors import Guarded, NotFromHere
from huiying.core.procedures.model import Act, Role
from huiying.foundation.ledger.actors import SYSTEM, Actor, ActorKind
from huiying.judge.ratings.models import Rating
from huiying.loop.rehearsal.county import County
from huiying.loop.rehearsal.filled_in import Desk, act_of, filled_in
from huiying.loop.rehearsal.inventions import InventedVoice
from huiying.loop.rehearsal.inventions import Step as Planned
from huiying.serve.casework.services.life import Life
from huiying.serve.casework.services.replay import Playing, replay

TAKEN_FIRST = {("introduce", "forwarded"): "accept", ("introduce", "assigned"): "accept"}
"""What the table wants before a step that the plan takes at once."""
DONE_BY_TABLE = frozenset({"close", "redispatch", "seal", "lapse", "call_back", "archive"})
"""Steps that the table may already have done by an act before, or that time has overtaken."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A case that others may join."""

    case_id: int
    number: str
    procedure: str
    legal_class: str
    sealed: bool


@dataclass(slots=True)
class Stage:
    """What all plans of one filling share; `leads` and `refused` grow as it goes."""

    county: County
    playing: Playing
    leads: dict[str, Lead] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def play(life: Life, invented: InventedVoice, stage: Stage) -> list[Rating]:
    """Play the whole plan up to the stage's now; the ratings that were given."""
    ratings: list[Rating] = []
    at = life.case.opened_at
    for step, next_act in _with_next(invented.plan.steps):
        if step.at > stage.playing.now:
            break
        at = _until(life, max(at, step.at), stage, but_not="close" if step.act == "call_back" else "")
        at = _play_step(life, invented, step, at, next_act, stage)
        if step.act == "rate" and life.entries[-1].type.endswith(".rate"):
            ratings += _rating(life, invented, at)
    _until(life, stage.playing.now, stage)
    _remember(life, invented, stage)
    return ratings


def _with_next(steps: tuple[Planned, ...]) -> Iterator[tuple[Planned, str]]:
    """Each step with the act after it; what is rated after its archiving was rated just before."""
    if [step.act for step in steps[-2:]] == ["archive", "rate"]:
        archived, rated = steps[-2:]
        steps = (*steps[:-2], replace(rated, at=archived.at - timedelta(hours=1)), archived)
    for step, after in zip(steps, (*steps[1:], None), strict=True):
        yield step, after.act if after is not None else ""


def _until(life: Life, at: datetime, stage: Stage, *, but_not: str = "") -> datetime:
    """What time alone has brought by `at`; gives `at`, earlier only where `but_not` would have come before it."""
    while timed := timed_acts(life.procedure, life.facts, now=at):
        first = timed[0]
        if first.act_id == but_not:
            return first.at - timedelta(minutes=1)
        replay(life, first.act_id, first.data, at=first.at, role=Role.SYSTEM, playing=stage.playing)
    return at


def _play_step(
    life: Life, invented: InventedVoice, step: Planned, at: datetime, next_act: str, stage: Stage
) -> datetime:
    """One step; a rule about time moves it to the nearest moment that the rule allows. Gives when it happened."""
    act_id = act_of(step, life.facts.state, invented)
    if not act_id or (act_id == "join" and _lead(life, invented, stage) is None) or _too_early(life, act_id):
        return at
    if (first := TAKEN_FIRST.get((act_id, life.facts.state))) is not None:
        _replay(life, invented, step, first, at, next_act, stage)
    try:
        _replay(life, invented, step, act_id, at, next_act, stage)
    except NotFromHere as refusal:
        _count(refusal, life, invented, step, stage)
    except Guarded as refusal:
        for moved in _other_times(life, at, stage.playing.now):
            try:
                _replay(life, invented, step, act_id, moved, next_act, stage)
            except HuiyingError:
                continue
            return max(at, moved)
        _count(refusal, life, invented, step, stage)
    return at


def _too_early(life: Life, act_id: str) -> bool:
    """Nobody rates what has not reached them yet."""
    act = life.procedure.act(act_id)
    return act_id == "rate" and act is not None and life.case.standing == "open" and life.facts.state not in act.from_


def _other_times(life: Life, at: datetime, now: datetime) -> list[datetime]:
    """Just before the limits that have passed, then the moments at which those still running pass."""
    ends = sorted(clock.due.at for clock in life.facts.clocks.values())
    before = [end - timedelta(minutes=1) for end in ends if life.case.opened_at < end <= at]
    return [*reversed(before), *(end for end in ends if at < end <= now)]


def _replay(
    life: Life, invented: InventedVoice, step: Planned, act_id: str, at: datetime, next_act: str, stage: Stage
) -> None:
    act = life.procedure.act(act_id)
    assert act is not None
    role = _role(act, step)
    lead = _lead(life, invented, stage)
    earlier = stage.leads.get(invented.plan.joins or "")
    desk = Desk(
        step,
        invented,
        life.facts,
        at,
        stage.county,
        stage.playing.calendar,
        earlier.number if earlier else "",
        lead.case_id if lead else 0,
        next_act,
    )
    actor = _actor(life, step, role, stage)
    replay(life, act_id, filled_in(act_id, desk), at=at, role=role, playing=stage.playing, actor=actor)


def _role(act: Act, step: Planned) -> Role:
    """The plan's role, or the first that the table lets do it."""
    wanted = Role(step.role)
    return wanted if wanted in act.who else min(act.who)


def _actor(life: Life, step: Planned, role: Role, stage: Stage) -> Actor:
    if role is Role.SPEAKER:
        return Actor(ActorKind.SPEAKER, id=life.case.pk)
    if role is Role.SYSTEM:
        return SYSTEM
    return stage.county.hand(step.unit, role.value)


def _lead(life: Life, invented: InventedVoice, stage: Stage) -> Lead | None:
    """The case that this one may join: the rules are those of casework (one level, same procedure, not sealed)."""
    lead = stage.leads.get(invented.plan.joins or "")
    if lead is None or lead.sealed or lead.procedure != life.case.procedure:
        return None
    mine = life.facts.legal_class
    return lead if lead.legal_class in ("", mine) or not mine else None


def _remember(life: Life, invented: InventedVoice, stage: Stage) -> None:
    case = life.case
    if case.lead_case_id is None:
        stage.leads[invented.key] = Lead(case.pk, case.voice.number, case.procedure, case.legal_class, case.sealed)


def _count(refusal: HuiyingError, life: Life, invented: InventedVoice, step: Planned, stage: Stage) -> None:
    if step.act not in DONE_BY_TABLE:
        stage.refused.append(
            f"{invented.key} {invented.plan.name} {step.act} in {life.facts.state}: {refusal.say('en')}"
        )


def _rating(life: Life, invented: InventedVoice, at: datetime) -> list[Rating]:
    given = invented.plan.rating
    if given is None:
        return []
    put_right = given.given_what_would_put_it_right or ""
    return [
        Rating(
            case_id=life.case.pk,
            round=life.facts.round,
            responded=given.responded,
            resolved=given.resolved,
            satisfied=given.satisfied,
            put_right=put_right,
            words=given.words,
            given_at=at,
        )
    ]
