"""Asking for a review on the receipt, in two steps, once; and the page of rights."""

import pytest
from django.utils.html import escape

from huiying.core.legal_ways import WAYS, Way
from huiying.core.spoken import WordsMissing
from huiying.foundation.ledger.models import Event
from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case, approve
from huiying.serve.appeals.models import OwnAddress, Review
from huiying.serve.casework.models import Approval, Case, ReviewLine
from tests.cast import NOW
from tests.faces.public.conftest import Speaker, Time
from tests.faces.public.handling import do, petition_only, write_opinion
from tests.faces.public.test_acts import key_of
from tests.reviewers import DECISION, with_reviewers

REVIEW = "/follow/voice/review"
WRONG = "线没有换，只换了灯泡。"


@pytest.fixture
def opinion(reader: Speaker, time: Time) -> Speaker:
    """A voice whose opinion has just been opened, on 27 November 2026."""
    with_reviewers(reader.cast)
    petition_only(reader.cast)
    number, code = reader.speak()
    write_opinion(reader.cast, Voice.objects.get(number=number), now=NOW)
    time.pass_by(days=4)
    reader.open(number, code)
    reader.client.post("/follow/voice/opinion", {"key": key_of(reader.read("/follow/voice/opinion"))})
    return reader


def test_the_right_stands_on_the_receipt_with_its_day_and_both_ways(opinion: Speaker, language: str) -> None:
    page = opinion.read("/follow/voice")
    chinese = ("可以申请复查", "12月28日", "柳溪县群众诉求服务中心再看一遍")  # the 27th is a Sunday
    for words in {"zh-hans": chinese, "en": ("You can ask for a review",)}[language]:
        assert words in page
    assert f'href="{REVIEW}"' in page
    assert 'href="/follow/voice/again"' in page
    assert 'href="/rights/"' in page


def test_a_review_is_asked_for_in_two_steps_once(opinion: Speaker) -> None:
    first = {"key": key_of(opinion.read(REVIEW)), "words": WRONG}
    check = opinion.client.post(REVIEW, first).content.decode()
    assert WRONG in check
    assert "柳溪县群众诉求服务中心" in check or "Liuxi County Voices Centre" in check
    assert not Review.objects.exists()
    back = opinion.client.post(REVIEW, {**first, "change": "1"}).content.decode()
    assert f"{WRONG}</textarea>" in back
    send = {**first, "key": key_of(check), "send": "1"}
    for _ in range(2):
        assert opinion.client.post(REVIEW, send)["Location"] == "/follow/voice?done=review"
    assert Review.objects.get().body == opinion.cast.units["office"]
    page = opinion.read("/follow/voice")
    assert WRONG in page
    assert f'href="{REVIEW}"' not in page
    assert "复查（复核）申请收件回执" in page or "Receipt of a request for review" in page


def test_nothing_is_lost_of_a_request_that_lacks_something(opinion: Speaker, language: str) -> None:
    answer = opinion.client.post(REVIEW, {"key": key_of(opinion.read(REVIEW)), "words": ""})
    assert answer.status_code == 422
    assert WordsMissing().say(language) in answer.content.decode()
    forged = opinion.client.post(REVIEW, {"key": "x", "words": WRONG, "send": "1"})
    assert forged.status_code == 422
    assert WRONG in forged.content.decode()
    assert not Review.objects.exists()


def test_after_its_time_it_is_not_asked_for(opinion: Speaker, time: Time) -> None:
    key = key_of(opinion.read(REVIEW))
    time.pass_by(days=40)
    opinion.client.post("/follow", {"number": Voice.objects.get().number})
    answer = opinion.client.post(REVIEW, {"key": key, "words": WRONG, "send": "1"})
    assert answer.status_code in (302, 422)
    assert not Review.objects.exists()
    assert not Event.objects.filter(type="xinfang.ask_review").exists()


def test_of_two_lines_the_person_chooses(opinion: Speaker) -> None:
    ReviewLine.objects.create(unit=opinion.cast.units["liuhe"], body=opinion.cast.units["city"])
    page = opinion.read(REVIEW)
    assert 'name="body"' in page
    data = {"key": key_of(page), "words": WRONG, "body": opinion.cast.units["city"].pk, "send": "1"}
    opinion.client.post(REVIEW, data)
    assert Review.objects.get().body == opinion.cast.units["city"]


def test_without_a_body_above_the_page_says_where_to_write(opinion: Speaker) -> None:
    ReviewLine.objects.create(unit=opinion.cast.units["liuhe"], outside="省信访局，省城路1号")
    assert "省信访局，省城路1号" in opinion.read("/follow/voice")
    assert f'href="{REVIEW}"' not in opinion.read("/follow/voice")


def test_the_review_opinion_reaches_the_person_by_being_opened(opinion: Speaker, time: Time, language: str) -> None:
    send = {"key": key_of(opinion.read(REVIEW)), "words": WRONG, "send": "1"}
    opinion.client.post(REVIEW, send)
    voice, cast = Voice.objects.get(), opinion.cast
    do(cast, voice, "shen", "start_review", now=time.now)
    act_on_case(voice.pk, "decide_review", actor=cast.actor("shen"), now=time.now, data=DECISION)
    approve(Approval.objects.get(state="asked").pk, actor=cast.actor("lu"), now=time.now)
    page = opinion.read("/follow/voice")
    assert {"zh-hans": "30 天内可以申请复核", "en": "30 days to ask for the final review"}[language] in page
    assert DECISION["facts"] not in page
    opinion.client.post("/follow/voice/opinion", {"key": key_of(opinion.read("/follow/voice/opinion"))})
    assert Case.objects.get().state == "review_delivered"
    page = opinion.read("/follow/voice?done=opened")
    assert {"zh-hans": "可以申请复核", "en": "You can ask for the final review"}[language] in page
    assert str(DECISION["public_text"]) in page


def test_the_page_of_rights_names_every_way_with_the_offices_own_address(reader: Speaker, language: str) -> None:
    OwnAddress.objects.create(way="legal_aid", words="柳溪县司法局一楼", words_en="Liuxi Justice Bureau, ground floor")
    page = reader.read("/rights/")
    for way in Way:
        assert f'id="{way}"' in page
        assert escape(WAYS[way].name.say(language)) in page
    assert {"zh-hans": "柳溪县司法局一楼", "en": "Liuxi Justice Bureau"}[language] in page
