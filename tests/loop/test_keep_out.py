"""Who keeps out of a case neither sees nor touches it, anywhere, from the moment it is asked; the clocks run on."""

from datetime import timedelta

import pytest

from huiying.core.procedures.errors import NotYourAct
from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.foundation.office.selectors import calendar
from huiying.foundation.people.models import Grant, Staff
from huiying.foundation.people.selectors import grants_in_force
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.keep_out import ask_recusal, decide_recusal, declare_interest
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.enums import RecusalState
from huiying.serve.casework.errors import (
    AlreadyKeptOut,
    CaseNotFound,
    KeptOut,
    MayNotDecideRecusal,
    OfficeItself,
    SayWho,
    SayWhyKeepOut,
)
from huiying.serve.casework.models import Case, Deadline
from huiying.serve.casework.selectors import queues
from huiying.serve.casework.selectors.approvals import approvals_waiting
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.identity import may_reveal, may_serve
from huiying.serve.casework.selectors.recusals import recusals_of, recusals_to_decide
from huiying.serve.casework.selectors.visible import visible_cases, visible_unsealed
from tests.cast import NOW, open_liuxi

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
WHY = "他是对方的表弟"


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def case(cast):
    """With the land bureau, in Zhao's hands."""
    said = Spoken("counter", "request", "named", "三盏路灯都不亮。", "zh-hans", NOW)
    voice = receive_voice(said, identity={"name": "李桂英", "phone": "00001234567"}, actor=SPEAKER, now=NOW).voice
    unit = {"unit": cast.units["land"].pk, "reason": "职责目录"}
    act_on_case(voice.pk, "forward", actor=cast.actor("zhou"), now=NOW, data=unit)
    Case.objects.filter(pk=voice.pk).update(handler=cast.staff["zhao"])
    return Case.objects.get(pk=voice.pk)


def grants(cast, name):
    return grants_in_force(cast.staff[name].pk, today=TODAY)


def sees(cast, name, case):
    return Case.objects.filter(visible_cases(grants(cast, name)), pk=case.pk).exists()


def speaker(case):
    return Actor(ActorKind.SPEAKER, id=case.pk)


def asked(case, **about):
    return ask_recusal(case.pk, why=WHY, actor=speaker(case), now=NOW, **about)


def decided(cast, one, by, granted=True, reason="核实了", **more):
    who = {"grants": grants(cast, by), "actor": cast.actor(by), "now": NOW}
    return decide_recusal(one.pk, granted=granted, reason=reason, **who, **more)


def test_the_officer_is_out_as_soon_as_it_is_asked_and_no_clock_stops(cast, case):
    before = list(Deadline.objects.filter(case=case).values_list("clock", "due_at", "stopped_at"))
    assert sees(cast, "zhao", case)
    asked(case, staff_id=cast.staff["zhao"].pk)
    assert not sees(cast, "zhao", case)
    assert sees(cast, "qian", case)
    with pytest.raises(CaseNotFound):
        case_for_viewer(case.pk, grants(cast, "zhao"))
    with pytest.raises(NotYourAct):
        act_on_case(case.pk, "accept", actor=cast.actor("zhao"), now=NOW, data={"legal_class": "claim"})
    assert list(Deadline.objects.filter(case=case).values_list("clock", "due_at", "stopped_at")) == before


def test_who_bears_the_name_that_was_written_is_out_at_once(cast, case):
    assert asked(case, who=" 赵敏 ").staff_id == cast.staff["zhao"].pk
    assert not sees(cast, "zhao", case)


def test_somebody_described_in_words_is_found_by_who_decides(cast, case):
    one = asked(case, who="窗口那个高个子")
    assert (one.staff_id, one.unit_id) == (None, None)
    with pytest.raises(SayWho):
        decided(cast, one, "zhou")
    with pytest.raises(MayNotDecideRecusal):
        decided(cast, one, "zhou", staff_id=cast.staff["zhou"].pk)
    decided(cast, one, "zhou", staff_id=cast.staff["zhao"].pk)
    assert not sees(cast, "zhao", case)


def test_two_of_one_name_are_told_apart_by_who_decides(cast, case):
    Staff.objects.create(username="zhao2", name="赵敏", unit=cast.units["land"])
    assert asked(case, who="赵敏").staff_id is None


def test_a_unit_is_out_once_it_is_granted_and_the_case_goes_to_another(cast, case):
    one = asked(case, unit_id=cast.units["land"].pk)
    assert sees(cast, "qian", case)
    with pytest.raises(MayNotDecideRecusal):
        decided(cast, one, "qian")
    decided(cast, one, "zhou")
    assert not sees(cast, "zhao", case)
    assert not sees(cast, "qian", case)
    assert sees(cast, "zhou", case)
    assert Case.objects.get(pk=case.pk).handler is None


