"""The one entry of every act: look it up, check who may and what is required, move the case, record the event."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from huiying.core.errors import HuiyingError
from huiying.core.procedures.engine import Step, step
from huiying.core.procedures.errors import ApprovalNeeded
from huiying.core.procedures.guards.naming import LEAD
from huiying.core.procedures.model import Act, FieldKind
from huiying.core.procedures.promised import promised_day, public_type
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.models import Event
from huiying.foundation.ledger.recording import Entry
from huiying.foundation.office.selectors import calendar, procedure_settings
from huiying.foundation.people.selectors import grants_in_force
from huiying.serve.casework.errors import CaseNotFound, NoLongerJoined
from huiying.serve.casework.events import event_name
from huiying.serve.casework.models import Approval, Case
from huiying.serve.casework.selectors.categories import suggested_unit
from huiying.serve.casework.selectors.matter import ALSO, answered_too
from huiying.serve.casework.selectors.named import id_in, named_cases
from huiying.serve.casework.selectors.positions import actor_facts
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.casework.services.approvals import ask_approval
from huiying.serve.casework.services.carrying_out import carry_out, refuse_early, refuse_words
from huiying.serve.casework.services.life import Life, load, save
from huiying.serve.casework.services.telling import tell_act

JOIN = "join"
IN_WORDS = frozenset({FieldKind.TEXT, FieldKind.LONG, FieldKind.REQUESTS, FieldKind.TASKS})


@dataclass(frozen=True, slots=True)
class Left:
    """A case that was named and that the act did not reach, and why."""

    case_id: int
    why: HuiyingError


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an act: the case as it is now, or the request that waits for approval.

    `reached`: ids of the joined cases for which the same was done, or for which approval waits too; `left`: those of
    the named ones for which it was not.
    """

    case: Case
    step: Step | None = None
    approval: Approval | None = None
    reached: tuple[int, ...] = ()
    left: tuple[Left, ...] = ()


def perform(
    case_id: int,
    act_id: str,
    *,
    actor: Actor,
    now: datetime,
    data: Mapping[str, Any] | None = None,
    key: str | None = None,
    approval: Approval | None = None,
) -> Done:
    """Do one act on one case, or ask for its approval; `data["also"]`: ids of joined cases that it is for as well.

    `key` makes a repeated call harmless: the second finds the first one's event and changes nothing. `approval` is
    given by services.approvals when somebody has approved what was asked. Raises CaseNotFound, the refusals of
    core.procedures.errors and the errors of this room.
    """
    with transaction.atomic(savepoint=False):
        if act_id == JOIN:
            lock_cases({case_id, *_named_lead(data or {})})
        case = locked(case_id)
        if key is not None and Event.objects.filter(key=key).exists():
            return Done(case)
        life, also = load(case), _seen(answered_too(case, act_id, data or {}), actor, now)
        try:
            taken = _decide(life, act_id, data or {}, actor, now, approval)
        except ApprovalNeeded:
            return _ask(life, also, act_id, data or {}, actor=actor, now=now, key=key)
        refuse_early(life, taken, also, actor=actor, today=calendar().local_date(now))
        settle(life, taken, actor=actor, now=now, key=key, approval=approval)
        save(life)
        tell_act(life.case, taken, actor=actor, now=now)
        reached, left = _reach_joined(also, act_id, data or {}, actor=actor, now=now, key=key, approval=approval)
    return Done(case, taken, reached=reached, left=left)


def _seen(also: Sequence[Case], actor: Actor, now: datetime) -> Sequence[Case]:
    """Those that the actor may see: the gate reads each of these voices, and says what an answer to it lacks."""
    if not also or actor.staff_id is None:
        return also
    sees = visible_cases(grants_in_force(actor.staff_id, today=calendar().local_date(now)))
    mine = set(Case.objects.filter(sees, pk__in=[one.pk for one in also]).values_list("pk", flat=True))
    return [one for one in also if one.pk in mine]


def lock_cases(case_ids: Collection[int]) -> None:
    """Lock several in the order of their ids, so that two people who join at once wait for one another and never cross:
    nobody joins a lead to another case while somebody joins a case to it."""
    list(Case.objects.select_for_update().filter(pk__in=case_ids).order_by("pk").values_list("pk", flat=True))


def _named_lead(data: Mapping[str, Any]) -> set[int]:
    return set() if (named := id_in(data.get(LEAD))) is None else {named}


def locked(case_id: int) -> Case:
    """The case with its units and voice, locked until the transaction ends. Raises CaseNotFound."""
    found = Case.objects.select_for_update(of=("self",)).select_related("voice__place", "office", "unit", "sender")
    try:
        return found.get(pk=case_id)
    except Case.DoesNotExist as err:
        raise CaseNotFound from err


