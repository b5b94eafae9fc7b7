"""Somebody took revenge on a speaker or let out who spoke: a sealed report of its own, over the head of who did it."""

import uuid
from datetime import date

import pytest

from huiying.foundation.people.models import Grant
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.look_at_identity import look_at_identity
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.report_harm import report_harm
from huiying.serve.casework.errors import NobodyLeft
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_view
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.casework.selectors.sealed import blamed_units
from huiying.serve.casework.selectors.visible import visible_cases
from huiying.serve.supervision.selectors.flags import flags_for
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db
THREAT = "科里的人上门说，再反映就停我的低保。"
TODAY = NOW.date()


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def first(cast):
    """With the land bureau."""
    said = Spoken("web", "request", "named", "三盏路灯都不亮。", "zh-hans", NOW)
    voice = receive_voice(said, identity={"name": "李桂英", "phone": "00001234567"}, actor=SPEAKER, now=NOW).voice
    act_on_case(
        voice.pk,
        "dispatch",
        actor=cast.actor("hotline"),
        now=NOW,
        data={"unit": cast.units["land"].pk, "reason": "目录"},
    )
    return Voice.objects.get(pk=voice.pk)


def report(first, unit=None, draft=None):
    return report_harm(first, text=THREAT, by_unit=unit, language="zh-hans", draft_id=draft or uuid.uuid4(), now=NOW)


def grants(cast, name):
    return grants_in_force(cast.staff[name].pk, today=TODAY)


def who_sees(cast, voice):
    return {name for name in cast.staff if Case.objects.filter(visible_cases(grants(cast, name)), pk=voice.pk).exists()}


def test_it_is_a_sealed_report_of_its_own_that_its_officer_alone_sees(cast, first):
    taken = report(first, cast.units["land"].pk)
    case = Case.objects.get(pk=taken.voice.pk)
    assert (case.sealed, case.state, taken.voice.kind) == (True, "sealed", "report")
    assert taken.voice.number != first.number
    assert taken.code
    assert who_sees(cast, taken.voice) == {"feng"}
    assert (
        look_at_identity(taken.voice.pk, actor=cast.actor("feng"), reason="跟本人核实威胁的经过", now=NOW)["name"]
        == "李桂英"
    )


def test_nothing_of_it_shows_on_the_first_receipt_nor_to_who_handles_that_matter(cast, first):
    def looks():
        facts = receipt_facts(first, now=NOW)
        seen = [facts.lines, facts.state, facts.limits]
        for name in ("hotline", "zhao", "qian", "chen"):
            view = case_view(Case.objects.get(pk=first.pk), actor=cast.actor(name), grants=grants(cast, name), now=NOW)
            seen.append(view.lines)
        return str(seen)

    before = looks()
    report(first, cast.units["land"].pk)
    assert looks() == before


def test_the_same_form_sent_twice_makes_one_report_with_the_same_receipt(cast, first):
    draft = uuid.uuid4()
    one, again = report(first, draft=draft), report(first, draft=draft)
    assert (one.voice.pk, one.code) == (again.voice.pk, again.code)
    assert Voice.objects.count() == 2


def test_an_officer_of_the_blamed_unit_never_sees_it(cast, first):
    Grant.objects.create(
        staff=cast.staff["qian"], role="sealed_officer", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    assert who_sees(cast, report(first).voice) == {"feng", "qian"}
    assert who_sees(cast, report(first, cast.units["land"].pk).voice) == {"feng"}


def test_against_the_office_that_takes_reports_in_it_goes_to_the_unit_above(cast, first):
    taken = report(first, cast.units["petition"].pk)
    assert Case.objects.get(pk=taken.voice.pk).office == cast.units["office"]
    assert who_sees(cast, taken.voice) == {"feng"}


def test_against_everybody_who_could_read_it_nothing_is_kept_and_it_says_where_to_go(cast, first):
    with pytest.raises(NobodyLeft) as refused:
        report(first, cast.units["office"].pk)
    assert "12388" in refused.value.say("zh-hans")
    assert Voice.objects.count() == 1


def test_units_that_have_had_the_matter_may_be_blamed_and_never_the_highest(cast, first):
    named = blamed_units(Case.objects.get(pk=first.pk))
    assert {unit.name for unit in named} == {"柳溪县自然资源局", "柳溪县12345热线中心"}


def test_inspectors_get_a_flag_without_a_word_and_only_when_the_officer_asks(cast, first):
    taken = report(first, cast.units["land"].pk)
    assert not flags_for(grants(cast, "chen")).exists()
    for _twice in range(2):
        act_on_case(taken.voice.pk, "tell_inspectors", actor=cast.actor("feng"), now=NOW, data={"agreed": True})
    (flag,) = flags_for(grants(cast, "chen"))
    assert (flag.trigger, flag.case_id, flag.unit) == ("S6", first.pk, cast.units["land"])
    for name in ("qian", "zhao", "sun", "hotline"):
        assert not flags_for(grants(cast, name)).exists()
    view = case_view(Case.objects.get(pk=first.pk), actor=cast.actor("qian"), grants=grants(cast, "qian"), now=NOW)
    assert "督查" not in str(view.lines)