def test_a_grant_in_a_unit_that_is_out_opens_nothing_either(cast, case):
    land = cast.units["land"]
    Grant.objects.create(staff=cast.staff["outsider"], role="handler", unit=land, starts_on=TODAY)
    assert sees(cast, "outsider", case)
    decided(cast, asked(case, unit_id=land.pk), "zhou")
    assert not sees(cast, "outsider", case)


def test_nothing_is_handed_to_a_unit_or_to_somebody_who_is_out(cast, case):
    decided(cast, asked(case, unit_id=cast.units["land"].pk), "zhou")
    Case.objects.filter(pk=case.pk).update(unit=cast.units["petition"], state="registered")
    with pytest.raises(KeptOut):
        act_on_case(
            case.pk,
            "forward",
            actor=cast.actor("zhou"),
            now=NOW,
            data={"unit": cast.units["land"].pk, "reason": "职责目录"},
        )


def test_a_dispatcher_who_is_named_is_shown_nothing_reveals_nothing_and_does_not_decide(cast, case):
    zhou = cast.actor("zhou")
    assert may_reveal(case, actor=zhou, today=TODAY)
    one = asked(case, who="周强")
    fresh = Case.objects.select_related("voice__place", "office", "unit", "sender").get(pk=case.pk)
    assert not may_reveal(fresh, actor=zhou, today=TODAY)
    assert not may_serve(fresh, actor=zhou, today=TODAY)
    assert recusals_to_decide(zhou, grants(cast, "zhou"), calendar()) == []
    with pytest.raises(MayNotDecideRecusal):
        decided(cast, one, "zhou")


def test_refused_opens_it_again_and_the_reason_stands(cast, case):
    one = asked(case, staff_id=cast.staff["zhao"].pk)
    with pytest.raises(SayWhyKeepOut):
        decide_recusal(
            one.pk, granted=False, reason=" ", grants=grants(cast, "qian"), actor=cast.actor("qian"), now=NOW
        )
    assert decided(cast, one, "qian", granted=False).state == RecusalState.REFUSED
    assert sees(cast, "zhao", case)


def test_an_officer_declares_an_interest_and_is_out_before_anybody_decides(cast, case):
    zhao = cast.actor("zhao")
    declare_interest(case.pk, why="申请人是我舅舅", grants=grants(cast, "zhao"), actor=zhao, now=NOW)
    assert not sees(cast, "zhao", case)
    (waits,) = recusals_to_decide(cast.actor("qian"), grants(cast, "qian"), calendar())
    assert waits.why == "申请人是我舅舅"
    assert waits.decide_by == TODAY + timedelta(days=3), "three working days after Monday"
    with pytest.raises(CaseNotFound):
        declare_interest(case.pk, why="x", grants=grants(cast, "outsider"), actor=cast.actor("outsider"), now=NOW)


def test_lists_counts_and_approvals_leave_it_out(cast, case):
    desk, _ = queues.unit_desk(grants(cast, "zhao"))
    assert queues.counts(desk, {})[queues.Only.ALL] == 1
    asked(case, staff_id=cast.staff["zhao"].pk)
    desk, _ = queues.unit_desk(grants(cast, "zhao"))
    assert queues.counts(desk, {})[queues.Only.ALL] == 0
    assert list(queues.cases_on(desk, queues.Only.ALL, {})) == []
    assert not Case.objects.filter(visible_unsealed(grants(cast, "zhao"))).exists()
    assert not approvals_waiting(grants(cast, "zhao"), cast.actor("zhao")).exists()


def test_who_sees_the_whole_office_no_longer_sees_that_one_case(cast, case):
    asked(case, who="陈静")
    decided(cast, recusals_of(case, calendar())[0].recusal, "zhou", staff_id=cast.staff["chen"].pk)
    assert not Case.objects.filter(visible_unsealed(grants(cast, "chen"))).exists()


def test_the_same_is_asked_once_and_the_office_itself_is_for_the_body_above(cast, case):
    asked(case, unit_id=cast.units["land"].pk)
    with pytest.raises(AlreadyKeptOut):
        asked(case, unit_id=cast.units["land"].pk)
    with pytest.raises(OfficeItself):
        asked(case, unit_id=cast.units["petition"].pk)
    with pytest.raises(SayWho):
        asked(case, unit_id=cast.units["housing"].pk)
    with pytest.raises(SayWho):
        asked(case, who="  ")


def test_another_speaker_asks_nothing_here(case):
    with pytest.raises(CaseNotFound):
        ask_recusal(case.pk, who="赵敏", why=WHY, actor=Actor(ActorKind.SPEAKER, id=case.pk + 1), now=NOW)
