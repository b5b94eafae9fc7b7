"""Which case a receipt number in a form means, and how it stands to the one it is named in."""

from collections.abc import Callable
from typing import Any

import pytest

from huiying.core.codes import grouped_number
from huiying.core.procedures.errors import Guarded
from huiying.core.procedures.model import StateKind
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case, approve
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.errors import LeadCaseWrong
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.named import named_cases
from tests.cast import NOW, Cast, open_liuxi

WHERE = {"competent_body": "自然资源局", "where_to_go": "人民路 3 号", "reason": "正在办"}
Act = Callable[..., Any]


@pytest.fixture
def cast(db: None) -> Cast:
    return open_liuxi()


@pytest.fixture
def act(cast: Cast) -> Act:
    def acting(voice: Voice, name: str, act_id: str, **data: Any) -> Any:
        return act_on_case(voice.pk, act_id, actor=cast.actor(name), now=NOW, data=data)

    return acting


def speak(channel: str = "counter", kind: str = "request") -> Voice:
    spoken = Spoken(channel, kind, "anonymous", "去小学的路三盏灯都不亮", "zh-hans", NOW)
    return receive_voice(spoken, identity={}, actor=SPEAKER, now=NOW).voice


def case_of(voice: Voice) -> Case:
    return Case.objects.select_related("unit__parent").get(pk=voice.pk)


def in_progress(cast: Cast, act: Act) -> Voice:
    voice = speak()
    act(voice, "zhou", "forward", unit=cast.units["land"].pk, reason="职责")
    act(voice, "zhao", "accept", legal_class="claim", route="petition")
    return voice


def test_a_number_is_understood_as_it_is_written_on_the_slip(cast: Cast, act: Act) -> None:
    earlier, again = in_progress(cast, act), speak()
    found = named_cases(case_of(again), {"earlier_case": grouped_number(earlier.number)})["earlier_case"]
    assert (found.standing, found.is_this, found.below) == (StateKind.OPEN, False, True)
    assert found.facts.running("C-HANDLE") is not None


@pytest.mark.parametrize("typed", ["", None, "柳信核〔2019〕3号", "12", "1000000018"])
def test_what_is_no_number_of_ours_names_no_case(cast: Cast, typed: Any) -> None:
    assert named_cases(case_of(speak()), {"earlier_case": typed, "case": typed}) == {}


def test_a_sealed_case_is_named_by_nobody(cast: Cast) -> None:
    report = speak(kind="report")
    assert named_cases(case_of(speak()), {"earlier_case": report.number, "case": report.pk}) == {}


def test_a_case_knows_its_own_number(cast: Cast) -> None:
    voice = speak()
    assert named_cases(case_of(voice), {"earlier_case": voice.number})["earlier_case"].is_this


def test_a_bureau_is_not_above_its_neighbour(cast: Cast, act: Act) -> None:
    earlier, again = in_progress(cast, act), speak()
    act(again, "zhou", "forward", unit=cast.units["housing"].pk, reason="职责")
    assert not named_cases(case_of(again), {"earlier_case": earlier.number})["earlier_case"].below


def test_the_petition_office_declines_what_a_bureau_has_in_hand(cast: Cast, act: Act) -> None:
    earlier, again = in_progress(cast, act), speak()
    act(again, "zhou", "refuse_same", earlier_case=earlier.number, **WHERE)
    assert Case.objects.get(pk=again.pk).state == "not_accepted"


@pytest.mark.parametrize("which", ["its own", "not accepted yet", "nobody's"])
def test_the_petition_office_cannot_decline_what_nobody_has_in_hand(cast: Cast, act: Act, which: str) -> None:
    again = speak()
    number = {"its own": again.number, "not accepted yet": speak().number, "nobody's": "1000000018"}[which]
    with pytest.raises(Guarded) as refused:
        act(again, "zhou", "refuse_same", earlier_case=number, **WHERE)
    assert refused.value.data["field"] == "earlier_case"
    assert number not in refused.value.say("en")
    assert Case.objects.get(pk=again.pk).state == "registered"


def test_a_ticket_ends_as_a_repeat_only_of_one_that_was_answered(cast: Cast, act: Act) -> None:
    def ticket() -> Voice:
        voice = speak(channel="phone")
        act(voice, "hotline", "dispatch", unit=cast.units["liuhe"].pk, reason="镇里的事")
        act(voice, "town", "sign_for")
        return voice

    earlier, again = ticket(), ticket()
    same = {"earlier_case": earlier.number, "basis": "第二十五条", "reason": "同一件事"}
    with pytest.raises(Guarded):
        act(again, "town", "stop_repeat", **same)
    act(earlier, "town", "reply", public_text="灯泡换好了。", basis="柳溪县城乡照明管理办法第九条", looked=True)
    act(earlier, "hotline", "check_reply", verdict="calling_back", reason="属实")
    act(earlier, "hu", "call_back", contacted="yes", solved="yes", satisfied="yes")
    asked = act(again, "town", "stop_repeat", **same)
    approve(asked.approval.pk, actor=cast.actor("hotline"), now=NOW)
    assert Case.objects.get(pk=again.pk).state == "terminated"


def test_what_leads_others_is_not_joined_itself(cast: Cast, act: Act) -> None:
    lead, joined, other = speak(), speak(), speak()
    act(joined, "zhou", "join", case=lead.pk, reason="同一条路")
    with pytest.raises(LeadCaseWrong):
        act(lead, "zhou", "join", case=other.pk, reason="同一条路")
    with pytest.raises(Guarded) as refused:
        act(other, "zhou", "join", case=joined.pk, reason="同一条路")
    assert refused.value.data["field"] == "case"
    assert Case.objects.get(pk=joined.pk).lead_case_id == lead.pk
