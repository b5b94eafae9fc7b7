"""The joint between advice and the case that led to it (条例 Art 40): an act, where the table of the case has it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huiying.core.procedures.engine import Step
from huiying.core.procedures.model import OpKind
from huiying.core.procedures.supervision_acts import ADDRESSED
from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before, once
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant
from huiying.foundation.people.selectors import grants_in_force
from huiying.loop.supervise.addressing import tell_advised
from huiying.loop.supervise.hands import on_case, takes
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.services.perform import Done, locked
from huiying.serve.coordination.models import Issue
from huiying.serve.coordination.selectors.issues import issue_for_viewer
from huiying.serve.supervision.enums import Adoption, AdviceKind
from huiying.serve.supervision.errors import OrderNotFound
from huiying.serve.supervision.models import Advice, Order
from huiying.serve.supervision.selectors.order_rights import visible_orders
from huiying.serve.supervision.services import advice as services
from huiying.serve.supervision.services.advice import Advised
from huiying.serve.supervision.services.holding import held_advice

GIVEN, ANSWERED = "give_advice", "answer_advice"


@once
def give_advice(
    kind: AdviceKind,
    unit_id: int,
    words: str,
    basis: str,
    feedback_by: date,
    *,
    reported_to: str = "",
    consequences: str = "",
    case_id: int | None = None,
    issue_id: int | None = None,
    order_id: int | None = None,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Advice:
    """Advise a body to improve its work, a policy (which needs `reported_to`), or to hold to account (which needs
    `consequences`). With the same `key` again the first one's advice comes back.

    Raises CaseNotFound, IssueNotFound, OrderNotFound and what `write_advice` and `perform` raise.
    """
    with transaction.atomic(durable=True):
        if before := done_before(key):
            return Advice.objects.get(pk=before.subject_id)
        case = _case(case_id, grants)
        advised = Advised(
            kind, unit_id, words, basis, feedback_by, reported_to, consequences,
            case, _issue(issue_id, grants), _order(order_id, grants),
        )  # fmt: skip
        advice = services.write_advice(advised, actor=actor, grants=grants, now=now, key=key)
        if case is not None and takes(case, GIVEN):
            on_case(case.pk, GIVEN, _filled(advice), actor=actor, grants=grants, now=now)
        tell_advised(advice, actor=actor, now=now)
    return advice


def feed_back(
    advice_id: int,
    adoption: Adoption,
    words: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Advice:
    """The written feedback of Art 40(4). With the same `key` again nothing happens twice. Raises AdviceNotFound and
    what `write_feedback` raises."""
    with transaction.atomic(durable=True):
        case_id = Advice.objects.filter(pk=advice_id).values_list("case_id", flat=True).first()
        case = locked(case_id) if case_id is not None else None
        advice = held_advice(advice_id)
        if done_before(key):
            return advice
        services.write_feedback(advice, adoption, words, actor=actor, grants=grants, now=now, key=key)
        if case is not None and takes(case, ANSWERED) and _is_waited_for(case, advice):
            data = {"adoption": adoption.value, "answer": words}
            on_case(case.pk, ANSWERED, data, actor=actor, grants=grants, now=now)
    return advice


def follow_advice(done: Done, *, actor: Actor, now: datetime, key: str | None = None) -> None:
    """What an act on the page of a case does to the advice, in the transaction of the act."""
    if done.step is None or done.step.act.id not in (GIVEN, ANSWERED):
        return
    grants = grants_in_force(actor.staff_id or 0, today=calendar().local_date(now))
    own, data = f"{key}:advice" if key else None, done.step.data
    if done.step.act.id == GIVEN:
        advice = services.write_advice(_of_step(done.case, done.step), actor=actor, grants=grants, now=now, key=own)
        tell_advised(advice, actor=actor, now=now)
        return
    waiting = Advice.objects.filter(case=done.case, adoption="").order_by("-pk").values_list("pk", flat=True).first()
    if waiting is not None:
        adoption = Adoption(data["adoption"])
        services.write_feedback(
            held_advice(waiting), adoption, data["answer"], actor=actor, grants=grants, now=now, key=own
        )


def _of_step(case: Case, step: Step) -> Advised:
    data = step.data
    due = next(change.due for change in step.clock_changes if change.kind is OpKind.START)
    assert due is not None
    return Advised(
        kind=AdviceKind(data["kind"]),
        unit_id=int(data.get(ADDRESSED, case.unit_id)),
        words=data["asked"],
        basis=data["basis"],
        feedback_by=due.on,
        reported_to=data.get("reported_to", ""),
        consequences=data.get("consequences", ""),
        case=case,
    )


def _filled(advice: Advice) -> dict[str, Any]:
    """The advice as the act asks for it."""
    return {
        "kind": advice.kind,
        ADDRESSED: advice.unit_id,
        "asked": advice.words,
        "basis": advice.basis,
        "reported_to": advice.reported_to,
        "consequences": advice.consequences,
        "due_on": advice.feedback_by.isoformat(),
    }


def _is_waited_for(case: Case, advice: Advice) -> bool:
    """Whether the clock of the case waits for this advice; of several it is the last."""
    last = Advice.objects.filter(case=case).order_by("-pk").values_list("pk", flat=True).first()
    return bool(case.facts.get("tracks", {}).get("advice") == "given") and last == advice.pk


def _case(case_id: int | None, grants: Sequence[Grant]) -> Case | None:
    """Locked. Raises CaseNotFound."""
    if case_id is None:
        return None
    case_for_viewer(case_id, grants)
    return locked(case_id)


def _issue(issue_id: int | None, grants: Sequence[Grant]) -> Issue | None:
    """Raises IssueNotFound."""
    return issue_for_viewer(issue_id, grants).issue if issue_id is not None else None


def _order(order_id: int | None, grants: Sequence[Grant]) -> Order | None:
    """Raises OrderNotFound."""
    if order_id is None:
        return None
    found = Order.objects.filter(visible_orders(grants), pk=order_id).select_related("office").first()
    if found is None:
        raise OrderNotFound
    return found
