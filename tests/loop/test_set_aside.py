"""What a rule sets aside as it comes in, what a person decides of many, and what the speaker can say to it."""

from datetime import timedelta

import pytest
from django.db import connection

from huiying.core.procedures.errors import Guarded, NotYourAct
from huiying.foundation.ledger.models import Event, LogEntry
from huiying.foundation.office.services import set_limit
from huiying.listen.voices.services.register import Spoken
from huiying.loop import set_aside
from huiying.loop.act_on_case import act_on_case
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.set_aside import SameTexts, decide_many
from huiying.loop.speaker_acts import ask_second_look
from huiying.serve.casework.models import Case, Deadline
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db
LAMP, LINK = "路灯不亮，孩子看不见路。", "https://win.example.top/now"


@pytest.fixture
def cast(monkeypatch):
    monkeypatch.setattr(set_aside, "SAME_TEXTS", SameTexts())
    return open_liuxi()


@pytest.fixture
def speak(cast):
    def say(text=LAMP, *, channel="web", kind="request", at=NOW):
        said = Spoken(channel, kind, "anonymous", text, "zh-hans", at)
        return receive_voice(said, identity={}, actor=SPEAKER, now=at).voice

    return say


def state(voice):
    return Case.objects.get(pk=voice.pk).state


def rule_on(cast, key, value):
    for procedure in ("xinfang", "hotline"):
        set_limit(f"{procedure}.{key}", value, actor=cast.actor("guo"), now=NOW)


def test_without_a_rule_nothing_is_set_aside(speak):
    assert {state(speak(LINK)) for _ in range(5)} == {"received"}


def test_beyond_so_many_of_the_same_words_the_next_are_set_aside_each_with_event_and_leaf(cast, speak):
    rule_on(cast, "aside_same_text", 3)
    voices = [speak(f"  {LAMP}\n" if number else LAMP) for number in range(5)]
    assert [state(voice) for voice in voices] == ["received"] * 3 + ["laid_aside"] * 2
    event = Event.objects.get(type="hotline.set_aside", subject_id=voices[-1].pk)
    assert (event.public["rule"], event.actor_kind) == ("same_text", "system")
    connection.finish_waiting()
    assert LogEntry.objects.filter(event=event).exists()
    assert Deadline.objects.filter(case_id=voices[-1].pk, met_at=None, stopped_at=None).exists(), "its clock runs"
    assert voices[-1].number


def test_an_hour_later_the_same_words_are_new(cast, speak):
    rule_on(cast, "aside_same_text", 2)
    assert [state(speak()) for _ in range(3)][-1] == "laid_aside"
    assert state(speak(at=NOW + timedelta(hours=1, seconds=1))) == "received"


@pytest.mark.parametrize("channel", ["counter", "phone", "letter", "home_visit", "suggestion_box"])
def test_what_a_person_took_down_is_never_set_aside_by_a_rule(cast, speak, channel):
    rule_on(cast, "aside_only_links", "on")
    assert state(speak(LINK, channel=channel)) != "laid_aside"


def test_links_alone_are_set_aside_where_the_office_wants_it(cast, speak):
    rule_on(cast, "aside_only_links", "on")
    assert state(speak(LINK)) == "laid_aside"
    assert state(speak(f"路灯坏了三个月了，照片在 {LINK}")) == "received"


def test_a_report_of_wrongdoing_stays_sealed_whatever_it_says(cast, speak):
    rule_on(cast, "aside_only_links", "on")
    assert state(speak(LINK, kind="report")) == "sealed"


def test_the_speaker_asks_and_it_is_back_for_good(cast, speak):
    rule_on(cast, "aside_only_links", "on")
    voice = speak(LINK)
    before = list(Deadline.objects.filter(case_id=voice.pk).values_list("clock", "due_at"))
    ask_second_look(voice, words="网址里有照片", now=NOW, key="form:1")
    ask_second_look(voice, words="网址里有照片", now=NOW, key="form:1")
    assert state(voice) == "received"
    assert list(Deadline.objects.filter(case_id=voice.pk).values_list("clock", "due_at")) == before
    assert Event.objects.filter(type="hotline.ask_second_look").count() == 1
    with pytest.raises(Guarded):
        act_on_case(voice.pk, "set_aside", actor=cast.actor("hotline"), now=NOW, data={"rule": "advert"})


def test_many_are_taken_up_at_once(cast, speak):
    voices = [speak() for _ in range(4)]
    for voice in voices[:3]:
        act_on_case(voice.pk, "set_aside", actor=cast.actor("hotline"), now=NOW, data={"rule": "advert"})
    done = decide_many([v.pk for v in voices], "take_up", actor=cast.actor("hotline"), now=NOW, data={})
    assert (done.count, done.left) == (3, ())
    assert {state(voice) for voice in voices} == {"received"}
    assert Event.objects.filter(type="hotline.take_up").count() == 3


def test_who_may_not_is_refused_for_each(cast, speak):
    voice = speak()
    act_on_case(voice.pk, "set_aside", actor=cast.actor("hotline"), now=NOW, data={"rule": "advert"})
    done = decide_many([voice.pk], "take_up", actor=cast.actor("zhao"), now=NOW, data={})
    assert done.count == 0
    assert isinstance(done.left[0][1], NotYourAct)
    assert state(voice) == "laid_aside"


def test_texts_are_counted_within_the_hour_alone_and_in_bounded_memory(monkeypatch):
    monkeypatch.setattr(set_aside, "MOST_TEXTS", 10)
    texts = SameTexts()
    assert [texts.count(LAMP, at) for at in (0, 1, 2, 3_600, 3_601, 3_603)] == [0, 1, 2, 2, 2, 2]
    for number in range(1_000):
        texts.count(f"text {number}", 4_000)
    assert len(texts._seen) <= 10
