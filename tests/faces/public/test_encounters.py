"""The four questions on the receipt, what they led to, and the board of praise."""

import pytest

from huiying.core.economy import Quarter
from huiying.judge.ratings.models import Encounter
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.pass_on_praise import pass_praise
from huiying.loop.receive_voice import receive_voice
from huiying.loop.speaker_acts import judge_encounter
from tests.cast import NOW
from tests.serve.commitments.promises import who
from tests.serve.coordination.issues import speak as said

ALL = {"came_in": "yes", "respected": "no", "understood": "yes", "easy": "yes"}


@pytest.fixture
def opened(cast, reader):
    """Somebody at the counter, who opens the matter at home."""
    spoken = Spoken("counter", "request", "anonymous", "三盏路灯都不亮", "zh-hans", NOW)
    receipt = receive_voice(spoken, identity={}, actor=cast.actor("wang"), now=NOW)
    reader.open(receipt.voice.number, receipt.code)
    return receipt.voice


def key_of(answer):
    return answer.content.decode().split('name="key" value="')[1].split('"')[0]


def test_who_came_to_the_counter_is_asked_once_and_reads_it_on_the_receipt(reader, language, opened):
    ask, said = (
        ("回答这四个问题", "接待您的人尊重您吗")
        if language == "zh-hans"
        else ("Answer the four", "treated with respect")
    )
    assert ask in reader.read("/follow/voice")
    page = reader.get("/follow/voice/met")
    assert said in page.content.decode()
    assert 'name="words"' not in page.content.decode()
    answer = reader.client.post("/follow/voice/met", {**ALL, "key": key_of(page)})
    assert answer["Location"] == "/follow/voice?done=met"
    assert (Encounter.objects.get().respected, Encounter.objects.get().easy) == ("no", "yes")
    page = reader.read("/follow/voice?done=met")
    assert said in page
    assert ask not in page
    assert reader.get("/follow/voice/met").status_code == 302


def test_nothing_answered_is_told_and_the_same_form_twice_counts_once(reader, opened):
    page = reader.get("/follow/voice/met")
    empty = reader.client.post("/follow/voice/met", {"key": key_of(page)})
    assert empty.status_code == 422
    key = key_of(empty)
    for _ in range(2):
        assert reader.client.post("/follow/voice/met", {"easy": "no", "key": key}).status_code == 302
    again = reader.client.post("/follow/voice/met", {"easy": "yes", "key": key_of(empty)[:-1] + "x"})
    assert again.status_code == 422
    assert Encounter.objects.get().easy == "no"


def test_who_wrote_is_not_asked(li):
    li.open(*li.speak())
    assert "/follow/voice/met" not in li.read("/follow/voice")
    assert li.get("/follow/voice/met").status_code == 404


def test_the_page_tells_a_quarter_that_is_over_from_five_on(cast, reader, language, time):
    spoken = Spoken("counter", "request", "anonymous", "三盏路灯都不亮", "zh-hans", NOW)
    for number in range(11):
        voice = receive_voice(spoken, identity={}, actor=cast.actor("wang"), now=NOW).voice
        if number < 6:
            judge_encounter(voice, easy="yes", now=NOW)
    of = str(Quarter(2026, 4))
    desk = "柳溪县信访局" if language == "zh-hans" else "Liuxi Petition Office"
    assert desk not in reader.read(f"/encounters/?quarter={of}")
    time.pass_by(days=60)
    page = reader.read(f"/encounters/?quarter={of}")
    assert desk in page
    assert ("是 6" if language == "zh-hans" else "yes 6") in page
    assert "Set-Cookie" not in reader.get("/encounters/").headers
    assert reader.get("/encounters/?quarter=nonsense").status_code == 200


def test_the_board_shows_praise_with_consent_alone(cast, reader):
    case = said("材料清单写得明明白白，谢谢。", kind="praise", may_publish=True)
    hidden = said("上门量血压，谢谢。", kind="praise")
    pass_praise(case.pk, cast.units["land"].pk, "一趟就办好了", public=True, **who(cast, "zhou", at=NOW))
    pass_praise(hidden.pk, cast.units["liuhe"].pk, "上门来办，真好", public=False, **who(cast, "zhou", at=NOW))
    page = reader.read("/praise/")
    assert "一趟就办好了" in page
    assert "上门来办" not in page
    Voice.objects.filter(pk=case.pk).update(erased_at=NOW)
    assert "一趟就办好了" not in reader.read("/praise/")
    assert all(address in reader.read("/") for address in ('"/praise/"', '"/encounters/"'))
