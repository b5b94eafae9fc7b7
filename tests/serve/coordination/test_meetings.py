"""A meeting is set up, planned, given its agenda and its guests; who may, what is refused, and what is recorded."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from huiying.core.meetings.order import By
from huiying.foundation.files.services import keep_file
from huiying.foundation.ledger.models import Event, LogEntry
from huiying.foundation.ledger.recording import private_fields
from huiying.loop.meet.inviting import call_meeting, invite_concerned
from huiying.loop.meet.planning import call_off, move_meeting, next_plan, plan_meeting
from huiying.loop.meet.waiting import candidates
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.coordination.enums import InvitationAnswer, ItemKind, MeetingState
from huiying.serve.coordination.errors import (
    InvitationWrong,
    IssueNamesSomebody,
    ItemChanged,
    ItemWrong,
    MayNotKeepMeeting,
    MeetingMovedOn,
    MeetingNeedsItem,
    MeetingNeedsWords,
    MeetingNotFound,
    MeetingWrongDay,
    OrganisationLeftOut,
    SuperiorDecides,
)
from huiying.serve.coordination.models import AgendaItem, Invitation, ItemFile, Meeting, Series
from huiying.serve.coordination.selectors.meetings import meeting_for_viewer, meetings_for, series_for
from huiying.serve.coordination.services.agenda import (
    ItemPlan,
    change_item,
    order_by,
    order_items,
    put_paper,
    remove_item,
    stamp_of,
)
from huiying.serve.coordination.services.inviting import answer_invitation, invite, leave_out, uninvite
from huiying.serve.coordination.services.meetings import MeetingPlan, begin_meeting
from huiying.serve.coordination.services.series import SeriesPlan, change_series, end_series
from tests.cast import NOW, open_liuxi
from tests.serve.coordination.issues import adviser, grants_of, opened, speak, speak_all
from tests.serve.coordination.meetings import LATER, MEETS, called, disputed, hands, item, planned, regular, union

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return open_liuxi()


def types(subject):
    found = Event.objects.filter(subject_kind=subject.subject_kind, subject_id=subject.subject_id)
    return list(found.order_by("pk").values_list("type", flat=True))


def plan(cast, **more):
    said = {"title": "联席会议", "starts_at": MEETS, "venue": "三楼会议室", "chair_id": cast.staff["sun"].pk}
    return MeetingPlan(**(said | more))


def test_a_regular_meeting_is_set_up_changed_and_ended_with_events_and_leaves(cast):
    series = regular(cast)
    said = SeriesPlan("联席会议", series.starts, nth=5, weekday=4, venue="二楼", minutes=60)
    change_series(series.pk, said, **hands(cast, "zhou"))
    end_series(series.pk, "改为随时召开", key="s:end", **hands(cast, "zhou"))
    end_series(series.pk, "改为随时召开", key="s:end", **hands(cast, "zhou"))
    connection.finish_waiting()
    found = Series.objects.get()
    assert (found.nth, found.weekday, found.minutes, found.chair, found.active) == (5, 4, 60, None, False)
    assert types(series) == ["meeting_series.made", "meeting_series.changed", "meeting_series.ended"]
    assert LogEntry.objects.filter(event__type__startswith="meeting_series.").count() == 3
    assert series_for(grants_of(cast, "zhou"), now=LATER) == []


def test_the_next_meeting_follows_the_rhythm_and_opens_with_the_standing_item(cast):
    series = regular(cast)
    first = next_plan(series, now=LATER)
    assert (first.starts_at, first.title, first.chair_id) == (MEETS, series.title, cast.staff["sun"].pk)
    meeting = plan_meeting(first, series_id=series.pk, key="m:1", **hands(cast, "zhou"))
    assert plan_meeting(first, series_id=series.pk, key="m:1", **hands(cast, "zhou")) == meeting
    standing = meeting.items.get()
    assert (standing.kind, standing.position) == (ItemKind.STANDING, 1)
    assert standing.paper.startswith("2026年11月（到 2026-11-25 为止）\n太少，不列数字。")
    assert types(meeting) == ["meeting.planned", "meeting.standing_written"]
    assert next_plan(series, now=LATER).starts_at.date() == date(2027, 1, 4)
    (shown,) = series_for(grants_of(cast, "zhou"), now=LATER)
    assert (shown.planned, shown.next_on, shown.may_keep) == (meeting, date(2026, 12, 7), True)
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"title": " "}, MeetingNeedsWords),
        ({"venue": ""}, MeetingNeedsWords),
        ({"minutes": 5}, MeetingWrongDay),
        ({"starts_at": LATER}, MeetingWrongDay),
        ({"starts_at": datetime(9999, 12, 31, tzinfo=UTC)}, MeetingWrongDay),
        ({"chair_id": 0}, InvitationWrong),
    ],
)
def test_a_meeting_needs_title_place_length_a_day_to_come_and_a_chair(cast, wrong, error):
    with pytest.raises(error):
        planned(cast, **wrong)
    assert not Meeting.objects.exists()


def test_only_the_dispatcher_of_the_joint_office_plans_and_changes(cast):
    adviser(cast)
    series, meeting = regular(cast), planned(cast)
    for name in ("zhao", "chen", "sun", "guo"):
        for forbidden in (
            lambda who: planned(cast, by=who),
            lambda who: planned(cast, series=series, by=who),
            lambda who: move_meeting(meeting.pk, plan(cast, minutes=60), **hands(cast, who)),
            lambda who: call_off(meeting.pk, "没有议题了", **hands(cast, who)),
            lambda who: invite(meeting.pk, [cast.units["land"].pk], **hands(cast, who)),
            lambda who: end_series(series.pk, "改为随时召开", **hands(cast, who)),
        ):
            with pytest.raises(MayNotKeepMeeting):
                forbidden(name)
    with pytest.raises(MayNotKeepMeeting):
        item(cast, meeting, by="qian")
    assert item(cast, meeting, by="chen", kind=ItemKind.PAPER).brought_by == cast.units["office"]


def test_an_item_comes_from_an_issue_once_and_counts_its_voices(cast):
    meeting, issue = planned(cast), opened(cast, speak_all()[:3])
    (found,) = candidates(grants_of(cast, "zhou"), LATER.date()).candidates
    assert (found.kind, found.issue, found.care, found.title.zh) == (ItemKind.ISSUE, issue, 3, issue.title)
    made = item(cast, meeting, kind=ItemKind.ISSUE, title=found.title.zh, issue_id=issue.pk, urgent=3, key="i:1")
    assert item(cast, meeting, kind=ItemKind.ISSUE, title="别的", issue_id=issue.pk, key="i:1") == made
    with pytest.raises(ItemWrong):
        item(cast, meeting, kind=ItemKind.ISSUE, title="又一次", issue_id=issue.pk)
    view = meeting_for_viewer(meeting.pk, cast.actor("zhou"), grants_of(cast, "zhou"))
    assert [(one.item, one.care) for one in view.items] == [(made, 3)]
    assert candidates(grants_of(cast, "zhou"), LATER.date()).candidates == ()
    (event,) = Event.objects.filter(type="agenda_item.added")
    assert event.public["issue"] == issue.pk
    assert issue.title not in str(event.public)
    assert private_fields([event])[event.pk]["title"] == issue.title


def test_a_dispute_without_a_common_superior_is_for_the_meeting_and_its_speaker_reads_so(cast):
    case, meeting = disputed(cast), planned(cast)
    (found,) = candidates(grants_of(cast, "zhou"), LATER.date()).candidates
    assert (found.kind, found.case) == (ItemKind.COMPETENCE, case)
    assert [unit.name_en for unit in found.units] == ["Liuxi Natural Resources Bureau", "Liuxi Housing Bureau"]
    assert "没有共同的上一级" in found.why.zh
    made = item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=case.pk)
    assert types(case)[-1] == "case.meeting_entered"
    assert "要上联席会议" in receipt_facts(case.voice, now=LATER).lines[0].said.zh
    concerned = meeting_for_viewer(meeting.pk, cast.actor("zhou"), grants_of(cast, "zhou")).concerned
    assert {one.unit for one in concerned} == {cast.units["land"], cast.units["housing"]}
    assert made.case == case


def test_a_dispute_below_one_town_is_not_for_the_meeting(cast):
    village = cast.units["liuhe"].children.create(kind="community", name="柳河村委会", path="")
    village.path = f"{cast.units['liuhe'].path}{village.pk}/"
    village.save()
    case, meeting = disputed(cast, to="liuhe", other="liuhe"), planned(cast)
    waiting = candidates(grants_of(cast, "zhou"), LATER.date())
    assert [one.case for one in waiting.candidates] == [case]  # town and petition office: nobody above both
    other = disputed(cast, to="liuhe", other="liuhe", text="村口的水沟堵了，镇里说归村里，村里说归镇里。")
    Case.objects.filter(pk=other.pk).update(unit=village)
    (above,) = candidates(grants_of(cast, "zhou"), LATER.date()).not_for_meeting
    assert (above.case.pk, above.superior) == (other.pk, cast.units["liuhe"])
    assert "由它决定" in above.why.zh
    with pytest.raises(SuperiorDecides):
        item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=other.pk)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"title": ""}, MeetingNeedsWords),
        ({"urgent": 4}, ItemWrong),
        ({"kind": ItemKind.STANDING}, ItemWrong),
        ({"kind": ItemKind.ISSUE}, ItemWrong),
        ({"kind": ItemKind.ISSUE, "issue_id": 0}, ItemWrong),
        ({"kind": ItemKind.COMPETENCE, "case_id": 0}, ItemWrong),
        ({"kind": ItemKind.OVERDUE}, ItemWrong),
        ({"brought_by_id": 0}, ItemWrong),
        ({"question": "请打张三的电话 13800138000 问问"}, IssueNamesSomebody),
    ],
)
def test_an_item_says_what_it_is_about_and_names_nobody(cast, wrong, error):
    with pytest.raises(error):
        item(cast, planned(cast), **wrong)
    assert not AgendaItem.objects.exists()


def test_a_case_that_nobody_disputes_or_that_is_sealed_is_no_item(cast):
    meeting, case = planned(cast), disputed(cast)
    plain = speak("路灯坏了半个月，请修一修。")
    Case.objects.filter(pk=case.pk).update(sealed=True)
    for pk in (plain.pk, case.pk):
        with pytest.raises(ItemWrong):
            item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=pk)
    assert candidates(grants_of(cast, "zhou"), LATER.date()).candidates == ()


def test_a_form_that_was_opened_before_others_wrote_or_erased_the_item_writes_no_old_words_back(cast):
    one = item(cast, planned(cast), title="王家的灯")
    opened = ItemPlan(ItemKind.OTHER, "王家的灯", urgent=2, seen=stamp_of(one))
    AgendaItem.objects.filter(pk=one.pk).update(title="—")
    with pytest.raises(ItemChanged):
        change_item(one.pk, opened, **hands(cast, "zhou"))
    one.refresh_from_db()
    assert (one.title, one.urgent) == ("—", 0)
    anew = ItemPlan(ItemKind.OTHER, "路灯归谁管", seen=stamp_of(one))
    assert change_item(one.pk, anew, **hands(cast, "zhou")).title == "路灯归谁管"


def test_items_are_written_anew_put_in_order_and_taken_off_with_their_papers(cast):
    meeting = planned(cast, series=regular(cast))
    one, two, three = (item(cast, meeting, title=f"议题{at}", urgent=at, effect=3 - at) for at in (1, 2, 3))
    file = keep_file("路灯一览".encode(), "lamps.txt", now=LATER)
    put_paper(two.pk, "参谋员的材料", files=[file.pk], **hands(cast, "zhou"))
    change_item(one.pk, ItemPlan(ItemKind.OTHER, "路灯归谁管", "谁来修？", urgent=2), **hands(cast, "zhou"))
    order_by(meeting.pk, By.URGENT, **hands(cast, "zhou"))
    standing = meeting.items.get(kind=ItemKind.STANDING)
    assert list(meeting.items.values_list("pk", flat=True)) == [standing.pk, three.pk, one.pk, two.pk]
    order_items(meeting.pk, [two.pk, one.pk, standing.pk, three.pk], **hands(cast, "zhou"))
    assert list(meeting.items.values_list("pk", flat=True)) == [standing.pk, two.pk, one.pk, three.pk]
    with pytest.raises(ItemWrong):
        order_items(meeting.pk, [one.pk], **hands(cast, "zhou"))
    remove_item(two.pk, key="i:off", **hands(cast, "zhou"))
    assert remove_item(two.pk, key="i:off", **hands(cast, "zhou")) == meeting
    assert not ItemFile.objects.exists()
    assert list(meeting.items.values_list("position", flat=True)) == [1, 2, 3]
    with pytest.raises(ItemWrong):
        remove_item(standing.pk, **hands(cast, "zhou"))
    with pytest.raises(ItemWrong):
        put_paper(standing.pk, "改一改", **hands(cast, "zhou"))
    assert AgendaItem.objects.get(pk=one.pk).title == "路灯归谁管"


def test_no_item_no_meeting_and_no_organisation_forgotten(cast):
    workers, meeting = union(cast), planned(cast, series=regular(cast))
    with pytest.raises(MeetingNeedsItem):
        call_meeting(meeting.pk, **hands(cast, "zhou"))
    item(cast, meeting)
    with pytest.raises(OrganisationLeftOut) as raised:
        call_meeting(meeting.pk, **hands(cast, "zhou"))
    assert "总工会" in raised.value.say("zh-hans")
    with pytest.raises(MeetingNeedsWords):
        leave_out(meeting.pk, workers.pk, "无", **hands(cast, "zhou"))
    leave_out(meeting.pk, workers.pk, "议题和职工没有关系", **hands(cast, "zhou"))
    assert call_meeting(meeting.pk, **hands(cast, "zhou")) is not None
    assert call_meeting(meeting.pk, **hands(cast, "zhou")) is None
    assert types(meeting).count("meeting.called") == 1


def test_units_are_asked_left_out_and_answer(cast):
    workers, meeting = union(cast), planned(cast)
    item(cast, meeting)
    land, housing = cast.units["land"].pk, cast.units["housing"].pk
    invite(meeting.pk, [land, land, housing], **hands(cast, "zhou"))
    uninvite(meeting.pk, housing, **hands(cast, "zhou"))
    leave_out(meeting.pk, workers.pk, "议题和职工没有关系", **hands(cast, "zhou"))
    invite_concerned(meeting.pk, **hands(cast, "zhou"))
    with pytest.raises(InvitationWrong):
        invite(meeting.pk, [meeting.office_id], **hands(cast, "zhou"))
    with pytest.raises(MeetingMovedOn):
        answer_invitation(meeting.pk, land, InvitationAnswer.COMING, **hands(cast, "qian"))
    assert meetings_for(grants_of(cast, "qian")) == []
    call_meeting(meeting.pk, **hands(cast, "zhou"))
    (seen,) = meetings_for(grants_of(cast, "qian"))
    view = meeting_for_viewer(seen.pk, cast.actor("qian"), grants_of(cast, "qian"))
    assert [one.unit_id for one in view.answers_for] == [land]
    answer_invitation(meeting.pk, land, InvitationAnswer.COMING, "两个人来", **hands(cast, "qian"))
    with pytest.raises(MayNotKeepMeeting):
        answer_invitation(meeting.pk, land, InvitationAnswer.NOT_COMING, **hands(cast, "outsider"))
    with pytest.raises(MeetingNotFound):
        answer_invitation(meeting.pk, workers.pk, InvitationAnswer.COMING, **hands(cast, "zhou"))
    for act in (uninvite, lambda *to, **by: leave_out(*to, "议题变了，不用来", **by)):
        with pytest.raises(InvitationWrong):
            act(meeting.pk, land, **hands(cast, "zhou"))
    found = Invitation.objects.get(unit=land)
    assert (found.answer, found.answer_words, found.answered_by) == ("coming", "两个人来", cast.staff["qian"])
    with pytest.raises(MeetingNotFound):
        meeting_for_viewer(meeting.pk, cast.actor("outsider"), grants_of(cast, "outsider"))


def test_what_was_called_off_or_has_begun_stays_as_it_is(cast):
    meeting, other = planned(cast), planned(cast, title="另一次会议")
    item(cast, meeting)
    item(cast, other)
    with pytest.raises(MeetingMovedOn):
        begin_meeting(meeting.pk, **hands(cast, "zhou"))
    called(cast, meeting)
    begin_meeting(meeting.pk, **hands(cast, "zhou"))
    begin_meeting(meeting.pk, **hands(cast, "zhou"))
    assert types(meeting).count("meeting.begun") == 1
    call_off(other.pk, "议题已经解决", key="off", **hands(cast, "zhou"))
    assert call_off(other.pk, "议题已经解决", key="off", **hands(cast, "zhou")) is None
    assert Meeting.objects.get(pk=other.pk).state == MeetingState.OFF
    for pk in (meeting.pk, other.pk):
        for act in (
            lambda at: call_off(at, "不开了", **hands(cast, "zhou")),
            lambda at: move_meeting(at, plan(cast, minutes=60), **hands(cast, "zhou")),
            lambda at: invite(at, [cast.units["land"].pk], **hands(cast, "zhou")),
            lambda at: call_meeting(at, **hands(cast, "zhou")),
        ):
            with pytest.raises(MeetingMovedOn):
                act(pk)
    assert {one.pk for one in meetings_for(grants_of(cast, "zhou"), over=True)} == {other.pk}


def test_an_item_of_a_meeting_called_off_waits_again(cast):
    meeting, issue = planned(cast), opened(cast, speak_all()[:2])
    item(cast, meeting, kind=ItemKind.ISSUE, issue_id=issue.pk)
    assert candidates(grants_of(cast, "zhou"), NOW.date()).candidates == ()
    call_off(meeting.pk, "下个月一起开", **hands(cast, "zhou", LATER + timedelta(hours=1)))
    assert [one.issue for one in candidates(grants_of(cast, "zhou"), NOW.date()).candidates] == [issue]


def test_a_dispute_taken_off_or_called_off_is_said_to_its_speaker(cast):
    case, meeting = disputed(cast), planned(cast)
    remove_item(item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=case.pk).pk, **hands(cast, "zhou"))
    item(cast, meeting, kind=ItemKind.COMPETENCE, case_id=case.pk)
    call_off(meeting.pk, "下个月一起开", **hands(cast, "zhou"))
    assert types(case)[-4:] == ["case.meeting_entered", "case.meeting_left"] * 2
    assert "不上联席会议了" in receipt_facts(case.voice, now=LATER).lines[0].said.zh
