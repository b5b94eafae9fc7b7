"""What an answer promises is a promise: from the day it was issued, read once it has reached the person."""

from datetime import timedelta

import pytest

from huiying.core.procedures.errors import Guarded
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Grant
from huiying.loop import daily
from huiying.loop.act_on_case import act_on_case, approve, refuse
from huiying.loop.join_cases import join_cases
from huiying.loop.keep_promise import say_verdict
from huiying.loop.speaker_acts import read_opinion
from huiying.serve.casework.errors import UnitUnknown
from huiying.serve.casework.models import Case, Document
from huiying.serve.casework.selectors.letters import letter_of
from huiying.serve.casework.selectors.receipt import receipt_facts
from huiying.serve.commitments.models import Commitment, CommitmentCase
from huiying.serve.commitments.selectors.commitments import (
    commitments_behind_case,
    commitments_for,
    commitments_of_case,
)
from huiying.serve.commitments.services.keeping import drop_commitment, keep_commitment, reopen_commitment
from tests.cast import NOW, open_liuxi
from tests.journeys_of_rows import OPINION
from tests.serve.commitments.promises import who
from tests.serve.coordination.issues import grants_of, speak

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LAMPS = "去小学的路三盏灯都不亮，孩子早上上学看不见路。"


@pytest.fixture
def cast():
    return open_liuxi()


def tasks(cast):
    return [
        {"unit": cast.units["liuhe"].pk, "what": "换三盏路灯和线路", "due_on": "2026-12-20"},
        {"unit": cast.units["housing"].pk, "what": "查一遍全镇的路灯线路", "due_on": "2027-01-15"},
    ]


def handled(cast, text=LAMPS):
    """A case at the town, ready for its opinion."""
    case = speak(text)
    town = cast.units["liuhe"].pk
    steps = (
        ("zhou", "forward", {"unit": town, "reason": "镇里的事"}),
        ("town", "accept", {"legal_class": "claim", "route": "petition"}),
        ("town", "begin", {}),
        ("town", "hear_person", {"heard_on": "2026-11-23", "form": "phone", "record": "听了"}),
        ("town", "investigate", {"finding": "现场查看"}),
    )
    for name, act_id, data in steps:
        act_on_case(case.pk, act_id, actor=cast.actor(name), now=NOW + timedelta(hours=2), data=data)
    return Case.objects.get(pk=case.pk)


def answered(cast, case, *, key=None, name="town", **more):
    data = {**OPINION, "tasks": tasks(cast), **more}
    now = NOW + timedelta(days=1)
    return act_on_case(case.pk, "issue_opinion", actor=cast.actor(name), now=now, data=data, key=key)


def read(case, days=2.0):
    return read_opinion(case.voice, now=NOW + timedelta(days=days))


def open_in(case):
    return Case.objects.get(pk=case.pk).facts.get("promises_open", 0)


def test_each_item_is_a_promise_that_the_person_reads_with_the_opinion(cast):
    case = handled(cast)
    answered(cast, case, key="form:1")
    answered(cast, case, key="form:1")
    first, second = Commitment.objects.order_by("pk")
    assert (first.source, first.case_id, first.public, first.owner.name) == ("reply", case.pk, False, "柳河镇人民政府")
    assert (second.words, second.due_on.isoformat()) == ("查一遍全镇的路灯线路", "2027-01-15")
    assert commitments_of_case(case.pk, today=TODAY) == []
    assert commitments_behind_case(case, grants_of(cast, "town")) == [second, first]
    assert not Event.objects.filter(type="case.commitment_made").exists()
    read(case)
    assert [one.commitment.pk for one in commitments_of_case(case.pk, today=TODAY)] == [second.pk, first.pk]
    said = {line.said.zh for line in receipt_facts(case.voice, now=NOW).lines}
    assert "柳河镇人民政府承诺在 2026年12月20日 前做到：换三盏路灯和线路" in said


def test_the_written_opinion_says_who_does_what_by_when(cast):
    case = handled(cast)
    answered(cast, case)
    opinion = Document.objects.get(case=case, code="D11")
    for language, wanted in (("zh-hans", "柳河镇人民政府"), ("en", "Liuhe Town")):
        text = str(letter_of(opinion, language))
        assert "换三盏路灯和线路" in text
        assert wanted in text


