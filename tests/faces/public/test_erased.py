"""The receipt of a voice that was erased: when, on what ground, and nothing of what was said."""

from datetime import date

import pytest

from huiying.foundation.people.models import Grant
from huiying.listen.voices.models import Voice
from huiying.loop import erase_voice
from huiying.loop.look_at_identity import look_at_identity
from tests.faces.public.conftest import LAMPS
from tests.faces.public.handling import REPLY, petition_only, write_opinion


@pytest.fixture
def keeper(cast):
    """Sun, who keeps the identities of the whole county."""
    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    return cast.actor("sun")


@pytest.fixture
def receipt(reader, cast, keeper, time):
    """A voice that was answered, its opinion read, and looked at once; then erased on an order."""
    petition_only(cast)
    number, code = reader.speak()
    voice = Voice.objects.get(number=number)
    write_opinion(cast, voice, now=time.now)
    look_at_identity(voice.pk, actor=keeper, reason="核对李秀英的电话", now=time.now)
    time.pass_by(days=4)
    reader.open(number, code)
    reader.client.post("/follow/voice/opinion")
    erase_voice.erase_voice(voice.pk, basis="order", actor=keeper, now=time.now, reason="法院裁定，有文书")
    return number, code


def test_it_says_that_when_and_on_what_ground_it_was_erased(reader, receipt, language):
    reader.open(*receipt)
    html = reader.read("/follow/voice")
    for words in {
        "zh-hans": ("（已删除）", "2026年11月27日，您说的话和您的身份信息已全部删除", "有权机关的命令", "第一款第五项"),
        "en": ("(erased)", "were erased on 27 November 2026", "An order of an authority", "item 5"),
    }[language]:
        assert words in html
    assert {"zh-hans": "一天之内清掉", "en": "within a day"}[language] in html


def test_nothing_of_it_is_left_and_nothing_is_offered(reader, receipt):
    reader.open(*receipt)
    response = reader.get("/follow/voice")
    html = response.content.decode()
    for words in (LAMPS, LAMPS[:12], REPLY, "李秀英", "核对李秀英", "法院裁定", "?shown"):
        assert words not in html
    page = response.context["page"]
    assert (page.words, page.answers, page.papers, page.may, page.may_rate, page.may_open) == (
        "",
        (),
        (),
        (),
        False,
        False,
    )


def test_who_looked_stays_without_the_reason(reader, receipt, language):
    reader.open(*receipt)
    (look,) = reader.get("/follow/voice").context["page"].looks
    assert {"zh-hans": "柳溪县群众诉求服务中心", "en": "Liuxi County Voices Centre"}[language] in look
    assert look == look.rstrip(" :：")


def test_the_sweep_takes_the_pending_line_away(reader, receipt, language, time, monkeypatch):
    monkeypatch.setattr(erase_voice, "leave_the_file", lambda: True)
    assert erase_voice.finish_erasures(now=time.now) == 1
    reader.open(*receipt)
    html = reader.read("/follow/voice")
    assert {"zh-hans": "一天之内清掉", "en": "within a day"}[language] not in html
    assert {"zh-hans": "数据库文件里的旧痕迹也已清除", "en": "Old copies are gone"}[language] in html


def test_what_could_be_done_before_is_refused_now(reader, receipt):
    reader.open(*receipt)
    assert reader.client.post("/follow/voice/add", {"words": "还有一句"}).status_code in {302, 403, 422}
    voice = Voice.objects.get(number=receipt[0])
    assert voice.text == ""
