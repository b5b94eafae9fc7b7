"""In the meeting: who came, what was said, how each item ends; then the minutes through their four stages."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from huiying.core.meetings.draft import digest_of
from huiying.foundation.ledger.models import Event, LogEntry
from huiying.serve.coordination.enums import ItemKind, ItemOutcome, MeetingState, MinutesStage, ResolutionKind
from huiying.serve.coordination.errors import (
    AmendmentsOpen,
    InvitationWrong,
    IssueNamesSomebody,
    ItemsOpen,
    ItemWrong,
    MayNotKeepMeeting,
    MeetingMovedOn,
    MeetingNeedsWords,
    MeetingNotFound,
    MinutesWrong,
    NobodyCame,
    ResolutionWrong,
)
from huiying.serve.coordination.models import AgendaItem, Amendment, Meeting, Minutes, Resolution
from huiying.serve.coordination.selectors.meetings import hours_of, meeting_for_viewer
from huiying.serve.coordination.selectors.minutes import published_meetings, published_minutes
from huiying.serve.coordination.services.meetings import begin_meeting
from huiying.serve.coordination.services.minutes import (
    Part,
    amend,
    answer_amendment,
    change_part,
    draft,
    publish_minutes,
    send_minutes,
    sign_minutes,
)
from huiying.serve.coordination.services.resolving import (
    ResolutionPlan,
    change_resolution,
    note_attendance,
    put_off,
    remove_resolution,
    resolve,
    take_up,
    write_discussion,
)
from tests.cast import open_liuxi
from tests.serve.coordination.issues import grants_of
from tests.serve.coordination.meetings import (
    MEETS,
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
AFTER = MEETS + timedelta(days=3)
LATER_ON = date(2027, 1, 4)


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def at_hand(cast):
    """An item of a meeting that goes on."""
    meeting = planned(cast)
    made = item(cast, meeting)
    sitting(cast, called(cast, meeting))
    return AgendaItem.objects.select_related("meeting").get(pk=made.pk)


def types(subject):
    found = Event.objects.filter(subject_kind=subject.subject_kind, subject_id=subject.subject_id)
    return list(found.order_by("pk").values_list("type", flat=True))


def test_an_item_ends_in_resolutions_with_owner_day_and_evidence(cast, at_hand):
    who = hands(cast, "zhou", MEETS)
    write_discussion(at_hand.pk, "住建局说两个月够了。", **who)
    said = ResolutionPlan("两个月内搬到工业园", cast.units["housing"].pk, due_on=LATER_ON, evidence_wanted="验收单")
    made = resolve(at_hand.pk, said, key="r:1", **who)
    assert resolve(at_hand.pk, said, key="r:1", **who) == made
    other = resolve(at_hand.pk, ResolutionPlan("镇里先洒水", cast.units["liuhe"].pk, due_on=LATER_ON), **who)
    more = ResolutionPlan("三个月内搬到工业园", made.owner_id, due_on=date(2027, 2, 28), supporting=[made.owner_id])
    change_resolution(made.pk, more, **who)
    remove_resolution(other.pk, **who)
    connection.finish_waiting()
    (found,) = Resolution.objects.all()
    assert (found.text, found.due_on, found.supporting, found.position) == (more.text, more.due_on, [], 1)
    assert AgendaItem.objects.get(pk=at_hand.pk).outcome == ItemOutcome.SETTLED
    assert types(made) == ["resolution.made", "resolution.changed"]
    assert "工业园" not in str(list(Event.objects.filter(type="resolution.made").values_list("public")))
    assert LogEntry.objects.filter(event__type__startswith="resolution.").count() == 4
    remove_resolution(made.pk, **who)
    assert AgendaItem.objects.get(pk=at_hand.pk).outcome == ItemOutcome.OPEN


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"text": "搬"}, MeetingNeedsWords),
        ({"due_on": None}, ResolutionWrong),
        ({"due_on": date(2026, 12, 6)}, ResolutionWrong),
        ({"owner_id": 0}, ResolutionWrong),
        ({"supporting": [0]}, ResolutionWrong),
        ({"public": False}, MeetingNeedsWords),
        ({"kind": ResolutionKind.COMPETENCE}, ResolutionWrong),
        ({"text": "请打 13800138000 找李四办"}, IssueNamesSomebody),
    ],
)
def test_a_resolution_says_who_does_what_by_when(cast, at_hand, wrong, error):
    with pytest.raises(error):
        settled(cast, at_hand, **wrong)
    assert not Resolution.objects.exists()


def test_an_item_is_put_off_with_reason_and_day_or_taken_up_again(cast, at_hand):
    who = hands(cast, "zhou", MEETS)
    with pytest.raises(ItemWrong):
        put_off(at_hand.pk, "资料没到齐", MEETS.date(), **who)
    with pytest.raises(MeetingNeedsWords):
        put_off(at_hand.pk, "无", LATER_ON, **who)
    put_off(at_hand.pk, "资料没到齐", LATER_ON, **who)
    with pytest.raises(ItemWrong):
        settled(cast, at_hand)
    take_up(at_hand.pk, **who)
    settled(cast, at_hand)
    with pytest.raises(ItemWrong):
        put_off(at_hand.pk, "资料没到齐", LATER_ON, **who)
    assert types(at_hand)[-2:] == ["agenda_item.put_off", "agenda_item.taken_up"]


def test_only_the_joint_office_writes_and_only_while_people_sit_in_it(cast, at_hand):
    for name in ("sun", "qian", "chen"):
        with pytest.raises(MayNotKeepMeeting):
            resolve(at_hand.pk, ResolutionPlan("两个月内搬走", 1, due_on=LATER_ON), **hands(cast, name, MEETS))
    settled(cast, at_hand)
    ended(cast, at_hand.meeting)
    for act in (
        lambda: settled(cast, at_hand),
        lambda: put_off(at_hand.pk, "资料没到齐", LATER_ON, **hands(cast, "zhou", MEETS)),
        lambda: note_attendance(at_hand.meeting_id, {}, **hands(cast, "zhou", MEETS)),
        lambda: write_discussion(at_hand.pk, "补一句", **hands(cast, "zhou", MEETS)),
        lambda: begin_meeting(at_hand.meeting_id, **hands(cast, "zhou", MEETS)),
    ):
        with pytest.raises(MeetingMovedOn):
            act()
    with pytest.raises(MeetingNotFound):
        remove_resolution(0, **hands(cast, "zhou", MEETS))


def test_a_meeting_ends_when_somebody_came_and_every_item_has_its_outcome(cast):
    meeting = planned(cast, series=regular(cast))
    first, second = item(cast, meeting), item(cast, meeting, title="路灯归谁管")
    called(cast, meeting)
    begin_meeting(meeting.pk, **hands(cast, "zhou", MEETS))
    with pytest.raises(NobodyCame):
        ended(cast, meeting)
    for wrong in ({0: 1}, {cast.units["land"].pk: 0}):
        with pytest.raises(InvitationWrong):
            note_attendance(meeting.pk, wrong, **hands(cast, "zhou", MEETS))
    came = {cast.units["land"].pk: 2, cast.units["petition"].pk: 1}
    note_attendance(meeting.pk, came, **hands(cast, "zhou", MEETS))
    settled(cast, AgendaItem.objects.get(pk=first.pk))
    with pytest.raises(ItemsOpen) as raised:
        ended(cast, meeting)
    assert "第 3 项" in raised.value.say("zh-hans")
    put_off(second.pk, "资料没到齐", LATER_ON, **hands(cast, "zhou", MEETS))
    ended(cast, meeting)
    found = Meeting.objects.get(pk=meeting.pk)
    assert (found.state, hours_of(found)) == (MeetingState.HELD, Decimal("4.0"))  # 80 minutes, 3 people
    event = Event.objects.get(type="meeting.held")
    assert (event.public["people"], event.public["items"]) == (3, 3)


def held(cast):
    """A meeting that was held: a dispute settled, an internal task, and its minutes drafted."""
    meeting = planned(cast)
    dispute = item(cast, meeting, kind=ItemKind.COMPETENCE, title="路灯归谁管", case_id=disputed(cast).pk)
    inside = item(cast, meeting, title="经费从哪里来")
    sitting(cast, called(cast, meeting), came=("land", "housing"))
    takes(cast, AgendaItem.objects.select_related("meeting").get(pk=dispute.pk))
    hidden = {"public": False, "hidden_reason": "还没有报批"}
    settled(cast, AgendaItem.objects.select_related("meeting").get(pk=inside.pk), text="从应急经费列支", **hidden)
    ended(cast, meeting)
    return Meeting.objects.get(pk=meeting.pk)


def test_minutes_are_drafted_amended_signed_and_published_in_part(cast):
    meeting = held(cast)
    zhou, sun = hands(cast, "zhou", MEETS), hands(cast, "sun", AFTER)
    assert draft(meeting.pk, **zhou).stage == MinutesStage.DRAFT
    assert meeting_for_viewer(meeting.pk, cast.actor("qian"), grants_of(cast, "qian")).record is None
    change_part(meeting.pk, 1, Part("路灯归谁管", "由自然资源局承办，住建局配合。", True), **zhou)
    send_minutes(meeting.pk, date(2026, 12, 9), **zhou)
    wish = amend(meeting.pk, 1, "请写明从哪一天起", key="w:1", **hands(cast, "qian", MEETS))
    assert amend(meeting.pk, 1, "请写明从哪一天起", key="w:1", **hands(cast, "qian", MEETS)) == wish
    other = amend(meeting.pk, 0, "我们来了三个人", **hands(cast, "outsider", MEETS))
    with pytest.raises(MinutesWrong):  # the day is not over
        sign_minutes(meeting.pk, **hands(cast, "sun", MEETS))
    with pytest.raises(AmendmentsOpen):
        sign_minutes(meeting.pk, **sun)
    answer_amendment(wish.pk, taken=True, **zhou)
    with pytest.raises(MeetingNeedsWords):
        answer_amendment(other.pk, taken=False, **zhou)
    answer_amendment(other.pk, "到会人数不写进纪要", taken=False, **zhou)
    with pytest.raises(MinutesWrong):
        publish_minutes(meeting.pk, **hands(cast, "zhou", AFTER))
    signed = sign_minutes(meeting.pk, **sun)
    assert signed.sha256 == digest_of(Minutes.objects.get().sections)
    assert Event.objects.get(type="minutes.signed").public["sha256"] == signed.sha256
    publish_minutes(meeting.pk, **hands(cast, "zhou", AFTER))
    publish_minutes(meeting.pk, **hands(cast, "zhou", AFTER))
    assert types(signed).count("minutes.published") == 1
    (shown,) = published_meetings()
    told = published_minutes(shown.pk)
    assert "住建局配合" in told.sections[1].text
    assert "应急经费" not in str(told)
    assert [one.text for one in told.resolutions] == ["由自然资源局承办"]
    assert list(signed.amendments.order_by("section").values_list("taken", flat=True)) == [False, True]


def test_who_was_not_there_asks_for_nothing_and_signed_minutes_stay(cast):
    meeting = held(cast)
    zhou = hands(cast, "zhou", MEETS)
    with pytest.raises(MinutesWrong):
        amend(meeting.pk, 0, "请改一改", **hands(cast, "qian", MEETS))
    with pytest.raises(MinutesWrong):
        sign_minutes(meeting.pk, **hands(cast, "sun", AFTER))
    with pytest.raises(MinutesWrong):
        send_minutes(meeting.pk, date(2026, 12, 6), **zhou)
    send_minutes(meeting.pk, date(2026, 12, 9), **zhou)
    for name in ("town", "chen"):
        with pytest.raises(MayNotKeepMeeting):
            amend(meeting.pk, 0, "请改一改", **hands(cast, name, MEETS))
    with pytest.raises(MinutesWrong):
        amend(meeting.pk, 10**9, "请改一改", **hands(cast, "qian", MEETS))
    for name in ("zhou", "qian"):
        with pytest.raises(MayNotKeepMeeting):
            sign_minutes(meeting.pk, **hands(cast, name, AFTER))
    with pytest.raises(MeetingNotFound):
        published_minutes(meeting.pk)
    sign_minutes(meeting.pk, **hands(cast, "sun", AFTER))
    for act in (
        lambda: change_part(meeting.pk, 0, Part("", "改一改", True), **hands(cast, "zhou", AFTER)),
        lambda: send_minutes(meeting.pk, date(2026, 12, 20), **hands(cast, "zhou", AFTER)),
        lambda: amend(meeting.pk, 0, "请改一改", **hands(cast, "qian", AFTER)),
    ):
        with pytest.raises(MinutesWrong):
            act()
    assert not Amendment.objects.exists()


def test_names_are_kept_out_of_the_minutes(cast):
    meeting = held(cast)
    with pytest.raises(IssueNamesSomebody):
        change_part(meeting.pk, 0, Part("", "会后请打 13800138000", True), **hands(cast, "zhou", MEETS))
