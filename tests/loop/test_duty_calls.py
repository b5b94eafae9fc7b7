"""Urgent matters call: on duty, substitutes, the head, one unit up; once each, until somebody answers."""

from datetime import date, timedelta

import pytest

from huiying.foundation.keys.box import open_json
from huiying.foundation.ledger.models import Event
from huiying.foundation.office import services as office
from huiying.foundation.outbox import services as outbox
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.models import Message
from huiying.foundation.outbox.services import COLUMN, TABLE
from huiying.listen.duty.errors import NotYourCall
from huiying.listen.duty.models import DutyCall
from huiying.listen.duty.services.calling import answer_call, call
from huiying.listen.duty.services.roster import set_contact
from huiying.loop import duty_calls
from huiying.loop.act_on_case import act_on_case
from huiying.loop.duty_calls import call_duty
from huiying.serve.casework.models import Case, Deadline
from tests.cast import NOW
from tests.journeys_of_rows import LI, Li
from tests.listen.duty.conftest import cast, posts, shift

__all__ = ["cast", "posts", "shift"]
pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
WORDS = "水管爆了，家里淹到膝盖，电表在水里。"


@pytest.fixture(autouse=True)
def sends(monkeypatch):
    """The office has mail and SMS."""
    for way in Way:
        monkeypatch.setitem(outbox.IS_CONFIGURED, way, lambda: True)


@pytest.fixture
def urgent(cast):
    """A ticket at the town, marked urgent."""
    voice = Li(cast, text=WORDS).receive("phone")().voice
    data = {"unit": cast.units["liuhe"].pk, "reason": "镇里的水管"}
    act_on_case(voice.pk, "dispatch", actor=cast.actor("hotline"), now=NOW, data=data)
    act_on_case(voice.pk, "mark_urgent", actor=cast.actor("hotline"), now=NOW, data={"danger": "水里有电"})
    return voice


@pytest.fixture
def manned(shift):
    shift("liuhe", "2026-11-23", "08:00", "18:00", "night", "second")
    shift("office", "2026-11-23", "08:00", "18:00", "sun")


def called(cast):
    names = {person.pk: name for name, person in cast.staff.items()}
    return [names[one] for one in DutyCall.objects.order_by("step").values_list("staff_id", flat=True)]


def messages():
    rows = Message.objects.filter(about_kind="duty_call").order_by("pk")
    return [(row.way, open_json((TABLE, COLUMN, row.key), bytes(row.sealed), row.key_version)) for row in rows]


def minute(number):
    return call_duty(now=NOW + number * MINUTE)


def test_one_after_the_other_is_called_up_the_tree_and_then_it_is_said(cast, urgent, manned):
    made = {number: minute(number) for number in range(40)}
    assert {number for number, count in made.items() if count} == {0, 5, 10, 15}
    assert called(cast) == ["night", "second", "town", "sun"]
    assert Event.objects.filter(type="duty.called").count() == 4
    (said,) = Event.objects.filter(type="duty.unanswered")
    assert said.public["calls"] == 4
    assert said.at == NOW + 20 * MINUTE


def test_what_breaks_for_one_matter_keeps_nobody_from_being_called_for_the_next(cast, urgent, manned, monkeypatch):
    other = Li(cast, text="煤气味很大。").receive("phone")().voice
    act_on_case(other.pk, "mark_urgent", actor=cast.actor("hotline"), now=NOW, data={"danger": "煤气"})
    order = duty_calls.calling_order

    def broken(unit, **when):
        if unit == cast.units["liuhe"]:
            raise KeyError(unit.pk)
        return order(unit, **when)

    monkeypatch.setattr(duty_calls, "calling_order", broken)
    with pytest.raises(KeyError):
        minute(0)
    assert DutyCall.objects.get().voice == other


def test_the_message_holds_a_number_and_a_link_and_nothing_that_was_said(cast, urgent, manned):
    set_contact(cast.staff["night"], "13900001111", actor=cast.actor("night"), now=NOW)
    minute(0)
    (sms_way, sms), (mail_way, mail) = messages()
    assert (sms_way, sms["to"], sms["subject"]) == ("sms", "13900001111", "")
    assert (mail_way, mail["to"]) == ("email", "night@liuxi.example")
    for words in (sms["text"], mail["subject"] + mail["text"]):
        assert urgent.number in words.replace(" ", "")
        assert not any(part in words for part in ("水管", "电表", LI["name"], LI["phone"], urgent.title))
    assert f"/desk/duty/calls/{DutyCall.objects.get().pk}/" in sms["text"]


