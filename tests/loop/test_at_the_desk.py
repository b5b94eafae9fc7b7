"""Somebody comes with a receipt number: compared, issued again, written down, sent; each told to the speaker."""

import uuid
from datetime import timedelta

import pytest
from django.utils.translation import override

from huiying.foundation.keys.box import open_json
from huiying.foundation.ledger.models import Event
from huiying.foundation.outbox import services as outbox
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.models import Message
from huiying.foundation.people.enums import IdentityField
from huiying.listen.voices.errors import (
    CompareLater,
    MayNotServe,
    NothingToCompare,
    ReceiptUnknown,
    SayHowChecked,
)
from huiying.listen.voices.models import LinkToken
from huiying.listen.voices.services.receipts import make_link, open_receipt
from huiying.listen.voices.services.register import Spoken
from huiying.loop.at_the_desk import add_words_for, compare_identity, reissue, send_again
from huiying.loop.receive_voice import SPEAKER, receive_draft
from huiying.serve.casework.selectors.receipt import receipt_facts
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db(transaction=True)
LI = {"name": "李桂英", "phone": "138 0000 1234"}
NAME, PHONE = IdentityField.NAME, IdentityField.PHONE


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def given(cast):
    spoken = Spoken("counter", "request", "shielded", "去小学的路三盏灯都不亮。", "zh-hans", NOW)
    return receive_draft(uuid.uuid4(), spoken, identity=LI, now=NOW, actor=SPEAKER)


@pytest.fixture
def compare(cast, given):
    def asked(said, *, name="wang", at=NOW, key=""):
        return compare_identity(given.voice.pk, said, actor=cast.actor(name), now=at, key=key or str(uuid.uuid4()))

    return asked


@pytest.mark.parametrize(
    ("said", "agrees"),
    [
        ({NAME: "李 桂英"}, True),
        ({PHONE: "+86 138-0000-1234"}, True),
        ({NAME: "李桂英", PHONE: "13800001234"}, True),
        ({NAME: "李桂英", PHONE: "13800001235"}, False),
        ({NAME: "李桂"}, False),
        ({PHONE: "138"}, False),
    ],
)
def test_it_is_told_whether_it_agrees_and_nothing_else(compare, given, said, agrees):
    assert compare(said) is agrees
    event = Event.objects.get(type="voice.identity_agreed" if agrees else "voice.identity_differed")
    assert (event.subject_kind, event.subject_id) == ("voice", given.voice.pk)
    assert "李" not in str(event.public)
    assert "138" not in str(event.public)


def test_what_was_not_left_or_not_given_cannot_be_compared(compare):
    for said in ({}, {NAME: " "}, {IdentityField.EMAIL: "li@example.org"}):
        with pytest.raises(NothingToCompare):
            compare(said)
    assert not Event.objects.filter(type__startswith="voice.identity").exists()


def test_guessing_is_slowed_and_the_wait_doubles(compare):
    for _ in range(3):
        compare({NAME: "张三"})
    with pytest.raises(CompareLater) as refused:
        compare({NAME: "李桂英"})
    assert refused.value.data["minutes"] == 1
    assert compare({NAME: "张三"}, at=NOW + timedelta(minutes=1)) is False
    with pytest.raises(CompareLater):
        compare({NAME: "李桂英"}, at=NOW + timedelta(minutes=2))
    assert compare({NAME: "李桂英"}, at=NOW + timedelta(minutes=3)) is True


def test_the_same_question_sent_twice_is_one_event(compare):
    key = str(uuid.uuid4())
    assert [compare({NAME: "张三"}, key=key), compare({NAME: "张三"}, key=key)] == [False, False]
    assert Event.objects.filter(type="voice.identity_differed").count() == 1


@pytest.mark.parametrize("name", ["hotline", "zhao", "guo", "chen", "feng"])
def test_another_desk_compares_issues_and_sends_nothing(cast, given, compare, name):
    actor = cast.actor(name)
    with pytest.raises(MayNotServe):
        compare({NAME: "李桂英"}, name=name)
    with pytest.raises(MayNotServe):
        reissue(given.voice.pk, how="papers", actor=actor, now=NOW, draft_id=uuid.uuid4())
    with pytest.raises(MayNotServe):
        send_again(given.voice.pk, actor=actor, now=NOW, key="x")
    with pytest.raises(MayNotServe):
        add_words_for(given.voice.pk, text="…", how="papers", opened=False, actor=actor, now=NOW, key="y")


