"""Advice 建议 of the petition department (条例 Art 40), and the written feedback whether it is adopted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.recording import record
from huiying.foundation.people.models import Grant
from huiying.serve.casework.models import Case
from huiying.serve.coordination.models import Issue
from huiying.serve.supervision.enums import Adoption, AdviceKind
from huiying.serve.supervision.errors import (
    AdviceAnswered,
    AdviceNeedsConsequences,
    AdviceNeedsReport,
    MayNotSupervise,
)
from huiying.serve.supervision.models import Advice, Order
from huiying.serve.supervision.selectors.order_rights import ADVISED, HEADS, INSPECTORS, giving_office, need, reaches
from huiying.serve.supervision.services.holding import (
    day_ahead,
    needed_unit,
    needed_words,
    refuse_erased,
    refuse_names,
)
from huiying.serve.supervision.services.steps import cases_behind


@dataclass(frozen=True, slots=True)
class Advised:
    """What is advised to which unit, why, and by when it answers. `case`, `issue`, `order`: what led to it."""

    kind: AdviceKind
    unit_id: int
    words: str
    basis: str
    feedback_by: date
    reported_to: str = ""
    consequences: str = ""
    case: Case | None = None
    issue: Issue | None = None
    order: Order | None = None


def write_advice(
    advised: Advised, *, actor: Actor, grants: Sequence[Grant], now: datetime, key: str | None = None
) -> Advice:
    """Write it down in the caller's transaction. Raises MayNotSupervise, MatterErased, SupervisionNeedsUnit,
    SupervisionNeedsWords, SupervisionNeedsDay, AdviceNeedsReport, AdviceNeedsConsequences, SupervisionNamesSomebody."""
    led = advised.case or advised.issue or advised.order
    unit = needed_unit(advised.unit_id)
    office = giving_office(grants, led.office if led is not None else None)
    if office is None:
        raise MayNotSupervise(who=INSPECTORS)
    refuse_erased(advised.case or (advised.order.case if advised.order is not None else None))
    _refuse(advised)
    texts = {
        "words": needed_words(advised.words),
        "basis": needed_words(advised.basis),
        "reported_to": advised.reported_to.strip(),
        "consequences": advised.consequences.strip(),
    }
    refuse_names(list(texts.values()), _cases(advised.case, advised.order), now=now)
    advice = Advice.objects.create(
        kind=advised.kind.value,
        unit=unit,
        office=office,
        case=advised.case,
        issue=advised.issue,
        order=advised.order,
        feedback_by=day_ahead(advised.feedback_by, now=now),
        given_at=now,
        given_by_id=actor.staff_id or 0,
        **texts,
    )
    private = {name: text for name, text in texts.items() if text}
    record("advice.given", advice, actor=actor, now=now, public=_plain(advice), private=private, key=key)
    return advice


def write_feedback(
    advice: Advice,
    adoption: Adoption,
    words: str,
    *,
    actor: Actor,
    grants: Sequence[Grant],
    now: datetime,
    key: str | None = None,
) -> Advice:
    """The body that was advised answers in writing (Art 40(4)); the caller holds the row. Raises MayNotSupervise,
    AdviceAnswered, SupervisionNeedsWords, SupervisionNamesSomebody."""
    need(reaches(grants, HEADS, advice.unit), ADVISED)
    if advice.adoption:
        raise AdviceAnswered
    said = needed_words(words)
    refuse_names([said], _cases(advice.case, advice.order), now=now)
    advice.adoption, advice.feedback = adoption.value, said
    advice.fed_back_at, advice.fed_back_by_id = now, actor.staff_id or 0
    advice.save(update_fields=["adoption", "feedback", "fed_back_at", "fed_back_by"])
    public = {"unit": advice.unit_id, "adoption": advice.adoption}
    record("advice.fed_back", advice, actor=actor, now=now, public=public, private={"words": said}, key=key)
    return advice


def _cases(case: Case | None, order: Order | None) -> list[int]:
    """Ids of the cases whose speakers must not be named: its own, and those behind the order that led to it."""
    of_order = cases_behind(order.case or order.commitment) if order is not None else []
    return [*([case.pk] if case is not None else []), *of_order]


def _refuse(advised: Advised) -> None:
    """条例 Art 40(2), (3)."""
    if advised.kind is AdviceKind.POLICY and not advised.reported_to.strip():
        raise AdviceNeedsReport
    if advised.kind is AdviceKind.ACCOUNT and not advised.consequences.strip():
        raise AdviceNeedsConsequences


def _plain(advice: Advice) -> dict[str, Any]:
    led = {name: value for name in ("case_id", "issue_id", "order_id") if (value := getattr(advice, name)) is not None}
    by = advice.feedback_by.isoformat()
    return {"kind": advice.kind, "unit": advice.unit_id, "feedback_by": by, **led}
