"""One matter in many voices: joined in one go, answered together, parted again; each stays its own."""

from datetime import date, timedelta

import pytest
from django.db import connection

from huiying.core.procedures.errors import Guarded, NotFromHere, NotYourAct
from huiying.foundation.ledger.models import Event, LogEntry
from huiying.foundation.outbox.models import Message
from huiying.foundation.people.models import Grant
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case, approve
from huiying.loop.join_cases import join_cases, join_or_propose, part_cases
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.errors import CaseNotFound, LeadCaseWrong, NoLongerJoined, ReplyNotReady
from huiying.serve.casework.models import Approval, Case, Deadline, Document, Reply
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db
SAID = "雨水口清了，加了一道排水沟，昨天下雨没有积水。"
REPLY = {"looked": True, "public_text": SAID, "basis": "柳溪县排水管理办法第六条", "puts_right": "已经修好。"}
WHY = "同一处积水"


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def speak():
    def spoken(name="", channel="phone", kind="request", **more):
        naming = "named" if name else "anonymous"
        said = Spoken(channel, kind, naming, "菜市场门口一下雨就积水，老人摔了两个。", "zh-hans", NOW, **more)
        identity = {"name": name, "phone": "00001234567"} if name else {}
        return receive_voice(said, identity=identity, actor=SPEAKER, now=NOW).voice

    return spoken


@pytest.fixture
def act(cast):
    def done(voice, name, act_id, *, key=None, **data):
        return act_on_case(voice.pk, act_id, actor=cast.actor(name), now=NOW, data=data, key=key)

    return done


@pytest.fixture
def join(cast):
    def joined(lead, *voices, name="hotline", key=None, reason=WHY):
        return join_cases(lead.pk, [one.pk for one in voices], actor=cast.actor(name), now=NOW, reason=reason, key=key)

    return joined


def case_of(voice):
    return Case.objects.get(pk=voice.pk)


def events(act_id, *voices):
    return Event.objects.filter(type__endswith=f".{act_id}", subject_id__in=[voice.pk for voice in voices])


def refusals(told):
    return {left.case_id: type(left.why) for left in told.left}


def test_ten_cases_are_joined_in_one_go_each_with_its_event_and_its_line(cast, speak, join):
    lead, *others = [speak("李桂英", may_contact=True) for _ in range(10)]
    connection.finish_waiting()
    lines, recorded, messages = (table.objects.count() for table in (LogEntry, Event, Message))
    told = join(lead, *others)
    assert told.done == tuple(voice.pk for voice in others)
    assert told.left == ()
    assert set(Case.objects.filter(lead_case_id=lead.pk).values_list("pk", flat=True)) == set(told.done)
    assert events("join", *others).count() == 9
    connection.finish_waiting()
    assert LogEntry.objects.count() - lines == Event.objects.count() - recorded
    assert Message.objects.count() == messages + 9, "each person is told"
    assert case_of(lead).lead_case_id is None


def test_joining_twice_with_one_key_is_joining_once(cast, speak, join):
    lead, second, third = (speak() for _ in range(3))
    first = join(lead, second, third, key="desk:1")
    assert join(lead, second, third, key="desk:1") == first
    assert events("join", second, third).count() == 2
    assert join(lead, second).done == (second.pk,), "joined already is joined"
    assert events("join", second).count() == 1


def test_a_lead_among_those_to_be_joined_is_left_out(cast, speak, join):
    lead, second = speak(), speak()
    assert join(lead, lead, second).done == (second.pk,)


def test_what_cannot_be_joined_is_left_with_the_reason_and_the_rest_is_joined(cast, speak, join, act):
    lead, fine, ended, sealed, other_class = (speak() for _ in range(5))
    leads, follows = speak(), speak()
    join(leads, follows)
    act(ended, "hotline", "not_dispatch", **{"class": "N4", "reason": "涉及他人隐私"})
    act(sealed, "hotline", "seal")
    petition = speak(channel="counter")
    Grant.objects.create(
        staff=cast.staff["hotline"], role="dispatcher", unit=cast.units["petition"], starts_on=date(2026, 1, 1)
    )
    told = join(lead, fine, ended, sealed, leads, petition)
    assert told.done == (fine.pk,)
    assert refusals(told) == {
        ended.pk: NotFromHere,
        sealed.pk: CaseNotFound,
        leads.pk: LeadCaseWrong,
        petition.pk: Guarded,
    }
    assert events("join", ended, sealed, leads, petition).count() == 0
    assert other_class.pk not in told.done


