"""Before a reply goes out: a copy of what was answered elsewhere, and an answer beside the question, are hinted."""

import pytest

from huiying.core.codes import grouped_number
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.join_cases import join_cases
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.understanding.reading import read_waiting
from huiying.serve.casework.errors import ReplyNotReady
from huiying.serve.casework.models import Reply
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db(transaction=True)
WATER = "东门市场门口一下雨就积水，雨水口堵了大半年，买菜的老人滑倒过两次，请派人清一清。"
OTHER_WATER = "南门市场门口下雨也积水，雨水口满是渣土，买菜的人只好绕路走，请派人清一清。"
LAMPS = "小学门前的路灯有三盏不亮，孩子晚上放学看不清路，请供电部门来修。"
DRAINED = (
    "您好！经查，门口的雨水口被渣土堵住，排水沟坡度不够，一下雨就积水。我们已经清掏雨水口六处，重新砌了排水沟，"
    "并与市场管理方约定每周清掏一次。感谢您的理解和支持！"
)
REPLY = {"public_text": DRAINED, "basis": "柳溪县排水管理办法第六条", "puts_right": "雨水口已经清好。"}
UNITS = {"town": "liuhe", "zhao": "land"}


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def answer(cast):
    """Says `text`, which `name` answers; the voice."""

    def asked(text, name, **reply):
        said = Spoken("phone", "request", "anonymous", text, "zh-hans", NOW)
        voice = receive_voice(said, identity={}, actor=SPEAKER, now=NOW).voice
        unit = cast.units[UNITS[name]].pk
        act_on_case(voice.pk, "dispatch", actor=cast.actor("hotline"), now=NOW, data={"unit": unit, "reason": "归口"})
        act_on_case(voice.pk, "sign_for", actor=cast.actor(name), now=NOW, data={})
        if reply:
            reply_to(cast, voice, name, **reply)
        return voice

    return asked


def reply_to(cast, voice, name, **reply):
    act_on_case(voice.pk, "reply", actor=cast.actor(name), now=NOW, data=reply)
    read_waiting(now=NOW)


def hint(cast, voice, name, **reply):
    with pytest.raises(ReplyNotReady) as refused:
        reply_to(cast, voice, name, **reply)
    assert not Reply.objects.filter(case_id=voice.pk).exists()
    return refused.value.say("zh-hans")


def test_a_copy_of_another_reply_is_named_to_who_may_see_that_case(cast, answer):
    first, second = answer(WATER, "town", **REPLY), answer(OTHER_WATER, "town")
    said = hint(cast, second, "town", **REPLY)
    assert f"100% 与回执号 {grouped_number(first.number)} 的答复一样" in said


def test_who_may_not_see_the_other_case_hears_of_the_copy_alone(cast, answer):
    first, second = answer(WATER, "town", **REPLY), answer(OTHER_WATER, "zhao")
    said = hint(cast, second, "zhao", **REPLY)
    assert "与另一件的答复一样" in said
    assert grouped_number(first.number) not in said


def test_who_has_looked_may_send_it(cast, answer):
    answer(WATER, "town", **REPLY)
    second = answer(OTHER_WATER, "town", looked=True, **REPLY)
    assert Reply.objects.filter(case_id=second.pk).exists()


def test_joined_cases_may_be_answered_in_the_same_words(cast, answer):
    first, second = answer(WATER, "town", **REPLY), answer(OTHER_WATER, "town")
    join_cases(first.pk, [second.pk], actor=cast.actor("hotline"), now=NOW, reason="一条街")
    reply_to(cast, second, "town", **REPLY)
    assert Reply.objects.filter(case_id=second.pk).exists()


def test_a_reply_to_a_report_that_was_sealed_is_compared_with_nothing(cast, answer):
    first, second = answer(WATER, "town", **REPLY), answer(OTHER_WATER, "town")
    act_on_case(first.pk, "seal", actor=cast.actor("hotline"), now=NOW, data={})
    reply_to(cast, second, "town", **REPLY)
    assert Reply.objects.filter(case_id=second.pk).exists()


def test_an_answer_beside_the_question_is_hinted_with_the_words_that_it_lacks(cast, answer):
    said = hint(cast, answer(LAMPS, "town"), "town", **REPLY)
    assert "答复里没有来信人说到的这些" in said
    assert "不亮" in said
    assert "提示都看过了" in said