def test_the_case_is_concluded_only_when_each_item_is_settled(cast):
    case = handled(cast)
    answered(cast, case)
    read(case)
    first, second = Commitment.objects.order_by("pk")
    assert open_in(case) == 2
    daily.sweep(now=NOW + timedelta(days=60))
    assert Case.objects.get(pk=case.pk).state == "opinion_delivered"
    keep_commitment(first.pk, "三盏灯都亮了", **who(cast, "town", days=60))
    drop_commitment(second.pk, "全镇线路明年统一改造", **who(cast, "zhou", days=61))
    assert open_in(case) == 0
    reopen_commitment(first.pk, "又有一盏不亮", **who(cast, "zhou", days=62))
    assert open_in(case) == 1
    daily.sweep(now=NOW + timedelta(days=63))
    assert Case.objects.get(pk=case.pk).state == "opinion_delivered"
    keep_commitment(first.pk, "换了新灯头，都亮了", **who(cast, "town", days=64))
    daily.sweep(now=NOW + timedelta(days=66))
    assert Case.objects.get(pk=case.pk).state == "concluded"
    assert say_verdict(case.voice, first.pk, kept="yes", now=NOW + timedelta(days=67)).kept == "yes"


def test_nothing_is_asked_each_minute_of_a_case_that_waits_for_its_promises(cast):
    case = handled(cast)
    answered(cast, case)
    read(case)
    later = NOW + timedelta(days=60)
    assert not [due for due in daily._all_due(later, None) if due.case_id == case.pk]
    with pytest.raises(Guarded):
        act_on_case(case.pk, "lapse", actor=daily.SYSTEM, now=later)


def test_a_joined_case_with_the_same_answer_shares_the_promise(cast):
    lead, other, third = handled(cast), handled(cast, "小学门口的路灯坏了三盏。"), handled(cast, "路灯不亮，孩子怕黑。")
    join_cases(lead.pk, [other.pk, third.pk], actor=cast.actor("zhou"), now=NOW + timedelta(hours=3), reason="同一处灯")
    answered(cast, lead, also=[other.pk])
    assert Commitment.objects.count() == 2
    assert set(CommitmentCase.objects.values_list("case_id", flat=True)) == {lead.pk, other.pk}
    read(lead)
    assert commitments_of_case(other.pk, today=TODAY) == []
    read(other, days=3)
    assert len(commitments_of_case(other.pk, today=TODAY)) == 2
    assert commitments_of_case(third.pk, today=TODAY) == []
    assert (open_in(lead), open_in(other), open_in(third)) == (2, 2, 0)


def test_what_waits_for_approval_promises_nothing_yet(cast):
    land = Grant.objects.get(staff=cast.staff["town"], role="unit_head")
    land.delete()
    Grant.objects.create(staff=cast.staff["qian"], role="unit_head", unit=cast.units["liuhe"], starts_on=TODAY)
    case = handled(cast)
    asked = answered(cast, case).approval
    assert asked is not None
    assert not Commitment.objects.exists()
    refuse(asked.pk, actor=cast.actor("qian"), now=NOW + timedelta(days=1), reason="期限太长")
    asked = answered(cast, case).approval
    approve(asked.pk, actor=cast.actor("qian"), now=NOW + timedelta(days=1))
    assert Commitment.objects.count() == 2


def test_a_unit_that_is_gone_promises_nothing(cast):
    case = handled(cast)
    cast.units["housing"].active = False
    cast.units["housing"].save(update_fields=["active"])
    with pytest.raises(UnitUnknown):
        answered(cast, case)
    assert not Commitment.objects.exists()


def test_what_a_sealed_case_was_promised_stands_in_no_list(cast):
    case = handled(cast)
    answered(cast, case)
    assert commitments_for(grants_of(cast, "town"), today=TODAY).count() == 2
    act_on_case(case.pk, "seal", actor=cast.actor("zhou"), now=NOW + timedelta(days=2), data={"reason": "检举"})
    for name in ("zhou", "town", "sun", "chen", "outsider"):
        assert not commitments_for(grants_of(cast, name), today=TODAY).exists()
