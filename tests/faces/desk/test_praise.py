"""Praise at the desk: a dispatcher passes it on, the unit reads it, nobody else does it."""

import pytest

from huiying.judge.ratings.models import Praise
from huiying.listen.voices.services.register import Spoken
from huiying.loop.receive_voice import receive_voice
from huiying.loop.speaker_acts import judge_encounter
from huiying.serve.casework.models import Case
from tests.cast import NOW

THANKS = "自然资源局一趟就办好了，材料清单写得明明白白。"


@pytest.fixture
def voice(speak):
    return speak(kind="praise", text=THANKS, naming="anonymous", may_publish=True)


def key_of(answer):
    return answer.content.decode().split('name="key" value="')[1].split('"')[0]


def passed(worker, voice, unit, **more):
    page = worker.get(f"/desk/cases/{voice.pk}/praise/")
    data = {"unit": unit.pk, "words": "一趟就办好了", "key": key_of(page), **more}
    return worker.post(f"/desk/cases/{voice.pk}/praise/", **data)


def test_a_dispatcher_passes_it_on_and_the_unit_reads_it(cast, at_desk, language, voice):
    zhou, zhao = at_desk("zhou", language), at_desk("zhao", language)
    assert f"/desk/cases/{voice.pk}/praise/" in zhou.read("/desk/praise/")
    assert f"/desk/cases/{voice.pk}/praise/" in zhou.read(f"/desk/cases/{voice.pk}/")
    answer = passed(zhou, voice, cast.units["land"], public="on")
    assert answer["Location"] == f"/desk/cases/{voice.pk}/"
    assert Praise.objects.get().public
    assert "一趟就办好了" in zhao.read("/desk/praise/")
    told = "收到 1 份表扬" if language == "zh-hans" else "praised 1 time in the last 30 days"
    assert told in zhao.read("/desk/queue/")
    assert "一趟就办好了" not in at_desk("outsider", language).read("/desk/praise/")
    assert f"/desk/cases/{voice.pk}/praise/" not in zhou.read("/desk/praise/")


def test_a_name_in_it_is_refused_at_the_field(cast, at_desk, voice):
    answer = passed(at_desk("zhou"), voice, cast.units["land"], words="打13812342041找她")
    assert answer.status_code == 422
    assert "不写人名和号码" in answer.content.decode()
    assert not Praise.objects.exists()


def test_without_consent_the_board_is_not_offered(cast, at_desk, speak):
    voice = speak(kind="praise", text=THANKS, naming="anonymous")
    assert 'name="public"' not in at_desk("zhou").read(f"/desk/cases/{voice.pk}/praise/")
    passed(at_desk("zhou"), voice, cast.units["land"], public="on")
    assert not Praise.objects.get().public


@pytest.mark.parametrize(("name", "status"), [("zhao", 403), ("sun", 403), ("wang", 403), ("hotline", 404)])
def test_nobody_else_passes_it_on(at_desk, voice, name, status):
    assert at_desk(name).get(f"/desk/cases/{voice.pk}/praise/").status_code == status


def test_of_a_sealed_case_there_is_nothing(at_desk, voice):
    Case.objects.filter(pk=voice.pk).update(sealed=True)
    assert at_desk("zhou").get(f"/desk/cases/{voice.pk}/praise/").status_code == 404
    assert f"/desk/cases/{voice.pk}/praise/" not in at_desk("zhou").read("/desk/praise/")


def test_how_people_were_met_is_told_to_the_own_desk_once_the_quarter_is_over(cast, at_desk, language, monkeypatch):
    from huiying.foundation.keys import clock

    spoken = Spoken("counter", "request", "anonymous", "三盏路灯都不亮", "zh-hans", NOW)
    for number in range(11):
        voice = receive_voice(spoken, identity={}, actor=cast.actor("wang"), now=NOW).voice
        if number < 6:
            judge_encounter(voice, respected="yes", now=NOW)
    said = "是 6" if language == "zh-hans" else "yes 6"
    assert said not in at_desk("wang", language).read("/desk/praise/")
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(year=2027, month=1, day=10))
    assert said in at_desk("wang", language).read("/desk/praise/")
    assert said in at_desk("sun", language).read("/desk/praise/")
    assert said not in at_desk("zhao", language).read("/desk/praise/")