def test_who_answers_stops_the_calling(cast, urgent, manned):
    minute(0)
    minute(5)
    first, second = DutyCall.objects.order_by("step")
    answer_call(second.pk, actor=cast.actor("second"), now=NOW + 6 * MINUTE)
    assert minute(15) == minute(60) == 0
    first.refresh_from_db()
    assert first.answered_by_id == cast.staff["second"].pk
    assert Event.objects.filter(type="duty.answered").count() == 1
    answer_call(first.pk, actor=cast.actor("night"), now=NOW + 7 * MINUTE)
    assert Event.objects.filter(type="duty.answered").count() == 1
    assert not Event.objects.filter(type="duty.unanswered").exists()


@pytest.mark.parametrize("name", ["zhao", "chen", "guo", "second"])
def test_who_was_not_called_does_not_answer(cast, urgent, manned, name):
    minute(0)
    with pytest.raises(NotYourCall):
        answer_call(DutyCall.objects.get().pk, actor=cast.actor(name), now=NOW)


def test_a_contact_with_the_person_ends_it(cast, urgent, manned):
    minute(0)
    act_on_case(urgent.pk, "sign_for", actor=cast.actor("town"), now=NOW + 2 * MINUTE, data={})
    said = {"form": "phone", "record": "已关总闸"}
    act_on_case(urgent.pk, "contact", actor=cast.actor("town"), now=NOW + 3 * MINUTE, data=said)
    assert minute(5) == minute(10) == 0


def test_two_workers_call_once(cast, urgent, manned):
    minute(0)
    clock, staff = Deadline.objects.get(clock="H-URGENT").pk, cast.staff["night"]
    again = call(urgent, clock, cast.units["liuhe"], staff, step=0, minutes=30, now=NOW)
    assert again is None
    assert minute(0) == 0
    assert DutyCall.objects.count() == 1
    assert len(messages()) == 1


def test_a_clock_that_is_put_back_or_jumps_brings_no_flood(cast, urgent, manned):
    minute(10)
    assert minute(2) == 0
    assert minute(400) == 1
    assert minute(400) == 0
    assert called(cast) == ["night", "second"]


def test_who_cannot_be_reached_is_written_down_and_the_next_is_called_at_once(cast, urgent, manned):
    cast.staff["night"].email = ""
    cast.staff["night"].save()
    assert minute(0) == 2
    assert list(DutyCall.objects.order_by("step").values_list("reached", flat=True)) == [False, True]
    assert called(cast) == ["night", "second"]
    assert minute(4) == 0
    assert minute(5) == 1


def test_with_nobody_on_duty_the_head_is_called(cast, urgent):
    minute(0)
    assert called(cast) == ["town"]


def test_that_there_is_nobody_to_call_is_said_once_on_the_case(cast, urgent):
    from huiying.foundation.people.models import Grant

    Grant.objects.filter(role="unit_head").delete()
    assert minute(0) == minute(1) == 0
    (said,) = Event.objects.filter(type="duty.unanswered")
    assert (said.subject_kind, said.subject_id, said.public["calls"]) == ("voice", urgent.pk, 0)


def test_the_new_unit_is_called_when_the_matter_moves_on(cast, urgent, manned, shift):
    minute(0)
    answer_call(DutyCall.objects.get().pk, actor=cast.actor("night"), now=NOW + MINUTE)
    Case.objects.filter(pk=urgent.pk).update(unit=cast.units["land"])
    assert minute(2) == 1
    assert DutyCall.objects.order_by("pk").last().staff_id == cast.staff["qian"].pk


def test_the_waiting_time_is_a_setting_within_bounds(cast, urgent, manned):
    office.set_limit("hotline.duty_minutes", 2, actor=cast.actor("guo"), now=NOW)
    minute(0)
    assert minute(1) == 0
    assert minute(2) == 1
    from huiying.core.procedures.errors import SettingOutOfBounds

    for wrong in (1, 16):
        with pytest.raises(SettingOutOfBounds):
            office.set_limit("hotline.duty_minutes", wrong, actor=cast.actor("guo"), now=NOW)


def test_what_is_sealed_or_long_past_wakes_nobody(cast, urgent, manned):
    assert minute(24 * 60) == 0
    Case.objects.filter(pk=urgent.pk).update(sealed=True)
    assert minute(0) == 0


def test_a_substitute_who_took_over_the_grant_is_called_as_head(cast, urgent):
    from huiying.foundation.people.models import Grant

    head = Grant.objects.get(staff=cast.staff["town"], role="unit_head")
    days = {"starts_on": date(2026, 11, 20), "ends_on": date(2026, 11, 30)}
    Grant.objects.create(staff=cast.staff["second"], role="unit_head", unit=head.unit, substitutes=head, **days)
    minute(0)
    minute(5)
    assert called(cast) == ["town", "second"]
