"""What was kept long enough goes by night; what is open, held back or asked for by law stays."""

from datetime import date, timedelta

import pytest
from django.db import connection

from huiying.core.retention import KeepingOutside, Kept
from huiying.foundation.ledger.log.checking import faults
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.selectors import kept_months
from huiying.foundation.office.services.keeping import set_keeping
from huiying.foundation.people import vault
from huiying.foundation.people.models import Grant, SealedField
from huiying.listen.voices.models import LinkToken, Voice
from huiying.loop import erase_voice
from huiying.loop.erase_voice import finish_erasures
from huiying.loop.hold_back import lift_hold, place_hold
from huiying.loop.keep_for_a_time import keep_for_a_time
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.speaker_acts import undo_withdraw, withdraw
from huiying.serve.casework.errors import HoldDayWrong, HoldInForce, HoldNeedsReason, MayNotHold
from huiying.serve.casework.models import Case, Hold
from huiying.serve.casework.selectors.holds import holds_in_reach
from tests.cast import NOW, open_liuxi
from tests.journeys_of_rows import JOURNEYS, LAMPS, Li, play

pytestmark = pytest.mark.django_db
WHY = "县法院（2026）行初 17 号应诉通知"
MONTH = timedelta(days=31)


@pytest.fixture
def cast():
    cast = open_liuxi()
    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    return cast


@pytest.fixture
def over(cast):
    """A voice that its speaker took back, its case over."""
    li = Li(cast)
    voice = receive_voice(li.said("counter"), identity=li.identity, actor=SPEAKER, now=NOW).voice
    withdraw(voice, reason="自己修好了", now=NOW + timedelta(days=2))
    return voice


def long_after(months):
    return NOW + months * MONTH


def held(cast, voice, *, name="sun", now=NOW + timedelta(days=3), days=300, reason=WHY, key=None):
    actor = cast.actor(name)
    ends_on = (now + timedelta(days=days)).date()
    return place_hold(voice.pk, basis="suit", ends_on=ends_on, reason=reason, actor=actor, now=now, key=key)


def test_who_spoke_goes_first_and_what_was_said_later(cast, over):
    assert keep_for_a_time(now=long_after(30)).identities == 0
    assert vault.opened(over.person_id)
    gone = keep_for_a_time(now=long_after(37))
    assert (gone.identities, gone.words) == (1, 0)
    assert vault.opened(over.person_id) == {}
    over.refresh_from_db()
    assert (over.text, over.may_contact, over.erased_at, over.erasure_pending) == (LAMPS, False, None, True)
    assert not LinkToken.objects.filter(voice=over).exists()
    assert keep_for_a_time(now=long_after(38)).identities == 0
    gone = keep_for_a_time(now=long_after(121))
    assert gone.words == 1
    over.refresh_from_db()
    assert (over.text, over.title) == ("", "")
    event = Event.objects.get(type="voice.erased")
    assert (event.public["basis"], event.public["role"], event.actor_kind) == ("time", "system", "system")
    assert Event.objects.filter(type="voice.identity_forgotten").count() == 1
    connection.finish_waiting()
    assert list(faults(deep=True)) == []


def test_the_file_is_cleaned_after_a_name_went(cast, over, monkeypatch):
    monkeypatch.setattr(erase_voice, "leave_the_file", lambda: True)
    keep_for_a_time(now=long_after(37))
    assert finish_erasures(now=long_after(37)) == 1
    assert not Voice.objects.get(pk=over.pk).erasure_pending


def test_an_open_case_keeps_its_speaker_however_old(cast, over):
    undo_withdraw(over, now=NOW + timedelta(days=4))
    assert keep_for_a_time(now=long_after(300)) == type(keep_for_a_time(now=NOW))(0, 0, 0)
    assert vault.opened(over.person_id)


