"""From what waits for a meeting to what its resolutions set off: invitations, promises, cases that have a unit."""

from datetime import date, timedelta

import pytest

from huiying.core.procedures.errors import Guarded, NotFromHere
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import Category
from huiying.foundation.office.selectors import calendar
from huiying.foundation.outbox.delivery import _opened
from huiying.foundation.outbox.models import Message
from huiying.foundation.outbox.transports.email import compose
from huiying.foundation.people.models import Grant
from huiying.loop.act_on_case import act_on_case
from huiying.loop.categorise_case import categorise_case
from huiying.loop.meet.inviting import appointment, invite_units
from huiying.loop.meet.planning import call_off, move_meeting
from huiying.loop.meet.waiting import add_overdue, candidates
from huiying.serve.casework.models import Case, CompetenceRule
from huiying.serve.casework.selectors.categories import why_unit
from huiying.serve.casework.selectors.usual import RULE, SETTLED, unit_for
from huiying.serve.casework.services.usual_units import set_usual_unit
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.speakers import cases_of
from huiying.serve.coordination.enums import ItemKind
from huiying.serve.coordination.errors import ItemWrong
from huiying.serve.coordination.models import AgendaItem, Resolution
from huiying.serve.coordination.selectors.meetings import sequence_of
from huiying.serve.coordination.services.agenda import ItemPlan
from huiying.serve.coordination.services.meetings import MeetingPlan
from huiying.serve.coordination.services.resolving import put_off
from tests.cast import NOW, open_liuxi
from tests.serve.coordination.issues import grants_of, opened, speak, speak_all
from tests.serve.coordination.meetings import (
    BRIDGE,
    LATER,
    MEETS,
    act,
    called,
    disputed,
    ended,
    hands,
    item,
    planned,
    regular,
    settled,
    sitting,
    takes,
)

pytestmark = pytest.mark.django_db
AT_HAND = AgendaItem.objects.select_related("meeting")


@pytest.fixture
def cast():
    return open_liuxi()


def category(name, parent=None):
    row = Category.objects.create(parent=parent, name=name, name_en=name, path="")
    row.path = f"{parent.path if parent else '/'}{row.pk}/"
    row.save(update_fields=["path"])
    return row


def write_to(cast, **addresses):
    for name, address in addresses.items():
        cast.staff[name].email = address
        cast.staff[name].save(update_fields=["email"])


def mails():
    return [compose(_opened(one, LATER)) for one in Message.objects.filter(about_kind="meeting").order_by("pk")]


def parts(mail):
    return [part.get_content_type() for part in mail.walk()]


def test_the_call_writes_to_heads_with_a_calendar_file_and_says_who_cannot_be_reached(cast, settings):
    settings.MAIL_URL = "smtp://localhost"
    write_to(cast, qian="qian@example.org", zhao="zhao@example.org", sun="sun@example.org", zhou="zhou@example.org")
    meeting = planned(cast)
    item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=disputed(cast).pk)
    item(cast, meeting, title="内部的议题", public=False)
    called(cast, meeting)
    assert sorted(mail["To"] for mail in mails()) == ["qian@example.org", "sun@example.org"]
    (mail,) = [one for one in mails() if one["To"] == "qian@example.org"]
    assert mail["Subject"] == "会议通知：联席会议，2026-12-07 09:00"
    text = mail.get_body(("plain",)).get_content()
    assert "三楼会议室" in text
    assert "内部的议题" not in mail.as_string() + text
    assert parts(mail)[-2:] == ["text/calendar", "text/calendar"]
    shown = next(one for one in mail.walk() if one.get_content_type() == "text/calendar")
    assert shown.get_param("method") == "REQUEST"
    calendar = shown.get_content()
    assert f"UID:meeting-{meeting.pk}@" in calendar
    assert "zhou@example.org" in calendar.replace("\r\n ", "")
    assert "SEQUENCE:0" in calendar


