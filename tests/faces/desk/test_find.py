"""Finding a case by the number that somebody reads out."""

import pytest

from huiying.listen.voices.services.register import Spoken
from huiying.loop.receive_voice import SPEAKER, receive_voice
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def voice(cast):
    said = Spoken("counter", "request", "anonymous", "三盏路灯都不亮。", "zh-hans", NOW)
    return receive_voice(said, identity={}, actor=SPEAKER, now=NOW).voice


def test_a_receptionist_opens_the_case_by_its_number(at_desk, voice):
    spaced = f"{voice.number[:4]} {voice.number[4:8]}－{voice.number[8:]}"
    answer = at_desk("wang").get("/desk/find/?q=" + spaced)
    assert answer.headers["Location"] == f"/desk/cases/{voice.pk}/"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("typed", ["", "12", "1234567890", "路灯"])
def test_what_is_wrong_with_a_number_is_said(at_desk, voice, typed, language):
    answer = at_desk("wang", language).get("/desk/find/?q=" + typed)
    assert answer.status_code == 422
    assert b"hy-errsum" in answer.content


def test_a_number_of_somebody_else_s_case_finds_nothing(at_desk, voice):
    assert at_desk("hotline").get("/desk/find/?q=" + voice.number).status_code == 422


def test_a_handler_has_no_such_page(at_desk, voice):
    assert at_desk("zhao").get("/desk/find/").status_code == 403
