"""Orders, advice and measures of the invented county: one of each stage, and one that went a level up."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from huiying.core.procedures.model import Role, StateKind
from huiying.foundation.ledger.actors import ActorKind
from huiying.foundation.ledger.models import Event
from huiying.loop.rehearsal.together.hands import Hands
from huiying.loop.supervise.advising import feed_back, give_advice
from huiying.loop.supervise.hands import takes
from huiying.loop.supervise.ordering import answer_order, close_order, give_order, raise_order
from huiying.serve.casework.models import Case
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.models import Issue
from huiying.serve.supervision.enums import Adoption, AdviceKind, MeasureKind
from huiying.serve.supervision.models import Order
from huiying.serve.supervision.services.measures import end_measure, take_measure
from huiying.serve.supervision.services.verifying import verify_order

OFFICE = "centre"
LATE = "过了办理期限没有答复。请查清卡在哪里，写明哪一天答复。"
AGAIN = "同一处反映了几次，答复说已经办好。请到现场看一遍，说明为什么又坏。"
BACK = "说不归本单位管，核实下来就归本单位。请马上接着办，并说明以后怎样不再推。"
CASES, AGE_DAYS = 5, 24


def fill_orders(hands: Hands) -> None:
    """Orders at every stage on cases that have waited long, one on a late promise, advice, and measures with an end."""
    cases = _waiting(hands)
    stages = (_raised, _closed, _lacking, _answered, _new)
    orders = [stage(hands, case) for stage, case in zip(stages, cases, strict=False)]
    _on_promise(hands)
    _advice(hands, cases[1:2])
    _measures(hands, orders[:1])


def _inspector(hands: Hands, ago: int) -> dict[str, Any]:
    return hands.of(OFFICE, Role.INSPECTOR, at=hands.ago(ago))


def _waiting(hands: Hands) -> list[Case]:
    """Open cases at units below the office, of anonymous voices, to which nothing was done since the first order; the
    oldest first, at most one for each unit."""
    lately = Event.objects.filter(subject_kind="case", subject_id=OuterRef("pk"), happened_at__gte=hands.ago(AGE_DAYS))
    rows = Case.objects.filter(
        standing=StateKind.OPEN.value, sealed=False, lead_case=None, voice__person=None,
        voice__received_at__lt=hands.ago(AGE_DAYS + 1), unit__in=[unit.pk for unit in hands.county.units.values()],
    )  # fmt: skip
    rows = rows.filter(~Exists(lately.exclude(actor_kind=ActorKind.SYSTEM)))
    rows = rows.exclude(unit=hands.unit(OFFICE)).exclude(unit__parent=None).select_related("voice")
    first: dict[int, Case] = {}
    heads = {hands.unit(key) for key, role in hands.county.hands if key and role == Role.UNIT_HEAD}
    for case in rows.order_by("voice__received_at", "pk")[:400]:
        if case.unit_id in heads and takes(case, "order_supervision"):
            first.setdefault(case.unit_id, case)
    return list(first.values())[:CASES]


def _unit(hands: Hands, case: Case) -> str:
    return next(key for key, unit in hands.county.units.items() if unit.pk == case.unit_id)


def _head(hands: Hands, case: Case, ago: int) -> dict[str, Any]:
    return hands.of(_unit(hands, case), Role.UNIT_HEAD, at=hands.ago(ago))


def _given(hands: Hands, case: Case, words: str, trigger: str, *, ago: int, days: int) -> Order:
    by = hands.today - timedelta(days=ago - days)
    return give_order(words, by, trigger=trigger, case_id=case.pk, **_inspector(hands, ago))


def _raised(hands: Hands, case: Case) -> Order:
    order = _given(hands, case, LATE, "S3", ago=20, days=10)
    words = "十天没有反馈。请上一级督促，写明谁在哪天办完。"
    return raise_order(order.pk, words, hands.today + timedelta(days=3), **_inspector(hands, 8))


def _closed(hands: Hands, case: Case) -> Order:
    order = _given(hands, case, BACK, "S4", ago=22, days=8)
    answer_order(order.pk, "已经接下来办，当天联系了反映的人；今后先接后商量。", **_head(hands, case, 16))
    verify_order(order.pk, "问过了，当天就联系了，态度也好。", satisfied=True, **_inspector(hands, 14))
    return close_order(order.pk, "属实，这次督办结束。", **_inspector(hands, 13))


def _lacking(hands: Hands, case: Case) -> Order:
    order = _given(hands, case, AGAIN, "S7", ago=15, days=10)
    answer_order(order.pk, "正在协调，会抓紧处理。", **_head(hands, case, 6))
    return verify_order(order.pk, "没有写去没去现场，也没有日期。", satisfied=False, **_inspector(hands, 4))


def _answered(hands: Hands, case: Case) -> Order:
    order = _given(hands, case, LATE, "S3", ago=9, days=8)
    return answer_order(order.pk, "材料到齐了，本周五前答复，承办人已换成专人。", **_head(hands, case, 2))


def _new(hands: Hands, case: Case) -> Order:
    return _given(hands, case, AGAIN, "S4", ago=1, days=6)


def _on_promise(hands: Hands) -> None:
    late = Commitment.objects.filter(public=True, state=CommitmentState.OPEN.value, due_on__lt=hands.today)
    first = late.order_by("due_on", "pk").first()
    if first is not None:
        words = "承诺的日期已经过了，页面上没有理由。请写明为什么、改到哪天。"
        by = hands.today + timedelta(days=4)
        give_order(words, by, trigger="S3", commitment_id=first.pk, **_inspector(hands, 1))


def _advice(hands: Hands, cases: list[Case]) -> None:
    for case in cases:
        words = (
            "接到不归本单位的诉求，先接下来，两天内商量清楚，不让人两头跑。",
            "首接负责的规定，三次退回两次不属实。",
        )
        told = (case.unit_id, *words, hands.today + timedelta(days=8))
        advice = give_advice(AdviceKind.IMPROVE, *told, case_id=case.pk, **_inspector(hands, 12))
        feed_back(
            advice.pk, Adoption.ADOPTED, "采纳。窗口已经改成先接后转，每月看一次退回的理由。", **_head(hands, case, 5)
        )
    issue = Issue.objects.order_by("pk").first()
    if issue is not None:
        words = (
            "建议修订夜间施工许可办法：居民楼两百米内，批前要贴出来问。",
            "一年里同一类诉求反复出现，现在的办法没有规定问谁。",
        )
        told = (hands.unit(OFFICE), *words, hands.today + timedelta(days=18))
        give_advice(AdviceKind.POLICY, *told, reported_to="县委、县人民政府", issue_id=issue.pk, **_inspector(hands, 7))


def _measures(hands: Hands, orders: list[Order]) -> None:
    for order in orders:
        start, end = hands.today - timedelta(days=7), hands.today + timedelta(days=21)
        words = "督办后没有按期反馈，挂牌一个月。期间每周公布办到哪一步。"
        take_measure(MeasureKind.LISTED, order.about_id, words, start, end, order_id=order.pk, **_inspector(hands, 7))
    day = hands.today - timedelta(days=18)
    city, housing = hands.unit("city"), hands.unit("housing")
    talk = take_measure(
        MeasureKind.TALK, city, "三件夜间施工的诉求都逾期，约谈负责人。", day, day, **_inspector(hands, 18)
    )
    end_measure(talk.pk, "谈过了，三件都已答复，夜班值守改为两人。", **_inspector(hands, 11))
    words = "二次供水的答复多次照抄，限期把在办的逐件重写。"
    over = hands.today - timedelta(days=1)
    take_measure(MeasureKind.DEADLINE, housing, words, day, over, **_inspector(hands, 18))