def test_moving_and_calling_off_are_told_to_those_who_were_invited(cast, settings):
    settings.MAIL_URL = "smtp://localhost"
    write_to(cast, qian="qian@example.org")
    meeting = planned(cast)
    item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=disputed(cast).pk)
    plan = MeetingPlan("联席会议", MEETS + timedelta(hours=5), "二楼", cast.staff["sun"].pk)
    move_meeting(meeting.pk, plan, **hands(cast, "zhou"))
    assert not Message.objects.filter(about_kind="meeting").exists()
    sent = called(cast, meeting)
    assert sequence_of(sent) == 0
    later = hands(cast, "zhou", LATER + timedelta(hours=1))
    moved = MeetingPlan("联席会议", MEETS, "二楼", cast.staff["sun"].pk)
    told = move_meeting(meeting.pk, moved, **later)
    assert (told.written_to, [unit.name_en for unit in told.silent]) == (1, ["Liuxi Housing Bureau"])
    assert move_meeting(meeting.pk, moved, **later) is None
    call_off(meeting.pk, "议题已经解决", **hands(cast, "zhou", LATER + timedelta(hours=2)))
    subjects = [mail["Subject"] for mail in mails()]
    assert [one.split("：")[0] for one in subjects] == ["会议通知", "会议变更", "会议取消"]
    sent.refresh_from_db()
    assert appointment(sent, now=LATER).method == "CANCEL"
    assert sequence_of(sent) == 2


def test_who_is_asked_after_the_call_is_written_to_alone(cast, settings):
    settings.MAIL_URL = "smtp://localhost"
    write_to(cast, qian="qian@example.org", town="town@example.org")
    meeting = planned(cast)
    item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=disputed(cast).pk)
    assert invite_units(meeting.pk, [cast.units["land"].pk], **hands(cast, "zhou")) is None
    called(cast, meeting)
    late = hands(cast, "zhou", LATER + timedelta(hours=1))
    told = invite_units(meeting.pk, [cast.units["land"].pk, cast.units["liuhe"].pk], **late)
    assert told.written_to == 1
    assert [mail["To"] for mail in mails()] == ["qian@example.org", "town@example.org"]
    assert invite_units(meeting.pk, [cast.units["liuhe"].pk], **late).written_to == 0


def test_a_task_becomes_a_promise_to_everybody_whose_voice_led_to_it(cast):
    cases = speak_all()[:3]
    issue = opened(cast, cases, owner_id=cast.units["housing"].pk)
    meeting = planned(cast)
    at_hand = item(cast, meeting, kind=ItemKind.ISSUE, issue_id=issue.pk)
    sitting(cast, called(cast, meeting))
    made = settled(cast, AT_HAND.get(pk=at_hand.pk), evidence_wanted="验收单")
    closed = ended(cast, meeting, key="end:1")
    (promise,) = closed.promises
    assert (promise.resolution, promise.issue, promise.owner) == (made, issue, cast.units["housing"])
    assert (promise.due_on, promise.evidence_wanted, promise.office) == (made.due_on, "验收单", meeting.office)
    assert {case.pk for case in cases_of(promise)} == {case.pk for case in cases}
    assert Resolution.objects.get().done_at is not None
    assert ended(cast, meeting, key="end:1").promises == (promise,)
    assert ended(cast, meeting).promises == (promise,)
    assert Commitment.objects.count() == 1
    assert Event.objects.filter(type="meeting.held").count() == 1


def test_a_disputed_petition_goes_to_the_unit_named_which_cannot_hand_it_back(cast):
    case, joined = disputed(cast), disputed(cast, text="桥头的灯一直不亮，晚上过河很危险。")
    meeting = planned(cast)
    at_hand = item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=case.pk)
    sitting(cast, called(cast, meeting))
    takes(cast, AT_HAND.get(pk=at_hand.pk), supporting=[cast.units["housing"].pk])
    closed = ended(cast, meeting)
    assert (len(closed.settled), closed.refused, closed.promises) == (1, (), ())
    found = Case.objects.get(pk=case.pk)
    assert (found.state, found.unit, found.facts["named_by_decision"]) == ("accepted", cast.units["land"], True)
    assert list(found.parts.values_list("unit", flat=True)) == [cast.units["housing"].pk]
    said = {"reason": "不归我们管", "proposed_unit": cast.units["housing"].pk}
    with pytest.raises(NotFromHere):
        act_on_case(case.pk, "object", actor=cast.actor("zhao"), now=MEETS, data=said)
    assert Case.objects.get(pk=joined.pk).state == "competence_pending"


def hotline_case(cast):
    """A hotline ticket that land handed back and of which it is open who takes it."""
    case = speak("河堤的路灯坏了，请派人修。", channel="phone")
    act(cast, case, "dispatch", "hotline", unit=cast.units["land"].pk, reason="归它管")
    said = {"reason": "这一段不归我们", "duty_basis": "三定规定第三条", "proposed_unit": cast.units["housing"].pk}
    act(cast, case, "object", "zhao", **said)
    return act(cast, case, "to_designate", "hotline", positions="双方都说不归自己管")


