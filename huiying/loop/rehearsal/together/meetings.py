"""The joint meeting of the invented county: last month's with its minutes, and the one that is called for soon."""
# ruff: noqa: E501  the lines are rows of tables, and a Chinese character counts as two

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from huiying.core.procedures.model import Role
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.enums import UnitKind
from huiying.loop.meet.closing import close_meeting
from huiying.loop.meet.inviting import call_meeting
from huiying.loop.meet.planning import next_plan, plan_meeting
from huiying.loop.rehearsal.together.hands import Hands
from huiying.loop.rehearsal.together.issues import BUS, DUST, TITLES
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.enums import ItemKind, ResolutionKind
from huiying.serve.coordination.models import AgendaItem, Issue, Meeting, Series
from huiying.serve.coordination.services import agenda, inviting, meetings, minutes, resolving
from huiying.serve.coordination.services.agenda import ItemPlan
from huiying.serve.coordination.services.meetings import MeetingPlan
from huiying.serve.coordination.services.resolving import ResolutionPlan
from huiying.serve.coordination.services.series import SeriesPlan, make_series

HELD_DAYS_AGO, LASTED_MINUTES = 35, 85
TITLE, TITLE_EN, VENUE = "群众诉求联席会议", "Joint meeting on what people say", "县政务大楼三楼会议室"
LEFT_OUT = "这次的议题不涉及它服务的人"
UNIT_IN_DISPUTE = "civil"
"""Names the unit that the meeting gives the disputed case to."""


@dataclass(frozen=True, slots=True)
class Settled:
    """An item of last month: how urgent and easily seen (1 to 3), what was said, and what was resolved."""

    question: str
    urgent: int
    effect: int
    discussion: str
    text: str
    owner: str
    due_in: int
    evidence: str


ITEMS = {
    BUS: Settled("末班车能不能延到晚上七点半？", 2, 3, "交通局说车和人都够，公交公司要求补贴晚班。工会带来了两个厂的意见。",
                 "末班车延到晚上七点半，站牌按实际班次重新公布", "transport", 20, "新时刻表、站牌照片"),
    TITLES: Settled("先办证还是先追税？", 3, 2, "自然资源局和税务意见不同，最后同意先办证。",
                    "先给清禾花园等小区住户办证，欠税另行追缴", "land", 60, "办证进度每月公布"),
    DUST: Settled("后半夜作业怎么管住？", 3, 2, "企业说有夜间许可，查了没有。", "石桥镇采石场周边装在线监测，夜间停止作业",
                  "environment", 21, "监测数据"),
}  # fmt: skip
PUT_OFF, PUT_OFF_WHY = "修路期间桥头公交怎么绕行", "施工单位的方案还没到"


def hold_last_month(hands: Hands, issues: Mapping[str, Issue]) -> Meeting | None:
    """Plan, call, hold and record last month's meeting; None where there was nothing to settle."""
    if not issues:
        return None
    days = calendar()
    day = days.local_date(hands.ago(HELD_DAYS_AGO))
    while not days.is_workday(day):
        day -= timedelta(days=1)
    series = _series(hands, day)
    starts = days.instant(day, time(9))
    planned = starts - timedelta(days=7)
    plan = MeetingPlan(TITLE, starts, VENUE, series.chair_id or 0, TITLE_EN)
    meeting = plan_meeting(plan, series_id=series.pk, **hands.office(at=planned))
    made = {key: _item(meeting, key, issue, hands, planned) for key, issue in issues.items()}
    other = ItemPlan(ItemKind.OTHER, PUT_OFF, "绕行期间老人和学生怎么坐车？", urgent=1, effect=3)
    later = agenda.add_item(meeting.pk, other, **hands.office(at=planned))
    _invite(meeting, ["transport", "land", "environment", "union"], hands, planned)
    call_meeting(meeting.pk, **hands.office(at=planned))
    meetings.begin_meeting(meeting.pk, **hands.office(at=starts))
    _hold(meeting, made, later, hands, day, starts + timedelta(minutes=LASTED_MINUTES))
    return meeting


