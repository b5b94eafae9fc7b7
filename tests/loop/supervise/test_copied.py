"""An answer that was copied from another matter is found in the night after; the same matter may be answered alike."""

from datetime import date

import pytest

from huiying.loop.join_cases import join_cases
from huiying.loop.supervise.sweep import sweep_supervision
from huiying.loop.understanding.reading import read_waiting
from huiying.serve.supervision.models import Signal
from huiying.serve.supervision.presenters.why import why
from tests.cast import NOW, open_liuxi
from tests.loop.supervise.lives import DAY, Office, at

pytestmark = pytest.mark.django_db
ANSWER = (
    "我镇派人到柳河村东头看过，雨水口被淤泥和树叶堵死，暗管有一截塌了。十一月二十四日清了四个雨水口，换了六米管子，"
    "又在路口加了一道格栅。以后每个月巡查一次，汛期每周一次，由村里的管水员负责。"
)
OTHER = (
    "青石街道的三盏路灯是变压器烧了，供电所已经换上新的一台，二十五日晚上全部亮起。沿街的线路也查过一遍，"
    "老化的接头都重新包扎，开关箱加了锁，坏灯报修的电话贴在灯杆上。"
)


@pytest.fixture
def office():
    return Office(open_liuxi())


def answered(office, text, *, days):
    voice = office.ticket()
    office.act("town", voice, "sign_for")
    office.act("town", voice, "reply", days=days, public_text=text, basis="办法第六条", looked=True)
    return voice


def test_the_later_of_two_is_found_the_night_after_and_the_first_is_not(office):
    answered(office, ANSWER, days=1)
    answered(office, OTHER, days=1)
    copy = answered(office, "您好！" + ANSWER, days=2)
    read_waiting(now=NOW + 2.1 * DAY)
    sweep_supervision(now=at("2026-11-25", 23, 59))
    assert not Signal.objects.filter(rule="copied").exists()
    for now in (at("2026-11-26"), at("2026-11-26", 1), at("2026-11-27")):
        sweep_supervision(now=now)
    signal = Signal.objects.get(rule="copied")
    assert (signal.case_id, signal.unit, signal.on) == (copy.pk, office.cast.units["liuhe"], date(2026, 11, 25))
    assert signal.flag.trigger == "S4"
    assert signal.facts["share"] >= 70
    assert "和另一件事的答复一样" in why(signal).zh


def test_cases_that_were_joined_may_get_the_same_answer(office):
    lead, other = office.speak("phone"), office.speak("phone")
    join_cases(lead.pk, [other.pk], actor=office.cast.actor("hotline"), now=NOW, reason="同一处积水")
    town = office.cast.units["liuhe"].pk
    office.act("hotline", lead, "dispatch", unit=town, reason="镇里的排水", also=[other.pk])
    for voice, days in ((lead, 1), (other, 1.5)):
        office.act("town", voice, "sign_for")
        office.act("town", voice, "reply", days=days, public_text=ANSWER, basis="办法第六条", looked=True)
    read_waiting(now=NOW + 2 * DAY)
    sweep_supervision(now=at("2026-11-26"))
    assert not Signal.objects.filter(rule="copied").exists()