def test_a_disputed_ticket_goes_to_the_unit_named_which_cannot_hand_it_back(cast):
    Grant.objects.create(
        staff=cast.staff["zhou"], role="dispatcher", unit=cast.units["hotline"], starts_on=date(2026, 1, 1)
    )
    case, soon = hotline_case(cast), NOW + timedelta(hours=2)
    meeting = planned(cast, starts_at=soon, now=NOW)
    at_hand = item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=case.pk, now=NOW)
    sitting(cast, called(cast, meeting, NOW))
    takes(cast, AT_HAND.get(pk=at_hand.pk), "housing")
    ended(cast, meeting)
    found = Case.objects.get(pk=case.pk)
    assert (found.state, found.unit) == ("dispatched", cast.units["housing"])
    said = {"reason": "不归我们管", "duty_basis": "三定规定第三条"}
    with pytest.raises(Guarded) as raised:
        act_on_case(case.pk, "object", actor=cast.actor("outsider"), now=soon + timedelta(hours=2), data=said)
    assert "研究决定" in raised.value.say("zh-hans")
    assert CompetenceRule.objects.get().basis == "joint"


def test_a_case_that_moved_on_meanwhile_keeps_nothing_else_from_taking_effect(cast):
    case, meeting = disputed(cast), planned(cast)
    dispute = item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=case.pk)
    other = item(cast, meeting)
    sitting(cast, called(cast, meeting))
    takes(cast, AT_HAND.get(pk=dispute.pk))
    settled(cast, AT_HAND.get(pk=other.pk))
    agreed = {"unit": cast.units["housing"].pk, "decision": "住建局说由它办"}
    act(cast, case, "negotiate", "zhou", now=MEETS, **agreed)
    closed = ended(cast, meeting)
    assert [(one.refused, one.done_at) for one in closed.refused] == [("case.not_from_here", None)]
    assert len(closed.promises) == 1
    assert Case.objects.get(pk=case.pk).unit == cast.units["housing"]
    assert not CompetenceRule.objects.exists()
    assert Event.objects.get(type="resolution.refused").public["refused"] == "case.not_from_here"


def test_what_was_put_off_comes_to_the_first_meeting_from_its_day(cast):
    series = regular(cast)
    meeting = planned(cast, series=series)
    waits, far = item(cast, meeting, title="夜间施工怎么管", urgent=2), item(cast, meeting, title="来年再说的事")
    dispute = item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=disputed(cast).pk)
    ahead = planned(cast, series=series, starts_at=MEETS + timedelta(days=28))
    sitting(cast, called(cast, meeting))
    for one, day in ((waits, date(2026, 12, 20)), (dispute, date(2026, 12, 20)), (far, date(2027, 6, 1))):
        put_off(one.pk, "资料没到齐", day, **hands(cast, "zhou", MEETS))
    assert Event.objects.filter(type="case.meeting_put_off").count() == 1
    closed = ended(cast, meeting)
    assert [one.carried_from for one in closed.carried] == [waits, dispute]
    assert [one.title for one in ahead.items.all()][1:] == ["夜间施工怎么管", dispute.title]
    assert ahead.items.get(carried_from=waits).urgent == 2
    (left,) = [one for one in candidates(grants_of(cast, "zhou"), NOW.date()).candidates if one.item]
    assert left.item == far


def test_the_standing_item_tells_what_became_of_the_last_resolutions(cast):
    series = regular(cast)
    meeting = planned(cast, series=series)
    dispute = item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=disputed(cast).pk)
    task, inside = item(cast, meeting), item(cast, meeting, title="经费")
    sitting(cast, called(cast, meeting))
    takes(cast, AT_HAND.get(pk=dispute.pk))
    settled(cast, AT_HAND.get(pk=task.pk), due_on=date(2026, 12, 31))
    settled(cast, AT_HAND.get(pk=inside.pk), text="从应急经费列支", public=False, hidden_reason="还没有报批")
    ended(cast, meeting)
    after = planned(cast, series=series, starts_at=MEETS + timedelta(days=28), now=MEETS + timedelta(days=26))
    paper = after.items.get(kind=ItemKind.STANDING).paper
    assert "1. 一件受理争议（柳溪县自然资源局）：柳溪县自然资源局已承办" in paper
    assert "2. 两个月内搬到工业园（柳溪县住房和城乡建设局）：已过期（原定 2026-12-31），完成 0%；没有说明原因" in paper
    assert "3. 不公开的事项（柳溪县住房和城乡建设局）：在办" in paper
    assert "应急经费" not in paper