def plan_next(hands: Hands, held: Meeting | None, issues: Mapping[str, Issue]) -> None:
    """The next meeting of the series: what is late, which unit takes a disputed case, and what was put off."""
    if held is None or held.series is None:
        return
    meeting = plan_meeting(next_plan(held.series, now=hands.now), series_id=held.series_id, **hands.office())
    if DUST in issues and (late := Commitment.objects.filter(issue=issues[DUST]).first()) is not None:
        plan = ItemPlan(
            ItemKind.OVERDUE, "石桥的在线监测为什么还没装", "过了期，没有说明原因。", commitment=late.pk, urgent=3
        )
        agenda.add_item(meeting.pk, replace(plan, effect=2), **hands.office())
    if (case := Case.objects.filter(state="competence_pending", sealed=False).order_by("pk").first()) is not None:
        plan = ItemPlan(
            ItemKind.COMPETENCE, "敬老院护工的事由哪个单位办", "两家都说不归自己管。", case_id=case.pk, urgent=3
        )
        agenda.add_item(meeting.pk, plan, **hands.office())
    _invite(meeting, ["environment", UNIT_IN_DISPUTE, "disabled"], hands, hands.now)
    if meeting.items.exclude(kind=ItemKind.STANDING.value).exists():
        call_meeting(meeting.pk, **hands.office())


def _series(hands: Hands, day: date) -> Series:
    """Each month, on the weekday and in the week of last month's meeting."""
    chair = hands.county.hand("centre", Role.LEADER.value)
    nth = min((day.day - 1) // 7 + 1, 4)
    plan = SeriesPlan(TITLE, time(9), TITLE_EN, nth=nth, weekday=day.weekday(), venue=VENUE, chair_id=chair.staff_id)
    return make_series(plan, **hands.office(at=hands.ago(HELD_DAYS_AGO + 30)))


def _item(meeting: Meeting, key: str, issue: Issue, hands: Hands, at: datetime) -> AgendaItem:
    told = ITEMS[key]
    plan = ItemPlan(
        ItemKind.ISSUE, issue.title, told.question, issue_id=issue.pk, urgent=told.urgent, effect=told.effect
    )
    return agenda.add_item(meeting.pk, plan, **hands.office(at=at))


def _invite(meeting: Meeting, keys: list[str], hands: Hands, at: datetime) -> None:
    units = [hands.county.units[key] for key in keys]
    inviting.invite(meeting.pk, [unit.pk for unit in units], **hands.office(at=at))
    for unit in hands.county.units.values():
        if unit.kind == UnitKind.MASS_ORGANISATION and unit not in units:
            inviting.leave_out(meeting.pk, unit.pk, LEFT_OUT, **hands.office(at=at))


def _hold(
    meeting: Meeting, made: Mapping[str, AgendaItem], later: AgendaItem, hands: Hands, day: date, ended: datetime
) -> None:
    keeper: dict[str, Any] = hands.office(at=ended)
    came = {one.unit_id: 2 for one in meeting.invitations.filter(invited=True)}
    resolving.note_attendance(meeting.pk, came, **keeper)
    for key, item in made.items():
        told = ITEMS[key]
        resolving.write_discussion(item.pk, told.discussion, **keeper)
        due = day + timedelta(days=told.due_in)
        plan = ResolutionPlan(told.text, hands.unit(told.owner), ResolutionKind.TASK, due, told.evidence)
        resolving.resolve(item.pk, plan, **keeper)
    resolving.put_off(later.pk, PUT_OFF_WHY, day + timedelta(days=28), **keeper)
    close_meeting(meeting.pk, **keeper)
    sent = ended + timedelta(hours=3)
    minutes.send_minutes(meeting.pk, day + timedelta(days=5), **hands.office(at=sent))
    signed = ended + timedelta(days=6)
    minutes.sign_minutes(meeting.pk, **hands.of("centre", Role.LEADER, at=signed))
    minutes.publish_minutes(meeting.pk, **hands.office(at=signed + timedelta(hours=1)))
