"""A simple answer to a request: the receipt names the last day to ask for a review, and time concludes the case."""

from datetime import date, timedelta

import pytest

from huiying.core.procedures.errors import Guarded
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.daily import sweep
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.receipt import receipt_facts
from tests.cast import NOW, Cast, open_liuxi

ANSWER = {
    "outcome": "supported",
    "public_text": "灯泡换好了，今晚就亮。",
    "basis": "柳溪县城乡照明管理办法第九条",
    "looked": True,
}
FITS = {"first_time": True, "clear": True, "will_support": True}
DAYS_30 = timedelta(days=30)


def answered(cast: Cast, kind: str) -> Voice:
    spoken = Spoken("counter", kind, "anonymous", "去小学的路三盏灯都不亮", "zh-hans", NOW)
    voice = receive_voice(spoken, identity={}, actor=SPEAKER, now=NOW).voice
    act_on_case(
        voice.pk,
        "forward",
        actor=cast.actor("zhou"),
        now=NOW,
        data={"unit": cast.units["liuhe"].pk, "reason": "镇里的事"},
    )
    act_on_case(voice.pk, "enter_simple", actor=cast.actor("town"), now=NOW, data=FITS)
    act_on_case(voice.pk, "answer_simple", actor=cast.actor("town"), now=NOW, data=ANSWER)
    return voice


@pytest.mark.django_db
def test_the_receipt_names_the_last_day_to_ask_for_a_review() -> None:
    cast = open_liuxi()
    voice = answered(cast, "request")
    limit = receipt_facts(voice, now=NOW).running("C-REVIEW-ASK")
    assert limit is not None
    assert limit.due.on == date(2026, 12, 23)
    with pytest.raises(Guarded):
        act_on_case(voice.pk, "conclude", actor=cast.actor("town"), now=NOW)
    sweep(now=NOW + DAYS_30)
    assert Case.objects.get(pk=voice.pk).state == "simple_answered"
    sweep(now=NOW + DAYS_30 + timedelta(days=1))
    assert Case.objects.get(pk=voice.pk).state == "concluded"


@pytest.mark.django_db
def test_a_question_leaves_no_time_to_ask_for_a_review() -> None:
    cast = open_liuxi()
    voice = answered(cast, "inquiry")
    assert receipt_facts(voice, now=NOW).running("C-REVIEW-ASK") is None
    act_on_case(voice.pk, "conclude", actor=cast.actor("town"), now=NOW)
    assert Case.objects.get(pk=voice.pk).state == "concluded"
