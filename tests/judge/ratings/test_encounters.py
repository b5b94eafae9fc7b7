"""How people were met: asked of those who came, called or were visited, once, and told without giving anybody away."""

from datetime import timedelta

import pytest
from django.db import connection

from huiying.core.economy import Quarter
from huiying.foundation.ledger.models import Event, LogEntry
from huiying.foundation.ledger.recording import private_fields
from huiying.judge.ratings.errors import AnswerUnknown, EncounterTold, NothingSaid, NotToAsk
from huiying.judge.ratings.models import Encounter
from huiying.judge.ratings.selectors.encounters import QUESTIONS, last_quarter, met_in
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.receive_voice import receive_voice
from huiying.loop.speaker_acts import judge_encounter
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.receipt import receipt_facts
from tests.cast import NOW, open_liuxi
from tests.serve.coordination.issues import speak

pytestmark = pytest.mark.django_db
AT = NOW + timedelta(hours=1)
QUARTER = Quarter(2026, 4)
GOOD = dict.fromkeys(QUESTIONS, "yes")
BAD = GOOD | {"respected": "no", "understood": "no", "easy": "no"}


@pytest.fixture
def cast():
    return open_liuxi()


def came(cast, *, channel="counter", by="wang", text="去小学的路三盏灯都不亮"):
    said = Spoken(channel, "request", "anonymous", text, "zh-hans", NOW, taken_by_id=cast.staff[by].pk)
    return receive_voice(said, identity={}, actor=cast.actor(by), now=NOW).voice


def judged(cast, answers, **more):
    return [judge_encounter(came(cast, **more), **met, now=AT) for met in answers]


def test_the_answers_are_of_the_desk_and_the_channel_and_one_event(cast):
    voice = came(cast)
    found = judge_encounter(voice, came_in="yes", understood="no", easy="yes", now=AT)
    connection.finish_waiting()
    assert (found.desk, found.channel, found.understood) == (cast.units["petition"], "counter", "no")
    event = Event.objects.get(type="case.encounter_judged")
    assert event.public == {"desk": cast.units["petition"].pk}
    assert private_fields([event])[event.pk]["understood"] == "no"
    assert LogEntry.objects.filter(event=event).exists()
    assert receipt_facts(voice, now=AT).lines[0].said.zh == "您说了接待得怎么样"


def test_the_desk_is_where_it_was_taken_down_not_where_it_is_dispatched(cast):
    voice = came(cast, by="hotline")
    Case.objects.filter(pk=voice.pk).update(office=cast.units["petition"])
    assert judge_encounter(voice, **GOOD, now=AT).desk == cast.units["hotline"]


def test_a_voice_that_nobody_took_down_is_of_the_office_that_dispatches_it(cast):
    case = speak("路灯不亮", channel="phone")
    assert judge_encounter(case.voice, **GOOD, now=AT).desk == case.office


@pytest.mark.parametrize("channel", ["web", "letter", "email", "suggestion_box", "import"])
def test_who_did_not_come_or_call_is_not_asked(cast, channel):
    with pytest.raises(NotToAsk):
        judge_encounter(speak("路灯不亮", channel=channel).voice, **GOOD, now=AT)


def test_of_a_sealed_or_erased_voice_nobody_is_asked(cast):
    sealed, erased = came(cast), came(cast, text="路上有坑")
    Case.objects.filter(pk=sealed.pk).update(sealed=True)
    Voice.objects.filter(pk=erased.pk).update(erased_at=AT)
    for voice in (sealed, erased):
        with pytest.raises(NotToAsk):
            judge_encounter(voice, **GOOD, now=AT)


@pytest.mark.parametrize(("met", "error"), [({}, NothingSaid), ({"easy": "maybe"}, AnswerUnknown)])
def test_an_answer_is_needed_and_one_of_those_offered(cast, met, error):
    with pytest.raises(error):
        judge_encounter(came(cast), **met, now=AT)
    assert not Encounter.objects.exists()


def test_it_counts_once_whatever_is_sent_later(cast):
    voice = came(cast)
    first = judge_encounter(voice, **GOOD, now=AT, key="a")
    assert judge_encounter(voice, **BAD, now=AT, key="a") == first
    with pytest.raises(EncounterTold):
        judge_encounter(voice, **BAD, now=AT, key="b")
    assert Encounter.objects.get().respected == "yes"
    assert Event.objects.filter(type="case.encounter_judged").count() == 1


def silent(cast, number=5, **more):
    """People who came and answered nothing."""
    for _ in range(number):
        came(cast, **more)


def test_there_is_no_field_for_a_name_or_for_words():
    names = {field.name for field in Encounter._meta.concrete_fields}
    assert names == {"case", "channel", "desk", "given_at", *QUESTIONS}


def test_from_five_on_it_is_told_by_desk_and_channel(cast):
    judged(cast, [GOOD] * 6 + [BAD] * 5)
    judged(cast, [GOOD] * 4, channel="phone", by="hotline")
    silent(cast)
    silent(cast, channel="phone", by="hotline")
    met = met_in(QUARTER)
    (cell,) = met.cells
    assert (cell.desk, cell.channel) == (cast.units["petition"], "counter")
    assert [(one.yes, one.no) for one in cell.answers] == [(11, None), (6, 5), (6, 5), (6, 5)]
    assert (met.few, met.left_out) == (1, 0)


def test_what_fewer_than_five_said_is_neither_told_nor_worked_out(cast):
    judged(cast, [GOOD] * 8 + [BAD] * 2)
    assert met_in(QUARTER).cells == ()
    silent(cast, 3)
    assert [one.yes for one in met_in(QUARTER).cells[0].answers] == [None, 8, 8, 8]
    silent(cast, 2)
    assert [one.yes for one in met_in(QUARTER).cells[0].answers] == [10, 8, 8, 8]
    assert {one.no for one in met_in(QUARTER).cells[0].answers} == {None}


def test_a_revealed_test_voice_counts_nowhere_and_a_sealed_one_neither(cast):
    judged(cast, [GOOD] * 6)
    silent(cast)
    test, sealed = Encounter.objects.order_by("pk")[:2]
    Voice.objects.filter(pk=test.pk).update(revealed_at=AT)
    met = met_in(QUARTER)
    assert (met.cells[0].answers[0].yes, met.left_out) == (5, 1)
    Case.objects.filter(pk=sealed.pk).update(sealed=True)
    assert met_in(QUARTER).cells == ()


def test_only_the_desks_asked_for_are_told_and_only_their_quarter(cast):
    judged(cast, [GOOD] * 5)
    silent(cast)
    assert met_in(QUARTER, units=[cast.units["hotline"].pk]).cells == ()
    assert len(met_in(QUARTER, units=[cast.units["petition"].pk]).cells) == 1
    assert met_in(QUARTER.moved(-1)).cells == met_in(QUARTER.moved(1)).cells == ()
    assert last_quarter(AT) == Quarter(2026, 3)


def test_an_erased_voice_counts_nowhere(cast):
    first, *_ = judged(cast, [GOOD] * 5)
    silent(cast)
    assert len(met_in(QUARTER).cells) == 1
    Voice.objects.filter(pk=first.pk).update(erased_at=AT)
    assert met_in(QUARTER).cells == ()
