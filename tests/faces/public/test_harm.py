"""The door to a report of retaliation on the receipt page, and how a report's result is told."""

import pytest

from huiying.core.codes import grouped_number
from huiying.listen.voices.models import Voice
from huiying.serve.casework.models import Case
from tests.faces.public.conftest import Speaker
from tests.faces.public.test_acts import key_of

HARM = "/follow/voice/harm"
THREAT = "有人上门说，再反映就停我的低保。"


@pytest.fixture
def opened(reader: Speaker) -> Speaker:
    reader.open(*reader.speak())
    return reader


def test_the_receipt_leads_to_it_and_a_report_of_its_own_comes_of_it(opened: Speaker, language: str) -> None:
    assert f'href="{HARM}"' in opened.read("/follow/voice")
    before = opened.read("/follow/voice")
    data = {"key": key_of(opened.read(HARM)), "words": THREAT, "by": "elsewhere"}
    page = opened.client.post(HARM, data).content.decode()
    report = Voice.objects.get(kind="report")
    assert grouped_number(report.number) in page
    assert opened.client.post(HARM, data).content.decode().split("<main")[1] == page.split("<main")[1]
    assert Voice.objects.count() == 2
    after = opened.read("/follow/voice")
    assert THREAT not in after
    assert after.split("<main")[1].count("<li") == before.split("<main")[1].count("<li")


def test_what_is_left_out_is_asked_for_and_what_was_typed_stays(opened: Speaker) -> None:
    answer = opened.client.post(HARM, {"key": key_of(opened.read(HARM)), "words": THREAT})
    assert answer.status_code == 422
    assert THREAT in answer.content.decode()
    answer = opened.client.post(HARM, {"key": key_of(opened.read(HARM)), "words": THREAT, "by": "999999999"})
    assert answer.status_code == 422
    assert Voice.objects.count() == 1


def test_a_reporter_chooses_how_to_be_told(reader: Speaker, language: str) -> None:
    opened = reader
    opened.open(*reader.speak(kind="report"))
    way = "/follow/voice/feedback"
    assert f'href="{way}"' in opened.read("/follow/voice")
    answer = opened.client.post(way, {"key": key_of(opened.read(way)), "way": "phone"})
    assert answer["Location"] == "/follow/voice?done=way"
    assert Case.objects.get(sealed=True).facts["tracks"]["feedback"] == "phone"
    assert opened.client.post(way, {"key": key_of(opened.read(way)), "way": "pigeon"}).status_code == 422