def test_the_office_sets_the_time_within_its_bounds(cast, over):
    guo = cast.actor("guo")
    set_keeping("identity", "6", actor=guo, now=NOW)
    assert kept_months()[Kept.IDENTITY] == 6
    with pytest.raises(KeepingOutside):
        set_keeping("identity", 0, actor=guo, now=NOW)
    assert Event.objects.filter(type="office.changed", public__act="keeping.set").count() == 1
    assert keep_for_a_time(now=long_after(8)).identities == 1


def test_a_person_with_a_later_voice_keeps_the_name_until_both_are_over(cast):
    voice = play(JOURNEYS["hotline"](Li(cast)))
    person = Voice.objects.exclude(split_from=None).get().person_id
    assert Voice.objects.filter(person=person).count() == 2
    keep_for_a_time(now=long_after(60))
    cases = Case.objects.filter(voice__person=person)
    all_over = all(case.standing in ("ended", "archived") and case.next_due_at is None for case in cases)
    assert SealedField.objects.filter(person=person).exists() is not all_over
    assert Voice.objects.get(pk=voice.pk).text


def test_a_report_of_wrongdoing_keeps_its_own_time(cast):
    voice = play(JOURNEYS["report"](Li(cast)))
    Case.objects.filter(pk=voice.pk).update(standing="ended", ended_at=NOW, next_due_at=None)
    set_keeping("words", 12, actor=cast.actor("guo"), now=NOW)
    assert keep_for_a_time(now=long_after(100)).identities == 0
    assert vault.opened(voice.person_id)
    assert keep_for_a_time(now=long_after(122)).words == 1
    assert vault.opened(voice.person_id) == {}


def test_what_is_held_back_is_erased_neither_by_time_nor_by_order_until_it_is_released(cast, over):
    hold = held(cast, over)
    assert keep_for_a_time(now=long_after(200)).words == 0
    later = NOW + timedelta(days=20)
    for basis in ("consent", "order"):
        with pytest.raises(HoldInForce) as refused:
            erase_voice.erase_voice(over.pk, basis=basis, actor=cast.actor("sun"), now=later, reason=WHY)
        assert "暂缓删除" in refused.value.say("zh-hans")
    assert Voice.objects.get(pk=over.pk).text == LAMPS
    lift_hold(hold.pk, reason="判决已生效", actor=cast.actor("sun"), now=later)
    erase_voice.erase_voice(over.pk, basis="consent", actor=cast.actor("sun"), now=later, reason=WHY)
    assert Voice.objects.get(pk=over.pk).text == ""


def test_a_hold_whose_day_has_passed_still_holds_and_is_shown_first(cast, over):
    hold = held(cast, over, days=10)
    assert keep_for_a_time(now=long_after(200)).identities == 0
    grants = list(Grant.objects.filter(staff=cast.staff["sun"]))
    assert [each.pk for each in holds_in_reach(grants)] == [hold.pk]


@pytest.mark.parametrize("name", ["guo", "wang", "zhao", "qian", "feng", "chen", "outsider"])
def test_nobody_but_keeper_and_archivist_holds_back(cast, over, name):
    with pytest.raises(MayNotHold):
        held(cast, over, name=name)


def test_the_archivist_holds_back_too_and_twice_is_once(cast, over):
    first = held(cast, over, name="zhou", key="h1")
    assert held(cast, over, name="zhou", key="h1").pk == first.pk
    with pytest.raises(HoldInForce):
        held(cast, over, key="h2")
    assert Hold.objects.count() == 1


def test_a_hold_needs_a_reason_and_a_day_within_two_years(cast, over):
    with pytest.raises(HoldNeedsReason):
        held(cast, over, reason="案 ")
    for days in (0, -1, 800):
        with pytest.raises(HoldDayWrong):
            held(cast, over, days=days)


def test_a_report_is_held_back_by_its_officer_alone_and_stands_in_no_list(cast):
    voice = play(JOURNEYS["report"](Li(cast)))
    with pytest.raises(MayNotHold):
        held(cast, voice)
    held(cast, voice, name="feng")
    grants = list(Grant.objects.all())
    assert not holds_in_reach(grants).exists()