def test_an_overdue_promise_comes_to_the_agenda_with_its_voices(cast):
    cases = speak_all()[:2]
    issue = opened(cast, cases, owner_id=cast.units["housing"].pk)
    meeting = planned(cast)
    first = item(cast, meeting, kind=ItemKind.ISSUE, issue_id=issue.pk)
    sitting(cast, called(cast, meeting))
    settled(cast, AT_HAND.get(pk=first.pk), due_on=date(2026, 12, 10))
    (promise,) = ended(cast, meeting).promises
    later = MEETS + timedelta(days=10)
    (late,) = [one for one in candidates(grants_of(cast, "zhou"), later.date()).candidates if one.commitment]
    assert (late.kind, late.commitment, late.why.zh) == (ItemKind.OVERDUE, promise.pk, "过期 7 天；没有说明原因")
    second = planned(cast, starts_at=MEETS + timedelta(days=28), now=later)
    plan = ItemPlan(ItemKind.OVERDUE, late.title.zh)
    added = add_overdue(second.pk, promise.pk, plan, **hands(cast, "zhou", later))
    assert (added.commitment, added.kind) == (promise.pk, ItemKind.OVERDUE)
    assert [one for one in candidates(grants_of(cast, "zhou"), later.date()).candidates if one.commitment] == []


def test_what_was_decided_of_a_case_is_suggested_first_for_the_next_one(cast):
    works = category("市政管理")
    lamps = category("路灯", works)
    case, meeting = disputed(cast), planned(cast)
    categorise_case(case.pk, actor=cast.actor("zhou"), now=NOW, category_id=lamps.pk)
    set_usual_unit(category_id=works.pk, unit_id=cast.units["housing"].pk, actor=cast.actor("guo"), now=NOW)
    assert unit_for(lamps, None).source == {RULE: works.pk}
    at_hand = item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=case.pk)
    sitting(cast, called(cast, meeting))
    takes(cast, AT_HAND.get(pk=at_hand.pk))
    ended(cast, meeting)
    found = unit_for(lamps, cast.places["village"])
    assert (found.unit_id, found.source) == (cast.units["land"].pk, {SETTLED: case.pk})
    assert why_unit(found.source).zh == "“路灯”归谁办有过争议，联席会议 2026-12-07 定给了它"
    assert "the joint meeting gave it to this unit on 2026-12-07" in why_unit(found.source).en
    assert unit_for(works, None).source == {RULE: works.pk}


def test_an_overdue_case_comes_to_the_agenda_and_what_is_settled_is_promised_to_its_voice(cast):
    case = speak(BRIDGE)
    over = Case.objects.get(pk=case.pk).next_due_at
    grants, last_day = grants_of(cast, "zhou"), calendar().local_date(over - timedelta.resolution)
    meeting = planned(cast, starts_at=over + timedelta(days=5), now=over - timedelta(days=2))

    def late(day):
        return [one for one in candidates(grants, day).candidates if one.kind is ItemKind.LATE]

    assert late(last_day) == []
    with pytest.raises(ItemWrong):
        item(cast, meeting, kind=ItemKind.LATE, case_id=case.pk, now=over - timedelta(seconds=1))
    (one,) = late(last_day + timedelta(days=3))
    assert (one.case, one.units, one.care) == (case, (case.unit,), 1)
    assert "超 3 天" in one.why.zh
    assert BRIDGE not in one.title.zh
    item(cast, meeting, kind=ItemKind.LATE, title=one.title.zh, case_id=case.pk, now=over)
    assert late(last_day + timedelta(days=3)) == []
    called(cast, meeting, now=over)
    sitting(cast, meeting, came=("petition",))
    due = calendar().local_date(meeting.starts_at) + timedelta(days=7)
    settled(cast, AT_HAND.get(case=case), "petition", due_on=due, text="三天内分到承办单位并答复诉求人")
    (promise,) = ended(cast, meeting).promises
    assert [cause.case_id for cause in promise.causes.all()] == [case.pk]
    assert Event.objects.filter(type="case.meeting_entered", subject_id=case.pk).count() == 1
