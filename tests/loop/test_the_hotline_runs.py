"""A hotline ticket from the call to the rating, through the services the pages call."""

from datetime import timedelta

import pytest

from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.receipts import open_receipt
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.speaker_acts import rate
from huiying.serve.casework.models import Case, Deadline, Reply
from tests.cast import NOW, open_liuxi

REPLY = {
    "looked": True,
    "public_text": "雨水口清了，加了一道排水沟，昨天下雨没有积水。",
    "basis": "柳溪县排水管理办法第六条",
    "evidence": "照片两张",
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def ticket():
    def take(kind="request"):
        spoken = Spoken("phone", kind, "named", "菜市场门口一下雨就积水，老人摔了两个。", "zh-hans", NOW)
        return receive_voice(spoken, identity={"name": "李桂英"}, actor=SPEAKER, now=NOW)

    return take


def answered(cast, case_id):
    for name, act_id, data in (
        ("hotline", "dispatch", {"unit": cast.units["liuhe"].pk, "reason": "镇里的排水"}),
        ("town", "sign_for", {}),
        ("town", "contact", {"form": "phone", "record": "约好明天看现场"}),
        ("town", "reply", REPLY),
        ("hotline", "check_reply", {"verdict": "calling_back", "reason": "内容属实"}),
    ):  # fmt: skip
        act_on_case(case_id, act_id, actor=cast.actor(name), now=NOW + timedelta(days=1), data=data)


def test_a_call_is_dispatched_answered_checked_and_called_back(cast, ticket):
    case_id = ticket().voice.pk
    answered(cast, case_id)
    act_on_case(
        case_id,
        "call_back",
        actor=cast.actor("hu"),
        now=NOW + timedelta(days=2),
        data={"contacted": "yes", "solved": "yes", "satisfied": "yes"},
    )
    case = Case.objects.get(pk=case_id)
    assert (case.procedure, case.state, case.standing) == ("hotline", "closed", "ended")
    handled = Deadline.objects.get(case=case, clock="H-HANDLE")
    assert handled.due_on.isoformat() == "2026-12-01"
    assert handled.met_at is not None
    assert Reply.objects.get(case=case).delivered_at is not None


def test_not_resolved_sends_a_closed_ticket_back_to_the_unit(cast, ticket):
    receipt = ticket()
    answered(cast, receipt.voice.pk)
    act_on_case(
        receipt.voice.pk,
        "call_back",
        actor=cast.actor("hu"),
        now=NOW + timedelta(days=2),
        data={"contacted": "yes", "solved": "yes", "satisfied": "no"},
    )
    rate(receipt.voice, resolved="no", words="今天又积水了", now=NOW + timedelta(days=3))
    case = Case.objects.get(pk=receipt.voice.pk)
    assert (case.state, case.unit.name, case.next_clock) == ("redispatched", "柳河镇人民政府", "H-REDO")


def test_a_ticket_becomes_a_petition_opened_by_the_same_code(cast, ticket):
    receipt = ticket()
    act_on_case(
        receipt.voice.pk, "to_petition", actor=cast.actor("hotline"), now=NOW, data={"consent": "电话里本人同意"}
    )
    petition = Voice.objects.get(split_from=receipt.voice)
    assert Case.objects.get(pk=receipt.voice.pk).state == "closed"
    assert (petition.case.procedure, petition.case.state) == ("xinfang", "registered")
    assert petition.text == receipt.voice.text
    assert open_receipt(number=petition.number, code=receipt.code, now=NOW) == petition


def test_an_accusation_found_on_the_phone_goes_to_the_sealed_officer(cast, ticket):
    receipt = ticket()
    act_on_case(receipt.voice.pk, "seal", actor=cast.actor("hotline"), now=NOW)
    petition = Voice.objects.get(split_from=receipt.voice)
    assert (petition.kind, petition.case.state, petition.case.sealed) == ("report", "sealed", True)


def test_a_question_has_a_shorter_limit(cast, ticket):
    case_id = ticket("inquiry").voice.pk
    act_on_case(
        case_id,
        "dispatch",
        actor=cast.actor("hotline"),
        now=NOW,
        data={"unit": cast.units["liuhe"].pk, "reason": "镇里的事"},
    )
    assert Deadline.objects.get(case_id=case_id, clock="H-HANDLE").due_on.isoformat() == "2026-11-26"
