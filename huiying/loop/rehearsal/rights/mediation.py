"""Mediations in the invented county: one is asked for, one under way, one signed, one ended without an agreement."""

from collections.abc import Callable
from datetime import time
from typing import Any

from huiying.core.mediation import ANY
from huiying.core.procedures.model import Role
from huiying.loop import mediate
from huiying.loop.act_on_case import act_on_case
from huiying.loop.rehearsal.together.hands import Hands
from huiying.serve.casework.models import Case
from huiying.serve.mediation.enums import Side
from huiying.serve.mediation.models import Mediation, Mediator
from huiying.serve.mediation.services.agreeing import draft_agreement
from huiying.serve.mediation.services.listing import MediatorData, list_mediator
from huiying.serve.mediation.services.meeting import plan_session
from huiying.serve.mediation.services.offering import take_down_offer

OFFICE = "centre"
BODY = "县人民调解委员会"
ABOUT = "双方都能接受的办法：怎么修、谁出钱、什么时候弄好"
OFFERED = "愿意先修好再谈钱，但要写明日期。"
TERMS = {
    "dispute": "双方对损坏的范围和责任说法不一，经现场查看，双方各有责任。",
    "content": "由责任方修复，材料费双方各出一半。",
    "performance": "一个月内修好，修好当天双方一起看。",
}
AGE = 6
"""A case is in hand for at least so many days."""


def fill_mediation(hands: Hands) -> None:
    """One of each stage, of anonymous voices whose claim is being handled."""
    if not (cases := _cases(hands)):
        return
    mediator = _listed(hands)
    stages: tuple[Callable[[Hands, Case, Mediator], object], ...] = (_running, _signed, _asked, _ended)
    for stage, case in zip(stages, cases, strict=False):
        stage(hands, case, mediator)


def _cases(hands: Hands) -> list[Case]:
    rows = Case.objects.filter(
        procedure="xinfang", state="handling", legal_class="claim", sealed=False, lead_case=None,
        voice__person=None, voice__erased_at=None, next_due_at__gt=hands.now,
    )  # fmt: skip
    since = [case for case in rows.select_related("voice").order_by("-opened_at", "-pk") if _for_days(case, hands)]
    return since[:4]


def _for_days(case: Case, hands: Hands) -> bool:
    return case.accepted_at is not None and case.accepted_at < hands.ago(AGE)


def _listed(hands: Hands) -> Mediator:
    staff = hands.of(OFFICE, Role.MEDIATOR)["actor"]
    data = MediatorData(
        office_id=hands.unit(OFFICE),
        staff_id=staff.staff_id,
        name="田介",
        name_en="Tian Jie",
        body=BODY,
        fields="邻里、物业、工钱",
        committee=True,
    )
    return list_mediator(data, **hands.office(at=hands.ago(AGE)))


def _handler(hands: Hands, case: Case, ago: int) -> dict[str, Any]:
    """Somebody who handles cases in the unit that has it."""
    key = next(name for name, unit in hands.county.units.items() if unit.pk == case.unit_id)
    return hands.of(key, Role.HANDLER, at=hands.ago(ago, time(15)))


def _asked(hands: Hands, case: Case, mediator: Mediator, *, ago: int = 2) -> Mediation:
    who = _handler(hands, case, ago)
    data = {"about": ABOUT, "within": True}
    act_on_case(case.pk, "offer_mediation", actor=who["actor"], now=who["now"], data=data)
    return Mediation.objects.get(case=case)


def _running(hands: Hands, case: Case, mediator: Mediator, *, ago: int = 5) -> Mediation:
    found = _asked(hands, case, mediator, ago=ago)
    mediate.agree(case.voice, chose=mediator.pk, now=hands.ago(ago, time(20)))
    who = _handler(hands, case, ago - 1)
    mediate.act_in_mediation(found.pk, "other_agrees", {"how": "phone"}, chose=ANY, **who)
    mediate.begin_mediation(found.pk, mediator.pk, **who)
    mediates = hands.of(OFFICE, Role.MEDIATOR, at=hands.ago(ago - 2))
    take_down_offer(found.pk, Side.OTHER, OFFERED, may_pass=True, **mediates)
    plan_session(found.pk, on=hands.today, at=time(14, 30), place="县矛盾调解中心二楼", **mediates)
    return found


def _signed(hands: Hands, case: Case, mediator: Mediator) -> None:
    found = _running(hands, case, mediator)
    mediates = hands.of(OFFICE, Role.MEDIATOR, at=hands.ago(1))
    draft_agreement(found.pk, TERMS, **mediates)
    mediate.sign_agreement(found.pk, mediates["now"].date(), **mediates)


def _ended(hands: Hands, case: Case, mediator: Mediator) -> None:
    found = _running(hands, case, mediator)
    mediate.act_in_mediation(found.pk, "fail", {}, **hands.of(OFFICE, Role.MEDIATOR, at=hands.ago(1)))