def _decide(
    life: Life, act_id: str, data: Mapping[str, Any], actor: Actor, now: datetime, approval: Approval | None
) -> Step:
    days = calendar()
    grants = grants_in_force(actor.staff_id, today=days.local_date(now)) if actor.staff_id else []
    facts = actor_facts(actor, life.case, grants)
    return step(
        life.procedure,
        life.facts,
        act_id,
        data,
        actor=replace(facts, requested_by=approval.asked_by_id) if approval is not None else facts,
        now=now,
        calendar=days,
        settings=procedure_settings(),
        approved=approval is not None,
        others=named_cases(life.case, data),
    )


def _ask(
    life: Life,
    also: Sequence[Case],
    act_id: str,
    data: Mapping[str, Any],
    *,
    actor: Actor,
    now: datetime,
    key: str | None,
) -> Done:
    """Ask for approval once, for the case and for those of the joined ones in which the actor could ask for it too."""
    left = _parted(also, data)
    fit: list[Case] = []
    for one in also:
        try:
            _decide(load(locked(one.pk)), act_id, data, actor, now, None)
        except ApprovalNeeded:
            fit.append(one)
        except HuiyingError as err:
            left.append(Left(one.pk, err))
        else:
            fit.append(one)
    ids = [one.pk for one in fit]
    refuse_words(life.case, act_id, data, fit, actor=actor, today=calendar().local_date(now))
    asked = {**data, ALSO: ids} if data.get(ALSO) else data
    approval = ask_approval(life, act_id, asked, actor=actor, now=now, key=key)
    return Done(life.case, approval=approval, reached=tuple(ids), left=tuple(left))


def settle(
    life: Life, taken: Step, *, actor: Actor, now: datetime, key: str | None = None, approval: Approval | None = None
) -> None:
    """Move the life by a decided step: rows of replies and documents, hops, and the event."""
    public = public_type(taken.act, life.facts, taken.facts)
    life.take(taken)
    carry_out(life, taken, actor=actor, now=now)
    life.entries.append(replace(_entry(life, taken, actor, now, key, approval), public_type=public))


def _entry(life: Life, taken: Step, actor: Actor, now: datetime, key: str | None, approval: Approval | None) -> Entry:
    public: dict[str, Any] = {"from": taken.from_state, "to": taken.to_state, "unit": life.facts.unit_id}
    if life.case.next_due_at is not None:
        public["due"] = life.case.next_due_at.isoformat()
    if approval is not None:
        public["asked_by"] = approval.asked_by_id
    if "unit" in taken.data and not life.is_new and (suggested := suggested_unit(life.case)) is not None:
        public["suggested_unit"] = suggested
    plain, words = split_words(taken.act, taken.data)
    return Entry(
        event_name(life.case.procedure, taken.act.id),
        life.case,
        actor,
        now,
        happened_at=taken.at,
        public=public | plain,
        private=words,
        key=key,
        promised=promised_day(taken.facts),
    )


def split_words(act: Act, data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was filled in, parted into plain values (they stay for ever) and words (they can be erased)."""
    in_words = {field.name for field in act.fields if field.kind in IN_WORDS}
    plain = {name: value for name, value in data.items() if name not in in_words}
    words = {name: value for name, value in data.items() if name in in_words}
    return plain, words


def _reach_joined(
    also: Sequence[Case],
    act_id: str,
    data: Mapping[str, Any],
    *,
    actor: Actor,
    now: datetime,
    key: str | None,
    approval: Approval | None,
) -> tuple[tuple[int, ...], tuple[Left, ...]]:
    """Do the same for each joined case that a person confirmed; one that refuses it is left as it was, and said.

    What was approved is approved for all of them: they stood beside it when it was asked.
    """
    inner = {name: value for name, value in data.items() if name != ALSO}
    reached, left = [], _parted(also, data)
    for case in also:
        try:
            with transaction.atomic():
                own_key = f"{key}:{case.pk}" if key else None
                perform(case.pk, act_id, actor=actor, now=now, data=inner, key=own_key, approval=approval)
            reached.append(case.pk)
        except HuiyingError as err:
            left.append(Left(case.pk, err))
    return tuple(reached), tuple(left)


def _parted(also: Sequence[Case], data: Mapping[str, Any]) -> list[Left]:
    """Those that were named and are no longer joined here."""
    gone = {int(case_id) for case_id in data.get(ALSO, ())} - {case.pk for case in also}
    return [Left(case_id, NoLongerJoined()) for case_id in sorted(gone)]
