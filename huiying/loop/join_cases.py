"""The joint for one matter in many voices: join their cases under a lead, part them again. Each voice stays its own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from huiying.core.errors import HuiyingError
from huiying.core.procedures.errors import NotYourAct
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.selectors import grants_in_force
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import may_see_case
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.casework.services.perform import Left, lock_cases, perform


@dataclass(frozen=True, slots=True)
class Together:
    """What became of each case that was named: `done`, by id, and `left` as it was, with why."""

    done: tuple[int, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class AtIntake:
    """What became of the wish to join a new case: joined when `why` is None; else why not, whether it is proposed."""

    why: HuiyingError | None
    proposed: bool = False


def join_cases(
    lead_id: int, case_ids: Collection[int], *, actor: Actor, now: datetime, reason: str, key: str | None = None
) -> Together:
    """Join cases under a lead, in one transaction. A case that cannot be joined is left as it was and told.

    `key` makes a repeated call harmless. One that is joined there already counts as done and is not recorded again.
    Raises CaseNotFound for a lead that the actor may not see.
    """
    with transaction.atomic(durable=True):
        refuse_unseen(lead_id, actor, now)
        lock_cases({lead_id, *case_ids})
        there = set(Case.objects.filter(lead_case_id=lead_id, pk__in=case_ids).values_list("pk", flat=True))
        data = {"case": lead_id, "reason": reason}
        rest = {case_id for case_id in case_ids if case_id not in there and case_id != lead_id}
        joined = _each(rest, "join", data, actor=actor, now=now, key=key)
    return Together(tuple(sorted({*there, *joined.done})), joined.left)


def part_cases(
    case_ids: Collection[int], *, actor: Actor, now: datetime, reason: str, key: str | None = None
) -> Together:
    """Part joined cases from their lead again, in one transaction; as `join_cases` does."""
    with transaction.atomic(durable=True):
        lock_cases(set(case_ids))
        return _each(set(case_ids), "separate", {"reason": reason}, actor=actor, now=now, key=key)


def join_or_propose(
    case_id: int, lead_id: int, *, reason: str, proposal: str, actor: Actor, now: datetime, key: str
) -> AtIntake:
    """At intake: join a case that was just opened; who may not join leaves `proposal` as a note for the dispatcher.

    Raises CaseNotFound as `join_cases` does.
    """
    told = join_cases(lead_id, [case_id], actor=actor, now=now, reason=reason, key=key)
    why = told.left[0].why if told.left else None
    if not isinstance(why, NotYourAct):
        return AtIntake(why)
    try:
        with transaction.atomic(durable=True):
            perform(case_id, "note", actor=actor, now=now, data={"note": proposal}, key=f"{key}:proposed")
    except HuiyingError:
        return AtIntake(why)
    return AtIntake(why, proposed=True)


def refuse_unseen(lead_id: int, actor: Actor, now: datetime) -> None:
    """Raises CaseNotFound when the actor may not see the case."""
    if not may_see_case(lead_id, grants_in_force(actor.staff_id or 0, today=calendar().local_date(now))):
        raise CaseNotFound


def _each(
    case_ids: Collection[int],
    act_id: str,
    data: Mapping[str, Any],
    *,
    actor: Actor,
    now: datetime,
    key: str | None,
) -> Together:
    """The act for each case that the actor may see, in the order of their ids; the caller holds the transaction."""
    grants = grants_in_force(actor.staff_id or 0, today=calendar().local_date(now))
    seen = set(Case.objects.filter(visible_cases(grants), pk__in=case_ids).values_list("pk", flat=True))
    done: list[int] = []
    left: list[Left] = []
    for case_id in sorted(case_ids):
        try:
            if case_id not in seen:
                raise CaseNotFound
            with transaction.atomic():
                perform(case_id, act_id, actor=actor, now=now, data=data, key=f"{key}:{case_id}" if key else None)
            done.append(case_id)
        except HuiyingError as err:
            left.append(Left(case_id, err))
    return Together(tuple(done), tuple(left))