def test_a_case_nobody_may_see_and_one_that_is_not_there_are_refused_alike(cast, speak, join):
    lead, foreign = speak(channel="counter"), speak()
    told = join(lead, foreign, name="zhou")
    assert refusals(told) == {foreign.pk: CaseNotFound}
    nowhere = join_cases(lead.pk, [99_999], actor=cast.actor("zhou"), now=NOW, reason=WHY)
    assert refusals(nowhere) == {99_999: CaseNotFound}
    assert str(told.left[0].why) == str(nowhere.left[0].why)
    with pytest.raises(CaseNotFound):
        join(foreign, lead, name="zhou")


@pytest.mark.parametrize("name", ["wang", "chen", "qian"])
def test_who_may_only_look_joins_nothing(cast, speak, act, join, name):
    lead, second = speak(channel="counter"), speak(channel="counter")
    for voice in (lead, second):
        act(voice, "zhou", "forward", unit=cast.units["land"].pk, reason="职责")
    assert refusals(join(lead, second, name=name)) == {second.pk: NotYourAct}


def test_a_handler_joins_the_petitions_of_the_unit_and_no_others(cast, speak, act, join):
    lead, second, elsewhere = (speak(channel="counter") for _ in range(3))
    for voice, unit in ((lead, "land"), (second, "land"), (elsewhere, "liuhe")):
        act(voice, "zhou", "forward", unit=cast.units[unit].pk, reason="职责")
    told = join(lead, second, elsewhere, name="zhao")
    assert told.done == (second.pk,)
    assert refusals(told) == {elsewhere.pk: CaseNotFound}


def test_nothing_is_joined_without_a_reason(cast, speak, join):
    lead, second = speak(), speak()
    assert len(join(lead, second, reason=" ").left) == 1
    assert case_of(second).lead_case_id is None


def test_joining_moves_no_clock_and_no_state(cast, speak, join):
    lead, second = speak(), speak()
    before = list(Deadline.objects.filter(case_id=second.pk).values())
    join(lead, second)
    assert list(Deadline.objects.filter(case_id=second.pk).values()) == before
    assert case_of(second).state == "received"


def test_several_are_parted_again_and_each_is_told(cast, speak, join):
    lead, second, third, alone = (speak() for _ in range(4))
    join(lead, second, third)
    told = part_cases([second.pk, third.pk, alone.pk], actor=cast.actor("hotline"), now=NOW, reason="不是一处", key="p")
    assert told.done == (second.pk, third.pk)
    assert refusals(told) == {alone.pk: Guarded}
    assert not Case.objects.filter(lead_case_id=lead.pk).exists()
    again = part_cases([second.pk], actor=cast.actor("hotline"), now=NOW, reason="不是一处", key="p")
    assert again.done == (second.pk,)
    assert events("separate", second).count() == 1


def test_the_intake_desk_joins_where_it_may_and_proposes_where_it_may_not(cast, speak):
    lead, second = speak(), speak()
    done = join_or_propose(
        second.pk, lead.pk, reason=WHY, proposal="建议并单", actor=cast.actor("hotline"), now=NOW, key="intake:1"
    )
    assert (done.why, done.proposed) == (None, False)
    assert case_of(second).lead_case_id == lead.pk
    first, new = speak(channel="counter"), speak(channel="counter")
    for _ in range(2):
        asked = join_or_propose(
            new.pk, first.pk, reason=WHY, proposal="建议并案", actor=cast.actor("wang"), now=NOW, key="intake:2"
        )
    assert asked.proposed
    assert isinstance(asked.why, NotYourAct)
    assert case_of(new).lead_case_id is None
    assert events("note", new).count() == 1


# One answer for all


@pytest.fixture
def ten(cast, speak, join, act):
    """A lead with nine others, all dispatched to the town and signed for in one act each."""
    lead, *others = [speak("李桂英" if i == 3 else "王大明", may_contact=True) for i in range(10)]
    join(lead, *others)
    also = [voice.pk for voice in others]
    act(lead, "hotline", "dispatch", unit=cast.units["liuhe"].pk, reason="镇里的排水", also=also)
    act(lead, "town", "sign_for", also=also)
    return lead, others


