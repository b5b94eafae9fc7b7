"""On the receipt: asking that somebody keep out, and for help to be heard."""

import pytest

from huiying.listen.voices.models import Help, Voice
from huiying.serve.casework.models import Case, Recusal
from tests.faces.public.test_acts import key_of as key_on

KEEP_OUT, HELP = "/follow/voice/keep-out", "/follow/voice/help"


@pytest.fixture
def voice(li):
    number, code = li.speak()
    li.open(number, code)
    return Voice.objects.get(number=number)


def test_whoever_is_named_is_out_and_the_receipt_says_that_it_was_asked(li, voice):
    page = li.read(KEEP_OUT)
    sent = li.client.post(KEEP_OUT, {"whom": "other", "who": "赵敏", "why": "她是对方的表妹", "key": key_on(page)})
    assert sent["Location"] == "/follow/voice?done=keep_out"
    assert Recusal.objects.get(case_id=voice.pk).by_speaker
    assert "您申请了回避" in li.read("/follow/voice")


def test_without_a_name_and_without_a_reason_nothing_is_lost_and_both_are_said(li, voice):
    page = li.read(KEEP_OUT)
    answer = li.client.post(KEEP_OUT, {"whom": "other", "who": "", "why": "他是对方的亲戚", "key": key_on(page)})
    assert answer.status_code == 422
    assert "请写明要谁回避" in answer.content.decode()
    assert "他是对方的亲戚" in answer.content.decode()
    assert not Recusal.objects.exists()


def test_the_unit_that_has_it_can_be_chosen_but_never_of_a_report(li, voice, cast):
    land = cast.units["land"]
    Case.objects.filter(pk=voice.pk).update(unit=land)
    assert str(land) in li.read(KEEP_OUT)
    Case.objects.filter(pk=voice.pk).update(sealed=True)
    assert str(land) not in li.read(KEEP_OUT)


def test_help_is_asked_once_for_each_kind_and_stands_on_the_receipt(li, voice):
    for _ in range(2):
        given = {"help": ["interpreter", "easy"], "language": "维吾尔语", "key": key_on(li.read(HELP))}
        assert li.client.post(HELP, given)["Location"] == "/follow/voice?done=help"
    assert list(Help.objects.values_list("kind", "language")) == [("interpreter", "维吾尔语"), ("easy", "")]
    assert "您说了需要什么帮助" in li.read("/follow/voice")


def test_without_an_opened_receipt_nothing_is_asked(li):
    for address in (KEEP_OUT, HELP):
        assert li.get(address)["Location"] == "/follow"
