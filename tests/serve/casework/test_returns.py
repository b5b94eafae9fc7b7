"""Who answers an objection: the unit that sent the case, and nobody else (条例 Art 23(3))."""

from datetime import date
from typing import Any

import pytest

from huiying.core.procedures.errors import Guarded
from huiying.foundation.people.models import Grant, Staff, Unit
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case, approve
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import may_see_case
from huiying.serve.casework.selectors.facts import facts_of
from huiying.serve.casework.selectors.offers import may_do
from tests.cast import NOW, Cast, open_liuxi

TODAY = NOW.date()


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, with a land station under the land bureau whose dispatcher and handler are new."""
    cast = open_liuxi()
    land = cast.units["land"]
    station = Unit.objects.create(parent=land, kind="street", name="柳河国土所", name_en="Liuhe Station", path="")
    station.path = f"{land.path}{station.pk}/"
    station.save(update_fields=["path"])
    cast.units["station"] = station
    hire(cast, "ma", "station", "handler", "unit_head")
    hire(cast, "deng", "land", "dispatcher")
    return cast


def hire(cast: Cast, name: str, unit: str, *roles: str) -> None:
    person = Staff.objects.create(username=name, name=name, unit=cast.units[unit])
    for role in roles:
        Grant.objects.create(staff=person, role=role, unit=cast.units[unit], starts_on=date(2026, 1, 1))
    cast.staff[name] = person


def speak() -> Voice:
    spoken = Spoken("counter", "request", "anonymous", "去小学的路三盏灯都不亮", "zh-hans", NOW)
    return receive_voice(spoken, identity={}, actor=SPEAKER, now=NOW).voice


def act(cast: Cast, voice: Voice, name: str, act_id: str, **data: Any) -> Any:
    done = act_on_case(voice.pk, act_id, actor=cast.actor(name), now=NOW, data=data)
    if done.approval is not None and act_id == "object" and name == "ma":
        approve(done.approval.pk, actor=cast.actor("ma"), now=NOW)
    return done


def objected_below(cast: Cast) -> Voice:
    """The petition office forwards to the bureau, the bureau to its station, and the station objects."""
    voice = speak()
    act(cast, voice, "zhou", "forward", unit=cast.units["land"].pk, reason="职责")
    act(cast, voice, "zhao", "forward_down", unit=cast.units["station"].pk, reason="国土所管")
    act(cast, voice, "ma", "object", reason="不归国土所")
    assert Case.objects.get(pk=voice.pk).state == "objection_pending"
    return voice


@pytest.mark.parametrize("act_id", ["consent_return", "refuse_return"])
def test_the_office_does_not_answer_for_the_bureau_that_sent_it(cast: Cast, act_id: str) -> None:
    voice = objected_below(cast)
    assert not may_do(voice.pk, act_id, actor=cast.actor("zhou"), now=NOW)
    with pytest.raises(Guarded):
        act(cast, voice, "zhou", act_id, reason="核实属实")
    assert Case.objects.get(pk=voice.pk).state == "objection_pending"


@pytest.mark.parametrize("name", ["deng", "qian"])
def test_the_bureau_that_sent_it_takes_it_back(cast: Cast, name: str) -> None:
    """Its dispatcher or its head, who is above the station."""
    voice = objected_below(cast)
    act(cast, voice, name, "consent_return", reason="核实属实")
    assert Case.objects.get(pk=voice.pk).unit == cast.units["land"]


def test_the_office_takes_back_what_it_sent_itself(cast: Cast) -> None:
    voice = speak()
    act(cast, voice, "zhou", "forward", unit=cast.units["station"].pk, reason="职责")
    act(cast, voice, "ma", "object", reason="不归国土所")
    assert not may_do(voice.pk, "consent_return", actor=cast.actor("qian"), now=NOW)
    with pytest.raises(Guarded):
        act(cast, voice, "deng", "consent_return", reason="核实属实")
    act(cast, voice, "zhou", "consent_return", reason="核实属实")
    assert Case.objects.get(pk=voice.pk).unit == cast.units["petition"]


def test_the_dispatcher_of_the_sender_sees_what_was_sent(cast: Cast) -> None:
    voice = objected_below(cast)
    other = speak()
    grants = grants_in_force(cast.staff["deng"].pk, today=TODAY)
    assert may_see_case(voice.pk, grants)
    assert not may_see_case(other.pk, grants)


def test_a_fact_that_no_rule_reads_any_more_is_left_aside(cast: Cast) -> None:
    voice = speak()
    case = Case.objects.select_related("voice").get(pk=voice.pk)
    case.facts = {**case.facts, "addressed": True}
    assert facts_of(case, ()).state == "registered"