def test_one_answer_reaches_ten_voices_and_each_keeps_its_own(cast, ten, act):
    lead, others = ten
    messages = Message.objects.count()
    done = act(lead, "town", "reply", key="k", also=[voice.pk for voice in others], **REPLY)
    assert done.reached == tuple(sorted(voice.pk for voice in others))
    assert done.left == ()
    replies = Reply.objects.filter(public_text=SAID)
    assert replies.count() == 10
    assert set(replies.values_list("case_id", flat=True)) == {lead.pk, *done.reached}
    assert Document.objects.filter(code="H07").values("number").distinct().count() == 10
    assert Deadline.objects.filter(clock="H-HANDLE", met_at__isnull=False).count() == 10
    assert events("reply", lead, *others).count() == 10
    assert Message.objects.count() == messages + 10
    assert {case_of(voice).state for voice in others} == {"replied"}
    act(lead, "town", "reply", key="k", also=[voice.pk for voice in others], **REPLY)
    assert replies.count() == 10, "pressed twice it is answered once"


def test_one_that_cannot_be_answered_is_said_and_left_and_the_rest_is_answered(cast, ten, act):
    lead, others = ten
    parted, early, sealed, *rest = others
    part_cases([parted.pk], actor=cast.actor("hotline"), now=NOW, reason="不是一处")
    act(early, "town", "reply", **REPLY)
    act(sealed, "town", "seal")
    done = act(lead, "town", "reply", also=[voice.pk for voice in others], **REPLY)
    assert done.reached == tuple(voice.pk for voice in rest)
    assert refusals(done) == {parted.pk: NoLongerJoined, sealed.pk: NoLongerJoined, early.pk: NotFromHere}
    assert Reply.objects.filter(case_id=parted.pk).count() == 0
    assert Reply.objects.filter(case_id=early.pk).count() == 1


def test_what_is_not_confirmed_is_not_answered(cast, ten, act):
    lead, others = ten
    act(lead, "town", "reply", also=[others[0].pk], **REPLY)
    assert Reply.objects.count() == 2


def test_an_answer_to_many_names_none_of_them(cast, ten, act):
    lead, others = ten
    named = REPLY | {"public_text": "李桂英反映的雨水口清了，加了一道排水沟。"}
    with pytest.raises(ReplyNotReady):
        act(lead, "town", "reply", also=[voice.pk for voice in others], **named)
    assert not Reply.objects.exists()


def test_hints_for_a_joined_voice_are_shown_before_anything_goes_out(cast, speak, join, act):
    lead, second = speak(wants="unknown"), speak(wants="respect")
    join(lead, second)
    act(lead, "hotline", "dispatch", unit=cast.units["liuhe"].pk, reason="镇里的排水", also=[second.pk])
    act(lead, "town", "sign_for", also=[second.pk])
    plain = {"public_text": SAID, "basis": REPLY["basis"]}
    with pytest.raises(ReplyNotReady):
        act(lead, "town", "reply", also=[second.pk], **plain)
    assert not Reply.objects.exists()


def test_what_is_about_one_person_reaches_nobody_else(cast, ten, act):
    lead, others = ten
    act(lead, "town", "ask_more", question="几点积水？", also=[others[0].pk])
    assert events("ask_more", others[0]).count() == 0


def test_an_opinion_waits_for_its_approval_once_and_then_reaches_all(cast, speak, join, act):
    lead, second = speak(channel="counter"), speak(channel="counter")
    join(lead, second, name="zhou")
    act(lead, "zhou", "forward", unit=cast.units["land"].pk, reason="职责", also=[second.pk])
    for act_id, data in (
        ("accept", {"legal_class": "suggestion", "route": "petition"}),
        ("study", {}),
    ):
        if case_of(lead).state != "studying":
            act(lead, "zhao", act_id, also=[second.pk], **data)
    asked = act(lead, "zhao", "adopt", measure="今年修", also=[second.pk], **REPLY)
    assert asked.approval is not None
    assert Approval.objects.count() == 1
    done = approve(asked.approval.pk, actor=cast.actor("qian"), now=NOW + timedelta(hours=1), key="a")
    assert done.reached == (second.pk,)
    assert {case_of(voice).state for voice in (lead, second)} == {"suggestion_answered"}


def test_of_a_joined_voice_that_lies_with_others_the_gate_tells_nothing(cast, speak, join, act):
    lead, elsewhere = speak(), speak("纳兰性德", wants="respect")
    join(lead, elsewhere)
    act(lead, "hotline", "dispatch", unit=cast.units["liuhe"].pk, reason="镇里的排水")
    act(lead, "town", "sign_for")
    named = REPLY | {"public_text": "纳兰性德门口的雨水口清了，加了一道排水沟，下周再去看一次。"}
    done = act(lead, "town", "reply", also=[elsewhere.pk], **named)
    assert (done.reached, refusals(done)) == ((), {elsewhere.pk: NoLongerJoined})
    assert Reply.objects.get().case_id == lead.pk