def test_a_new_code_ends_the_old_one_and_its_links_and_the_speaker_reads_it(cast, given):
    voice, draft = given.voice, uuid.uuid4()
    make_link(voice, now=NOW)
    wang = cast.actor("wang")
    _voice, code = reissue(voice.pk, how="papers", actor=wang, now=NOW, draft_id=draft)
    assert open_receipt(number=voice.number, code=code, now=NOW) == voice
    with pytest.raises(ReceiptUnknown):
        open_receipt(number=voice.number, code=given.code, now=NOW)
    assert not LinkToken.objects.filter(voice=voice).exclude(expires_at__gt=NOW).exists()
    assert Event.objects.get(type="voice.receipt_reissued").public == {"how": "papers"}
    assert any("补发" in line.said.zh for line in receipt_facts(voice, now=NOW).lines)
    assert reissue(voice.pk, how="papers", actor=wang, now=NOW, draft_id=draft)[1] == code
    assert Event.objects.filter(type="voice.receipt_reissued").count() == 1
    assert Message.objects.filter(key__contains="reissued").count() == 1


def test_the_office_is_named_in_the_language_of_the_speaker_whoever_writes(cast, given, monkeypatch):
    for way in Way:
        monkeypatch.setitem(outbox.IS_CONFIGURED, way, lambda: True)
    with override("en"):
        send_again(given.voice.pk, actor=cast.actor("wang"), now=NOW, key="again")
    row = Message.objects.get(key__endswith=":again")
    said = repr(open_json((outbox.TABLE, outbox.COLUMN, row.key), bytes(row.sealed), row.key_version))
    assert "柳溪县收到了您的话" in said


def test_it_is_not_issued_without_saying_how_the_person_was_known(cast, given):
    for how in ("", "code", "guess"):
        with pytest.raises(SayHowChecked):
            reissue(given.voice.pk, how=how, actor=cast.actor("wang"), now=NOW, draft_id=uuid.uuid4())


def test_a_sealed_receipt_is_issued_again_by_its_officer_alone(cast):
    spoken = Spoken("counter", "report", "named", "所长收钱办证。", "zh-hans", NOW)
    voice = receive_draft(uuid.uuid4(), spoken, identity=LI, now=NOW).voice
    for name in ("wang", "zhou"):
        with pytest.raises(MayNotServe):
            reissue(voice.pk, how="papers", actor=cast.actor(name), now=NOW, draft_id=uuid.uuid4())
    _voice, code = reissue(voice.pk, how="papers", actor=cast.actor("feng"), now=NOW, draft_id=uuid.uuid4())
    assert open_receipt(number=voice.number, code=code, now=NOW) == voice
    assert not Message.objects.filter(about_id=voice.pk).exists()


def test_words_added_at_the_desk_are_the_speakers_and_say_who_wrote(cast, given):
    wang, key = cast.actor("wang"), str(uuid.uuid4())
    more = {"text": "昨晚又有人摔了。", "how": "call_back", "opened": False, "actor": wang, "now": NOW, "key": key}
    assert add_words_for(given.voice.pk, **more) is not None
    assert add_words_for(given.voice.pk, **more) is None
    added = Event.objects.get(type="xinfang.add")
    taken = Event.objects.get(type="voice.words_taken_down")
    assert (added.actor_kind, taken.actor_kind, taken.actor_id) == ("speaker", "staff", wang.id)
    assert taken.public == {"how": "call_back"}
    said = [line.said.zh for line in receipt_facts(given.voice, now=NOW).lines]
    assert "您补充的话由窗口人员代记" in said


def test_with_the_code_any_desk_writes_it_down(cast, given):
    more = {"text": "昨晚又有人摔了。", "how": "", "opened": True, "actor": cast.actor("hotline"), "now": NOW}
    assert add_words_for(given.voice.pk, key="k", **more) is not None
    assert Event.objects.get(type="voice.words_taken_down").public == {"how": "code"}
    with pytest.raises(SayHowChecked):
        add_words_for(given.voice.pk, key="l", **more | {"opened": False, "how": "code"})


def test_number_and_link_are_sent_once_more_per_press(cast, given):
    wang = cast.actor("wang")
    before = Message.objects.count()
    assert send_again(given.voice.pk, actor=wang, now=NOW, key="once") is True
    assert send_again(given.voice.pk, actor=wang, now=NOW, key="once") is True
    assert Message.objects.count() == before + 1
    spoken = Spoken("counter", "request", "anonymous", "路灯不亮。", "zh-hans", NOW)
    nobody = receive_draft(uuid.uuid4(), spoken, identity={}, now=NOW).voice
    assert send_again(nobody.pk, actor=wang, now=NOW, key="none") is False
