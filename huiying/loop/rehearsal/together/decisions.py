"""Two decisions that are carried out in the invented county: a major one of its own, and one handed down."""
# ruff: noqa: E501  the lines are rows of tables, and a Chinese character counts as two

from collections.abc import Mapping
from datetime import timedelta

from huiying.core.procedures.model import Role
from huiying.core.ticks import TickStep
from huiying.loop.carry_out_decision import (
    TaskOf,
    give_task,
    leave_out_step,
    look_on_the_spot,
    make_decision,
    tick_step,
)
from huiying.loop.rehearsal.together.hands import Hands
from huiying.loop.rehearsal.together.issues import BUS, DUST
from huiying.loop.rehearsal.together.promises import parts_of
from huiying.serve.commitments.services.keeping import finish_part, keep_commitment
from huiying.serve.coordination.models import Issue, Resolution
from huiying.serve.decisions.enums import CircularKind, Found
from huiying.serve.decisions.services.circulars import (
    Wording,
    answer_circular,
    read_circular,
    send_circular,
    write_circular,
)
from huiying.serve.decisions.services.making import Described

DECIDED_DAYS_AGO = 30


def fill_decisions(hands: Hands, issues: Mapping[str, Issue]) -> None:
    """The bus lines: one of the five steps left out with its reason, one task kept and looked at, one going on."""
    if BUS in issues:
        _bus_lines(hands, issues[BUS])
    _from_above(hands)
    if DUST in issues:
        _circular(hands)


def _bus_lines(hands: Hands, issue: Issue) -> None:
    day = hands.today - timedelta(days=DECIDED_DAYS_AGO)
    at = hands.ago(DECIDED_DAYS_AGO)
    resolution = Resolution.objects.filter(item__issue=issue).first()
    about = Described(
        "关于调整城区公交线网和末班车时间的决定", hands.unit("centre"), day,
        "三条线末班车延到晚上七点半，开发区加一条上下班线，站牌重新公布。", "Changing the bus lines and the last bus",
        f"柳政发〔{day.year}〕31号", major=True, issue_id=issue.pk,
        resolution_id=resolution.pk if resolution is not None else None,
    )  # fmt: skip
    decision = make_decision(about, **hands.office(at=at))
    late, line = day + timedelta(days=12), day + timedelta(days=75)
    stops = give_task(
        decision.pk, TaskOf("换完三条线的站牌", hands.unit("transport"), late, "站牌照片"), **hands.office(at=at)
    )
    parts = parts_of(("定线路和站点", 40), ("买两辆车", 40), ("开通", 20))
    bus = TaskOf("开发区上下班线开通", hands.unit("transport"), line, "首班车照片", parts=parts)
    second = give_task(decision.pk, bus, **hands.office(at=at))
    for step, ago, words in (
        (TickStep.ANNOUNCED, 42, "在门户网站和站牌上预告了调整方案。"),
        (TickStep.DECIDED, DECIDED_DAYS_AGO, "会议逐条讨论，理由写进了决定。"),
        (TickStep.PUBLISHED, DECIDED_DAYS_AGO - 2, "全文上网，站牌同步张贴。"),
    ):
        tick_step(
            decision.pk, step, hands.today - timedelta(days=ago), words, **hands.office(at=hands.ago(min(ago, 28)))
        )
    reason = "开学前要用，只在两个厂门口问了人，没有开听证会。"
    leave_out_step(decision.pk, TickStep.HEARD, reason, **hands.office(at=hands.ago(27)))
    head = hands.of("transport", Role.UNIT_HEAD, at=hands.ago(19))
    keep_commitment(stops.commitment_id, "三条线 64 块站牌全部换完。", **head)
    first = second.commitment.parts.order_by("position").first()
    if first is not None:
        finish_part(second.commitment_id, first.pk, "线路走了两遍，站点定了 17 个。", **(head | {"now": hands.ago(9)}))
    inspector = hands.of("centre", Role.INSPECTOR, at=hands.ago(6))
    seen = hands.today - timedelta(days=6)
    look_on_the_spot(stops.pk, Found.PARTLY, seen, "抽看 20 块，有 3 块还是旧的，都在桥头方向。", **inspector)


def _from_above(hands: Hands) -> None:
    day = hands.today - timedelta(days=25)
    about = Described(
        "冬季采暖保障工作", hands.unit("centre"), day, "供暖前查一遍管网，供暖后一周内逐小区测温。", "Keeping homes warm this winter",
        f"市政办〔{day.year}〕88号", from_above="市人民政府办公室", report_by=hands.today + timedelta(days=20),
    )  # fmt: skip
    decision = make_decision(about, **hands.office(at=hands.ago(24)))
    due = hands.today + timedelta(days=15)
    task = TaskOf("测完全城供暖小区的室温并公布", hands.unit("housing"), due, "测温表", report_by=due)
    give_task(decision.pk, task, **hands.office(at=hands.ago(24)))


def _circular(hands: Hands) -> None:
    wording = Wording(
        "关于夜间施工管理的通报", CircularKind.CRITICISM, "两次夜查都有工地后半夜作业。请各单位一周内自查，把结果报来。",
        (hands.unit("environment"), hands.unit("city"), hands.unit("housing")), "Work at night",
        answer_by=hands.today - timedelta(days=3),
    )  # fmt: skip
    at = hands.ago(12)
    circular = send_circular(write_circular(wording, **hands.office(at=at)).pk, **hands.office(at=at))
    head = hands.of("city", Role.UNIT_HEAD, at=hands.ago(7))
    read_circular(circular.pk, **head)
    answer_circular(circular.pk, hands.unit("city"), "查了 11 个工地，两个停工整改，夜班巡查改成每晚一次。", **head)
